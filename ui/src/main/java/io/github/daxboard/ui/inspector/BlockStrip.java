// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.ui.inspector.InspectorPicture.Block;
import io.github.daxboard.ui.theme.MemoryCanvas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;

/**
 * A device's memory blocks in rows, on one canvas: a cell for each block, or for a few where there are more than fit. Each
 * state has its own drawing and not just its own colour.
 */
final class BlockStrip extends MemoryCanvas {
    private static final double PITCH = 9;
    private static final double CELL = 7;
    private static final double ROW = 14;
    private static final double HIGH = 11;
    private static final int MOST_ROWS = 8;

    private final Tooltip tip = new Tooltip();
    private List<Block> blocks = List.of();

    BlockStrip() {
        setId("block-strip");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnMouseMoved(event -> at(event.getX(), event.getY())
                .ifPresentOrElse(
                        words -> {
                            tip.setText(words);
                            Tooltip.install(this, tip);
                        },
                        () -> Tooltip.uninstall(this, tip)));
        widthProperty().subscribe(width -> fit());
    }

    void show(List<Block> now) {
        blocks = now;
        setAccessibleText(
                now.stream().collect(Collectors.groupingBy(Block::state, Collectors.counting())).entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().word())
                        .collect(Collectors.joining(", ")));
        fit();
        redraw();
    }

    private int columns() {
        // On a screen with a scale of its own the width is a part of a pixel less than it was made for.
        return Math.max(1, (int) ((getWidth() + PITCH - CELL + 1) / PITCH));
    }

    /** How many blocks a cell stands for: 1, but for devices with more than fit. */
    private int perCell() {
        return Math.max(1, Math.ceilDiv(blocks.size(), columns() * MOST_ROWS));
    }

    private void fit() {
        int cells = Math.ceilDiv(blocks.size(), perCell());
        fixHeight(Math.max(1, Math.ceilDiv(cells, columns())) * ROW);
    }

    private List<Block> cell(int index) {
        int from = Math.min(blocks.size(), index * perCell());
        return blocks.subList(from, Math.min(blocks.size(), from + perCell()));
    }

    private Optional<String> at(double x, double y) {
        int column = (int) (x / PITCH);
        List<Block> here =
                column < 0 || column >= columns() || y < 0 ? List.of() : cell(((int) (y / ROW)) * columns() + column);
        return here.isEmpty()
                ? Optional.empty()
                : Optional.of(here.stream().map(Block::words).collect(Collectors.joining("\n")));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        int cells = Math.ceilDiv(blocks.size(), perCell());
        for (int i = 0; i < cells; i++) {
            List<Block> here = cell(i);
            // Where blocks of a cell differ, the one that stands out is drawn: the later in the order of states.
            BlockState state =
                    here.stream().map(Block::state).max(Enum::compareTo).orElse(BlockState.UNKNOWN);
            cell(g, state, i % columns() * PITCH, Math.floorDiv(i, columns()) * ROW + 1);
        }
    }

    private void cell(GraphicsContext g, BlockState state, double x, double y) {
        switch (state) {
            case MOVABLE -> fill(g, paint(Role.RAM), x, y, CELL, HIGH);
            case KERNEL -> {
                fill(g, paint(Role.RAM), x, y, CELL, HIGH);
                g.setFill(paint(Role.PANEL));
                g.fillRect(x + 2, y + 5, CELL - 4, 2);
            }
            case OFFLINE -> outlined(g, paint(Role.RAM_TINT), paint(Role.RAM), x, y, CELL, HIGH);
            case LEAVING -> {
                outlined(g, paint(Role.ACCENT_TINT), paint(Role.ACCENT), x, y, CELL, HIGH);
                g.setFill(paint(Role.ACCENT));
                g.fillRect(x + 3, y + 3, 1, 5);
            }
            case PINNED -> {
                outlined(g, paint(Role.PINNED_TINT), paint(Role.PINNED), x, y, CELL, HIGH);
                g.setStroke(paint(Role.PINNED));
                g.setLineWidth(1);
                g.strokeLine(x + 1.5, y + HIGH - 1.5, x + CELL - 1.5, y + 1.5);
                g.strokeLine(x + 1.5, y + 1.5, x + CELL - 1.5, y + HIGH - 1.5);
            }
            case UNKNOWN -> outlined(g, paint(Role.PANEL), paint(Role.UNBOUND), x, y, CELL, HIGH);
        }
    }

    /** A cell of a state, for a legend. */
    static MemoryCanvas sample(BlockState state) {
        BlockStrip strip = new BlockStrip();
        strip.setId("");
        strip.setMinWidth(CELL);
        strip.setPrefWidth(CELL);
        strip.setMaxWidth(CELL);
        strip.show(List.of(new Block(state, state.word())));
        return strip;
    }
}
