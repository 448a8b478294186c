// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** What flies over the board: the lifted tile, cached, and the bubble that says what a drop would do. */
final class DragLayer extends Pane {
    private static final Duration LIFT = Duration.millis(120);
    private static final Duration HOME = Duration.millis(160);
    private static final double LIFTED = 1.02;

    private final StackPane lifted = new StackPane();
    private final VBox bubble = new VBox();
    private final Supplier<List<Bounds>> said;
    private Point2D grip = Point2D.ZERO;
    private Animation motion = new Timeline();
    private boolean still;
    private boolean landing;

    /** @param said where in the scene the columns say what they make of the tiles in the air */
    DragLayer(Supplier<List<Bounds>> said) {
        this.said = said;
        setMouseTransparent(true);
        setPickOnBounds(false);
        lifted.getStyleClass().add("lifted");
        bubble.getStyleClass().add("bubble");
        bubble.setId("drag-bubble");
        getChildren().addAll(lifted, bubble);
        setVisible(false);
    }

    /** Whether nothing moves but what the pointer or a key moves. */
    void setStill(boolean still) {
        this.still = still;
    }

    /** A second tile, drawn once and cached, flies; the first stays to show where it came from. */
    void lift(TileNode tile, double gripX, double gripY) {
        TileNode copy = new TileNode(tile.picture());
        copy.setId("lifted");
        copy.setFocusTraversable(false);
        copy.setMinWidth(tile.getWidth());
        copy.setPrefWidth(tile.getWidth());
        copy.setMaxWidth(tile.getWidth());
        copy.setMinHeight(tile.getHeight());
        copy.setCache(true);
        lifted.getChildren().setAll(copy);
        grip = new Point2D(gripX, gripY);
        landing = false;
        setVisible(true);
        rise();
    }

    private void rise() {
        motion.stop();
        lifted.setScaleX(1);
        lifted.setScaleY(1);
        if (!still) {
            // Up and back: a tile that stayed larger would fly with blurred text.
            play(new Timeline(
                    new KeyFrame(
                            LIFT.divide(2),
                            new KeyValue(lifted.scaleXProperty(), LIFTED, Interpolator.EASE_OUT),
                            new KeyValue(lifted.scaleYProperty(), LIFTED, Interpolator.EASE_OUT)),
                    new KeyFrame(
                            LIFT,
                            new KeyValue(lifted.scaleXProperty(), 1, Interpolator.EASE_OUT),
                            new KeyValue(lifted.scaleYProperty(), 1, Interpolator.EASE_OUT))));
        }
    }

    private void play(Animation next) {
        motion.stop();
        motion = next;
        next.play();
    }

    /** How many fly: a number stands on the one that was taken hold of. */
    void count(int devices) {
        if (devices > 1) {
            Label number = Parts.label(String.valueOf(devices), "lifted-count");
            StackPane.setAlignment(number, javafx.geometry.Pos.TOP_RIGHT);
            lifted.getChildren().add(number);
        }
    }

    /** Shows the bubble alone, for a gesture in a bar. */
    void sayBar(BarDrag drag, double sceneX, double sceneY) {
        gone();
        bubble.getChildren().clear();
        boolean refused = drag.verdict().isRefused();
        Parts.toggle(bubble, "over-refused", refused);
        switch (drag.verdict()) {
            case Verdict.Home home ->
                fill("mdi2a-arrow-expand-horizontal", "muted", drag.title(), WindowTexts.text("bar.nothing"));
            case Verdict.Allowed allowed ->
                fill(
                        "mdi2c-check-circle-outline",
                        "accent",
                        drag.title(),
                        WindowTexts.text("bubble.queues", WindowTexts.count("steps", allowed.steps())));
            case Verdict.Warned warned ->
                fill(
                        "mdi2a-alert-outline",
                        "warn",
                        drag.title(),
                        WindowTexts.say(warned.warnings().getFirst().fact()),
                        WindowTexts.text("bubble.queues", WindowTexts.count("steps", warned.steps())));
            case Verdict.Refused refusal ->
                fill(
                        "mdi2c-close-circle-outline",
                        "danger",
                        drag.title(),
                        WindowTexts.say(refusal.first().fact()),
                        WindowTexts.say(refusal.first().remedy()));
        }
        setVisible(true);
        Point2D here = sceneToLocal(sceneX, sceneY);
        place(here.getX(), here.getY() + 8);
    }

