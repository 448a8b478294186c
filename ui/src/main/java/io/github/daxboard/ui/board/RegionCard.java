// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A region: head, bar to scale, four cells. Folded, it is one line with its bar at the right. */
final class RegionCard extends VBox {
    private final Label facts = Parts.label("", "muted");
    private final Label free = Parts.label("", "muted");
    private final FontIcon lock = Parts.icon("mdi2l-lock-outline");
    private final BarView bar;
    private final BarView foldedBar;
    private final GridPane cells = grid();
    private final List<CellNode> columns = new ArrayList<>();
    private final Button fold;
    private RegionPicture picture;

    RegionCard(RegionPicture picture, Consumer<TileNode> newTile, Consumer<DeviceName> clicked) {
        this.picture = picture;
        setId("region-" + picture.id());
        getStyleClass().addAll("card", "region-card");
        bar = new BarView(true, clicked);
        foldedBar = new BarView(false, clicked);
        foldedBar.setPrefWidth(300);
        foldedBar.setMaxWidth(300);
        fold = Parts.iconButton(
                "fold-" + picture.id(), "mdi2c-chevron-down", Words.text("board.fold", picture.title()));
        fold.getStyleClass().add("small-icon");
        fold.setOnAction(event -> fold(cells.isVisible()));
        HBox head = new HBox(
                fold,
                Parts.label(picture.title(), "strong", "region-title"),
                Parts.label(picture.kind(), "tag"),
                facts,
                Parts.spacer(),
                foldedBar,
                lock,
                free);
        facts.setMinWidth(0);
        free.setMinWidth(USE_PREF_SIZE);
        head.getStyleClass().add("region-head");
        for (ColumnPicture column : picture.columns()) {
            CellNode cell = new CellNode(picture.id(), column, newTile);
            columns.add(cell);
            cells.add(cell, columns.size() - 1, 0);
        }
        getChildren().addAll(head, bar, cells);
        fold(picture.isAllFree());
        draw();
    }

    /** Four equal columns. The fixed heads use the same grid, so that both line up. */
    static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("columns");
        for (int i = 0; i < 4; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(25);
            column.setHgrow(Priority.ALWAYS);
            column.setFillWidth(true);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    private void fold(boolean folded) {
        Parts.present(cells, !folded);
        Parts.present(bar, !folded);
        Parts.present(foldedBar, folded);
        ((FontIcon) fold.getGraphic()).setIconLiteral(folded ? "mdi2c-chevron-right" : "mdi2c-chevron-down");
        fold.setAccessibleText(Words.text(folded ? "board.unfold" : "board.fold", picture.title()));
        Parts.toggle(this, "folded", folded);
    }

    void show(RegionPicture now) {
        if (!now.equals(picture)) {
            picture = now;
            draw();
        }
    }

    void show(Optional<DragPicture> drag) {
        columns.forEach(cell -> cell.show(drag));
        boolean mine = drag.filter(one -> one.region() == picture.id()).isPresent();
        Parts.toggle(this, "takes", mine);
        // What explains the drag is never dimmed; the regions that it does not concern step back.
        Parts.toggle(this, "steps-back", drag.isPresent() && !mine);
    }

    private void draw() {
        facts.setText(picture.facts());
        free.setText(picture.free());
        Parts.present(lock, picture.isStatic());
        bar.show(picture.bar());
        foldedBar.show(picture.bar());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).show(picture.columns().get(i));
        }
    }

    List<CellNode> columns() {
        return columns;
    }

    /** The cell that a node is in, if any. */
    static Optional<CellNode> cellOf(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof CellNode cell) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }
}
