// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.ui.plan.PlanPicture.ChangeRow;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The queued changes in order. The arrows with Ctrl move one up or down, Del drops it; its buttons do the same. */
final class ChangeList extends VBox {
    private final PlanViewModel model;
    private List<ChangeRow> rows = List.of();
    private int selected = -1;

    ChangeList(PlanViewModel model) {
        this.model = model;
        getStyleClass().add("changes");
    }

    void show(PlanPicture picture) {
        if (picture.changes().equals(rows) && picture.selected() == selected) {
            return;
        }
        int focused = focused();
        rows = picture.changes();
        selected = picture.selected();
        List<Node> nodes = new ArrayList<>();
        rows.forEach(row -> nodes.add(node(row, row.number() - 1 == selected)));
        getChildren().setAll(nodes);
        if (focused >= 0 && !nodes.isEmpty()) {
            nodes.get(Math.min(selected, nodes.size() - 1)).requestFocus();
        }
    }

    private int focused() {
        for (int i = 0; i < getChildren().size(); i++) {
            if (getChildren().get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }

    private Node node(ChangeRow row, boolean chosen) {
        VBox text = new VBox(
                2,
                Parts.paragraph(row.title(), "strong"),
                Parts.paragraph(row.line(), "caption", row.blocked() ? "danger-text" : "muted"));
        HBox.setHgrow(text, Priority.ALWAYS);
        for (String warning : row.warnings()) {
            text.getChildren()
                    .add(new HBox(
                            5,
                            Parts.icon("mdi2a-alert-outline", "icon-small", "warn-icon"),
                            Parts.paragraph(warning, "caption", "warn-text")));
        }
        row.onlining().ifPresent(onlining -> text.getChildren().add(choices(row, onlining)));
        HBox box = new HBox(Parts.label(String.valueOf(row.number()), "change-number"), text);
        if (chosen && (row.canRise() || row.canSink())) {
            box.getChildren().add(new VBox(shift(row, -1, row.canRise()), shift(row, 1, row.canSink())));
        }
        box.getChildren().add(drop(row));
        box.setId("change-" + row.number());
        box.getStyleClass().add("change");
        box.setFocusTraversable(true);
        Parts.toggle(box, "selected", chosen);
        box.setAccessibleText(row.number() + ". " + row.title() + ". " + row.line());
        box.setAccessibleHelp(WindowTexts.text("plan.change.help"));
        box.setOnMousePressed(event -> model.select(row.number() - 1));
        box.setOnKeyPressed(event -> key(row, event));
        return box;
    }

    private Button drop(ChangeRow row) {
        String id = row.device().map(device -> Parts.id("drop-", device)).orElse("drop-change-" + row.number());
        Button drop = Parts.iconButton(id, "mdi2c-close", WindowTexts.text("plan.drop", row.title()));
        drop.getStyleClass().add("small-icon");
        drop.setOnAction(event -> model.drop(row.number() - 1));
        return drop;
    }

    private Button shift(ChangeRow row, int by, boolean able) {
        Button shift = Parts.iconButton(
                (by < 0 ? "rise-" : "sink-") + row.number(),
                by < 0 ? "mdi2c-chevron-up" : "mdi2c-chevron-down",
                WindowTexts.text(by < 0 ? "plan.rise" : "plan.sink", row.title()));
        shift.getStyleClass().add("small-icon");
        shift.setDisable(!able);
        shift.setFocusTraversable(false);
        shift.setOnAction(event -> model.shift(row.number() - 1, by));
        return shift;
    }

    /** What becomes of the memory of a device that goes to system-ram: chosen where it is planned, not in a dialog. */
    private HBox choices(ChangeRow row, Onlining now) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.getStyleClass().addAll("segments", "small-segments");
        for (Onlining onlining : Onlining.values()) {
            String word = onlining.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            ToggleButton button = new ToggleButton(WindowTexts.text("plan.onlining." + word));
            button.setId("onlining-" + word + "-" + row.number());
            button.setMinWidth(USE_PREF_SIZE);
            button.setAccessibleText(WindowTexts.text("plan.onlining." + word + ".does"));
            button.setTooltip(new javafx.scene.control.Tooltip(WindowTexts.text("plan.onlining." + word + ".does")));
            button.setToggleGroup(group);
            button.setSelected(onlining == now);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.choose(row.number() - 1, onlining);
            });
            box.getChildren().add(button);
        }
        box.setMaxWidth(USE_PREF_SIZE);
        return box;
    }

    private void key(ChangeRow row, KeyEvent event) {
        int index = row.number() - 1;
        if (event.getCode() == KeyCode.DELETE) {
            model.drop(index);
        } else if (event.isControlDown() && event.getCode() == KeyCode.UP) {
            model.shift(index, -1);
        } else if (event.isControlDown() && event.getCode() == KeyCode.DOWN) {
            model.shift(index, 1);
        } else if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
            int to = Math.clamp(index + (event.getCode() == KeyCode.UP ? -1 : 1), 0, rows.size() - 1);
            model.select(to);
        } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            model.select(index);
        } else {
            return;
        }
        event.consume();
    }
}
