// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.map.MapPicture.Area;
import io.github.daxboard.ui.map.MapPicture.Piece;
import io.github.daxboard.ui.map.MapPicture.Run;
import io.github.daxboard.ui.map.MapPicture.Span;
import io.github.daxboard.ui.map.MapViewModel.Window;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.MemoryCanvas;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;

/**
 * What the lens is over: devices, memory blocks and nodes, on one scale. One canvas, whatever number of devices there is;
 * what it shows in text is in its accessible text, and the inspector has all of it for what is selected.
 */
final class LanesCanvas extends MemoryCanvas {
    private static final double SIDE = 16;
    private static final double AXIS = 10;
    private static final double DEVICES = 50;
    private static final double BAR = 14;
    private static final double BLOCKS = 132;
    private static final double STRIP = 26;
    private static final double NODES = 206;
    private static final double NODE = 26;
    private static final double HEIGHT = 250;
    private static final double NARROWEST = 3;

    private final MapViewModel model;
    private final Tooltip tip = new Tooltip();
    private double pressedAt;
    private boolean dragged;

    LanesCanvas(MapViewModel model) {
        this.model = model;
        setId("map-lanes");
        getStyleClass().add("card");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        fixHeight(HEIGHT);
        model.picture().subscribe(now -> {
            setAccessibleText(now.asText());
            redraw();
        });
        model.window().subscribe(now -> redraw());
        model.mark().subscribe(now -> redraw());
        model.selected().subscribe(now -> redraw());
        focusedProperty().subscribe(now -> redraw());
        setOnMousePressed(event -> {
            requestFocus();
            pressedAt = event.getX();
            dragged = false;
        });
        setOnMouseDragged(this::drag);
        setOnMouseReleased(event -> {
            if (!dragged) {
                at(event).flatMap(Piece::device).ifPresent(model::select);
            }
        });
        setOnMouseMoved(this::hover);
        setOnScroll(this::scroll);
        setOnKeyPressed(this::key);
    }

    private void drag(MouseEvent event) {
        double by = pressedAt - event.getX();
        if (dragged || Math.abs(by) > 4) {
            dragged = true;
            pressedAt = event.getX();
            model.pan(by / inner());
        }
    }

