// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.words.WindowTexts;
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
    /** A plan was begun on the host and did not end: the ways to end it are shown. */
    UNFINISHED,
    /** What an unfinished plan had done was undone, as it was asked for. */
    UNDONE,
    /** An unfinished plan counts as ended, as it was asked for. */
    FORGOTTEN,
    /** The connection broke while the plan ran. */
    UNKNOWN;

    public String word() {
        return WindowTexts.text("plan.state." + key());
    }

    /** Also its style class, after {@code state-}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a plan was asked for and has not ended. */
    public boolean isUnderWay() {
        return this == STARTING || this == RUNNING;
    }

    /** Whether a plan ran, and not all of it came to what was asked for. */
    public boolean isFailure() {
        return this == FAILED_UNDONE || this == STOPPED || this == LEFT_CHANGED;
    }

    /** Whether a plan ran and its outcome is what is shown. */
    public boolean isOutcome() {
        return switch (this) {
            case DONE, FAILED_UNDONE, STOPPED, LEFT_CHANGED, UNDONE, FORGOTTEN, UNKNOWN -> true;
            case EMPTY, PLANNED, CHECKED, BLOCKED, UNCONFIRMED, STARTING, RUNNING, UNFINISHED -> false;
        };
    }
}
