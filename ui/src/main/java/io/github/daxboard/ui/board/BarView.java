// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * A region's bar to scale, with its labels under it, on one canvas. Patterns are drawn on whole pixels: as CSS gradients
 * the upright bars come out uneven. The colours are roles that the stylesheet hands in, so a change of theme redraws it.
 */
public final class BarView extends Region {
    private static final double HEIGHT = 12;
    private static final double LABELS = 17;
    private static final double GAP = 2;
    private static final double NARROWEST = 4;
    private static final StyleablePropertyFactory<BarView> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Canvas canvas = new Canvas();
    private final Tooltip tip = new Tooltip();
    private final StyleableProperty<Paint> devdax = paint("-dax-bar-devdax", view -> view.devdax);
    private final StyleableProperty<Paint> fsdev = paint("-dax-bar-fsdev", view -> view.fsdev);
    private final StyleableProperty<Paint> fsdevTint = paint("-dax-bar-fsdev-tint", view -> view.fsdevTint);
    private final StyleableProperty<Paint> ram = paint("-dax-bar-ram", view -> view.ram);
    private final StyleableProperty<Paint> ramTint = paint("-dax-bar-ram-tint", view -> view.ramTint);
    private final StyleableProperty<Paint> unbound = paint("-dax-bar-unbound", view -> view.unbound);
    private final StyleableProperty<Paint> unboundTint = paint("-dax-bar-unbound-tint", view -> view.unboundTint);
    private final StyleableProperty<Paint> pinned = paint("-dax-bar-pinned", view -> view.pinned);
    private final StyleableProperty<Paint> pinnedTint = paint("-dax-bar-pinned-tint", view -> view.pinnedTint);
    private final StyleableProperty<Paint> free = paint("-dax-bar-free", view -> view.free);
    private final StyleableProperty<Paint> words = paint("-dax-bar-text", view -> view.words);
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
        double height = HEIGHT + (labels ? LABELS : 0);
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
        getChildren().add(canvas);
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

    private StyleableProperty<Paint> paint(
            String property, java.util.function.Function<BarView, StyleableProperty<Paint>> getter) {
        StyleableProperty<Paint> paint =
                FACTORY.createStyleablePaintProperty(this, property.substring(1), property, getter, Color.TRANSPARENT);
        ((javafx.beans.Observable) paint).addListener(changed -> draw());
        return paint;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    public void show(List<BarPiece> now) {
        if (!now.equals(pieces)) {
            pieces = List.copyOf(now);
            setAccessibleText(pieces.stream().map(BarPiece::words).collect(Collectors.joining("; ")));
            draw();
        }
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    private Optional<BarPiece> at(double x) {
        double share = x / Math.max(1, getWidth());
        return pieces.stream()
                .filter(piece -> share >= piece.from() && share < piece.to())
                .findFirst();
    }

    private void draw() {
        if (canvas == null || canvas.getWidth() < 1) {
            return;
        }
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double width = canvas.getWidth();
        double endOfLabel = 0;
        for (BarPiece piece : pieces) {
            double x = Math.round(piece.from() * width);
            double end = Math.round(piece.to() * width);
            double wide = Math.max(NARROWEST, end - x - (piece.to() < 1 ? GAP : 0));
            piece(g, piece, x, wide);
            if (labels) {
                endOfLabel = label(g, piece, x, end - x, endOfLabel);
            }
        }
    }

    private double label(GraphicsContext g, BarPiece piece, double x, double room, double taken) {
        Font font = Font.font(getScene() == null ? "System" : familyOf(), 11);
        Text measure = new Text(piece.label());
        measure.setFont(font);
        double wide = measure.getLayoutBounds().getWidth();
        // A label that would run into its neighbour's is left out; the tooltip and the tile have the name.
        if (x < taken || wide > Math.max(room, 0) + 2) {
            return taken;
        }
        g.setFont(font);
        g.setFill(words.getValue());
        g.setTextBaseline(VPos.TOP);
        g.fillText(piece.label(), x, HEIGHT + 3);
        return x + wide + 4;
    }

    private String familyOf() {
        String style = getScene().getRoot().getStyle();
        int start = style.indexOf('"');
        int end = style.indexOf('"', start + 1);
        return start < 0 || end < 0 ? "System" : style.substring(start + 1, end);
    }

    private void piece(GraphicsContext g, BarPiece piece, double x, double wide) {
        switch (piece.look()) {
            case DEVDAX -> fill(g, devdax.getValue(), x, wide);
            case FSDEV -> striped(g, x, wide);
            case RAM -> memory(g, piece.online(), x, wide);
            case UNBOUND, OTHER -> outlined(g, unboundTint.getValue(), unbound.getValue(), x, wide);
            case PINNED -> hatched(g, x, wide);
            case FREE -> dashed(g, x, wide);
        }
    }

    private static void fill(GraphicsContext g, Paint paint, double x, double wide) {
        g.setFill(paint);
        g.fillRoundRect(x, 0, wide, HEIGHT, 4, 4);
    }

    private static void outlined(GraphicsContext g, Paint inside, Paint edge, double x, double wide) {
        g.setFill(inside);
        g.fillRoundRect(x, 0, wide, HEIGHT, 4, 4);
        g.setStroke(edge);
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, 0.5, wide - 1, HEIGHT - 1, 4, 4);
    }

    private void striped(GraphicsContext g, double x, double wide) {
        g.save();
        clip(g, x, wide);
        g.setFill(fsdevTint.getValue());
        g.fillRect(x, 0, wide, HEIGHT);
        g.setStroke(fsdev.getValue());
        g.setLineWidth(3.4);
        for (double at = x - HEIGHT; at < x + wide + HEIGHT; at += 7) {
            g.strokeLine(at, HEIGHT + 1, at + HEIGHT + 2, -1);
        }
        g.restore();
        g.setStroke(fsdev.getValue());
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, 0.5, wide - 1, HEIGHT - 1, 4, 4);
    }

