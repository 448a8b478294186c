// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.ui.map.MapPicture.Area;
import io.github.daxboard.ui.map.MapViewModel.Window;
import io.github.daxboard.ui.theme.MemoryCanvas;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;

/** All of the address space in one row, with a lens over the part that the lanes below show. */
final class OverviewCanvas extends MemoryCanvas {
    private static final double AXIS = 18;
    private static final double BOX = 30;
    /** How much room the beam from the lens to the lanes takes. */
    private static final double BEAM = 40;

    private final MapViewModel model;
    private final Tooltip tip = new Tooltip();
    private boolean dragged;

    OverviewCanvas(MapViewModel model) {
        this.model = model;
        setId("map-overview");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setCursor(Cursor.HAND);
        fixHeight(AXIS + BOX + BEAM);
        model.picture().subscribe(now -> {
            setAccessibleText(now.asText());
            redraw();
        });
        model.window().subscribe(now -> redraw());
        setOnMousePressed(event -> dragged = false);
        setOnMouseDragged(event -> {
            dragged = true;
            model.centre(position(event.getX()));
        });
        setOnMouseReleased(this::released);
        setOnMouseMoved(event -> at(event.getX())
                .ifPresentOrElse(
                        area -> {
                            tip.setText(area.words().replace("; ", "\n"));
                            Tooltip.install(this, tip);
                        },
                        () -> Tooltip.uninstall(this, tip)));
    }

    private void released(MouseEvent event) {
        if (!dragged) {
            at(event.getX()).ifPresent(model::zoomTo);
        }
    }

    private double position(double x) {
        return x / Math.max(1, getWidth()) * model.scale().total();
    }

    private Optional<Area> at(double x) {
        double position = position(x);
        return model.picture().get().areas().stream()
                .filter(area -> position >= model.scale().at(area.start())
                        && position < model.scale().at(area.end() + 1))
                .findFirst();
    }

    private double x(double position, double width) {
        return Math.round(position / model.scale().total() * width);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        MapPicture picture = model.picture().get();
        if (picture.areas().isEmpty()) {
            return;
        }
        if (!model.isWhole()) {
            beam(g, width, height);
        }
        double endOfTick = -8;
        for (Area area : picture.areas()) {
            double x = x(model.scale().at(area.start()), width);
            double end = x(model.scale().at(area.end() + 1), width);
            box(g, area, x, Math.max(4, end - x - 2));
            if (picture.placed()) {
                endOfTick = tick(g, area.start(), x, endOfTick, width);
            }
        }
        for (double fold : model.scale().folds()) {
            fold(g, x(fold, width));
        }
        if (!model.isWhole()) {
            lens(g, width);
        }
    }

    private void box(GraphicsContext g, Area area, double x, double wide) {
        boolean region = area.region().isPresent();
        outlined(g, paint(region ? Role.PANEL : Role.INSET), paint(Role.FREE), x, AXIS, wide, BOX);
        Font strong = region ? strong(12) : font(12);
        double room = wide - 9;
        String title = widthOf(area.title(), strong) <= room
                ? area.title()
                : area.region()
                        .map(id -> WindowTexts.text("map.region-short", id))
                        .orElse("");
        double took = widthOf(title, strong);
        if (title.isEmpty() || took > room) {
            return;
        }
        g.setTextBaseline(VPos.CENTER);
        g.setFont(strong);
        g.setFill(paint(Role.TEXT));
        g.fillText(title, x + 7, AXIS + BOX / 2);
        Font small = font(11);
        if (!area.kind().isEmpty() && took + 10 + widthOf(area.kind(), small) <= room) {
            g.setFont(small);
            g.setFill(paint(Role.MUTED));
            g.fillText(area.kind(), x + 7 + took + 8, AXIS + BOX / 2);
        }
    }

    private double tick(GraphicsContext g, long address, double x, double taken, double width) {
        String text = address == 0 ? "0" : MapPictures.hex(address);
        Font font = mono(11);
        double wide = widthOf(text, font);
        if (x < taken + 8 || x + wide > width) {
            return taken;
        }
        g.setStroke(paint(Role.FREE));
        g.setLineWidth(1);
        g.strokeLine(x + 0.5, 6, x + 0.5, AXIS);
        g.setFont(font);
        g.setFill(paint(Role.MUTED));
        g.setTextBaseline(VPos.TOP);
        g.fillText(text, x + 4, 1);
        return x + 4 + wide;
    }

    /** Two short strokes: here is a hole, and it is longer than it looks. */
    private void fold(GraphicsContext g, double x) {
        g.setStroke(paint(Role.MUTED));
        g.setLineWidth(1);
        for (double at : new double[] {x - 3, x + 1}) {
            g.strokeLine(at, AXIS + BOX / 2 + 4, at + 3, AXIS + BOX / 2 - 4);
        }
    }

    private void lens(GraphicsContext g, double width) {
        Window window = model.window().get();
        double x = x(window.from(), width);
        double wide = Math.max(6, x(window.to(), width) - x);
        g.setStroke(paint(Role.ACCENT));
        g.setLineWidth(2);
        g.strokeRoundRect(x + 1, AXIS - 3, Math.max(4, wide - 2), BOX + 6, 6, 6);
    }

    private void beam(GraphicsContext g, double width, double height) {
        Window window = model.window().get();
        double x = x(window.from(), width);
        double end = Math.max(x + 6, x(window.to(), width));
        g.setFill(paint(Role.ACCENT_TINT));
        g.fillPolygon(
                new double[] {x, end, width, 0}, new double[] {AXIS + BOX + 3, AXIS + BOX + 3, height, height}, 4);
    }
}
