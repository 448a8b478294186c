// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each node's memory was at in the last minutes, as far as it was read since the host was opened. */
public final class NodeHistory {
    /** How far back it goes. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    /**
     * One reading.
     *
     * @param at when
     * @param used bytes in use
     * @param online bytes that the node has
     */
    public record Sample(Instant at, long used, long online) {}

    private final Map<Integer, Deque<Sample>> samples = new HashMap<>();

    /** Takes in a picture that was read at a moment; a second one of the same moment takes the first one's place. */
    public void add(Snapshot snapshot, Instant at) {
        for (NumaNode node : snapshot.nodes()) {
            if (node.total().value().isPresent() && node.free().value().isPresent()) {
                long total = node.total().value().get();
                add(node.id(), new Sample(at, total - node.free().value().get(), total));
            }
        }
    }

    private void add(int node, Sample sample) {
        Deque<Sample> kept = samples.computeIfAbsent(node, id -> new ArrayDeque<>());
        if (!kept.isEmpty() && !kept.peekLast().at().isBefore(sample.at())) {
            kept.removeLast();
        }
        kept.addLast(sample);
        while (kept.peekFirst().at().isBefore(sample.at().minus(KEPT))) {
            kept.removeFirst();
        }
    }

    /** The readings of a node, oldest first. */
    public List<Sample> of(int node) {
        return List.copyOf(samples.getOrDefault(node, new ArrayDeque<>()));
    }
}
