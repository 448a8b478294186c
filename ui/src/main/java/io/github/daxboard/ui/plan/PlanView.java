// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.ui.plan.PlanPicture.ChangeRow;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The drawer under the board. Its head always says state, counts and Apply; its body folds away. */
public final class PlanView extends VBox {
    private static final double OPEN = 240;
    private static final double WITH_CARDS = 330;
    private static final double LEAST = 120;

    private final PlanViewModel model;
    private final BooleanProperty folded = new SimpleBooleanProperty(false);
    private final Button fold = Parts.iconButton("plan-fold", "mdi2c-chevron-down", Words.text("plan.fold"));
    private final Label state = Parts.label("", "tag");
    private final Label counts = Parts.label("", "muted");
    private final Label note = Parts.label("", "muted");
    private final Label off = Parts.label("", "caption", "muted");
    private final Button undo = Parts.iconButton("plan-undo", "mdi2u-undo", Words.text("plan.undo"));
    private final Button redo = Parts.iconButton("plan-redo", "mdi2r-redo", Words.text("plan.redo"));
    private final Button clear = Parts.button("plan-clear", Words.text("plan.clear"));
    private final Button again = Parts.button("plan-again", Words.text("plan.again"));
    private final Button apply = Parts.button("apply", "", "primary");
    private final VBox changes = new VBox();
    private final StepTable steps = new StepTable();
    private final VBox cards = new VBox();
    private final ScrollPane cardScroll = scroll(cards);
    private final HBox body = new HBox();
    private final Region edge = new Region();
    private double dragged;
    private boolean narrow;

    public PlanView(PlanViewModel model) {
        this.model = model;
        setId("plan");
        getStyleClass().add("plan");
        state.setId("plan-state");
        counts.setId("plan-counts");
        note.setId("plan-note");
        off.setId("apply-off");
        cards.setId("outcome");
        apply.setGraphic(Parts.icon("mdi2s-shield-key-outline"));
        apply.setOnAction(event -> model.apply());
        undo.setOnAction(event -> model.undo());
        redo.setOnAction(event -> model.redo());
        clear.setOnAction(event -> model.clear());
        again.setOnAction(event -> model.planAgain());
        fold.setOnAction(event -> folded.set(!folded.get()));
        fold.getStyleClass().add("small-icon");
        changes.getStyleClass().add("changes");
        cards.getStyleClass().add("plan-cards");
        ScrollPane changeScroll = scroll(changes);
        changeScroll.getStyleClass().add("changes-scroll");
        ScrollPane stepScroll = scroll(steps);
        stepScroll.getStyleClass().add("steps-scroll");
        HBox.setHgrow(stepScroll, Priority.ALWAYS);
        cardScroll.getStyleClass().add("cards-scroll");
        body.getStyleClass().add("plan-body");
        body.getChildren().addAll(changeScroll, stepScroll, cardScroll);
        getChildren().addAll(edge(), head(), body);
        folded.subscribe(now -> arrange());
        model.picture().subscribe(this::show);
    }

    private static ScrollPane scroll(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        return scroll;
    }

    private HBox head() {
        counts.setMinWidth(0);
        note.setMinWidth(0);
        note.setTextOverrun(OverrunStyle.ELLIPSIS);
        state.setMinWidth(USE_PREF_SIZE);
        off.setMinWidth(0);
        HBox head = new HBox(
                fold,
                Parts.label(Words.text("plan.title"), "title", "strong", "plan-title"),
                state,
                counts,
                note,
                Parts.spacer(),
                off,
                undo,
                redo,
                clear,
                again,
                apply);
        head.getStyleClass().add("plan-head");
        return head;
    }

    /** The edge that drags: 24 pixels would cover the head, so it is thin to see and lies above it. */
    private Region edge() {
        edge.getStyleClass().add("plan-edge");
        edge.setCursor(Cursor.V_RESIZE);
        edge.setOnMouseDragged(event -> {
            double bottom = localToScene(getBoundsInLocal()).getMaxY();
            double most = getScene().getHeight() * 0.6;
            dragged = Math.clamp(bottom - event.getSceneY(), LEAST, most);
            arrange();
        });
        return edge;
    }

    /** Folded to its one line or open. */
    public BooleanProperty folded() {
        return folded;
    }

    /** In a narrow window the head keeps what matters most. */
    public void setNarrow(boolean now) {
        narrow = now;
        arrange();
    }

    private void show(PlanPicture picture) {
        state.setText(picture.state().word());
        state.getStyleClass().removeIf(name -> name.startsWith("state-"));
        state.getStyleClass().add("state-" + picture.state().key());
        counts.setText(picture.counts());
        note.setText(picture.note());
        Parts.toggle(note, "warn-text", picture.noteWarns());
        apply.setText(picture.apply());
        apply.setDisable(picture.applyOff().isPresent());
        apply.setAccessibleText(picture.apply()
                + picture.applyOff()
                        .map(why -> ", " + Words.text("plan.off", why))
                        .orElse(""));
        off.setText(picture.applyOff().orElse(""));
        undo.setDisable(!picture.canUndo());
        redo.setDisable(!picture.canRedo());
        Parts.present(clear, picture.canClear());
        clear.setText(Words.text(picture.state().isOutcome() ? "plan.close" : "plan.clear"));
        Parts.present(again, picture.canPlanAgain());
        showChanges(picture);
        steps.show(picture);
        showCards(picture);
        setAccessibleText(picture.state().word() + ". " + picture.counts() + " " + picture.note());
        arrange();
    }

