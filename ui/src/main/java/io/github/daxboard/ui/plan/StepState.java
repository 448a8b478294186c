// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.words.WindowTexts;
import java.util.Locale;

/** How far a step is, with the icon and the word that say so. */
public enum StepState {
    /** Of a plan that does not run. */
    PLANNED("mdi2c-circle-outline"),
    WAITING("mdi2c-circle-outline"),
    RUNNING("mdi2p-progress-clock"),
    VERIFIED("mdi2c-check-circle"),
    FAILED("mdi2c-close-circle"),
    UNDOING("mdi2p-progress-clock"),
    UNDONE("mdi2u-undo-variant"),
    UNDO_FAILED("mdi2c-close-circle"),
    /** It was begun before its helper was gone: it may have written or not. */
    INTERRUPTED("mdi2h-help-circle-outline"),
    /** The helper's answers ended before anything was told of it. */
    UNKNOWN("mdi2h-help-circle-outline"),
    /** The plan ended before its turn came. */
    NOT_STARTED("mdi2c-circle-outline");

    private final String icon;

    StepState(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    public String word() {
        return WindowTexts.text("step.state." + key());
    }

    /** Also its style class, after {@code step-}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isAtWork() {
        return this == RUNNING || this == UNDOING;
    }
}
