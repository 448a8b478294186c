// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.gallery;

import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.board.TileSamples;
import io.github.daxboard.ui.inspector.StripSamples;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.MemoryCanvas;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.theme.Themes;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Both themes side by side, each with every component in its states. */
public final class GalleryView extends HBox {
    public GalleryView() {
        setId("gallery");
        for (boolean dark : List.of(false, true)) {
            ScrollPane half = new ScrollPane(half(dark));
            half.setFitToWidth(true);
            half.setFitToHeight(true);
            half.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            Themes.dress(half, dark);
            HBox.setHgrow(half, Priority.ALWAYS);
            half.setPrefWidth(1);
            getChildren().add(half);
        }
    }

    private static VBox half(boolean dark) {
        VBox page = new VBox(
                Parts.label(dark ? WindowTexts.text("theme.dark") : WindowTexts.text("theme.light"), "title", "strong"),
                samples(TileSamples.all()),
                samples(TileSamples.columns()),
                patterns(),
                buttons(),
                choices(),
                tags(),
                StripSamples.all(),
                refusal());
        page.setId(dark ? "gallery-dark" : "gallery-light");
        page.getStyleClass().add("gallery-half");
        return page;
    }

    private static FlowPane samples(Map<String, Node> all) {
        FlowPane tiles = new FlowPane();
        tiles.getStyleClass().add("gallery-tiles");
        all.forEach((state, sample) -> {
            VBox box = new VBox(4, Parts.label(state, "caption", "muted"), sample);
            box.setPrefWidth(208);
            tiles.getChildren().add(box);
        });
        return tiles;
    }

    private static FlowPane patterns() {
        FlowPane patterns = new FlowPane();
        patterns.getStyleClass().add("gallery-tiles");
        for (Look look : Look.values()) {
            HBox word = new HBox(6, new ModeMark(look), Parts.label(look.styleClass(), "caption", "muted"));
            VBox box = new VBox(5, new Pattern(look), word);
            box.setPrefWidth(76);
            patterns.getChildren().add(box);
        }
        return patterns;
    }

    /** A bar of one use; of system-ram, the half of it online. */
    private static final class Pattern extends MemoryCanvas {
        private final Look look;

        Pattern(Look look) {
            this.look = look;
            fixHeight(12);
        }

        @Override
        protected void draw(GraphicsContext g, double width, double height) {
            piece(g, look, 0.5, 0, 0, width, 12);
        }
    }

    /** Each sort of button as it is, hovered, with the keyboard, and off. */
    private static FlowPane buttons() {
        FlowPane buttons = new FlowPane(8, 8);
        for (String state : List.of("normal", "hover", "focus-visible", "disabled")) {
            List<Button> all = List.of(
                    Parts.button("gallery-primary-" + state, WindowTexts.text("plan.apply.none"), "primary"),
                    Parts.button("gallery-plain-" + state, WindowTexts.text("plan.clear")),
                    Parts.iconButton("gallery-icon-" + state, "mdi2c-content-copy", WindowTexts.text("copy")));
            all.forEach(button -> {
                button.setDisable(state.equals("disabled"));
                Parts.asIf(button, state);
            });
            buttons.getChildren().addAll(all);
        }
        return buttons;
    }

    /** What is chosen from: a switch, chips, a field. */
    private static FlowPane choices() {
        ToggleButton one = new ToggleButton(WindowTexts.text("view.board"));
        one.setSelected(true);
        ToggleButton other = Parts.asIf(new ToggleButton(WindowTexts.text("view.activity")), "focus-visible");
        HBox segments = new HBox(one, new ToggleButton(WindowTexts.text("view.map")), other);
        segments.getStyleClass().add("segments");
        FlowPane choices = new FlowPane(8, 8, segments);
        for (String state : List.of("normal", "hover", "selected", "focus-visible")) {
            ToggleButton chip = new ToggleButton(state);
            chip.getStyleClass().setAll("filter-button");
            chip.setSelected(state.equals("selected"));
            choices.getChildren().add(Parts.asIf(chip, state));
        }
        TextField field = new TextField();
        field.setPromptText(WindowTexts.text("find.prompt"));
        field.setPrefWidth(170);
        TextField focused = Parts.asIf(new TextField("dax0.1"), "focused");
        focused.setPrefWidth(90);
        choices.getChildren().addAll(field, focused);
        return choices;
    }

    private static HBox tags() {
        HBox tags = new HBox(8, Parts.label("hmem", "tag"));
        for (String state : List.of("planned", "checked", "running", "done", "blocked")) {
            tags.getChildren().add(Parts.label(WindowTexts.text("plan.state." + state), "tag", "state-" + state));
        }
        tags.getChildren().add(Parts.label("Ctrl Z", "keycap"));
        tags.getStyleClass().add("gallery-row");
        return tags;
    }

    private static Node refusal() {
        return Parts.refusalCard(
                "gallery-refusal",
                Problem.of(
                                Problem.Kind.BLOCKED,
                                "dax0.2",
                                "dax0.2: memory361 cannot go offline",
                                "It is in zone Normal, and a virtual machine pins pages in it.",
                                "Shut the virtual machine down, then plan again.")
                        .withEvidence(List.of("memory361: state online, zone Normal"))
                        .withErrno(Errno.EBUSY));
    }
}
