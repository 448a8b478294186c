// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.theme.MemoryCanvas;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;

/**
 * A region's bar to scale, with its labels under it. A device's end can be dragged, and free space dragged over; a click
 * selects. The edge of a piece is two pixels to see and twenty-four to take hold of.
 */
public final class BarView extends MemoryCanvas {
    /** What is told of what the user does. */
    interface Hands {
        void clicked(DeviceName device);

        /** A gesture begins on a piece. Whether it came off. */
        boolean grip(BarPiece piece, double share);

        void drag(double share, double sceneX, double sceneY);

        void drop();
    }

    private static final double HEIGHT = 12;
    private static final double LABELS = 17;
    private static final double GAP = 2;
    private static final double NARROWEST = 4;
    private static final double NARROWEST_LABEL = 12;
    private static final double EDGE = 12;

    private final Tooltip tip = new Tooltip();
    private final boolean labels;
    private final Hands hands;
    private List<BarPiece> pieces = List.of();
    private Optional<BarDrag> drag = Optional.empty();
    private boolean gripped;
    private double pressed;

    /** @param labels whether names stand under the bar, and it can be worked on */
    BarView(boolean labels, Hands hands) {
        this.labels = labels;
        this.hands = hands;
        getStyleClass().add("bar");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        fixHeight(HEIGHT + (labels ? LABELS : 0));
        setOnMouseMoved(event -> hover(event.getX()));
        setOnMouseClicked(event -> {
            if (event.isStillSincePress()) {
                at(event.getX()).flatMap(BarPiece::device).ifPresent(hands::clicked);
            }
        });
        if (labels) {
            setOnMousePressed(event -> pressed = event.getX());
            setOnDragDetected(this::begin);
            setOnMouseDragged(event -> {
                if (gripped) {
                    hands.drag(share(event.getX()), event.getSceneX(), event.getSceneY());
                }
            });
            setOnMouseReleased(event -> {
                if (gripped) {
                    gripped = false;
                    hands.drop();
                }
            });
        }
    }

    private void hover(double x) {
        Optional<BarPiece> here = at(x);
        here.ifPresentOrElse(
                piece -> {
                    tip.setText(piece.words());
                    Tooltip.install(this, tip);
                },
                () -> Tooltip.uninstall(this, tip));
        if (labels && edge(x).isPresent()) {
            setCursor(Cursor.H_RESIZE);
        } else if (labels && here.filter(piece -> piece.device().isEmpty()).isPresent()) {
            setCursor(Cursor.CROSSHAIR);
        } else {
            setCursor(here.flatMap(BarPiece::device).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
        }
    }

    private void begin(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            double x = pressed;
            Optional<BarPiece> taken =
                    edge(x).or(() -> at(x).filter(piece -> piece.device().isEmpty()));
            gripped = taken.filter(piece -> hands.grip(piece, share(x))).isPresent();
        }
    }

    private double share(double x) {
        return x / Math.max(1, getWidth());
    }

    /** The piece whose end is nearest, if it can be taken hold of here. */
    private Optional<BarPiece> edge(double x) {
        return pieces.stream()
                .filter(BarPiece::resizable)
                .filter(piece -> Math.abs(piece.to() * getWidth() - x) <= EDGE)
                .min(Comparator.comparingDouble(piece -> Math.abs(piece.to() * getWidth() - x)));
    }

    public void show(List<BarPiece> now) {
        if (!now.equals(pieces)) {
            pieces = List.copyOf(now);
            setAccessibleText(pieces.stream().map(BarPiece::words).collect(Collectors.joining("; ")));
            redraw();
        }
    }

    /** Draws what a gesture would come to over the bar. */
    void show(Optional<BarDrag> now) {
        if (!now.equals(drag)) {
            drag = now;
            redraw();
        }
    }

    private Optional<BarPiece> at(double x) {
        double share = share(x);
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
            if (piece.planned()) {
                g.setStroke(paint(Role.ACCENT));
                g.setLineWidth(1.5);
                g.strokeRoundRect(x + 0.75, 0.75, wide - 1.5, HEIGHT - 1.5, 4, 4);
            }
            if (labels) {
                endOfLabel = label(g, piece, x, end - x, endOfLabel);
            }
        }
        drag.ifPresent(one -> preview(g, one, width));
    }

    private void preview(GraphicsContext g, BarDrag one, double width) {
        double x = Math.round(one.from() * width);
        double wide = Math.max(NARROWEST, Math.round(one.to() * width) - x);
        g.setGlobalAlpha(0.85);
        outlined(g, paint(Role.ACCENT_TINT), paint(Role.ACCENT), x, 0, wide, HEIGHT);
        g.setGlobalAlpha(1);
        g.setFill(paint(Role.ACCENT));
        g.fillRect(x + wide - 1, 0, 2, HEIGHT + 3);
    }

    private double label(GraphicsContext g, BarPiece piece, double x, double room, double taken) {
        // A label that would run into its neighbour's is left out; the tooltip and the tile have the name.
        // Measuring a word is dear, and in a narrow piece there is none to measure.
        if (x < taken || room < NARROWEST_LABEL) {
            return taken;
        }
        Font font = font(11);
        double wide = widthOf(piece.label(), font);
        if (wide > room + 2) {
            return taken;
        }
        g.setFont(font);
        g.setFill(paint(Role.MUTED));
        g.setTextBaseline(VPos.TOP);
        g.fillText(piece.label(), x, HEIGHT + 3);
        return x + wide + 4;
    }
}
