// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.ui.plan.PlanPicture.StepRow;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The steps of one change: what is done, the writes that it makes or may make, what proves it, what undoes it. */
final class StepTable extends GridPane {
    private static final double[] SHARES = {4, 24, 42, 15, 15};
    private static final List<String> HEADS = List.of("steps.step", "steps.write", "steps.proof", "steps.undo");

    private List<StepRow> rows = List.of();

    StepTable() {
        setId("steps");
        getStyleClass().add("steps");
        for (double share : SHARES) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            getColumnConstraints().add(column);
        }
    }

    void show(List<StepRow> now) {
        if (now.equals(rows)) {
            return;
        }
        rows = now;
        getChildren().clear();
        if (rows.isEmpty()) {
            return;
        }
        boolean undone = rows.stream().anyMatch(row -> !row.undo().isEmpty());
        for (int column = 0; column < (undone ? HEADS.size() : HEADS.size() - 1); column++) {
            add(cell(Parts.label(WindowTexts.text(HEADS.get(column)), "caption", "strong", "muted")), column + 1, 0);
        }
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), i + 1);
        }
    }

    private void row(StepRow step, int row) {
        Region line = new Region();
        line.getStyleClass().add("step-line");
        add(line, 0, row, SHARES.length, 1);
        GridPane.setFillHeight(line, true);
        HBox first = cell(Parts.label(String.valueOf(step.number()), "muted"));
        first.setId("step-" + step.number());
        add(first, 0, row);
        GridPane.setValignment(first, VPos.TOP);
        VBox what = lines(Parts.paragraph(step.what()));
        step.standing().ifPresent(state -> what.getChildren().add(standing(state)));
        add(what, 1, row);
        add(writes(step), 2, row);
        add(cell(muted(step.proof())), 3, row);
        add(cell(muted(step.undo())), 4, row);
    }

    /** What is known of a step of an unfinished plan. */
    private static HBox standing(StepState state) {
        HBox line = new HBox(
                5,
                Parts.icon(state.icon(), "step-icon", "step-" + state.key()),
                Parts.paragraph(state.word(), "caption", "step-" + state.key()));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label muted(String text) {
        return Parts.paragraph(text, "muted");
    }

    private static VBox writes(StepRow step) {
        VBox lines = lines();
        boolean settled =
                step.standing().filter(state -> state != StepState.INTERRUPTED).isPresent();
        if (step.writes().isEmpty()) {
            lines.getChildren()
                    .add(Parts.paragraph(WindowTexts.text(settled ? "steps.settled" : "steps.no-write"), "muted"));
        }
        for (KernelWrite write : step.writes()) {
            Label path = Parts.label(write.shortPath(), "mono");
            path.setMinWidth(Region.USE_PREF_SIZE);
            Label value = Parts.label(write.value(), "mono", "value-chip");
            value.setMinWidth(Region.USE_PREF_SIZE);
            // The case in which it is written stands behind it, or below where there is no room: never cut.
            FlowPane line = new FlowPane(8, 1, value, path);
            line.getStyleClass().add("write");
            if (write.when() != KernelWrite.When.ALWAYS) {
                Parts.toggle(line, "conditional", true);
                Label when = Parts.label(WindowTexts.say(write.when().message()), "caption", "muted");
                when.setMinWidth(Region.USE_PREF_SIZE);
                line.getChildren().add(when);
            }
            lines.getChildren().add(line);
        }
        return lines;
    }

    private static VBox lines(Node... nodes) {
        VBox lines = new VBox(nodes);
        lines.getStyleClass().add("step-cell");
        return lines;
    }

    private static HBox cell(Node node) {
        HBox cell = new HBox(node);
        cell.getStyleClass().add("step-cell");
        return cell;
    }
}
