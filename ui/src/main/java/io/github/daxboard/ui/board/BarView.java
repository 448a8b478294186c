// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.theme.MemoryCanvas;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;

/** A region's bar to scale, with its labels under it. */
public final class BarView extends MemoryCanvas {
    private static final double HEIGHT = 12;
    private static final double LABELS = 17;
    private static final double GAP = 2;
    private static final double NARROWEST = 4;

    private final Tooltip tip = new Tooltip();
    private final boolean labels;
    private List<BarPiece> pieces = List.of();

    /**
     * @param labels whether names stand under the bar
     * @param clicked told which device's piece was clicked
     */
    public BarView(boolean labels, Consumer<DeviceName> clicked) {
        this.labels = labels;
        getStyleClass().add("bar");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        fixHeight(HEIGHT + (labels ? LABELS : 0));
        setOnMouseMoved(event -> {
            Optional<BarPiece> here = at(event.getX());
            here.ifPresentOrElse(
                    piece -> {
                        tip.setText(piece.words());
                        Tooltip.install(this, tip);
                    },
                    () -> Tooltip.uninstall(this, tip));
            setCursor(here.flatMap(BarPiece::device).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
        });
        setOnMouseClicked(event -> at(event.getX()).flatMap(BarPiece::device).ifPresent(clicked));
    }

    public void show(List<BarPiece> now) {
        if (!now.equals(pieces)) {
            pieces = List.copyOf(now);
            setAccessibleText(pieces.stream().map(BarPiece::words).collect(Collectors.joining("; ")));
            redraw();
        }
    }

    private Optional<BarPiece> at(double x) {
        double share = x / Math.max(1, getWidth());
        return pieces.stream()
                .filter(piece -> share >= piece.from() && share < piece.to())
                .findFirst();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double endOfLabel = 0;
        for (BarPiece piece : pieces) {
            double x = Math.round(piece.from() * width);
            double end = Math.round(piece.to() * width);
            double wide = Math.max(NARROWEST, end - x - (piece.to() < 1 ? GAP : 0));
            piece(g, piece.look(), piece.online(), x, 0, wide, HEIGHT);
            if (labels) {
                endOfLabel = label(g, piece, x, end - x, endOfLabel);
            }
        }
    }

    private double label(GraphicsContext g, BarPiece piece, double x, double room, double taken) {
        Font font = font(11);
        double wide = widthOf(piece.label(), font);
        // A label that would run into its neighbour's is left out; the tooltip and the tile have the name.
        if (x < taken || wide > Math.max(room, 0) + 2) {
            return taken;
        }
        g.setFont(font);
        g.setFill(paint(Role.MUTED));
        g.setTextBaseline(VPos.TOP);
        g.fillText(piece.label(), x, HEIGHT + 3);
        return x + wide + 4;
    }
}
