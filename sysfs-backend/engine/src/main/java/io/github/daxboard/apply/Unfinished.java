// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan that was begun and did not end: the helper that carried it out was killed, or the machine went down.
 *
 * @param begun when, by the host's clock
 * @param who on whose behalf
 * @param order what was asked for; no change at all where the journal can't be read, and then {@code begun} is when the file
 *     was last written
 * @param told how far it came, a line each
 * @param offers what can be done about it: nothing but to forget it after a reboot, when the devices' numbers and states
 *     are others
 * @param limit why not all can be done about it, where that is so
 * @param left the plan and how far it came; none where the journal does not give the plan again
 */
public record Unfinished(
        Instant begun,
        String who,
        Order order,
        List<Message> told,
        Set<Recovery> offers,
        Optional<Limit> limit,
        Optional<Left> left) {
    public Unfinished {
        told = List.copyOf(told);
        offers = Set.copyOf(offers);
    }

    /** A plan of which no more is known. */
    public Unfinished(Instant begun, String who, Order order, List<Message> told, Set<Recovery> offers) {
        this(begun, who, order, told, offers, Optional.empty(), Optional.empty());
    }

    /** The same with the plan that was made again from the journal. */
    public Unfinished with(Left made) {
        return new Unfinished(begun, who, order, told, offers, limit, Optional.of(made));
    }

    /** Whether its journal can be read, so that it is known what was asked for. */
    public boolean isReadable() {
        return !order.changes().isEmpty();
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

    /** Why not all can be done about it. */
    public enum Limit {
        /** The machine was restarted since: its devices are as the boot made them. */
        RESTARTED,
        /** Another version of this program began it, which plans in another way. */
        OTHER_VERSION,
        /** Its journal can't be read, or not all of it. */
        DAMAGED,
        /** It was being undone when it ended: what is undone is not done again. */
        UNDOING
    }

    /**
     * The plan that was begun, and how far it came.
     *
     * @param plan made again from what the journal has of the host then; its digest is the one that was confirmed
     * @param howFar how far it came
     */
    public record Left(Plan plan, HowFar howFar) {
        /** Whether all that is told of the plan is of steps that it has. */
        public boolean fits() {
            return howFar.change() < plan.changes().size()
                    && List.of(howFar.begun(), howFar.done(), howFar.undone()).stream()
                            .flatMap(Set::stream)
                            .allMatch(step -> step
                                    < plan.changes()
                                            .get(howFar.change())
                                            .steps()
                                            .size());
        }
    }
}
