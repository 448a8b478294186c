// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The cell of one region and one mode: its tiles, and during a drag what it says to the tiles in the air. It has nodes for
 * the tiles in sight only, and gives a node that went out of sight to a tile that came into it.
 */
final class CellNode extends Region {
    private static final List<String> STATES = List.of("home", "allowed", "warned", "refused", "over");

    private final Mode mode;
    private final Consumer<TileNode> newTile;
    private final VBox says = new VBox();
    private final Map<String, TileNode> tiles = new HashMap<>();
    private final Deque<TileNode> spare = new ArrayDeque<>();
    private int region;
    private ColumnPicture picture;
    private Optional<DragPicture> drag = Optional.empty();
    private RowSizes sizes = RowSizes.of(Density.COMFORTABLE, 0);
    private double from;
    private double until;

    CellNode(Mode mode, Consumer<TileNode> newTile) {
        this.mode = mode;
        this.newTile = newTile;
        this.picture = new ColumnPicture(mode, List.of());
        getStyleClass().add("cell");
        says.setMouseTransparent(true);
        says.getStyleClass().add("cell-says");
        says.setManaged(false);
        says.setVisible(false);
        getChildren().add(says);
    }

    Mode mode() {
        return mode;
    }

    int region() {
        return region;
    }

    /** The tiles that have a node. */
    List<TileNode> tiles() {
        return List.copyOf(tiles.values());
    }

    Optional<TileNode> tile(String id) {
        return Optional.ofNullable(tiles.get(id));
    }

    void show(int ofRegion, ColumnPicture now) {
        region = ofRegion;
        picture = now;
        Parts.name(this, "column-" + region + "-" + mode.word());
        setAccessibleText(
                WindowTexts.text("cell.spoken", region, mode, picture.tiles().size()));
        arrange();
    }

    /** Says what the column says to the tiles in the air, if it is one of theirs. */
    void show(Optional<DragPicture> now) {
        Optional<DragPicture> mine = now.filter(one -> one.regions().contains(region));
        if (!mine.equals(drag)) {
            drag = mine;
            getStyleClass().removeAll(STATES);
            says.getChildren().clear();
            drag.ifPresent(this::say);
            says.setVisible(drag.isPresent());
            arrange();
        }
    }

    /** Which part of it is in sight, in its own measure. */
    void inSight(RowSizes now, double top, double bottom) {
        boolean same = now.equals(sizes) && place(now, top, bottom).equals(place(sizes, from, until));
        sizes = now;
        from = top;
        until = bottom;
        if (!same) {
            arrange();
        } else if (drag.isPresent()) {
            requestLayout();
        }
    }

    /** The first and the last tile that are in sight. */
    private record Part(int first, int last) {}

    private Part place(RowSizes with, double top, double bottom) {
        double step = with.tile() + RowSizes.TILE_GAP;
        int first = Math.max(0, (int) Math.floor((top - RowSizes.CELL_PADDING) / step) * with.abreast());
        int last = ((int) Math.floor((bottom - RowSizes.CELL_PADDING) / step) + 1) * with.abreast() - 1;
        return new Part(first, Math.min(picture.tiles().size() - 1, last));
    }

    private double y(int index) {
        int row = index / sizes.abreast();
        return RowSizes.CELL_PADDING + row * (sizes.tile() + RowSizes.TILE_GAP);
    }

    private void arrange() {
        Map<String, TilePicture> wanted = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        Part part = place(sizes, from, until);
        for (int i = 0; i < picture.tiles().size(); i++) {
            TilePicture tile = picture.tiles().get(i);
            String id = TileNode.id(tile);
            // A tile that leaves the scene loses the gesture that began on it, and the keyboard.
            boolean held = (i >= part.first() && i <= part.last()) || isHeld(id, tile);
            if (held) {
                wanted.put(id, tile);
                places.put(id, i);
            }
        }
        fill(wanted);
        double width = sizes.tileWidth();
        tiles.forEach((id, node) -> {
            int place = places.getOrDefault(id, 0);
            double x = RowSizes.CELL_PADDING + (place % sizes.abreast()) * (width + RowSizes.TILE_GAP);
            node.resizeRelocate(x, y(place), width, sizes.tile());
        });
        if (drag.isPresent()) {
            says.toFront();
            requestLayout();
        }
    }

