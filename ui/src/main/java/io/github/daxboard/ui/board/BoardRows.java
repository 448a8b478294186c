// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.theme.Density;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * The rows of the board. Where each region stands follows from the picture; only those in sight have a card, and a card that
 * went out of sight is given to a region that came into it. On a very wide window the regions stand in two columns.
 */
final class BoardRows extends Region {
    static final double SIDE = 16;
    private static final double BAR_ROOM = 8;
    private static final double TWO_COLUMNS = 2400;
    private static final double MARGIN = 200;

    /** Where a region stands. */
    record Spot(RegionPicture region, double x, double y, double width, double height) {
        boolean touches(double top, double bottom) {
            return y <= bottom && y + height >= top;
        }
    }

    private final CardActions hands;
    private final Map<Integer, RegionCard> cards = new HashMap<>();
    private final Deque<RegionCard> spare = new ArrayDeque<>();
    private BoardPicture picture = new BoardPicture(List.of(), 0);
    private Optional<DragPicture> drag = Optional.empty();
    private Optional<BarDrag> barDrag = Optional.empty();
    private Density density = Density.COMFORTABLE;
    private List<Spot> spots = List.of();
    private double placedWidth;
    private double total;
    private double from;
    private double until;

    BoardRows(CardActions hands) {
        this.hands = hands;
        getStyleClass().add("cards");
    }

    void show(BoardPicture now) {
        picture = now;
        place();
    }

    void show(Optional<DragPicture> now) {
        boolean same = now.map(DragPicture::regions).equals(drag.map(DragPicture::regions));
        drag = now;
        if (same) {
            cards.values().forEach(card -> card.show(drag));
        } else {
            place();
        }
    }

    void showBar(Optional<BarDrag> now) {
        barDrag = now;
        cards.values().forEach(card -> card.showBar(barDrag));
    }

    void setDensity(Density now) {
        density = now;
        place();
    }

    /** Which part of it is in sight. */
    void inSight(double top, double bottom) {
        if (top != from || bottom != until) {
            from = top;
            until = bottom;
            fill();
        }
    }

    int columns() {
        return getWidth() >= TWO_COLUMNS ? 2 : 1;
    }

    double cardWidth() {
        int columns = columns();
        double room = getWidth() - 2 * SIDE + BAR_ROOM;
        return Math.floor((room - (columns - 1) * SIDE) / columns) - BAR_ROOM;
    }

    RowSizes sizes() {
        return RowSizes.of(density, cardWidth());
    }

    /** How high all rows are together. */
    double total() {
        return total;
    }

    private void place() {
        placedWidth = getWidth();
        if (placedWidth < 1) {
            return;
        }
        RowSizes sizes = sizes();
        double width = cardWidth();
        double[] ends = new double[columns()];
        List<Spot> placed = new ArrayList<>();
        for (RegionPicture region : picture.regions()) {
            int column = ends.length == 2 && ends[1] < ends[0] ? 1 : 0;
            double height = sizes.row(region, drag);
            placed.add(new Spot(region, SIDE + column * (width + SIDE), ends[column], width, height));
            ends[column] += height + RowSizes.ROW_GAP;
        }
        spots = List.copyOf(placed);
        total = Math.max(ends[0], ends.length == 2 ? ends[1] : 0) + SIDE;
        setMinHeight(total);
        setPrefHeight(total);
        fill();
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() != placedWidth) {
            place();
            hands.rearranged();
        }
    }

    /** Gives each region in sight a card. */
    private void fill() {
        Map<Integer, Spot> wanted = new HashMap<>();
        for (Spot spot : spots) {
            if (spot.touches(from - MARGIN, until + MARGIN)
                    || isHeld(spot.region().id())) {
                wanted.put(spot.region().id(), spot);
            }
        }
        Set<Integer> gone = new HashSet<>(cards.keySet());
        gone.removeAll(wanted.keySet());
        gone.forEach(id -> {
            RegionCard card = cards.remove(id);
            if (card != null) {
                getChildren().remove(card);
                card.rest();
                spare.push(card);
            }
        });
        RowSizes sizes = sizes();
        wanted.forEach((id, spot) -> {
            RegionCard card = cards.computeIfAbsent(id, any -> take(spot.region()));
            card.show(spot.region());
            card.inSight(sizes, from - spot.y() - MARGIN, until - spot.y() + MARGIN);
            card.show(drag);
            card.showBar(barDrag);
            card.resizeRelocate(spot.x(), spot.y(), spot.width(), spot.height());
            // Only now: what changes in a scene finds its styles again at once.
            if (card.getParent() == null) {
                getChildren().add(card);
            }
        });
    }

    /** A card that leaves the scene loses the gesture that began in it, and the keyboard. */
    private boolean isHeld(int region) {
        return drag.filter(one -> one.device().region() == region).isPresent()
                || barDrag.filter(one -> one.region() == region).isPresent()
                || Optional.ofNullable(cards.get(region))
                        .filter(Node::isFocusWithin)
                        .isPresent();
    }

    private RegionCard take(RegionPicture region) {
        if (!spare.isEmpty()) {
            return spare.pop();
        }
        RegionCard card = new RegionCard(region, hands);
        card.setManaged(false);
        return card;
    }

    /** The cards that are in sight, or nearly. */
    List<RegionCard> cards() {
        return List.copyOf(cards.values());
    }

    Optional<RegionCard> card(int region) {
        return Optional.ofNullable(cards.get(region));
    }

    /** Where a device's tile stands, whether or not it has a node: the one where it is or will be. */
    Optional<Bounds> boundsOf(DeviceName device) {
        RowSizes sizes = sizes();
        for (Spot spot : spots) {
            for (Mode mode : BoardViewModel.columns()) {
                int column = BoardViewModel.columns().indexOf(mode);
                List<TilePicture> tiles = spot.region().columns().get(column).tiles();
                for (int i = 0; i < tiles.size(); i++) {
                    if (tiles.get(i).device().equals(device) && tiles.get(i).place() != Place.PENDING_FROM) {
                        return Optional.of(bounds(spot, sizes, column, i));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Bounds bounds(Spot spot, RowSizes sizes, int column, int index) {
        double x = spot.x() + RowSizes.SIDE + column * (sizes.cellWidth() + RowSizes.COLUMN_GAP);
        if (spot.region().folded()) {
            return new BoundingBox(x, spot.y(), sizes.tileWidth(), spot.height());
        }
        int row = index / sizes.abreast();
        double y = spot.y() + sizes.cellsTop() + RowSizes.CELL_PADDING + row * (sizes.tile() + RowSizes.TILE_GAP);
        return new BoundingBox(
                x + (index % sizes.abreast()) * (sizes.tileWidth() + RowSizes.TILE_GAP),
                y,
                sizes.tileWidth(),
                sizes.tile());
    }
}
