// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a plan came that did not end: what may be told of a {@link PlanProgress} to a client, which needs the numbers of its
 * steps and nothing that only root may read. The changes before this one are done.
 *
 * @param change the change that it ended in, from 0
 * @param begun its steps that were begun, from 0; those that are not in {@code done} may have written or not
 * @param done its steps that were done and read back
 * @param undone its steps that were undone again and read back
 * @param undoing whether it was being undone
 */
public record HowFar(int change, Set<Integer> begun, Set<Integer> done, Set<Integer> undone, boolean undoing) {
    public HowFar {
        begun = Set.copyOf(begun);
        done = Set.copyOf(done);
        undone = Set.copyOf(undone);
    }

    /** The steps that may have left something behind, last to first: the order in which they are undone. */
    public List<Integer> toUndo() {
        Set<Integer> steps = new TreeSet<>(begun);
        steps.removeAll(undone);
        return List.copyOf(steps).reversed();
    }
}
