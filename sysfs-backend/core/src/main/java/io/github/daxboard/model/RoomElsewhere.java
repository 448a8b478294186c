// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether memory blocks can go offline without the machine running out of memory. It is asked when a change is planned and
 * again before each block goes.
 *
 * <p>The kernel moves the used pages of a block to the other nodes that have memory; only where there is none, to the rest
 * of the block's own node (mm/memory_hotplug.c, do_migrate_range). Pages from a kernel zone go to kernel zones only
 * (mm/migrate.c, alloc_migration_target), and the memory of a node without processors is taken to be all movable. Movable
 * pages may fill the nodes with processors first: as soon as one block is of a kernel zone, all must fit there. Where they
 * don't fit, the kernel neither gives up nor comes to an end; it kills processes. Swap is not counted as room: it fills
 * while pages move, and the kernel does not wait for it.
 *
 * @param answer whether there is room
 * @param need bytes that must find a place, at most: which block holds a used page is told nowhere, so it is all that is
 *     used on the node, or all of the blocks if that is less
 * @param have bytes that the nodes can take, less what stays free; at least that much where the answer is not known
 * @param leaving the nodes that the blocks are on
 * @param targets the nodes that take pages
 * @param kernelOnly whether a block is of a kernel zone, which nodes without processors can't take
 */
public record RoomElsewhere(
        Answer answer, long need, long have, List<NodeMemory> leaving, List<NodeMemory> targets, boolean kernelOnly) {
    /** At least this much stays free, on all nodes together. */
    private static final long LEAST_KEPT = 1L << 30;
    /** Each node keeps a twentieth of its memory, or what it has free of that. */
    private static final int KEPT_PART = 20;

    public RoomElsewhere {
        leaving = List.copyOf(leaving);
        targets = List.copyOf(targets);
    }

    /** What is known of the room. */
    public enum Answer {
        /** There is room, or nothing to move. */
        ENOUGH,
        /** All was read, and there is less than is needed. */
        TOO_LITTLE,
        /** What could be read does not suffice, and something could not be read. */
        UNKNOWN
    }

    public boolean isEnough() {
        return answer == Answer.ENOUGH;
    }

    /**
     * Whether these blocks can go offline.
     *
     * @param blocks those that are not offline yet
     * @param blockSize bytes of one; where it is not known, all that the node has in use counts
     * @param targetNode of the device, for blocks that don't tell their node
     * @param nodes all of the host's
     */
    public static RoomElsewhere forBlocks(
            Collection<MemoryBlock> blocks,
            Reading<Long> blockSize,
            Reading<Integer> targetNode,
            List<NodeMemory> nodes) {
        Set<Integer> own = new HashSet<>();
        boolean placed = true;
        for (MemoryBlock block : blocks) {
            Optional<Integer> node = block.node().value().or(targetNode::value);
            node.ifPresent(own::add);
            placed &= node.isPresent();
        }
        boolean kernelOnly = blocks.stream().anyMatch(block -> !block.isMovable());
        long size = blockSize.value().filter(bytes -> bytes > 0).orElse(Long.MAX_VALUE);
        return new Look(nodes, own, placed).of(bytes(blocks.size(), size), kernelOnly);
    }

    /**
     * Whether so much of a node's memory can go offline, for a user who may not see which blocks that is. They are taken for
     * movable: root, who can see them, asks again with {@link #forBlocks}.
     */
    public static RoomElsewhere forBytes(long bytes, Reading<Integer> targetNode, List<NodeMemory> nodes) {
        Set<Integer> own = targetNode.value().map(Set::of).orElse(Set.of());
        return new Look(nodes, own, !own.isEmpty()).of(bytes, false);
    }

    private static long bytes(long blocks, long size) {
        return blocks == 0 || size <= Long.MAX_VALUE / blocks ? blocks * size : Long.MAX_VALUE;
    }

    /**
     * One question.
     *
     * @param own the nodes that memory leaves
     * @param isPlaced whether all of it is known to be on those
     */
    private record Look(List<NodeMemory> nodes, Set<Integer> own, boolean isPlaced) {

        RoomElsewhere of(long bytes, boolean kernelOnly) {
            List<NodeMemory> leaving = those(node -> own.contains(node.node()));
            List<NodeMemory> others = those(node -> !own.contains(node.node()) && !node.isEmpty());
            boolean alone = others.isEmpty() && !leaving.isEmpty();
            List<NodeMemory> targets = alone ? leaving : kernelOnly ? withProcessors(others) : others;
            Reading<Long> used = used(leaving);
            // A node that takes its own pages loses the free part of the blocks too.
            long need = alone ? bytes : Math.min(bytes, used.value().orElse(bytes));
            long have = spare(targets);
            boolean known = isPlaced
                    && !leaving.isEmpty()
                    && used.value().isPresent()
                    && targets.stream().allMatch(Look::isRead)
                    && others.stream()
                            .allMatch(node ->
                                    !kernelOnly || node.hasProcessors().value().isPresent());
            Answer answer = need == 0 || (isPlaced && !targets.isEmpty() && need <= have)
                    ? Answer.ENOUGH
                    : known ? Answer.TOO_LITTLE : Answer.UNKNOWN;
            return new RoomElsewhere(answer, need, have, leaving, targets, kernelOnly);
        }

        private List<NodeMemory> those(Predicate<NodeMemory> which) {
            return nodes.stream().filter(which).toList();
        }

        private static List<NodeMemory> withProcessors(List<NodeMemory> nodes) {
            return nodes.stream()
                    .filter(node -> node.hasProcessors().value().orElse(false))
                    .toList();
        }

        private Reading<Long> used(List<NodeMemory> leaving) {
            Reading<Long> sum = isPlaced && leaving.size() == own.size() ? Reading.of(0L) : Reading.absent();
            for (NodeMemory node : leaving) {
                sum = sum.flatMap(before -> node.used().map(bytes -> before + bytes));
            }
            return sum;
        }

        private static boolean isRead(NodeMemory node) {
            return node.total().value().isPresent() && node.available().value().isPresent();
        }

        /** What nodes can take and still keep something free; one that can't be read can take nothing that is known of. */
        private static long spare(List<NodeMemory> nodes) {
            long available = 0;
            long kept = 0;
            for (NodeMemory node : nodes) {
                if (node.total().value().isPresent() && node.free().value().isPresent()) {
                    long own = node.free().value().get()
                            + node.reclaimable().value().orElse(0L);
                    available += own;
                    kept += Math.min(own, node.total().value().get() / KEPT_PART);
                }
            }
            return Math.max(0, available - Math.max(LEAST_KEPT, kept));
        }
    }
}
