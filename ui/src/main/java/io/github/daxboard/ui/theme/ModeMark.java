// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The small shape of a mode: so that no mode is told by its colour alone. The word always stands beside it. */
public final class ModeMark extends StackPane {
    private Look look;

    public ModeMark(Look look) {
        this.look = look;
        getStyleClass().add("mode-mark");
        setMouseTransparent(true);
        draw();
    }

    public void show(Look other) {
        if (look != other) {
            look = other;
            draw();
        }
    }

    private void draw() {
        Region shape = new Region();
        shape.getStyleClass().setAll("mode-shape", look.styleClass());
        getChildren().setAll(shape);
        if (look == Look.PINNED) {
            Region cross = new Region();
            cross.getStyleClass().add("mode-cross");
            getChildren().add(cross);
        }
        if (look == Look.OTHER) {
            getChildren().add(Parts.label("?", "mode-question"));
        }
    }
}
