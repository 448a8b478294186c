// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.util.Duration;

/**
 * Lets a part of the window come to its new place from where it was. It has that place at once, and is drawn on the way to it;
 * so nothing is laid out while it moves.
 */
public final class Slide {
    private static final Duration TIME = Duration.millis(140);

    private final Node node;
    private Animation motion = new Timeline();
    private boolean still;

    public Slide(Node node) {
        this.node = node;
    }

    /** Whether nothing moves by itself. What is on its way is there then. */
    public void setStill(boolean still) {
        this.still = still;
        if (still) {
            arrive();
        }
    }

    /** It comes from so far to the right and below of where it is now; negative numbers are left and above. */
    public void from(double right, double below) {
        arrive();
        if (still) {
            return;
        }
        node.setTranslateX(right);
        node.setTranslateY(below);
        Timeline home = new Timeline(new KeyFrame(
                TIME,
                new KeyValue(node.translateXProperty(), 0, Interpolator.EASE_OUT),
                new KeyValue(node.translateYProperty(), 0, Interpolator.EASE_OUT)));
        motion = home;
        home.play();
    }

    private void arrive() {
        motion.stop();
        node.setTranslateX(0);
        node.setTranslateY(0);
    }
}
