// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a region's memory is free, and where the kernel would put what it is asked for: the first free place, and the next
 * one while that was not enough (drivers/dax/bus.c, dev_dax_resize). Only root can see it.
 *
 * @param start the region's first address
 * @param end its last, inclusive
 * @param owned what its devices have, by address
 */
record FreeSpace(long start, long end, List<Owned> owned) {
    record Owned(DeviceName device, Range range) {}

    FreeSpace {
        owned = owned.stream()
                .sorted(Comparator.comparingLong(one -> one.range().start()))
                .toList();
    }

    /** None where a device's ranges, or the region's place, are not known. */
    static Optional<FreeSpace> of(Snapshot snapshot, Region region) {
        Optional<Long> size = region.size().value().filter(bytes -> bytes > 0);
        Optional<List<Owned>> owned = owned(region);
        return owned.isEmpty() || size.isEmpty()
                ? Optional.empty()
                : start(snapshot, region, owned.get(), size.get())
                        .filter(start -> start <= Long.MAX_VALUE - size.get())
                        .map(start -> new FreeSpace(start, start + size.get() - 1, owned.get()));
    }

    /** What a region's devices have; none where that is not known of each. */
    private static Optional<List<Owned>> owned(Region region) {
        List<Owned> owned = new ArrayList<>();
        for (Device device : region.devices()) {
            Optional<List<Range>> ranges = device.ranges().value();
            if (ranges.isEmpty()) {
                return Optional.empty();
            }
            ranges.get().forEach(range -> owned.add(new Owned(device.name(), range)));
        }
        return Optional.of(owned);
    }

    /** Who has memory between two addresses, as far as that is known. */
    static Optional<Owned> ownerIn(Region region, long from, long until) {
        return owned(region).orElse(List.of()).stream()
                .filter(one -> one.range().start() <= until && one.range().end() >= from)
                .findFirst();
    }

    /**
     * The kernel tells a region's first address by way of an empty device's {@code resource} only; else it is the range in
     * /proc/iomem that is as long as the region and holds all its devices, or what its devices fill.
     */
    private static Optional<Long> start(Snapshot snapshot, Region region, List<Owned> owned, long size) {
        Optional<Long> byAnchor = region.devices().stream()
                .filter(Device::isEmpty)
                .flatMap(device -> device.resource().value().stream())
                .findFirst();
        return byAnchor.or(() -> owned.isEmpty() ? Optional.empty() : inIomem(snapshot, owned, size))
                .or(() -> filled(owned, size));
    }

    private static Optional<Long> inIomem(Snapshot snapshot, List<Owned> owned, long size) {
        return snapshot.iomem().value().orElse(List.of()).stream()
                .filter(entry -> entry.end() - entry.start() + 1 == size)
                .filter(entry -> owned.stream()
                        .allMatch(one -> one.range().start() >= entry.start()
                                && one.range().end() <= entry.end()))
                .map(IomemEntry::start)
                .findFirst();
    }

    private static Optional<Long> filled(List<Owned> owned, long size) {
        long sum = owned.stream().mapToLong(one -> one.range().size()).sum();
        return sum == size
                ? owned.stream().map(one -> one.range().start()).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    boolean isInside(long from, long until) {
        return from >= start && until <= end;
    }

    /** The free places, by address. */
    List<Range> holes() {
        List<Range> holes = new ArrayList<>();
        long next = start;
        for (Owned one : owned) {
            if (one.range().start() > next) {
                holes.add(new Range(next, one.range().start() - 1, 0));
            }
            next = Math.max(next, one.range().end() + 1);
        }
        if (next <= end) {
            holes.add(new Range(next, end, 0));
        }
        return holes;
    }

    /**
     * The ranges that a device has when it has grown by so many bytes; none where there is not so much free.
     *
     * @param ranges its ranges now, in order of page offset
     */
    Optional<List<Range>> grown(List<Range> ranges, long bytes) {
        List<Range> result = new ArrayList<>(ranges);
        long left = bytes;
        for (Range hole : holes()) {
            if (left <= 0) {
                break;
            }
            long taken = Math.min(left, hole.size());
            Optional<Range> last = result.isEmpty() ? Optional.empty() : Optional.of(result.getLast());
            if (last.filter(range -> range.end() + 1 == hole.start()).isPresent()) {
                Range before = result.removeLast();
                result.add(new Range(before.start(), before.end() + taken, before.pageOffset()));
            } else {
                result.add(next(result, hole.start(), taken));
            }
            left -= taken;
        }
        return left > 0 ? Optional.empty() : Optional.of(result);
    }

    static Range next(List<Range> ranges, long start, long bytes) {
        long offset = ranges.stream().mapToLong(Range::size).sum() / Alignments.PAGE;
        return new Range(start, start + bytes - 1, offset);
    }

    /** The ranges that are left of some when so many bytes are cut from their end. */
    static List<Range> cut(List<Range> ranges, long bytes) {
        List<Range> result = new ArrayList<>(ranges);
        long left = bytes;
        while (left > 0 && !result.isEmpty()) {
            Range last = result.removeLast();
            if (left < last.size()) {
                result.add(new Range(last.start(), last.end() - left, last.pageOffset()));
            }
            left -= Math.min(left, last.size());
        }
        return result;
    }

    /** The ranges that a change of size leads to, as far as they can be told. */
    static Reading<List<Range>> resized(Snapshot snapshot, Region region, Device device, long bytes) {
        Reading<List<Range>> unknown =
                device.ranges().value().isPresent() ? new Reading.Unreadable<>(Errno.ENXIO) : device.ranges();
        Optional<List<Range>> now = device.ranges().value();
        if (now.isEmpty()) {
            return unknown;
        }
        long has = now.get().stream().mapToLong(Range::size).sum();
        return bytes <= has
                ? Reading.of(cut(now.get(), has - bytes))
                : FreeSpace.of(snapshot, region)
                        .flatMap(space -> space.grown(now.get(), bytes - has))
                        .map(Reading::of)
                        .orElse(unknown);
    }
}
