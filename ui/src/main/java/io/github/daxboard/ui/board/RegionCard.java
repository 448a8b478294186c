// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A region: head, bar to scale, four cells. Folded, it is one line with its bar at the right. A card can be given another
 * region to show: the board has as many as are in sight.
 */
final class RegionCard extends Region {
    private static final double FOLDED_BAR = 300;

    private final Label title = Parts.label("", "strong", "region-title");
    private final Label kind = Parts.label("", "tag");
    private final Label facts = Parts.label("", "muted");
    private final Label free = Parts.label("", "muted");
    private final FontIcon lock = Parts.icon("mdi2l-lock-outline");
    private final BarView bar;
    private final BarView foldedBar;
    private final HBox head;
    private final List<CellNode> columns = new ArrayList<>();
    private final Button fold = Parts.iconButton("fold", "mdi2c-chevron-down", "");
    private final Button create = Parts.iconButton("create", "mdi2p-plus", "");
    private final Tooltip foldTip = new Tooltip();
    private final Tooltip createTip = new Tooltip();
    private RegionPicture picture;
    private boolean rests;
    private RowSizes sizes = RowSizes.of(Density.COMFORTABLE, 0);

    RegionCard(RegionPicture picture, CardActions hands) {
        this.picture = picture;
        getStyleClass().addAll("card", "region-card");
        bar = new BarView(true, new Bar(hands));
        foldedBar = new BarView(false, new Bar(hands));
        foldedBar.setPrefWidth(FOLDED_BAR);
        foldedBar.setMaxWidth(FOLDED_BAR);
        fold.setTooltip(foldTip);
        create.setTooltip(createTip);
        fold.getStyleClass().add("small-icon");
        fold.setOnAction(event -> hands.turn(this.picture.id()));
        create.getStyleClass().add("small-icon");
        create.setOnAction(event -> hands.create(this.picture.id()));
        facts.setMinWidth(0);
        free.setMinWidth(USE_PREF_SIZE);
        title.setMinWidth(USE_PREF_SIZE);
        kind.setMinWidth(USE_PREF_SIZE);
        head = new HBox(fold, title, kind, facts, Parts.spacer(), foldedBar, lock, free, create);
        head.getStyleClass().add("region-head");
        head.setOnContextMenuRequested(event -> {
            hands.regionMenu(this.picture.id(), head, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        // From the buttons in it, by the keys that open a tile's menu.
        head.setOnKeyPressed(event -> {
            if (Keys.asksForMenu(event)) {
                Bounds at = fold.localToScreen(fold.getBoundsInLocal());
                hands.regionMenu(this.picture.id(), head, at.getMinX(), at.getMaxY());
                event.consume();
            }
        });
        getChildren().addAll(head, bar);
        for (Mode mode : Mode.values()) {
            CellNode cell = new CellNode(mode, hands::prepare);
            columns.add(cell);
            getChildren().add(cell);
        }
        draw();
    }

    /** Passes what is done to a bar on, with the region that the card shows then. */
    private final class Bar implements BarView.Hands {
        private final CardActions hands;

        Bar(CardActions hands) {
            this.hands = hands;
        }

        @Override
        public void clicked(io.github.daxboard.model.DeviceName device) {
            hands.clicked(device);
        }

        @Override
        public boolean grip(BoardPicture.BarPiece piece, double share) {
            return hands.grip(picture.id(), piece, share);
        }

        @Override
        public void drag(double share, double sceneX, double sceneY) {
            hands.dragBar(share, sceneX, sceneY);
        }

        @Override
        public void drop() {
            hands.dropBar();
        }
    }

    RegionPicture picture() {
        return picture;
    }

    void show(RegionPicture now) {
        if (rests || !now.equals(picture)) {
            rests = false;
            picture = now;
            draw();
        }
    }

    /** It left the scene, and waits for another region. */
    void rest() {
        rests = true;
        columns.forEach(CellNode::rest);
    }

    void show(Optional<DragPicture> drag) {
        columns.forEach(cell -> cell.show(drag));
        boolean mine = drag.filter(one -> one.regions().contains(picture.id())).isPresent();
        Parts.toggle(this, "takes", mine);
        // What explains the drag is never dimmed; the regions that it does not concern step back.
        Parts.toggle(this, "steps-back", drag.isPresent() && !mine);
    }

    void showBar(Optional<BarDrag> drag) {
        bar.show(drag.filter(one -> one.region() == picture.id()));
    }

    /** Which part of it is in sight, in its own measure. */
    void inSight(RowSizes now, double top, double bottom) {
        if (!sizes.equals(now)) {
            sizes = now;
            requestLayout();
        }
        double cellsTop = sizes.cellsTop();
        columns.forEach(cell -> cell.inSight(now, top - cellsTop, bottom - cellsTop));
    }

    private void draw() {
        Parts.name(this, "region-" + picture.id());
        Parts.name(fold, "fold-" + picture.id());
        Parts.name(create, "create-" + picture.id());
        title.setText(picture.title());
        kind.setText(picture.kind());
        facts.setText(picture.facts());
        free.setText(picture.free());
        Parts.present(lock, picture.isStatic() && !picture.folded());
        Parts.present(create, !picture.isStatic() && !picture.folded());
        create.setDisable(!picture.create().isEmpty());
        String does = WindowTexts.text("board.create", picture.title());
        create.setAccessibleText(picture.create().isEmpty() ? does : does + ": " + picture.create());
        createTip.setText(create.getAccessibleText());
        boolean folded = picture.folded();
        Parts.present(bar, !folded);
        Parts.present(foldedBar, folded);
        ((FontIcon) fold.getGraphic()).setIconLiteral(folded ? "mdi2c-chevron-right" : "mdi2c-chevron-down");
        String turn = WindowTexts.text(folded ? "board.unfold" : "board.fold", picture.title());
        fold.setAccessibleText(turn);
        foldTip.setText(turn);
        Parts.toggle(this, "folded", folded);
        bar.show(picture.bar());
        foldedBar.show(picture.bar());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).setVisible(!folded);
            columns.get(i).show(picture.id(), picture.columns().get(i));
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double inner = getWidth() - 2 * RowSizes.SIDE;
        double top = picture.folded() ? 1 : RowSizes.TOP;
        head.resizeRelocate(RowSizes.SIDE, top, inner, sizes.head());
        bar.resizeRelocate(RowSizes.SIDE, RowSizes.TOP + sizes.head() + 2, inner, RowSizes.BAR);
        double cellsTop = sizes.cellsTop();
        double height = Math.max(0, getHeight() - cellsTop - RowSizes.BOTTOM);
        for (int i = 0; i < columns.size(); i++) {
            double x = RowSizes.SIDE + i * (sizes.cellWidth() + RowSizes.COLUMN_GAP);
            columns.get(i).resizeRelocate(x, cellsTop, sizes.cellWidth(), height);
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
