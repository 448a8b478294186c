// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.map.MapPicture.Area;
import io.github.daxboard.ui.session.Drawing;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Selection;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The map without controls: its picture, what part of the addresses is looked at, and where the keyboard's mark is. */
public final class MapViewModel {
    /** How far one can go in: a window of this share of the whole. */
    private static final double CLOSEST = 1.0 / 1024;

    private static final double STEP = 1.5;

    /**
     * What part is looked at, in positions of the scale.
     *
     * @param from its beginning
     * @param to its end
     */
    public record Window(double from, double to) {
        double width() {
            return to - from;
        }
    }

    private final HostSession session;
    private final Selection selection;
    private final ReadOnlyObjectWrapper<MapPicture> picture = new ReadOnlyObjectWrapper<>(MapPicture.EMPTY);
    private final ReadOnlyObjectWrapper<Window> window = new ReadOnlyObjectWrapper<>(new Window(0, 1));
    private final ReadOnlyObjectWrapper<Optional<DeviceName>> mark = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Drawing<Snapshot, MapPicture> drawing;
    private AddressScale scale = new AddressScale(List.of());

    public MapViewModel(HostSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
        this.drawing = new Drawing<>(session.threads(), snapshot -> new MapPictures(snapshot).draw(), this::show);
        session.state().subscribe((before, now) -> redraw());
        selection.devices().subscribe((before, now) -> selection.newest().ifPresent(this::bringIntoView));
        redraw();
    }

    public ReadOnlyObjectProperty<MapPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Window> window() {
        return window.getReadOnlyProperty();
    }

    /** The device that the keyboard is at; Enter selects it. */
    public ReadOnlyObjectProperty<Optional<DeviceName>> mark() {
        return mark.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<DeviceName>> selected() {
        return selection.devices();
    }

    AddressScale scale() {
        return scale;
    }

    private void redraw() {
        session.snapshot().ifPresent(drawing::ask);
    }

    private void show(MapPicture next) {
        boolean whole = isWhole();
        boolean sameScale = spans(next).equals(spans(picture.get()));
        if (!sameScale) {
            scale = new AddressScale(next.areas());
        }
        picture.set(next);
        mark.set(mark.get().filter(next.devices()::contains));
        if (!sameScale) {
            look(whole ? new Window(0, scale.total()) : window.get());
        }
    }

    private static List<List<Long>> spans(MapPicture picture) {
        return picture.areas().stream()
                .map(area -> List.of(area.start(), area.end()))
                .toList();
    }

    private void look(Window next) {
        double total = scale.total();
        double width = Math.clamp(next.width(), total * CLOSEST, total);
        double from = Math.clamp(next.from(), 0, total - width);
        window.set(new Window(from, from + width));
    }

    public boolean isWhole() {
        return window.get().width() >= scale.total() * 0.999;
    }

    /** Looks at all of it. */
    public void whole() {
        look(new Window(0, scale.total()));
    }

    /** Looks at a region, from end to end. */
    public void zoomTo(int region) {
        picture.get().areas().stream()
                .filter(area -> area.region().equals(Optional.of(region)))
                .findFirst()
                .ifPresent(this::zoomTo);
    }

    void zoomTo(Area area) {
        look(new Window(scale.at(area.start()), scale.at(area.end() + 1)));
    }

    /** One step in or out, round the mark or the middle. */
    public void zoomStep(boolean in) {
        double anchor = mark.get()
                .flatMap(this::middleOf)
                .orElse((window.get().from() + window.get().to()) / 2);
        zoom(in ? STEP : 1 / STEP, anchor);
    }

    /** Goes closer by a factor, so that what is at {@code anchor} stays where it is. */
    public void zoom(double factor, double anchor) {
        Window now = window.get();
        double inside = Math.clamp(anchor, now.from(), now.to());
        look(new Window(inside - (inside - now.from()) / factor, inside + (now.to() - inside) / factor));
    }

    /** How close it is, 0 for all of it to 1. */
    public double closeness() {
        return Math.clamp(Math.log(window.get().width() / scale.total()) / Math.log(CLOSEST), 0, 1);
    }

    /** Sets how close it is, round the middle. */
    public void setCloseness(double closeness) {
        double width = scale.total() * Math.pow(CLOSEST, Math.clamp(closeness, 0, 1));
        double middle = (window.get().from() + window.get().to()) / 2;
        look(new Window(middle - width / 2, middle + width / 2));
    }

    /** Moves the window along, by a share of its width. */
    public void pan(double share) {
        Window now = window.get();
        double by = now.width() * share;
        look(new Window(now.from() + by, now.to() + by));
    }

    /** Moves the window so that its middle is at a position. */
    void centre(double position) {
        double half = window.get().width() / 2;
        look(new Window(position - half, position + half));
    }

    /** Takes the keyboard's mark to the next device; it begins at what is selected. */
    public void step(int direction) {
        List<DeviceName> devices = picture.get().devices();
        if (devices.isEmpty()) {
            return;
        }
        Optional<DeviceName> from = mark.get().or(selection::newest).filter(devices::contains);
        DeviceName next = from.map(
                        name -> devices.get(Math.clamp(devices.indexOf(name) + direction, 0, devices.size() - 1)))
                .orElse(devices.getFirst());
        mark.set(Optional.of(next));
        bringIntoView(next);
    }

    /** Selects the device that the mark is at. */
    public void choose() {
        mark.get().ifPresent(this::select);
    }

    public void select(DeviceName device) {
        mark.set(Optional.of(device));
        selection.select(device);
    }

    private Optional<Double> middleOf(DeviceName device) {
        return picture.get()
                .areaOf(device)
                .flatMap(area -> area.devices().stream()
                        .filter(piece -> piece.device().equals(Optional.of(device)))
                        .findFirst())
                .map(piece -> (scale.at(piece.start()) + scale.at(piece.end() + 1)) / 2);
    }

    private void bringIntoView(DeviceName device) {
        middleOf(device)
                .filter(middle ->
                        middle < window.get().from() || middle > window.get().to())
                .flatMap(middle -> picture.get().areaOf(device))
                .ifPresent(this::zoomTo);
    }

    /** How much there is and what part of it is looked at, in words. */
    public String zoomWords() {
        MapPicture now = picture.get();
        long content = now.areas().stream()
                .mapToLong(area -> area.end() - area.start() + 1)
                .sum();
        String all = Sizes.about(content);
        if (isWhole()) {
            return WindowTexts.text("map.whole-line", all);
        }
        Window part = window.get();
        return now.areas().stream()
                .filter(area -> Math.abs(scale.at(area.start()) - part.from()) < part.width() * 0.01
                        && Math.abs(scale.at(area.end() + 1) - part.to()) < part.width() * 0.01)
                .findFirst()
                .map(area -> area.region()
                        .map(id -> WindowTexts.text("map.zoomed-region", all, id))
                        .orElseGet(() -> WindowTexts.text("map.zoomed", all, area.title())))
                .orElseGet(() -> now.placed()
                        ? WindowTexts.text(
                                "map.part",
                                all,
                                MapPictures.hex(scale.address(part.from())),
                                MapPictures.hex(scale.address(part.to())))
                        : WindowTexts.text("map.part-size", all, Sizes.words((long) part.width())));
    }
}
