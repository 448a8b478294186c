// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The cell of one region and one mode: its tiles, and during a drag what it says to the tile in the air. */
final class CellNode extends VBox {
    private static final List<String> STATES = List.of("home", "allowed", "warned", "refused", "over");

    private final int region;
    private final Mode mode;
    private final Consumer<TileNode> newTile;
    private final Map<String, TileNode> tiles = new HashMap<>();
    private Optional<DragPicture> drag = Optional.empty();
    private ColumnPicture picture;

    CellNode(int region, ColumnPicture picture, Consumer<TileNode> newTile) {
        this.region = region;
        this.mode = picture.mode();
        this.newTile = newTile;
        this.picture = new ColumnPicture(picture.mode(), List.of());
        setId("column-" + region + "-" + mode.word());
        getStyleClass().add("cell");
        setMaxWidth(Double.MAX_VALUE);
        show(picture);
    }

    Mode mode() {
        return mode;
    }

    List<TileNode> tiles() {
        List<TileNode> found = new ArrayList<>();
        picture.tiles().forEach(tile -> found.add(tileOf(tile)));
        return found;
    }

    private TileNode tileOf(TilePicture tile) {
        return tiles.computeIfAbsent(TileNode.id(tile), id -> {
            TileNode node = new TileNode(tile);
            newTile.accept(node);
            return node;
        });
    }

    void show(ColumnPicture now) {
        if (!now.equals(picture)) {
            picture = now;
            arrange();
        }
    }

    /** Says what the column says to the tile in the air, if it is one of this region. */
    void show(Optional<DragPicture> now) {
        Optional<DragPicture> mine = now.filter(one -> one.region() == region);
        if (!mine.equals(drag)) {
            drag = mine;
            arrange();
        }
    }

    private void arrange() {
        List<Node> children = new ArrayList<>();
        for (TilePicture tile : picture.tiles()) {
            TileNode node = tileOf(tile);
            node.show(tile);
            Parts.toggle(node, "lifted-from", isInTheAir(tile.device()));
            children.add(node);
        }
        tiles.keySet().retainAll(picture.tiles().stream().map(TileNode::id).toList());
        getStyleClass().removeAll(STATES);
        drag.ifPresent(one -> {
            Verdict verdict = one.verdict(mode);
            boolean over = one.over().filter(mode::equals).isPresent();
            getStyleClass().add(state(verdict));
            Parts.toggle(this, "over", over);
            if (!(verdict instanceof Verdict.Home)) {
                children.add(verdictBox(verdict, over));
            } else if (mode == one.home()) {
                children.add(Parts.paragraph(Words.text("cell.stays"), "caption", "muted", "cell-note"));
            } else {
                children.add(Parts.paragraph(Words.text("cell.cancels"), "caption", "muted", "cell-note"));
            }
        });
        if (!getChildren().equals(children)) {
            getChildren().setAll(children);
        }
        setAccessibleText(
                Words.text("cell.spoken", region, mode, picture.tiles().size()));
    }

    private boolean isInTheAir(DeviceName device) {
        return drag.filter(one -> one.device().equals(device)).isPresent();
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
        String title = Words.text(over ? "verdict.drop" : "verdict.allowed");
        if (verdict instanceof Verdict.Warned) {
            icon = "mdi2a-alert-outline";
            tone = "warn";
            title = Words.text(over ? "verdict.drop-warned" : "verdict.warned");
        } else if (verdict instanceof Verdict.Refused) {
            icon = "mdi2c-close-circle-outline";
            tone = "danger";
            title = Words.text("verdict.refused");
        }
        HBox head = new HBox(Parts.icon(icon, tone + "-icon"), Parts.label(title, "strong", tone + "-text"));
        head.getStyleClass().add("verdict-head");
        VBox box = new VBox(head, Parts.paragraph(SelectionPictures.reason(verdict), "caption"));
        box.getStyleClass().add("verdict");
        box.setMouseTransparent(true);
        return box;
    }
}
