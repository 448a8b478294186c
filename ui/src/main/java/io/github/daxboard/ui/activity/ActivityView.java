// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import javafx.scene.layout.StackPane;

/** Not drawn yet. */
public final class ActivityView extends StackPane {
    public ActivityView(ActivityViewModel model) {
        setId("activity");
    }
}
