// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PriorState;
import io.github.daxboard.plan.Order;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a plan's journal. It begins with {@link Begin}, then has the tree that the plan was made from, then what was
 * done, and {@link End}, when it ended.
 */
public sealed interface JournalLine {

    /**
     * A plan begins.
     *
     * @param time by the host's clock
     * @param boot the kernel's boot_id; empty where it has none
     * @param who on whose behalf
     * @param order what was asked for
     * @param digest of the plan
     */
    record Begin(Instant time, String boot, String who, Order order, String digest) implements JournalLine {}

    /** A part of the tree, or its end. */
    record Tree(Answer part) implements JournalLine {}

    /**
     * A change's turn came.
     *
     * @param steps how many steps it has; none where an older version wrote it
     */
    record Turn(int change, Optional<Integer> steps, AtStart before) implements JournalLine {}

    record Intends(int change, int step, PriorState found) implements JournalLine {}

    record Did(int change, int step) implements JournalLine {}

    record Undoes(int change, int step) implements JournalLine {}

    record Undid(int change, int step) implements JournalLine {}

    record End(Instant time, Outcome outcome) implements JournalLine {}
}
