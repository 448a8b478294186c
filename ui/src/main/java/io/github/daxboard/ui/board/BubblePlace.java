// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/** Where the bubble goes that says what a drop would do: near what is dragged, and over none of what the columns say. Pure. */
final class BubblePlace {
    private static final double GAP = 14;
    private static final double EDGE = 8;
    private static final double CLEAR = 4;
    private static final double INDENT = 60;

    private final double width;
    private final double height;
    private final Bounds room;

    /**
     * @param width the bubble's
     * @param height the bubble's
     * @param roomWidth what there is of the board
     */
    BubblePlace(double width, double height, double roomWidth, double roomHeight) {
        this.width = width;
        this.height = height;
        this.room = new BoundingBox(0, 0, roomWidth, roomHeight);
    }

    /**
     * The first of these that is clear: below what is dragged, at its right, at its left, below and above all that is said,
     * above what is dragged. Where none is, the one that hides the least.
     *
     * @param dragged what is dragged
     * @param said what must stay readable
     */
    Bounds beside(Bounds dragged, List<Bounds> said) {
        double above = said.stream().mapToDouble(Bounds::getMinY).min().orElse(dragged.getMinY());
        double below = said.stream().mapToDouble(Bounds::getMaxY).max().orElse(dragged.getMaxY());
        double x = dragged.getMinX() + INDENT;
        List<Bounds> places = Stream.of(
                        at(x, dragged.getMaxY() + GAP),
                        at(dragged.getMaxX() + GAP, dragged.getMinY()),
                        at(dragged.getMinX() - GAP - width, dragged.getMinY()),
                        at(x, Math.max(below, dragged.getMaxY()) + GAP),
                        at(dragged.getMaxX() + GAP, below + GAP),
                        at(dragged.getMinX() - GAP - width, below + GAP),
                        at(x, Math.min(above, dragged.getMinY()) - GAP - height),
                        at(x, dragged.getMinY() - GAP - height))
                .toList();
        return places.stream()
                .filter(place -> !place.intersects(dragged) && hidden(place, said) == 0)
                .findFirst()
                .orElseGet(() -> places.stream()
                        .min(Comparator.comparingDouble(
                                place -> hidden(place, said) + common(place, dragged) / (1 + width * height)))
                        .orElseThrow());
    }

    /** As near to a place as the board's edges allow. */
    private Bounds at(double x, double y) {
        return new BoundingBox(
                Math.clamp(x, EDGE, Math.max(EDGE, room.getMaxX() - width - EDGE)),
                Math.clamp(y, EDGE, Math.max(EDGE, room.getMaxY() - height - EDGE)),
                width,
                height);
    }

    private static double hidden(Bounds place, List<Bounds> said) {
        Bounds clear = new BoundingBox(
                place.getMinX() - CLEAR,
                place.getMinY() - CLEAR,
                place.getWidth() + 2 * CLEAR,
                place.getHeight() + 2 * CLEAR);
        return said.stream().mapToDouble(one -> common(clear, one)).sum();
    }

    private static double common(Bounds one, Bounds other) {
        double wide = Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
        double high = Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
        return Math.max(0, wide) * Math.max(0, high);
    }
}
