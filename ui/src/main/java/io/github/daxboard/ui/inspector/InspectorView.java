// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.ui.inspector.InspectorPicture.Fact;
import io.github.daxboard.ui.inspector.InspectorPicture.Way;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Everything about the selected device, docked at the right, with buttons to move it: the way without dragging. */
public final class InspectorView extends VBox {
    private final InspectorViewModel model;
    private final VBox content = new VBox();

    public InspectorView(InspectorViewModel model) {
        this.model = model;
        setId("inspector");
        getStyleClass().add("inspector");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        model.picture().subscribe(this::show);
    }

    private void show(Optional<InspectorPicture> selection) {
        content.getChildren().clear();
        selection.ifPresentOrElse(this::fill, () -> content.getChildren().add(nothing()));
    }

    private static VBox nothing() {
        VBox nothing = part(
                Parts.label(Words.text("inspector.nothing"), "strong"),
                Parts.paragraph(Words.text("inspector.nothing.how"), "muted"));
        nothing.setId("inspector-nothing");
        nothing.getStyleClass().add("first");
        return nothing;
    }

    private void fill(InspectorPicture picture) {
        Button close = Parts.iconButton("inspector-close", "mdi2c-close", Words.text("selection.close"));
        close.getStyleClass().add("small-icon");
        close.setOnAction(event -> model.unselect());
        HBox head = new HBox(
                new ModeMark(picture.look()),
                Parts.label(picture.device().toString(), "heading", "strong"),
                Parts.label(picture.word(), "tag"),
                Parts.spacer(),
                close);
        head.getStyleClass().add("selection-head");
        VBox top = new VBox(2, head, Parts.label(picture.line(), "muted"));
        top.getStyleClass().addAll("selection-part", "first");
        content.getChildren().addAll(top, moveTo(picture), facts(picture), holders(picture));
    }

    private VBox facts(InspectorPicture picture) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        ColumnConstraints sources = new ColumnConstraints();
        sources.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(names, values, sources);
        int row = 0;
        for (Fact fact : picture.facts()) {
            Label value = Parts.label(fact.value());
            Parts.toggle(value, "mono", fact.mono());
            Label source = Parts.label(fact.source(), "mono", "muted");
            source.setMinWidth(USE_PREF_SIZE);
            Label name = Parts.label(fact.name(), "muted");
            name.setMinWidth(USE_PREF_SIZE);
            grid.addRow(row++, name, value, source);
        }
        HBox head = new HBox(
                Parts.label(Words.text("selection.device"), "strong"),
                Parts.spacer(),
                Parts.label(Words.text("selection.source"), "caption", "muted"));
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return part(head, grid);
    }

    private static VBox holders(InspectorPicture picture) {
        VBox part = part(Parts.label(Words.text("selection.holders"), "strong"));
        if (picture.holders().isEmpty()) {
            part.getChildren().add(Parts.paragraph(picture.holdersKnown(), "muted"));
        }
        picture.holders().forEach(line -> part.getChildren().add(Parts.paragraph(line)));
        return part;
    }

    private VBox moveTo(InspectorPicture picture) {
        VBox part = part(Parts.label(Words.text("selection.move"), "strong"));
        for (Way way : picture.ways()) {
            Button button = Parts.button("move-" + way.mode().word(), way.mode().word(), "way-button");
            button.setGraphic(new ModeMark(Look.of(way.mode())));
            button.setDisable(!way.enabled());
            button.setOnAction(event -> model.move(picture.device(), way.mode()));
            Label reason = Parts.paragraph(way.reason(), "caption", tone(way));
            HBox.setHgrow(reason, Priority.ALWAYS);
            HBox row = new HBox(button, reason);
            row.getStyleClass().add("way-row");
            part.getChildren().add(row);
        }
        return part;
    }

    private static String tone(Way way) {
        return switch (way.verdict()) {
            case Verdict.Refused refused -> "danger-text";
            case Verdict.Warned warned -> way.enabled() ? "warn-text" : "muted";
            default -> "muted";
        };
    }

    private static VBox part(javafx.scene.Node... nodes) {
        VBox part = new VBox(nodes);
        part.getStyleClass().add("selection-part");
        return part;
    }
}
