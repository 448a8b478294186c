// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import java.util.List;

/**
 * How changes are carried out on one snapshot, in order; a later one is planned on what the earlier ones lead to.
 *
 * @param order what it was planned for
 * @param changes a plan for each change of the order
 * @param digest SHA-256, in hex, over all that the plan would do and the facts that it rests on. Two plans with the same
 *     digest write the same things to the same devices.
 */
public record Plan(Order order, List<ChangePlan> changes, String digest) {
    /** The plan of no change. */
    public static final Plan EMPTY = new Plan(Order.of(List.of()), List.of(), "");

    public Plan {
        changes = List.copyOf(changes);
    }

    public boolean isBlocked() {
        return changes.stream().anyMatch(ChangePlan::isBlocked);
    }

    public int stepCount() {
        return changes.stream().mapToInt(change -> change.steps().size()).sum();
    }

    public List<Change> asked() {
        return order.changes();
    }
}
