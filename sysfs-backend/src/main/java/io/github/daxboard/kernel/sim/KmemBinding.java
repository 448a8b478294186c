// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel.sim;

import io.github.daxboard.kernel.sim.Iomem.Claim;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** kmem (drivers/dax/kmem.c). */
final class KmemBinding implements Binding {
    private static final String NAME = "kmem";

    /** A piece of a device that became memory: its reservation and the memory inside it. */
    private record Piece(int index, Claim reserved, Claim memory) {}

    private final Memory memory;
    private final Iomem iomem;
    private final KernelLog log;
    private final Map<DeviceName, List<Piece>> added = new HashMap<>();

    KmemBinding(Memory memory, Iomem iomem, KernelLog log) {
        this.memory = memory;
        this.iomem = iomem;
        this.log = log;
    }

    @Override
    public Optional<Errno> bind(SimDevice device) {
        int node = device.region().node().orElse(-1);
        if (node < 0) {
            log.about(NAME, device, "rejecting DAX region with invalid node: " + node);
            return Optional.of(Errno.EINVAL);
        }
        List<Optional<Range>> cut =
                device.ranges().stream().map(this::wholeBlocks).toList();
        for (int i = 0; i < cut.size(); i++) {
            if (cut.get(i).isEmpty()) {
                Range range = device.ranges().get(i);
                log.about(NAME, device, words(i, range.start(), range.end(), "too small after alignment"));
            }
        }
        if (cut.stream().allMatch(Optional::isEmpty)) {
            log.about(NAME, device, "rejecting DAX region without any memory after alignment");
            return Optional.of(Errno.EINVAL);
        }
        return add(device, node, cut);
    }

    private Optional<Errno> add(SimDevice device, int node, List<Optional<Range>> cut) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < cut.size(); i++) {
            if (cut.get(i).isEmpty()) {
                continue;
            }
            Range range = cut.get(i).get();
            Optional<Claim> claim =
                    iomem.request(range.start(), range.end(), device.name().toString());
            if (claim.isEmpty()) {
                log.about(NAME, device, words(i, range.start(), range.end(), "could not reserve region"));
                // What is memory already stays memory; only a first failure is an error.
                if (pieces.isEmpty()) {
                    return Optional.of(Errno.EBUSY);
                }
                continue;
            }
            pieces.add(new Piece(i, claim.get(), iomem.within(claim.get(), "System RAM (kmem)")));
            memory.add(range.start(), range.end(), node);
        }
        added.put(device.name(), pieces);
        return Optional.empty();
    }

    /** The unbind goes through whatever comes of it: memory that is online stays, with its reservation, until a reboot. */
    @Override
    public void unbind(SimDevice device) {
        for (Piece piece : Optional.ofNullable(added.remove(device.name())).orElse(List.of())) {
            Claim claim = piece.reserved();
            if (memory.remove(claim.start(), claim.end())) {
                iomem.release(piece.memory());
                iomem.release(claim);
            } else {
                String why = "cannot be hotremoved until the next reboot";
                log.about(NAME, device, words(piece.index(), claim.start(), claim.end(), why));
            }
        }
    }

    private static String words(int index, long start, long end, String what) {
        return "mapping%d: %s-%s %s".formatted(index, Text.hex(start), Text.hex(end), what);
    }

    /** dax_kmem_range: the whole memory blocks inside a range. */
    private Optional<Range> wholeBlocks(Range range) {
        long size = memory.blockSize();
        long start = Math.ceilDiv(range.start(), size) * size;
        long end = Math.floorDiv(range.end() + 1, size) * size - 1;
        return start < end ? Optional.of(new Range(start, end, 0)) : Optional.empty();
    }
}
