// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.words.Words;
import java.util.Locale;

/** The state of the drawer, in a word. */
public enum PlanState {
    EMPTY,
    PLANNED,
    BLOCKED,
    RUNNING,
    DONE,
    FAILED_UNDONE,
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

    /** Whether a plan ran and its outcome is what is shown. */
    public boolean isOutcome() {
        return this == DONE || this == FAILED_UNDONE || this == LEFT_CHANGED || this == UNKNOWN;
    }
}