    void moveTo(double sceneX, double sceneY) {
        Point2D here = sceneToLocal(sceneX, sceneY);
        place(here.getX() - grip.getX(), here.getY() - grip.getY());
    }

    /** Over a cell's middle, for a tile that the keyboard carries. */
    void moveOver(Bounds inScene) {
        Bounds here = sceneToLocal(inScene);
        lifted.autosize();
        place(here.getMinX() + 18, here.getMaxY() - lifted.getHeight() + 14);
    }

    private void place(double x, double y) {
        lifted.relocate(x, y);
        lifted.autosize();
        bubble.autosize();
        Bounds place = new BubblePlace(bubble.getWidth(), bubble.getHeight(), getWidth(), getHeight())
                .beside(
                        new BoundingBox(x, y, lifted.getWidth(), lifted.getHeight()),
                        said.get().stream().map(this::sceneToLocal).toList());
        bubble.relocate(place.getMinX(), place.getMinY());
    }

    void say(DragPicture drag) {
        boolean refused = drag.verdictHere().filter(Verdict::isRefused).isPresent();
        Parts.toggle(lifted, "over-refused", refused);
        Parts.toggle(bubble, "over-refused", refused);
        bubble.getChildren().clear();
        drag.over()
                .ifPresentOrElse(
                        mode -> fill(drag, mode.word()),
                        () -> fill(
                                "mdi2c-cursor-move",
                                "muted",
                                WindowTexts.text("bubble.nowhere", drag.who()),
                                WindowTexts.text("bubble.nowhere.line")));
    }

    private void fill(DragPicture drag, String word) {
        switch (drag.verdictHere().orElse(new Verdict.Home())) {
            case Verdict.Home home ->
                fill(
                        "mdi2u-undo-variant",
                        "muted",
                        WindowTexts.text("bubble.home", drag.who(), word),
                        WindowTexts.text("bubble.home.line"));
            case Verdict.Allowed allowed ->
                fill(
                        "mdi2c-check-circle-outline",
                        "accent",
                        WindowTexts.text("bubble.to", drag.who(), word),
                        WindowTexts.text("bubble.queues", WindowTexts.count("steps", allowed.steps())));
            case Verdict.Warned warned ->
                fill(
                        "mdi2a-alert-outline",
                        "warn",
                        WindowTexts.text("bubble.to", drag.who(), word),
                        WindowTexts.say(warned.warnings().getFirst().fact()),
                        WindowTexts.text("bubble.queues", WindowTexts.count("steps", warned.steps())));
            case Verdict.Refused refused ->
                fill(
                        "mdi2c-close-circle-outline",
                        "danger",
                        WindowTexts.say(refused.first().fact()),
                        WindowTexts.say(refused.first().cause()),
                        WindowTexts.text("bubble.ways-out"));
        }
    }

    private void fill(String icon, String tone, String title, String... lines) {
        bubble.setVisible(true);
        HBox head = new HBox(Parts.icon(icon, tone + "-icon"), Parts.paragraph(title, "strong", tone + "-text"));
        head.getStyleClass().add("verdict-head");
        bubble.getChildren().add(head);
        for (String line : lines) {
            bubble.getChildren().add(Parts.paragraph(line, "caption"));
        }
    }

    /**
     * The bubble is gone at once. The tile goes to where its device stands, or will stand, unless nothing shall move.
     *
     * @param place where that is in the scene; none where it is out of sight. Asked once the board shows what came of it
     */
    void land(Supplier<Optional<Bounds>> place) {
        bubble.setVisible(false);
        if (still || lifted.getChildren().isEmpty() || !isVisible()) {
            gone();
            return;
        }
        landing = true;
        Platform.runLater(() -> {
            if (landing) {
                place.get().ifPresentOrElse(this::fly, this::gone);
            }
        });
    }

    private void fly(Bounds inScene) {
        Bounds to = sceneToLocal(inScene);
        Timeline home = new Timeline(new KeyFrame(
                HOME,
                new KeyValue(lifted.layoutXProperty(), to.getMinX(), Interpolator.EASE_BOTH),
                new KeyValue(lifted.layoutYProperty(), to.getMinY(), Interpolator.EASE_BOTH),
                new KeyValue(lifted.scaleXProperty(), 1, Interpolator.EASE_BOTH),
                new KeyValue(lifted.scaleYProperty(), 1, Interpolator.EASE_BOTH)));
        home.setOnFinished(event -> gone());
        play(home);
    }

    private void gone() {
        motion.stop();
        landing = false;
        setVisible(false);
        lifted.getChildren().clear();
    }
}
