// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.plan.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * What a helper says. It begins with {@link Hello}, and a client asks for nothing before that: so as long as no hello came,
 * nothing was begun. A tree is parts and an end. An apply is answered by {@link Failed} or {@link Refused} alone, by
 * {@link Moved} and a tree, or by events, an {@link Ended} and a tree.
 */
public sealed interface Answer {

    /** The helper runs, with the rights that it needs, and reads. */
    record Hello(Verb verb) implements Answer {}

    /**
     * A record of a tree.
     *
     * @param record the record, or a piece of it
     * @param more whether the next part goes on with it
     */
    record Part(TreeRecord record, boolean more) implements Answer {}

    /**
     * The tree is complete.
     *
     * @param taken when it was read, by the host's clock
     * @param parts how many there were
     */
    record TreeEnd(Instant taken, int parts) implements Answer {}

    /** A plan that ended; the newest comes first. */
    record Past(PastPlan plan) implements Answer {}

    /** There are no more. */
    record PastEnd() implements Answer {}

    /**
     * The plan that did not end. Where it can be made again, how far it came is told, and the tree that it was made from
     * comes next: so the client makes the same plan, and a helper never sends a step in words.
     *
     * @param plan without its steps
     * @param origin what its steps are known by
     */
    record Pending(Unfinished plan, Optional<Origin> origin) implements Answer {}

    /**
     * What a plan can be made again by, together with the tree.
     *
     * @param digest of the plan that was confirmed
     * @param howFar how far it came
     */
    record Origin(String digest, HowFar howFar) {}

    /** Every plan that was begun has ended. */
    record AllEnded() implements Answer {}

    /** Another helper holds the lock: whether its plan ends is not known yet. */
    record AtWork() implements Answer {}

    /** A picture taken before this may be outdated. Comes by itself, between other answers, where it was asked for. */
    record Stale() implements Answer {}

    record Event(ApplyEvent event) implements Answer {}

    record Ended(Outcome outcome) implements Answer {}

    /** The host gives another plan than the one that was shown; nothing was written. */
    record Moved() implements Answer {}

    /** It was not begun, and nothing was written. */
    record Refused(Problem refusal) implements Answer {}

    /** The request was not understood, or the host can't be read; nothing was written. */
    record Failed(Problem refusal) implements Answer {}
}
