// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import io.github.daxboard.ui.activity.ActivityPicture.Entry;
import io.github.daxboard.ui.activity.ActivityPicture.Line;
import io.github.daxboard.ui.activity.ActivityPicture.Tone;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The list of what was done: a row a plan, which opens to what each change came to and how the devices were after it. */
public final class ActivityView extends StackPane {
    private final ActivityViewModel model;
    private final VBox page = new VBox();
    private final Set<Long> open = new HashSet<>();

    public ActivityView(ActivityViewModel model) {
        this.model = model;
        setId("activity");
        getStyleClass().add("activity");
        page.getStyleClass().add("activity-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        getChildren().add(scroll);
        model.picture().subscribe(this::show);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.read();
            }
        });
    }

    private void show(ActivityPicture now) {
        HBox head = new HBox(
                Parts.label(WindowTexts.text("activity.title"), "title", "strong"),
                Parts.label(WindowTexts.count("activity.plans", now.entries().size()), "muted"));
        head.getStyleClass().add("activity-head");
        page.getChildren().setAll(head);
        now.trouble().ifPresent(refusal -> page.getChildren().add(Parts.refusalCard("activity-trouble", refusal)));
        if (!now.empty().isEmpty()) {
            Label empty = Parts.paragraph(now.empty(), "muted");
            empty.setId("activity-empty");
            page.getChildren().add(empty);
        }
        // Entries never change once they are there; only as many as fit a screen or two are kept by a host.
        now.entries().forEach(entry -> page.getChildren().add(card(entry)));
    }

    private VBox card(Entry entry) {
        VBox details = new VBox();
        details.getStyleClass().add("activity-details");
        Button fold = Parts.iconButton(
                "activity-fold-" + entry.number(),
                "mdi2c-chevron-right",
                WindowTexts.text("activity.details", entry.title()));
        fold.getStyleClass().add("small-icon");
        Label title = Parts.label(entry.title(), "strong");
        title.setMinWidth(0);
        title.setTooltip(new Tooltip(entry.title()));
        HBox.setHgrow(title, Priority.SOMETIMES);
        Label verdict = Parts.label(entry.verdict(), tone(entry.tone()) + "-text");
        verdict.setMinWidth(USE_PREF_SIZE);
        VBox words = new VBox(1, title, Parts.label(entry.when() + ", " + entry.who(), "caption", "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(fold, Parts.icon(icon(entry.tone()), tone(entry.tone()) + "-icon"), words, verdict);
        row.getStyleClass().add("activity-row");
        row.getChildren().addAll(undo(entry), copy(entry));
        VBox card = new VBox(row);
        card.setId("activity-" + entry.number());
        card.getStyleClass().add("card");
        card.setAccessibleText(entry.asText());
        Runnable arrange = () -> {
            boolean shown = open.contains(entry.number());
            fold.setGraphic(Parts.icon(shown ? "mdi2c-chevron-down" : "mdi2c-chevron-right"));
            if (shown && details.getChildren().isEmpty()) {
                fill(details, entry);
            }
            card.getChildren().setAll(shown ? List.of(row, details) : List.of(row));
        };
        fold.setOnAction(event -> {
            if (!open.remove(entry.number())) {
                open.add(entry.number());
            }
            arrange.run();
        });
        arrange.run();
        return card;
    }

    private HBox undo(Entry entry) {
        Button undo = Parts.button("activity-undo-" + entry.number(), WindowTexts.text("activity.undo"));
        undo.setGraphic(Parts.icon("mdi2u-undo-variant"));
        undo.setDisable(!entry.undo().possible());
        undo.setAccessibleHelp(entry.undo().words());
        undo.setOnAction(event -> model.undo(entry.number()));
        // A disabled button shows no tooltip of its own.
        HBox holder = new HBox(undo);
        holder.setAlignment(Pos.CENTER);
        holder.setMinWidth(USE_PREF_SIZE);
        Tooltip.install(holder, new Tooltip(entry.undo().words()));
        return holder;
    }

    private static Button copy(Entry entry) {
        Button copy = Parts.iconButton(
                "activity-copy-" + entry.number(), "mdi2c-content-copy", WindowTexts.text("activity.copy"));
        copy.getStyleClass().add("small-icon");
        copy.setOnAction(event -> Parts.copy(entry.asText()));
        return copy;
    }

    private static void fill(VBox details, Entry entry) {
        details.getChildren().add(table(WindowTexts.text("activity.changes"), entry.changes()));
        entry.failure()
                .ifPresent(refusal ->
                        details.getChildren().add(Parts.refusalCard("activity-failure-" + entry.number(), refusal)));
        if (!entry.stateNow().isEmpty()) {
            details.getChildren().add(table(WindowTexts.text("activity.after"), entry.stateNow()));
        }
        if (!entry.undo().possible()) {
            details.getChildren()
                    .add(Parts.paragraph(
                            WindowTexts.text("activity.undo.off", entry.undo().words()), "caption", "muted"));
        }
    }

    private static VBox table(String title, List<Line> lines) {
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(4);
        int row = 0;
        for (Line line : lines) {
            grid.addRow(row++, Parts.label(line.left()), Parts.label(line.right(), "muted"));
        }
        return new VBox(4, Parts.label(title, "caption", "muted", "strong"), grid);
    }

    private static String icon(Tone tone) {
        return switch (tone) {
            case OK -> "mdi2c-check-circle";
            case WARN -> "mdi2u-undo-variant";
            case DANGER -> "mdi2c-close-circle";
        };
    }

    private static String tone(Tone tone) {
        return switch (tone) {
            case OK -> "ok";
            case WARN -> "warn";
            case DANGER -> "danger";
        };
    }
}
