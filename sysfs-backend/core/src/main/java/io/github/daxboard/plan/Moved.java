// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.NodeMemory;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How full the nodes are after memory went offline or a memmap took some: what the first change of an order uses up, the
 * next one has not. Of all that can come of a change the worst for the ones after it is pictured: every page that can be in
 * use moves, to the nodes with processors first, since they are the ones that stay. For a device of a kernel zone behind a
 * movable one of its node that may be too hopeful; the run asks again before each block.
 */
final class Moved {
    private Moved() {}

    /** So many bytes of a node went offline. What was not known stays so. */
    static Snapshot off(Snapshot snapshot, int id, long bytes) {
        Optional<NumaNode> found = snapshot.node(id);
        if (found.isEmpty()) {
            return snapshot;
        }
        NumaNode node = found.get();
        boolean alone = snapshot.nodes().stream()
                .allMatch(other -> other.id() == id || other.memory().isEmpty());
        Optional<Long> used = node.memory().used().value();
        long moved = alone ? 0 : Math.min(bytes, used.orElse(bytes));
        NumaNode left = SnapshotEdits.withMemory(
                node,
                node.total().map(total -> Math.max(0, total - bytes)),
                node.free().map(free -> Math.max(0, free - (bytes - moved))),
                node.reclaimable()
                        .map(cached ->
                                used.map(all -> Math.min(cached, all - moved)).orElse(cached)));
        return filled(with(snapshot, left), moved, id);
    }

    /** A memmap takes so many bytes more of ordinary memory, or so many less. */
    static Snapshot memmap(Snapshot snapshot, long bytes) {
        if (bytes >= 0) {
            return filled(snapshot, bytes, Integer.MIN_VALUE);
        }
        return snapshot.nodes().stream()
                .filter(node -> hasProcessors(node.memory()))
                .findFirst()
                .map(node -> with(
                        snapshot,
                        SnapshotEdits.withMemory(
                                node,
                                node.total(),
                                node.free()
                                        .map(free -> node.total()
                                                .value()
                                                .map(total -> Math.min(total, free - bytes))
                                                .orElse(free)),
                                node.reclaimable())))
                .orElse(snapshot);
    }

    private static boolean hasProcessors(NodeMemory node) {
        return node.hasProcessors().value().orElse(false);
    }

    private static Snapshot filled(Snapshot snapshot, long bytes, int from) {
        Snapshot result = snapshot;
        long left = bytes;
        List<NumaNode> targets = new ArrayList<>(snapshot.nodes());
        targets.removeIf(node -> node.id() == from);
        targets.sort(Comparator.comparing((NumaNode node) -> !hasProcessors(node.memory())));
        for (NumaNode node : targets) {
            long part = Math.min(left, node.memory().available().value().orElse(0L));
            if (part > 0) {
                result = with(result, fuller(node, part));
                left -= part;
            }
        }
        return result;
    }

    private static NumaNode fuller(NumaNode node, long bytes) {
        long free = node.free().value().orElse(0L);
        long ofFree = Math.min(free, bytes);
        return SnapshotEdits.withMemory(
                node,
                node.total(),
                node.free().map(before -> before - ofFree),
                node.reclaimable().map(before -> before - (bytes - ofFree)));
    }

    private static Snapshot with(Snapshot snapshot, NumaNode changed) {
        return snapshot.withNodes(snapshot.nodes().stream()
                .map(node -> node.id() == changed.id() ? changed : node)
                .toList());
    }
}
