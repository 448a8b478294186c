// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.plan.Order;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A plan that was begun and did not end: the helper that carried it out was killed, or the machine went down.
 *
 * @param begun when, by the host's clock
 * @param who on whose behalf
 * @param order what was asked for
 * @param told how far it came, a line each
 * @param offers what can be done about it: nothing but to forget it after a reboot, when the devices' numbers and states
 *     are others
 */
public record Unfinished(Instant begun, String who, Order order, List<String> told, Set<Recovery> offers) {
    public Unfinished {
        told = List.copyOf(told);
        offers = Set.copyOf(offers);
    }

    /** What is to become of it. */
    public enum Recovery {
        /** Go on where it ended. */
        FINISH,
        /** Undo what the change has done in which it ended; changes that were done before stay. */
        UNDO,
        /** Leave everything as it is, and take the plan for ended. */
        FORGET
    }
}