    /** Upright bars for what is online, hollow ones in an outline for the rest. */
    private void memory(GraphicsContext g, double online, double x, double wide) {
        double solid = Math.round(wide * online);
        if (solid < wide) {
            outlined(g, ramTint.getValue(), ram.getValue(), x + solid, wide - solid);
            g.setStroke(ram.getValue());
            g.setGlobalAlpha(0.35);
            for (double at = x + solid + 5; at < x + wide - 3; at += 7) {
                g.strokeLine(at + 0.5, 2, at + 0.5, HEIGHT - 2);
            }
            g.setGlobalAlpha(1);
        }
        g.setFill(ramTint.getValue());
        g.fillRect(x, 0, solid, HEIGHT);
        g.setFill(ram.getValue());
        for (double at = x; at < x + solid; at += 7) {
            g.fillRect(at, 0, Math.min(5, x + solid - at), HEIGHT);
        }
    }

    private void hatched(GraphicsContext g, double x, double wide) {
        g.save();
        clip(g, x, wide);
        g.setFill(pinnedTint.getValue());
        g.fillRect(x, 0, wide, HEIGHT);
        g.setStroke(pinned.getValue());
        g.setLineWidth(1.2);
        for (double at = x - HEIGHT; at < x + wide + HEIGHT; at += 7) {
            g.strokeLine(at, HEIGHT, at + HEIGHT, 0);
            g.strokeLine(at, 0, at + HEIGHT, HEIGHT);
        }
        g.restore();
        g.setStroke(pinned.getValue());
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, 0.5, wide - 1, HEIGHT - 1, 4, 4);
    }

    private void dashed(GraphicsContext g, double x, double wide) {
        g.save();
        g.setStroke(free.getValue());
        g.setLineWidth(1);
        g.setLineDashes(3, 2.4);
        g.strokeRoundRect(x + 0.5, 0.5, wide - 1, HEIGHT - 1, 4, 4);
        g.restore();
    }

    private static void clip(GraphicsContext g, double x, double wide) {
        g.beginPath();
        g.rect(x, 0, wide, HEIGHT);
        g.clip();
    }
}