    private void scroll(ScrollEvent event) {
        if (event.isControlDown() && event.getDeltaY() != 0) {
            model.zoom(event.getDeltaY() > 0 ? 1.25 : 0.8, position(event.getX()));
            event.consume();
        } else if (event.getDeltaX() != 0 && !model.isWhole()) {
            // With shift held, a wheel turns along: that pans.
            model.pan(-event.getDeltaX() / inner());
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        boolean known = true;
        switch (event.getCode()) {
            case RIGHT, DOWN -> model.step(1);
            case LEFT, UP -> model.step(-1);
            case ENTER, SPACE -> model.choose();
            case PLUS, ADD, EQUALS -> model.zoomStep(true);
            case MINUS, SUBTRACT -> model.zoomStep(false);
            case HOME, DIGIT0, NUMPAD0 -> model.whole();
            case PAGE_DOWN -> model.pan(0.5);
            case PAGE_UP -> model.pan(-0.5);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private double inner() {
        return Math.max(1, getWidth() - 2 * SIDE);
    }

    private double position(double x) {
        Window window = model.window().get();
        return window.from() + (x - SIDE) / inner() * window.width();
    }

    private double x(long address) {
        Window window = model.window().get();
        return SIDE + (model.scale().at(address) - window.from()) / window.width() * inner();
    }

    private Optional<Piece> at(MouseEvent event) {
        if (event.getY() < DEVICES || event.getY() > BLOCKS - 20) {
            return Optional.empty();
        }
        return pieces().filter(piece -> event.getX() >= x(piece.start()) - 1 && event.getX() < x(piece.end() + 1) + 1)
                .findFirst();
    }

    /** Where a device stands, for whoever wants to point at it; none where it is out of sight. */
    Optional<Double> middleOf(DeviceName device) {
        return pieces().filter(piece -> piece.device().equals(Optional.of(device)))
                .map(piece -> (x(piece.start()) + x(piece.end() + 1)) / 2)
                .filter(x -> x > SIDE && x < getWidth() - SIDE)
                .findFirst();
    }

    private void hover(MouseEvent event) {
        Optional<String> words = at(event)
                .map(piece ->
                        piece.words() + "\n" + MapPictures.hex(piece.start()) + " - " + MapPictures.hex(piece.end()))
                .or(() -> runAt(event).map(Run::words));
        words.ifPresentOrElse(
                text -> {
                    tip.setText(text);
                    Tooltip.install(this, tip);
                },
                () -> Tooltip.uninstall(this, tip));
        setCursor(at(event).flatMap(Piece::device).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
    }

    private Optional<Run> runAt(MouseEvent event) {
        if (event.getY() < BLOCKS || event.getY() > BLOCKS + STRIP) {
            return Optional.empty();
        }
        return areas().flatMap(area -> area.blocks().stream())
                .filter(run -> event.getX() >= x(run.start()) && event.getX() < x(run.end() + 1))
                .findFirst();
    }

    /** What the window reaches into. */
    private Stream<Area> areas() {
        Window window = model.window().get();
        return model.picture().get().areas().stream()
                .filter(area -> model.scale().at(area.end() + 1) > window.from()
                        && model.scale().at(area.start()) < window.to());
    }

    private Stream<Piece> pieces() {
        return areas().flatMap(area -> area.devices().stream());
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.save();
        g.beginPath();
        g.rect(2, 2, width - 4, height - 4);
        g.clip();
        if (model.picture().get().placed()) {
            axis(g, width, height);
        }
        heading(g, WindowTexts.text("map.lane.devices"), DEVICES - 18);
        heading(g, WindowTexts.text("map.lane.blocks"), BLOCKS - 16);
        heading(g, WindowTexts.text("map.lane.nodes"), NODES - 16);
        devices(g, width);
        labels(g);
        blocks(g, width);
        nodes(g);
        g.restore();
    }

    private void heading(GraphicsContext g, String text, double y) {
        g.setTextBaseline(VPos.TOP);
        g.setFont(strong(11));
        // A line of the axis may stand here, and no letter is crossed by one.
        g.setFill(paint(Role.PANEL));
        g.fillRect(SIDE - 1, y - 2, widthOf(text, strong(11)) + 4, 15);
        g.setFill(paint(Role.MUTED));
        g.fillText(text, SIDE, y - 2);
    }

    private void axis(GraphicsContext g, double width, double height) {
        Window window = model.window().get();
        Font font = mono(11);
        double endOfText = 0;
        for (int i = 0; i < 4; i++) {
            long address = round(model.scale().address(window.from() + window.width() * i / 4));
            double x = Math.round(x(address));
            String text = address == 0 ? "0" : MapPictures.hex(address);
            if (x < SIDE - 1 || x < endOfText + 12 || x + widthOf(text, font) > width) {
                continue;
            }
            g.setStroke(paint(Role.LINE));
            g.setLineWidth(1);
            g.strokeLine(x + 0.5, AXIS, x + 0.5, height - 8);
            g.setFont(font);
            g.setFill(paint(Role.MUTED));
            g.setTextBaseline(VPos.TOP);
            g.fillText(text, Math.min(x + 5, width - widthOf(text, font) - 4), AXIS - 4);
            endOfText = x + 5 + widthOf(text, font);
        }
    }

    /** An address with few figures that stands near this one. */
    private long round(long address) {
        double reach = Math.max(1, model.window().get().width() / 16);
        long step = Long.highestOneBit((long) reach);
        return Math.floorDiv(address + step - 1, step) * step;
    }

    private void devices(GraphicsContext g, double width) {
        List<DeviceName> selected = model.selected().get();
        pieces().forEach(piece -> {
            double from = Math.max(-20, Math.rint(x(piece.start())));
            double to = Math.min(width + 20, Math.rint(x(piece.end() + 1)));
            double wide = Math.max(NARROWEST, to - from - (to - from > 8 ? 2 : 0));
            piece(g, piece.look(), visibleOnline(piece, from, wide), from, DEVICES, wide, BAR);
            boolean chosen = piece.device().filter(selected::contains).isPresent();
            boolean marked = isFocused()
                    && piece.device().isPresent()
                    && piece.device().equals(model.mark().get());
            if (chosen || marked) {
                g.setStroke(paint(Role.ACCENT));
                g.setLineWidth(2);
                g.setLineDashes(marked && !chosen ? new double[] {4, 3} : new double[0]);
                g.strokeRoundRect(from - 2, DEVICES - 3, wide + 4, BAR + 6, 6, 6);
                g.setLineDashes();
            }
        });
    }

    /** The share of what is drawn that is online, where the window cuts a piece off. */
    private double visibleOnline(Piece piece, double from, double wide) {
        double left = x(piece.start());
        double whole = Math.max(1, x(piece.end() + 1) - left);
        double border = left + whole * piece.online();
        return Math.clamp((border - from) / Math.max(1, wide), 0, 1);
    }

    private void labels(GraphicsContext g) {
        double taken = 0;
        for (Piece piece : pieces().toList()) {
            double x = Math.max(SIDE, x(piece.start()));
            double room = Math.min(getWidth() - SIDE, x(piece.end() + 1)) - x - 6;
            Font strong = strong(12);
            double name = widthOf(piece.label(), strong);
            if (x < taken || name > room) {
                continue;
            }
            g.setTextBaseline(VPos.TOP);
            g.setFont(strong);
            g.setFill(paint(Role.TEXT));
            g.fillText(piece.label(), x + 2, DEVICES + BAR + 5);
            Font plain = font(12);
            if (name + 8 + widthOf(piece.size(), plain) <= room) {
                g.setFont(plain);
                g.fillText(piece.size(), x + 2 + name + 8, DEVICES + BAR + 5);
            }
            Font small = font(11);
            if (widthOf(piece.second(), small) <= room) {
                g.setFont(small);
                g.setFill(paint(piece.look() == Look.PINNED ? Role.PINNED : Role.MUTED));
                g.fillText(piece.second(), x + 2, DEVICES + BAR + 22);
            }
            taken = x + name;
        }
    }

    private void blocks(GraphicsContext g, double width) {
        double taken = 0;
        for (Run run : areas().flatMap(area -> area.blocks().stream()).toList()) {
            double left = x(run.start());
            double right = x(run.end() + 1);
            run(g, run, left, right, width);
            Font small = font(11);
            double at = Math.max(SIDE, left) + 2;
            double wide = widthOf(run.words(), small);
            if (at >= taken && wide <= Math.min(width, right) - at + 40 && at + wide < width) {
                g.setTextBaseline(VPos.TOP);
                g.setFont(small);
                g.setFill(paint(Role.PANEL));
                g.fillRect(at - 1, BLOCKS + STRIP + 3, wide + 3, 15);
                g.setFill(paint(run.look() == Look.PINNED ? Role.PINNED : Role.MUTED));
                g.fillText(run.words(), at, BLOCKS + STRIP + 4);
                taken = at + wide + 8;
            }
        }
    }

    /** A bar for each block where there is room for that, else for a few of them. */
    private void run(GraphicsContext g, Run run, double left, double right, double width) {
        double each = (right - left) / run.count();
        double pitch = each * Math.ceil(Math.max(1, 4 / each));
        boolean pinned = run.look() == Look.PINNED;
        for (double at = left; at < right - 0.5; at += pitch) {
            if (at + pitch < 0 || at > width) {
                continue;
            }
            double x = Math.round(at);
            double wide = Math.max(2, Math.round(Math.min(at + pitch, right)) - x - 1.5);
            if (pinned) {
                outlined(g, paint(Role.PINNED_TINT), paint(Role.PINNED), x, BLOCKS, wide, STRIP);
            } else if (run.online()) {
                g.setFill(paint(Role.RAM));
                g.fillRect(x, BLOCKS, wide, STRIP);
            } else {
                outlined(g, paint(Role.RAM_TINT), paint(Role.RAM), x, BLOCKS, wide, STRIP);
            }
        }
    }

    private void nodes(GraphicsContext g) {
        for (Area area : areas().toList()) {
            for (Span span : area.nodes()) {
                double x = Math.max(-10, x(span.start()));
                double wide = Math.min(getWidth() + 10, x(span.end() + 1)) - x - 2;
                outlined(g, paint(Role.CANVAS), paint(Role.FREE), x, NODES, Math.max(NARROWEST, wide), NODE);
                text(g, span.title(), span.line(), Math.max(SIDE - 6, x), wide);
            }
            if (area.region().isPresent() && area.nodes().isEmpty()) {
                double x = Math.max(SIDE, x(area.start()));
                text(g, "", WindowTexts.text("map.not-node"), x - 6, x(area.end() + 1) - x);
            }
        }
    }

    private void text(GraphicsContext g, String title, String line, double x, double room) {
        Font strong = strong(12);
        Font plain = font(12);
        double took = title.isEmpty() ? 0 : widthOf(title, strong) + 8;
        g.setTextBaseline(VPos.CENTER);
        if (!title.isEmpty() && took + 5 < room) {
            g.setFont(strong);
            g.setFill(paint(Role.TEXT));
            g.fillText(title, x + 9, NODES + NODE / 2);
        }
        if (took + widthOf(line, plain) + 12 < room) {
            g.setFont(plain);
            g.setFill(paint(title.isEmpty() ? Role.MUTED : Role.TEXT));
            g.fillText(line, x + 9 + took, NODES + NODE / 2);
        }
    }
}
