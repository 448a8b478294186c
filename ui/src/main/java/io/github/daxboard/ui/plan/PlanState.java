// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.words.Words;
import java.util.Locale;

/** The state of the drawer, in a word. */
public enum PlanState {
    EMPTY,
    /** Planned, and the host was not read since. */
    PLANNED,
    /** Planned on the host as it is: nothing stands in the way. */
    CHECKED,
    BLOCKED,
    /** Nothing stands in the way but that a loss of data is not agreed to yet. */
    UNCONFIRMED,
    /** Asked for, and no step has begun: the helper starts, and somebody may be asked for a password. */
    STARTING,
    RUNNING,
    DONE,
    FAILED_UNDONE,
    /** Given up by the user, and undone. */
    STOPPED,
    LEFT_CHANGED,
    /** The connection broke while the plan ran. */
    UNKNOWN;

    public String word() {
        return Words.text("plan.state." + key());
    }

    /** Also its style class, after {@code state-}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a plan was asked for and has not ended. */
    public boolean isUnderWay() {
        return this == STARTING || this == RUNNING;
    }

    /** Whether a plan ran and its outcome is what is shown. */
    public boolean isOutcome() {
        return this == DONE || this == FAILED_UNDONE || this == STOPPED || this == LEFT_CHANGED || this == UNKNOWN;
    }
}
