// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.Observable;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/**
 * Memory drawn on one canvas as wide as the region: a bar, a strip of blocks, a chart. Patterns are drawn on whole pixels:
 * as CSS gradients the upright bars come out uneven. The colours are roles that the stylesheet hands in (parts.css,
 * {@code .memory-canvas}), so a change of theme draws it anew.
 */
public abstract class MemoryCanvas extends Region {
    /** A colour of the theme that a canvas may use. */
    protected enum Role {
        DEVDAX,
        DEVDAX_TINT,
        FSDEV,
        FSDEV_TINT,
        RAM,
        RAM_TINT,
        UNBOUND,
        UNBOUND_TINT,
        PINNED,
        PINNED_TINT,
        FREE,
        TEXT,
        MUTED,
        LINE,
        PANEL,
        CANVAS,
        INSET,
        ACCENT,
        ACCENT_TINT;

        private String property() {
            return "-dax-draw-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final StyleablePropertyFactory<MemoryCanvas> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final double STEP = 7;
    private static final double ARC = 4;

    private final Canvas canvas = new Canvas();
    private final Map<Role, StyleableProperty<Paint>> paints = new EnumMap<>(Role.class);

    // A styleable property knows its node. Nothing is drawn before the first layout, when the node is whole.
    @SuppressWarnings("this-escape")
    protected MemoryCanvas() {
        getStyleClass().add("memory-canvas");
        getChildren().add(canvas);
        for (Role role : Role.values()) {
            StyleableProperty<Paint> paint = FACTORY.createStyleablePaintProperty(
                    this,
                    role.property().substring(1),
                    role.property(),
                    view -> Objects.requireNonNull(view.paints.get(role)),
                    Color.TRANSPARENT);
            paints.put(role, paint);
            ((Observable) paint).addListener(changed -> redraw());
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            redraw();
        }
    }

    /** Draws all of it anew, where it has a size yet. */
    protected final void redraw() {
        if (canvas.getWidth() >= 1 && canvas.getHeight() >= 1) {
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            draw(g, canvas.getWidth(), canvas.getHeight());
        }
    }

    /** Draws on a cleared canvas. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    protected final void fixHeight(double height) {
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    protected final Paint paint(Role role) {
        return Objects.requireNonNull(paints.get(role)).getValue();
    }

    /** The window's family at a size in px. */
    protected final Font font(double size) {
        return Font.font(family(getScene() == null ? "" : getScene().getRoot().getStyle()), size);
    }

    /** The half-bold of the window's family: Inter has it as a family of its own (see Themes). */
    protected final Font strong(double size) {
        boolean inter =
                getScene() != null && getScene().getRoot().getStyleClass().contains("inter");
        return inter
                ? Font.font("Inter Semi Bold", size)
                : Font.font(
                        family(getScene() == null ? "" : getScene().getRoot().getStyle()), FontWeight.BOLD, size);
    }

    /** The window's fixed-width family, for addresses. */
    protected static Font mono(double size) {
        return Font.font("DejaVu Sans Mono", size);
    }

    private static String family(String style) {
        int start = style.indexOf('"');
        int end = style.indexOf('"', start + 1);
        return start < 0 || end < 0 ? "System" : style.substring(start + 1, end);
    }

    protected static double widthOf(String text, Font font) {
        Text measure = new Text(text);
        measure.setFont(font);
        return measure.getLayoutBounds().getWidth();
    }

    /**
     * Draws a piece of memory.
     *
     * @param online how much of it is online, 0 to 1; only for system-ram
     */
    protected final void piece(
            GraphicsContext g, Look look, double online, double x, double y, double wide, double high) {
        switch (look) {
            case DEVDAX -> fill(g, paint(Role.DEVDAX), x, y, wide, high);
            case FSDEV -> striped(g, x, y, wide, high);
            case RAM -> memory(g, online, x, y, wide, high);
            case UNBOUND, OTHER -> outlined(g, paint(Role.UNBOUND_TINT), paint(Role.UNBOUND), x, y, wide, high);
            case PINNED -> hatched(g, x, y, wide, high);
            case FREE -> dashed(g, x, y, wide, high);
        }
    }

    protected static void fill(GraphicsContext g, Paint paint, double x, double y, double wide, double high) {
        g.setFill(paint);
        g.fillRoundRect(x, y, wide, high, ARC, ARC);
    }

    protected static void outlined(
            GraphicsContext g, Paint inside, Paint edge, double x, double y, double wide, double high) {
        fill(g, inside, x, y, wide, high);
        edge(g, edge, x, y, wide, high);
    }

    private static void edge(GraphicsContext g, Paint edge, double x, double y, double wide, double high) {
        g.setStroke(edge);
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, y + 0.5, wide - 1, high - 1, ARC, ARC);
    }

    private void striped(GraphicsContext g, double x, double y, double wide, double high) {
        g.save();
        clip(g, x, y, wide, high);
        g.setFill(paint(Role.FSDEV_TINT));
        g.fillRect(x, y, wide, high);
        g.setStroke(paint(Role.FSDEV));
        g.setLineWidth(3.4);
        for (double at = x - high; at < x + wide + high; at += STEP) {
            g.strokeLine(at, y + high + 1, at + high + 2, y - 1);
        }
        g.restore();
        edge(g, paint(Role.FSDEV), x, y, wide, high);
    }

    /** Upright bars for what is online, hollow ones in an outline for the rest. */
    private void memory(GraphicsContext g, double online, double x, double y, double wide, double high) {
        double solid = Math.round(wide * online);
        if (solid < wide) {
            outlined(g, paint(Role.RAM_TINT), paint(Role.RAM), x + solid, y, wide - solid, high);
            g.setStroke(paint(Role.RAM));
            g.setGlobalAlpha(0.35);
            for (double at = x + solid + 5; at < x + wide - 3; at += STEP) {
                g.strokeLine(at + 0.5, y + 2, at + 0.5, y + high - 2);
            }
            g.setGlobalAlpha(1);
        }
        g.setFill(paint(Role.RAM_TINT));
        g.fillRect(x, y, solid, high);
        g.setFill(paint(Role.RAM));
        for (double at = x; at < x + solid; at += STEP) {
            g.fillRect(at, y, Math.min(5, x + solid - at), high);
        }
    }

    protected final void hatched(GraphicsContext g, double x, double y, double wide, double high) {
        g.save();
        clip(g, x, y, wide, high);
        g.setFill(paint(Role.PINNED_TINT));
        g.fillRect(x, y, wide, high);
        g.setStroke(paint(Role.PINNED));
        g.setLineWidth(1.2);
        for (double at = x - high; at < x + wide + high; at += STEP) {
            g.strokeLine(at, y + high, at + high, y);
            g.strokeLine(at, y, at + high, y + high);
        }
        g.restore();
        edge(g, paint(Role.PINNED), x, y, wide, high);
    }

    private void dashed(GraphicsContext g, double x, double y, double wide, double high) {
        g.save();
        g.setLineDashes(3, 2.4);
        edge(g, paint(Role.FREE), x, y, wide, high);
        g.restore();
    }

    private static void clip(GraphicsContext g, double x, double y, double wide, double high) {
        g.beginPath();
        g.rect(x, y, wide, high);
        g.clip();
    }
}
