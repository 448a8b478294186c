// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a plan came that did not end, as its journal tells. The changes before this one are done.
 *
 * @param change the change that it ended in
 * @param before what its device was when its turn came
 * @param found what each of its steps that was begun found
 * @param done its steps that were done
 * @param undone those that were undone again
 * @param undoing whether it was being undone
 */
public record PlanProgress(
        int change,
        AtStart before,
        Map<Integer, PriorState> found,
        Set<Integer> done,
        Set<Integer> undone,
        boolean undoing) {
    public PlanProgress {
        found = Map.copyOf(found);
        done = Set.copyOf(done);
        undone = Set.copyOf(undone);
    }

    /** What may be told of it. */
    public HowFar howFar() {
        return new HowFar(change, found.keySet(), done, undone, undoing);
    }

    /** The steps that may have left something behind, first to last. */
    List<Integer> toUndo() {
        Set<Integer> steps = new TreeSet<>(found.keySet());
        steps.removeAll(undone);
        return List.copyOf(steps);
    }

    /** Puts a {@link PlanProgress} together from what a journal was told, in its order. */
    public static final class Maker {
        private final int change;
        private final AtStart before;
        private final Map<Integer, PriorState> found = new HashMap<>();
        private final Set<Integer> done = new TreeSet<>();
        private final Set<Integer> undone = new TreeSet<>();
        private boolean undoing;

        public Maker(int change, AtStart before) {
            this.change = change;
            this.before = before;
        }

        public void intends(int step, PriorState then) {
            found.putIfAbsent(step, then);
        }

        public void did(int step) {
            done.add(step);
        }

        public void undoes() {
            undoing = true;
        }

        public void undid(int step) {
            undone.add(step);
        }

        public PlanProgress made() {
            return new PlanProgress(change, before, found, done, undone, undoing);
        }
    }
}
