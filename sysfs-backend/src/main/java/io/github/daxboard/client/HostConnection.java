// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Refusal;
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

    /** Why nothing can be changed here: a captured tree, say. Empty where changes can be asked for. */
    Optional<Refusal> readOnly();

    /** How a change gets its rights, for the status line: {@code asks for a password at Apply}, say. */
    String rights();

    /**
     * Carries changes out, if the host still gives the same plan for them.
     *
     * @param changes what was confirmed
     * @param digest of the plan that was shown
     * @param progress told each event as it comes, on the calling thread or another one, never two at once
     * @throws HostException when the connection broke; what was done by then is not known here
     */
    Applied apply(List<Change> changes, String digest, Consumer<ApplyEvent> progress) throws HostException;

    @Override
    void close();

    /** What came of asking for changes. */
    sealed interface Applied {
        /** The plan ran; the snapshot was taken after it. */
        record Ran(Outcome outcome, Snapshot now) implements Applied {}

        /** The host moved on since the plan was shown; nothing was written. */
        record Moved(Snapshot now) implements Applied {}

        /** It was not begun, and nothing was written. */
        record Refused(Refusal refusal) implements Applied {}
    }
}
