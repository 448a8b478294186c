// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import io.github.daxboard.sim.Entry.Attribute;
import io.github.daxboard.sim.Iomem.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** kmem (drivers/dax/kmem.c). */
final class KmemBinding implements Binding {
    private static final String NAME = "kmem";
    private static final String RAM = "System RAM (kmem)";

    /** A piece of a device that became memory: its reservation and the memory inside it. */
    private record Piece(int index, Claim reserved, Claim memory, int node) {}

    private final SysTree tree;
    private final boolean hasState;
    private final Memory memory;
    private final Iomem iomem;
    private final KernelLog log;
    private final Map<DeviceName, List<Piece>> added = new HashMap<>();

    /** @param hasState whether devices have the {@code state} of newer kernels while kmem is bound to them */
    KmemBinding(SysTree tree, Memory memory, Iomem iomem, KernelLog log, boolean hasState) {
        this.tree = tree;
        this.hasState = hasState;
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
            pieces.add(new Piece(i, claim.get(), iomem.within(claim.get(), RAM), node));
            memory.add(range.start(), range.end(), node);
        }
        added.put(device.name(), pieces);
        if (hasState) {
            tree.put(
                    device.path() + "/state",
                    Attribute.readWrite(() -> state(device), word -> storeState(device, Text.written(word))));
        }
        return Optional.empty();
    }

    private List<Piece> pieces(SimDevice device) {
        return Optional.ofNullable(added.get(device.name())).orElse(List.of());
    }

    private String state(SimDevice device) {
        List<String> states = pieces(device).stream()
                .map(piece -> memory.stateOf(
                        piece.reserved().start(), piece.reserved().end()))
                .distinct()
                .toList();
        return states.size() == 1 ? states.getFirst() : "online";
    }

    /** The whole device's memory goes or comes as one: all of it, or nothing is changed. */
    private Optional<Errno> storeState(SimDevice device, String word) {
        boolean isUnplugged = state(device).equals("unplugged");
        return switch (word) {
            case "unplugged" -> isUnplugged ? Optional.empty() : unplug(device);
            case "online", "online_kernel", "online_movable" -> {
                if (!isUnplugged) {
                    yield Optional.of(Errno.EBUSY);
                }
                plug(device, word);
                yield Optional.empty();
            }
            default -> Optional.of(Errno.EINVAL);
        };
    }

    private Optional<Errno> unplug(SimDevice device) {
        for (Piece piece : pieces(device)) {
            Optional<Errno> failed =
                    memory.offlineAll(piece.reserved().start(), piece.reserved().end());
            if (failed.isPresent()) {
                return failed;
            }
        }
        for (Piece piece : pieces(device)) {
            memory.remove(piece.reserved().start(), piece.reserved().end());
            iomem.release(piece.memory());
        }
        return Optional.empty();
    }

    private void plug(SimDevice device, String word) {
        List<Piece> again = new ArrayList<>();
        for (Piece piece : pieces(device)) {
            Claim claim = piece.reserved();
            memory.add(claim.start(), claim.end(), piece.node());
            memory.online(claim.start(), claim.end(), Integer.MAX_VALUE, word);
            again.add(new Piece(piece.index(), claim, iomem.within(claim, RAM), piece.node()));
        }
        added.put(device.name(), again);
    }

    /** The unbind goes through whatever comes of it: memory that is online stays, with its reservation, until a reboot. */
    @Override
    public void unbind(SimDevice device) {
        if (hasState) {
            tree.remove(device.path() + "/state");
        }
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