    private void arrange() {
        PlanPicture picture = model.picture().get();
        boolean empty = picture.state() == PlanState.EMPTY;
        boolean open = !empty && !folded.get();
        Parts.present(body, open);
        Parts.present(edge, open);
        Parts.present(fold, !empty);
        ((FontIcon) fold.getGraphic()).setIconLiteral(open ? "mdi2c-chevron-down" : "mdi2c-chevron-up");
        fold.setAccessibleText(Words.text(open ? "plan.fold" : "plan.unfold"));
        Parts.present(state, true);
        boolean queue = !picture.running() && (!empty || picture.canUndo() || picture.canRedo());
        Parts.present(undo, queue);
        Parts.present(redo, queue);
        // A refusal's reason must be in sight; "nothing queued" stands in the counts already, a run in its state.
        Parts.present(off, picture.state() == PlanState.BLOCKED || isReadOnlyReason(picture));
        Parts.present(apply, !picture.running() || picture.state() == PlanState.RUNNING);
        Parts.present(note, !picture.note().isEmpty() && !(narrow && !picture.noteWarns() && !picture.running()));
        body.setMinHeight(0);
        // A run and a refusal need room to be read; what the user dragged counts for more.
        double wanted = picture.running() || !picture.refusals().isEmpty() ? WITH_CARDS : OPEN;
        double height = dragged > 0 ? dragged : wanted;
        body.setPrefHeight(height - 44);
        setMinHeight(open ? Math.min(height, LEAST) : USE_COMPUTED_SIZE);
    }

    private static boolean isReadOnlyReason(PlanPicture picture) {
        return picture.state() == PlanState.PLANNED && picture.applyOff().isPresent();
    }

    private void showChanges(PlanPicture picture) {
        changes.getChildren().clear();
        for (ChangeRow row : picture.changes()) {
            changes.getChildren().add(changeRow(row, row.number() - 1 == picture.selected(), picture));
        }
    }

    private Node changeRow(ChangeRow row, boolean selected, PlanPicture picture) {
        Node number = picture.running()
                ? Parts.icon(
                        row.state().icon(), "step-icon", "step-" + row.state().key())
                : Parts.label(String.valueOf(row.number()), "change-number");
        VBox text = new VBox(
                Parts.paragraph(row.title(), "strong"),
                Parts.paragraph(row.line(), "caption", row.blocked() ? "danger-text" : "muted"));
        text.setSpacing(2);
        HBox.setHgrow(text, Priority.ALWAYS);
        for (String warning : picture.running() ? List.<String>of() : row.warnings()) {
            HBox line = new HBox(
                    5,
                    Parts.icon("mdi2a-alert-outline", "icon-small", "warn-icon"),
                    Parts.paragraph(warning, "caption", "warn-text"));
            text.getChildren().add(line);
        }
        HBox box = new HBox(number, text);
        if (row.canDrop()) {
            Button drop = Parts.iconButton(
                    Parts.id("drop-", row.device()), "mdi2c-close", Words.text("plan.drop", row.title()));
            drop.getStyleClass().add("small-icon");
            drop.setOnAction(event -> model.drop(row.device()));
            box.getChildren().add(drop);
        }
        box.setId("change-" + row.number());
        box.getStyleClass().add("change");
        box.setFocusTraversable(true);
        Parts.toggle(box, "selected", selected);
        box.setAccessibleText(row.number() + ". " + row.title() + ". " + row.line());
        box.setOnMousePressed(event -> model.select(row.number() - 1));
        box.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE && row.canDrop()) {
                model.drop(row.device());
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                model.select(row.number() - 1);
            }
        });
        return box;
    }

    private void showCards(PlanPicture picture) {
        cards.getChildren().clear();
        int number = 1;
        for (Refusal refusal : picture.refusals()) {
            cards.getChildren().add(Parts.refusalCard("refusal-" + number++, refusal));
        }
        if (!picture.stateNow().isEmpty()) {
            GridPane states = new GridPane();
            states.getStyleClass().add("facts");
            int row = 0;
            for (DeviceState device : picture.stateNow()) {
                states.addRow(row++, Parts.label(device.device().toString(), "muted"), Parts.label(device.modeWord()));
            }
            VBox card = new VBox(8, Parts.label(Words.text("plan.state-now"), "strong"), states);
            card.setId("state-now");
            HBox.setHgrow(card, Priority.ALWAYS);
            card.getStyleClass().addAll("card", "done-card");
            cards.getChildren().add(card);
        }
        Parts.present(cardScroll, !cards.getChildren().isEmpty());
    }
}
