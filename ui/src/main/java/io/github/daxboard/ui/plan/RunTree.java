// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.plan.PlanPicture.Rank;
import io.github.daxboard.ui.plan.PlanPicture.TreeRow;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A run as a tree: its changes, their steps, and how they were taken back. A row that stays the same stays the same node. */
final class RunTree extends VBox {
    private final PlanViewModel model;
    private List<TreeRow> rows = List.of();

    RunTree(PlanViewModel model) {
        this.model = model;
        setId("run-tree");
        getStyleClass().add("run-tree");
    }

    void show(List<TreeRow> now) {
        List<Node> nodes = new ArrayList<>(getChildren());
        for (int i = 0; i < now.size(); i++) {
            if (i >= rows.size()) {
                nodes.add(node(now.get(i)));
            } else if (!now.get(i).equals(rows.get(i))) {
                nodes.set(i, node(now.get(i)));
            }
        }
        nodes.subList(now.size(), nodes.size()).clear();
        rows = now;
        if (!nodes.equals(getChildren())) {
            getChildren().setAll(nodes);
        }
    }

    /** The row at work, to be kept in sight. */
    Node atWork() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).state().isAtWork() && rows.get(i).rank() != Rank.CHANGE) {
                return getChildren().get(i);
            }
        }
        return this;
    }

    private Node node(TreeRow row) {
        if (row.rank() == Rank.HEAD) {
            HBox head = new HBox(Parts.label(row.title(), "caption", "strong", "muted"));
            head.getStyleClass().addAll("tree-row", "tree-head");
            return head;
        }
        Label title = Parts.label(row.title());
        Parts.toggle(title, "strong", row.rank() == Rank.CHANGE);
        title.setMinWidth(USE_PREF_SIZE);
        boolean bad = row.state() == StepState.FAILED || row.state() == StepState.UNDO_FAILED;
        Label detail = Parts.label(row.detail(), bad ? "danger-text" : "muted");
        detail.setMinWidth(0);
        detail.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        Label word = Parts.label(row.word(), "step-word", "step-" + row.state().key());
        word.setMinWidth(130);
        Label time = Parts.label(row.time(), "mono", "muted", "tree-time");
        time.setMinWidth(64);
        HBox box = new HBox(
                Parts.icon(
                        row.state().icon(), "step-icon", "step-" + row.state().key()),
                title,
                detail,
                word,
                time);
        box.getStyleClass().add("tree-row");
        Parts.toggle(box, "tree-step", row.rank() != Rank.CHANGE);
        Parts.toggle(box, "at-work", row.state().isAtWork() && row.rank() != Rank.CHANGE);
        box.setId(id(row));
        box.setAccessibleRole(AccessibleRole.TREE_ITEM);
        box.setAccessibleText(String.join(", ", row.title(), row.detail(), row.word(), row.time()));
        if (row.rank() == Rank.CHANGE) {
            box.getChildren().addFirst(turn(row));
        }
        return box;
    }

    private static String id(TreeRow row) {
        return switch (row.rank()) {
            case CHANGE -> "run-" + (row.change() + 1);
            case UNDO -> "run-" + (row.change() + 1) + "-undo-" + (row.step() + 1);
            default -> "run-" + (row.change() + 1) + "-" + (row.step() + 1);
        };
    }

    private Button turn(TreeRow row) {
        Button turn = Parts.iconButton(
                "turn-" + (row.change() + 1),
                row.open() ? "mdi2c-chevron-down" : "mdi2c-chevron-right",
                WindowTexts.text(row.open() ? "plan.hide-steps" : "plan.show-steps", row.title()));
        turn.getStyleClass().add("small-icon");
        turn.setOnAction(event -> model.turn(row.change()));
        turn.setOnKeyPressed(event -> {
            boolean wanted = (event.getCode() == KeyCode.RIGHT && !row.open())
                    || (event.getCode() == KeyCode.LEFT && row.open());
            if (wanted) {
                model.turn(row.change());
                event.consume();
            }
        });
        return turn;
    }
}
