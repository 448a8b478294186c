// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The dialog for a size, over the board: a field, a slider, and at every key what would come of it. */
final class FormView extends VBox {
    private static final long KIB = 1024;

    private final TextField size = new TextField();
    private boolean sliding;

    FormView(BoardViewModel model, SpaceForm form) {
        setId("form");
        getStyleClass().addAll("card", "form");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label words = Parts.paragraph("", "caption");
        words.setId("form-words");
        Button accept = Parts.button("form-accept", WindowTexts.text("form.accept"));
        accept.setOnAction(event -> model.acceptForm());
        Button cancel = Parts.button("form-cancel", WindowTexts.text("form.cancel"), "flat-button");
        cancel.setOnAction(event -> model.closeForm());
        HBox buttons = new HBox(8, Parts.spacer(), cancel, accept);
        getChildren().addAll(Parts.label(form.title(), "title", "strong"), sizes(form));
        if (form.kind() != SpaceForm.Kind.RESIZE) {
            getChildren().add(field("form.mode", modes(form)));
        }
        if (form.kind() == SpaceForm.Kind.CREATE) {
            getChildren().add(field("form.align", aligns(form)));
        }
        getChildren().addAll(words, buttons);
        form.draft().subscribe(draft -> {
            words.setText(draft.words());
            words.getStyleClass().removeAll("muted", "warn-text", "danger-text");
            words.getStyleClass().add(tone(draft));
            accept.setDisable(!draft.isGood());
            accept.setAccessibleHelp(draft.words());
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.closeForm();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                model.acceptForm();
                event.consume();
            }
        });
    }

    private static String tone(SpaceForm.Draft draft) {
        return switch (draft.verdict().orElse(new Verdict.Home())) {
            case Verdict.Refused refused -> "danger-text";
            case Verdict.Warned warned -> "warn-text";
            default -> "muted";
        };
    }

    /** The keyboard begins where the size is typed. */
    void begin() {
        size.requestFocus();
        size.selectAll();
    }

    private Node sizes(SpaceForm form) {
        size.setId("form-size");
        size.setPrefColumnCount(9);
        size.setAccessibleText(WindowTexts.text(form.kind() == SpaceForm.Kind.SPLIT ? "form.size.split" : "form.size"));
        size.textProperty().bindBidirectional(form.size());
        Slider slider = new Slider(0, 1, form.share());
        slider.setId("form-slider");
        slider.setAccessibleText(WindowTexts.text("form.slider"));
        slider.setBlockIncrement(1.0 / 16);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().subscribe((before, now) -> {
            if (!sliding) {
                sliding = true;
                form.setShare(now.doubleValue());
                sliding = false;
            }
        });
        form.size().subscribe((before, now) -> {
            if (!sliding) {
                sliding = true;
                slider.setValue(form.share());
                sliding = false;
            }
        });
        HBox row = new HBox(12, size, slider);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return new VBox(
                4,
                Parts.label(
                        WindowTexts.text(form.kind() == SpaceForm.Kind.SPLIT ? "form.size.split" : "form.size"),
                        "caption",
                        "muted"),
                row,
                Parts.label(form.mostWords(), "caption", "muted"));
    }

    private static Node field(String key, Node control) {
        return new VBox(4, Parts.label(WindowTexts.text(key), "caption", "muted"), control);
    }

    private static HBox modes(SpaceForm form) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.getStyleClass().add("segments");
        for (Mode mode : BoardViewModel.columns()) {
            ToggleButton button = new ToggleButton(mode.word(), new ModeMark(Look.of(mode)));
            button.setId("form-mode-" + mode.word());
            button.setToggleGroup(group);
            button.setSelected(form.mode().get() == mode);
            button.setOnAction(event -> {
                button.setSelected(true);
                form.mode().set(mode);
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private static HBox aligns(SpaceForm form) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.getStyleClass().add("segments");
        box.getChildren().add(align(form, group, "region", Optional.empty()));
        box.getChildren().add(align(form, group, "4k", Optional.of(4 * KIB)));
        box.getChildren().add(align(form, group, "2m", Optional.of(2 * KIB * KIB)));
        box.getChildren().add(align(form, group, "1g", Optional.of(KIB * KIB * KIB)));
        return box;
    }

    private static ToggleButton align(SpaceForm form, ToggleGroup group, String word, Optional<Long> bytes) {
        ToggleButton button = new ToggleButton(WindowTexts.text("form.align." + word));
        button.setId("form-align-" + word);
        button.setToggleGroup(group);
        button.setSelected(form.align().get().equals(bytes));
        button.setOnAction(event -> {
            button.setSelected(true);
            form.align().set(bytes);
        });
        return button;
    }
}