    private boolean isHeld(String id, TilePicture tile) {
        return drag.filter(one -> one.device().equals(tile.device())).isPresent()
                || Optional.ofNullable(tiles.get(id)).filter(Node::isFocused).isPresent();
    }

    private void fill(Map<String, TilePicture> wanted) {
        List<String> gone = new ArrayList<>();
        tiles.forEach((id, node) -> {
            if (!wanted.containsKey(id)) {
                gone.add(id);
            }
        });
        gone.forEach(id -> {
            TileNode node = tiles.remove(id);
            if (node != null) {
                rest(node);
            }
        });
        wanted.forEach((id, tile) -> {
            TileNode node = tiles.computeIfAbsent(id, any -> take(tile));
            node.show(tile, sizes.density());
            Parts.toggle(
                    node,
                    "lifted-from",
                    drag.filter(one -> one.isInTheAir(tile.device())).isPresent());
            // Only now: in a scene each new id and class finds the styles of all of the tile again.
            if (node.getParent() == null) {
                getChildren().add(node);
            }
        });
    }

    /** Out of the scene, where nobody finds it under the name that it had. */
    private void rest(TileNode node) {
        getChildren().remove(node);
        spare.push(node);
    }

    /** Its card shows no region for now. */
    void rest() {
        tiles.values().forEach(this::rest);
        tiles.clear();
        picture = new ColumnPicture(mode, List.of());
    }

    private TileNode take(TilePicture tile) {
        if (!spare.isEmpty()) {
            return spare.pop();
        }
        TileNode node = new TileNode(tile);
        node.setManaged(false);
        // A tile is painted once and then moved as a picture: scrolling changes where it is and nothing in it.
        node.setCache(true);
        newTile.accept(node);
        return node;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 4;
        double height = says.prefHeight(width);
        double under = RowSizes.CELL_PADDING + sizes.tiles(picture.tiles().size());
        // Where the tiles fill all that is in sight, it lies over the last of them.
        double y = Math.max(2, Math.min(under, Math.min(until, getHeight()) - height - 4));
        says.resizeRelocate(2, y, width, height);
        Parts.toggle(says, "over-tiles", y < under);
    }

    /** Where in the scene it says what it makes of the tiles in the air. */
    Optional<Bounds> said() {
        return says.isVisible() ? Optional.of(says.localToScene(says.getLayoutBounds())) : Optional.empty();
    }

    private void say(DragPicture one) {
        Verdict verdict = one.verdict(mode);
        boolean over = one.over().filter(mode::equals).isPresent();
        getStyleClass().add(state(verdict));
        Parts.toggle(this, "over", over);
        if (!(verdict instanceof Verdict.Home)) {
            says.getChildren().add(verdictBox(verdict, over));
        } else {
            String words = WindowTexts.text(mode == one.home() ? "cell.stays" : "cell.cancels");
            says.getChildren().add(Parts.paragraph(words, "caption", "muted", "cell-note"));
        }
    }

    private static String state(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Home home -> "home";
            case Verdict.Allowed allowed -> "allowed";
            case Verdict.Warned warned -> "warned";
            case Verdict.Refused refused -> "refused";
        };
    }

    private static VBox verdictBox(Verdict verdict, boolean over) {
        String icon = "mdi2c-check-circle-outline";
        String tone = "accent";
        String title = WindowTexts.text(over ? "verdict.drop" : "verdict.allowed");
        if (verdict instanceof Verdict.Warned) {
            icon = "mdi2a-alert-outline";
            tone = "warn";
            title = WindowTexts.text(over ? "verdict.drop-warned" : "verdict.warned");
        } else if (verdict instanceof Verdict.Refused) {
            icon = "mdi2c-close-circle-outline";
            tone = "danger";
            title = WindowTexts.text("verdict.refused");
        }
        HBox head = new HBox(Parts.icon(icon, tone + "-icon"), Parts.label(title, "strong", tone + "-text"));
        head.getStyleClass().add("verdict-head");
        VBox box = new VBox(head, Parts.paragraph(verdict.reason(), "caption"));
        box.getStyleClass().add("verdict");
        box.setMouseTransparent(true);
        return box;
    }
}
