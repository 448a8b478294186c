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
    private final VBox tileBox = new VBox();
    private final VBox says = new VBox();
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
        tileBox.getStyleClass().add("cell-tiles");
        says.setMouseTransparent(true);
        getChildren().addAll(tileBox, says);
        Parts.present(tileBox, false);
        Parts.present(says, false);
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
        List<Node> wanted = new ArrayList<>();
        for (TilePicture tile : picture.tiles()) {
            TileNode node = tileOf(tile);
            node.show(tile);
            Parts.toggle(node, "lifted-from", isInTheAir(tile.device()));
            wanted.add(node);
        }
        tiles.keySet().retainAll(picture.tiles().stream().map(TileNode::id).toList());
        // A tile that leaves the scene for a moment loses the gesture that began on it: touch the list only if it
        // differs.
        if (!tileBox.getChildren().equals(wanted)) {
            tileBox.getChildren().setAll(wanted);
        }
        Parts.present(tileBox, !wanted.isEmpty());
        getStyleClass().removeAll(STATES);
        says.getChildren().clear();
        drag.ifPresent(this::say);
        Parts.present(says, drag.isPresent());
        setAccessibleText(
                Words.text("cell.spoken", region, mode, picture.tiles().size()));
    }

    private void say(DragPicture one) {
        Verdict verdict = one.verdict(mode);
        boolean over = one.over().filter(mode::equals).isPresent();
        getStyleClass().add(state(verdict));
        Parts.toggle(this, "over", over);
        if (!(verdict instanceof Verdict.Home)) {
            says.getChildren().add(verdictBox(verdict, over));
        } else {
            String words = Words.text(mode == one.home() ? "cell.stays" : "cell.cancels");
            says.getChildren().add(Parts.paragraph(words, "caption", "muted", "cell-note"));
        }
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
        VBox box = new VBox(head, Parts.paragraph(verdict.reason(), "caption"));
        box.getStyleClass().add("verdict");
        box.setMouseTransparent(true);
        return box;
    }
}
