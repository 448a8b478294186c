// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which part of a region belongs to which device, and how that changes (drivers/dax/bus.c, dev_dax_resize). */
final class RegionSpace {
    private static final long PAGE = 4096;

    private record Owned(SimDevice device, Range range) {}

    private final SimRegion region;

    RegionSpace(SimRegion region) {
        this.region = region;
    }

    Optional<Errno> resize(SimDevice device, long size) {
        long now = device.size();
        if (size > now && size - now > region.available()) {
            return Optional.of(Errno.ENOSPC);
        }
        if (size < now) {
            shrink(device, now - size);
            return Optional.empty();
        }
        return (size - now) % granularity(device) != 0 ? Optional.of(Errno.ENXIO) : grow(device, size - now);
    }

    /** What sizes are multiples of: the alignment, and at least a sub-section of 2 MiB on x86. */
    static long granularity(SimDevice device) {
        return Math.max(device.align(), World.DEFAULT_ALIGN);
    }

    /** alloc_dev_dax_range: ENOMEM for what is outside the region or has an owner. */
    Optional<Errno> take(SimDevice device, long start, long size) {
        long end = start + size - 1;
        boolean outside = start < region.start() || end > region.end();
        boolean owned = owned().stream()
                .anyMatch(other -> other.range().start() <= end && other.range().end() >= start);
        if (outside || owned) {
            return Optional.of(Errno.ENOMEM);
        }
        long pages = device.ranges().isEmpty()
                ? 0
                : device.ranges().getLast().pageOffset()
                        + device.ranges().getLast().size() / PAGE;
        device.ranges().add(new Range(start, end, pages));
        return Optional.empty();
    }

    private void shrink(SimDevice device, long bytes) {
        long left = bytes;
        while (left > 0) {
            Range last = device.ranges().removeLast();
            if (left < last.size()) {
                device.ranges().add(new Range(last.start(), last.end() - left, last.pageOffset()));
            }
            left -= Math.min(left, last.size());
        }
    }

    /** Takes the first free place, and the next one while that was not enough. */
    private Optional<Errno> grow(SimDevice device, long bytes) {
        long left = bytes;
        while (left > 0) {
            List<Owned> owned = owned();
            long start = region.start();
            Optional<Owned> before = Optional.empty();
            for (Owned next : owned) {
                if (next.range().start() > start) {
                    break;
                }
                before = Optional.of(next);
                start = next.range().end() + 1;
            }
            long from = start;
            long until = owned.stream()
                    .map(next -> next.range().start())
                    .filter(other -> other >= from)
                    .findFirst()
                    .orElse(region.end() + 1);
            long taken = Math.min(left, until - from);
            if (taken <= 0) {
                return Optional.of(Errno.ENOSPC);
            }
            if (before.filter(owner -> isLastOf(device, owner)).isPresent()) {
                Range last = device.ranges().removeLast();
                device.ranges().add(new Range(last.start(), last.end() + taken, last.pageOffset()));
            } else {
                take(device, from, taken);
            }
            left -= taken;
        }
        return Optional.empty();
    }

    private static boolean isLastOf(SimDevice device, Owned owned) {
        return owned.device() == device && owned.range().equals(device.ranges().getLast());
    }

    private List<Owned> owned() {
        return region.devices().stream()
                .flatMap(device -> device.ranges().stream().map(range -> new Owned(device, range)))
                .sorted(Comparator.comparingLong(owned -> owned.range().start()))
                .toList();
    }
}
