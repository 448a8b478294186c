// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A host that can be looked at, and perhaps changed. Calls block until the host has answered; none is made on the JavaFX
 * thread. Safe for use by several threads.
 */
public interface HostConnection extends AutoCloseable {
    HostName name();

    HostAddress address();

    /**
     * A fresh picture.
     *
     * @throws HostException when the host can't be reached or read at all
     */
    Snapshot snapshot() throws HostException;

    /**
     * All that is read for a picture, as it was read: what a capture is made of.
     *
     * @throws HostException as for {@link #snapshot}
     */
    default RecordedTree record() throws HostException {
        throw new HostException(Problem.keyed(
                Problem.Kind.NOT_ALLOWED, "client.noRecord", address().text(), name()));
    }

    /** Why nothing can be changed here: a captured tree, say. Empty where changes can be asked for. */
    Optional<Problem> readOnly();

    /** How a change gets its rights, for the status line: {@code asks for a password at Apply}, say. */
    Message rights();

    /** Whether a person may be asked for a password between asking for a change and its first step. */
    default boolean mayAsk() {
        return false;
    }

    /**
     * Carries an order out, if the host still gives the same plan for it.
     *
     * @param order what was confirmed
     * @param digest of the plan that was shown
     * @param progress told each event as it comes, on the calling thread or another one, never two at once
     * @param cancel asked for by any thread to give the plan up: it ends where that is safe, and what the running change has
     *     done is undone; the outcome says so
     * @throws HostException when the connection broke; what was done by then is not known here
     */
    Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException;

    /**
     * The plans that were carried out on the host and have ended, newest first; as many as it keeps.
     *
     * @throws HostException when the host can't be asked, or this user has no right to know
     */
    List<PastPlan> history() throws HostException;

    /**
     * Whether every plan that was begun has ended. As long as one has not, nothing else is carried out.
     *
     * @throws HostException when the host can't be asked, or this user has no right to know
     */
    Pending pending() throws HostException;

    /** The plan of {@link #pending} that was left, if that is what there is. */
    default Optional<Unfinished> unfinished() throws HostException {
        return pending() instanceof Pending.Left(Unfinished plan) ? Optional.of(plan) : Optional.empty();
    }

    /**
     * Ends the unfinished plan.
     *
     * @param how one of what {@link Unfinished#offers()} has
     * @param progress as for {@link #apply}
     * @param cancel as for {@link #apply}; heard only while it is finished
     * @throws HostException when the connection broke
     */
    Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException;

    /**
     * Watches the host for changes.
     *
     * @param onStale told, on any thread, that a picture taken before may be outdated
     * @return what ends the watch
     * @throws HostException when the host can't be watched
     */
    AutoCloseable watch(Runnable onStale) throws HostException;

    @Override
    void close();

    /** What came of asking for changes. */
    sealed interface Applied {
        /** The plan ran; the snapshot was taken after it. */
        record Ran(Outcome outcome, Snapshot now) implements Applied {}

        /** The host moved on since the plan was shown; nothing was written. */
        record Moved(Snapshot now) implements Applied {}

        /** It was not begun, and nothing was written. */
        record Refused(Problem refusal) implements Applied {}
    }
}
