// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.plan.PlanPicture.Block;
import io.github.daxboard.ui.plan.PlanPicture.Strip;
import io.github.daxboard.ui.theme.MemoryCanvas;
import io.github.daxboard.ui.theme.Parts;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The memory blocks of the device at work: one canvas, a cell a block, as long as that can be seen. */
final class RunStrip extends VBox {
    private final Label title = Parts.label("", "strong", "caption");
    private final Label range = Parts.label("", "caption", "muted");
    private final Label words = Parts.label("", "caption", "muted");
    private final Blocks blocks = new Blocks();

    RunStrip() {
        super(5);
        setId("run-strip");
        getStyleClass().add("run-strip");
        HBox head = new HBox(8, title, range, Parts.spacer(), words);
        getChildren().addAll(head, blocks);
    }

    void show(Strip strip) {
        title.setText(strip.title());
        range.setText(strip.range());
        words.setText(strip.words());
        blocks.show(strip);
    }

    private static final class Blocks extends MemoryCanvas {
        private static final double HEIGHT = 16;
        private static final double WIDEST = 44;

        private List<Block> all = List.of();

        Blocks() {
            fixHeight(HEIGHT);
            setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        }

        void show(Strip strip) {
            all = strip.blocks();
            setAccessibleText(strip.words());
            redraw();
        }

        @Override
        protected void draw(GraphicsContext g, double width, double height) {
            if (all.isEmpty()) {
                return;
            }
            double each = Math.min(WIDEST, width / all.size());
            double gap = each > 8 ? 2 : each > 3 ? 1 : 0;
            for (int i = 0; i < all.size(); i++) {
                double x = Math.floor(i * each);
                double wide = Math.max(1, Math.floor((i + 1) * each) - x - gap);
                switch (all.get(i)) {
                    case ONLINE -> fill(g, paint(Role.RAM), x, 0, wide, height);
                    case OFFLINE -> outlined(g, paint(Role.RAM_TINT), paint(Role.RAM), x, 0, wide, height);
                    case AT_WORK -> outlined(g, paint(Role.ACCENT_TINT), paint(Role.ACCENT), x, 0, wide, height);
                    case FAILED -> hatched(g, x, 0, wide, height);
                }
            }
        }
    }
}
