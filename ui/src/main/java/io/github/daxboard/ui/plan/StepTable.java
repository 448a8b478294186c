// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.ui.plan.PlanPicture.StepRow;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The steps of one change: what is done, the writes that it makes or may make, what proves it, what undoes it. Once it
 * runs, what was read back and how long it took stand in the place of the last two.
 */
final class StepTable extends GridPane {
    private static final double[] PLANNED = {4, 25, 43, 14, 14};
    private static final double[] RAN = {5, 60, 22, 13};

    StepTable() {
        setId("steps");
        getStyleClass().add("steps");
    }

    void show(PlanPicture picture) {
        getChildren().clear();
        getColumnConstraints().clear();
        for (double share : picture.running() ? RAN : PLANNED) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            getColumnConstraints().add(column);
        }
        if (picture.steps().isEmpty()) {
            return;
        }
        List<String> heads = picture.running()
                ? List.of("", "steps.step", "steps.state", "steps.took")
                : List.of("", "steps.step", "steps.write", "steps.proof", "steps.undo");
        for (int column = 1; column < heads.size(); column++) {
            add(cell(Parts.label(Words.text(heads.get(column)), "caption", "strong", "muted")), column, 0);
        }
        int row = 1;
        for (StepRow step : picture.steps()) {
            row(step, row++, picture.running());
        }
    }

    private void row(StepRow step, int row, boolean running) {
        Region line = new Region();
        line.getStyleClass().add("step-line");
        Parts.toggle(line, "at-work", step.state().isAtWork());
        add(line, 0, row, running ? RAN.length : PLANNED.length, 1);
        GridPane.setFillHeight(line, true);
        Node mark = running
                ? Parts.icon(
                        step.state().icon(), "step-icon", "step-" + step.state().key())
                : Parts.label(String.valueOf(step.number()), "muted");
        HBox first = cell(mark);
        first.setId("step-" + step.number());
        add(first, 0, row);
        GridPane.setValignment(first, VPos.TOP);
        if (running) {
            ran(step, row);
        } else {
            planned(step, row);
        }
    }

    private void planned(StepRow step, int row) {
        add(lines(Parts.paragraph(step.what())), 1, row);
        add(writes(step), 2, row);
        add(cell(muted(step.proof())), 3, row);
        add(cell(muted(step.undo())), 4, row);
    }

    private void ran(StepRow step, int row) {
        VBox what = lines(Parts.paragraph(step.what()));
        step.writes().stream()
                .filter(write -> write.when() == KernelWrite.When.ALWAYS)
                .forEach(write -> what.getChildren()
                        .add(Parts.paragraph(
                                Words.text("steps.written", write.value(), write.shortPath()), "mono", "muted")));
        if (!step.said().isEmpty()) {
            boolean failed = step.state() == StepState.FAILED || step.state() == StepState.UNDO_FAILED;
            what.getChildren().add(Parts.paragraph(step.said(), "caption", failed ? "danger-text" : "muted"));
        }
        add(what, 1, row);
        add(
                cell(Parts.label(
                        step.state().word(), "step-word", "step-" + step.state().key())),
                2,
                row);
        add(cell(Parts.label(step.time(), "mono", "muted")), 3, row);
    }

    private static Label muted(String text) {
        return Parts.paragraph(text, "muted");
    }

    private static VBox writes(StepRow step) {
        VBox lines = lines();
        if (step.writes().isEmpty()) {
            lines.getChildren().add(Parts.paragraph(Words.text("steps.no-write"), "muted"));
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
                Label when = Parts.label(write.when().words(), "caption", "muted");
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
