// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The list of keys: for each thing that the mouse does, how the keyboard and clicks do it. */
final class KeySheet extends VBox {
    private record Group(String key, List<String> keys) {}

    private static final List<List<Group>> COLUMNS = List.of(
            List.of(
                    new Group("go", List.of("tab", "arrows", "ends", "enter", "find", "details")),
                    new Group("select", List.of("also", "range", "all"))),
            List.of(
                    new Group("move", List.of("space", "carry", "drop", "escape", "menu")),
                    new Group("size", List.of("resize", "split", "create", "destroy"))),
            List.of(
                    new Group("plan", List.of("undo", "redo", "shift", "delete")),
                    new Group("window", List.of("views", "help"))));

    KeySheet() {
        setId("keys-list");
        getStyleClass().add("keys");
        HBox columns = new HBox(32);
        for (List<Group> column : COLUMNS) {
            VBox box = new VBox(14);
            column.forEach(group -> box.getChildren().add(part(group)));
            columns.getChildren().add(box);
        }
        getChildren()
                .addAll(
                        Parts.label(WindowTexts.text("keys.title"), "title", "strong"),
                        columns,
                        Parts.paragraph(WindowTexts.text("keys.clicks"), "caption", "muted"));
    }

    private static VBox part(Group group) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        int row = 0;
        for (String key : group.keys()) {
            Label cap = Parts.label(WindowTexts.text("key." + key), "keycap");
            cap.setMinWidth(USE_PREF_SIZE);
            grid.addRow(row++, cap, Parts.label(WindowTexts.text("key." + key + ".does")));
        }
        return new VBox(
                6, Parts.label(WindowTexts.text("keys.group." + group.key()), "caption", "strong", "muted"), grid);
    }
}
