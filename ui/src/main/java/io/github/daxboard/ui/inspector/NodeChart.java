// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.ui.inspector.InspectorPicture.Node;
import io.github.daxboard.ui.inspector.NodeHistory.Sample;
import io.github.daxboard.ui.theme.MemoryCanvas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/** A node's used memory over the last minutes, below the line of what it has. Time runs to the right, to now. */
final class NodeChart extends MemoryCanvas {
    private static final double HEIGHT = 56;
    private static final double TOP = 15;

    private Optional<Node> node = Optional.empty();

    NodeChart() {
        setId("node-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        fixHeight(HEIGHT);
    }

    void show(Node now) {
        node = Optional.of(now);
        setAccessibleText(now.title() + ": " + now.used() + ", " + now.online());
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        outlined(g, paint(Role.CANVAS), paint(Role.LINE), 0, 0, width, height);
        node.ifPresent(one -> {
            double most = one.samples().stream().mapToLong(Sample::online).max().stream()
                    .mapToDouble(bytes -> bytes)
                    .findFirst()
                    .orElse(1);
            line(g, one.samples(), width, height, Math.max(1, most));
            double top = y(one.samples().getLast().online(), height, Math.max(1, most));
            g.setStroke(paint(Role.FREE));
            g.setLineWidth(1);
            g.setLineDashes(3, 2.4);
            g.strokeLine(1, Math.round(top) + 0.5, width - 1, Math.round(top) + 0.5);
            g.setLineDashes();
            Font font = font(11);
            g.setFont(font);
            g.setFill(paint(Role.MUTED));
            g.setTextBaseline(VPos.BOTTOM);
            g.fillText(one.online(), width - widthOf(one.online(), font) - 6, top - 1);
        });
    }

    private void line(GraphicsContext g, List<Sample> samples, double width, double height, double most) {
        int count = samples.size();
        // A single reading is a level, drawn over the little that is known of the past: the right edge.
        double[] xs = new double[count + 1];
        double[] ys = new double[count + 1];
        for (int i = 0; i < count; i++) {
            xs[i] = x(samples, i, width);
            ys[i] = y(samples.get(i).used(), height, most);
        }
        xs[count] = width - 1;
        ys[count] = ys[count - 1];
        double first = Math.min(xs[0], width - 7);
        xs[0] = first;
        g.beginPath();
        g.moveTo(xs[0], height - 1);
        for (int i = 0; i <= count; i++) {
            g.lineTo(xs[i], ys[i]);
        }
        g.lineTo(width - 1, height - 1);
        g.closePath();
        g.setFill(paint(Role.RAM_TINT));
        g.fill();
        g.setStroke(paint(Role.RAM));
        g.setLineWidth(1.5);
        g.strokePolyline(xs, ys, count + 1);
    }

    private static double x(List<Sample> samples, int index, double width) {
        Duration before =
                Duration.between(samples.get(index).at(), samples.getLast().at());
        double share = before.toMillis() / (double) NodeHistory.KEPT.toMillis();
        return Math.max(1, width - 1 - share * (width - 2));
    }

    private static double y(long bytes, double height, double most) {
        return height - 1 - bytes / most * (height - 1 - TOP);
    }
}
