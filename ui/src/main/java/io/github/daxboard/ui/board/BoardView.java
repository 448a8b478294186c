// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Draws the board's picture and passes on what the user does. Each handler is one call of the view model. */
public final class BoardView extends StackPane implements CardActions {
    private static final double EDGE = 36;
    private static final double EDGE_SPEED = 900;
    private static final double ROOM_FOR_NOTES = 800;

    private final BoardViewModel model;
    private final BoardMenus menus;
    private final BoardRows rows;
    private final ScrollPane scroll = new ScrollPane();
    private final Pane heads = new Pane();
    private final Label nothing = Parts.paragraph("", "muted");
    private final DragLayer layer = new DragLayer(this::said);
    private final StackPane refusedCard = new StackPane();
    private final StackPane formHolder = new StackPane();
    private final AnimationTimer edgeScroll = edgeScroll();
    private final Keys keys;
    private Optional<DeviceName> inTheAir = Optional.empty();
    private Point2D pressed = Point2D.ZERO;
    private double edgeDirection;
    private double lastX;
    private double lastY;
    private ContextMenu menu = new ContextMenu();

    // The rows pass on what is done to them, which cannot be before the board is in a window.
    @SuppressWarnings("this-escape")
    public BoardView(BoardViewModel model) {
        this.model = model;
        this.menus = new BoardMenus(model);
        this.rows = new BoardRows(this);
        this.keys = new Keys(model, this);
        setId("board");
        getStyleClass().add("board");
        scroll.setContent(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setId("board-scroll");
        // The skin keeps what it shows as one picture, which pays only where nothing comes into sight: here each
        // step of scrolling would draw all of it twice.
        scroll.skinProperty().subscribe(skin -> scroll.lookupAll(".viewport").forEach(part -> part.setCache(false)));
        heads.getStyleClass().add("column-heads");
        nothing.setId("board-nothing");
        nothing.getStyleClass().add("board-nothing");
        StackPane middle = new StackPane(scroll, nothing);
        StackPane.setAlignment(nothing, Pos.TOP_CENTER);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox page = new VBox(new FilterBar(model), heads, middle);
        refusedCard.getStyleClass().add("refused-holder");
        refusedCard.setPickOnBounds(false);
        refusedCard.setMaxHeight(USE_PREF_SIZE);
        StackPane.setAlignment(refusedCard, Pos.BOTTOM_RIGHT);
        formHolder.getStyleClass().add("form-holder");
        formHolder.setPickOnBounds(false);
        getChildren().addAll(page, refusedCard, formHolder, layer);
        wire();
    }

    private void wire() {
        rows.widthProperty().subscribe(width -> placeHeads());
        widthProperty().subscribe(width -> placeHeads());
        scroll.vvalueProperty().subscribe(value -> inSight());
        scroll.viewportBoundsProperty().subscribe(bounds -> inSight());
        rows.heightProperty().subscribe(height -> inSight());
        addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        // A full press-drag-release gesture is told to what lies under the pointer: so a cell hears of a tile.
        addEventFilter(MouseDragEvent.MOUSE_DRAG_OVER, event -> {
            dragged(event);
            hover(event.getPickResult().getIntersectedNode());
        });
        addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED, event -> model.hover(Optional.empty()));
        model.picture().subscribe(this::show);
        model.drag().subscribe(this::show);
        model.barDrag().subscribe(this::showBar);
        model.form().subscribe(this::showForm);
        model.selection().devices().subscribe(selected -> markSelected());
        model.refused().subscribe(refused -> {
            refusedCard.getChildren().clear();
            refused.ifPresent(one -> {
                Button close = Parts.button("refused-close", WindowTexts.text("close"));
                close.setOnAction(event -> model.putAwayRefusal());
                VBox card = Parts.refusalCard("refused-card", one, close);
                card.setMaxHeight(USE_PREF_SIZE);
                refusedCard.getChildren().add(card);
            });
            Parts.present(refusedCard, refused.isPresent());
        });
    }

    /** How close the tiles stand. */
    public void setDensity(Density density) {
        rows.setDensity(density);
        inSight();
    }

    /** Whether nothing moves by itself. */
    public void setStill(boolean still) {
        layer.setStill(still);
        Parts.toggle(this, "moves", !still);
    }

    private void inSight() {
        double height = scroll.getViewportBounds().getHeight();
        double room = Math.max(0, rows.total() - height);
        double top = scroll.getVvalue() * room;
        rows.inSight(top, top + height);
        markSelected();
    }

    /** The heads stand over the columns of the cards, once for each column of regions. */
    private void placeHeads() {
        heads.getChildren().clear();
        RowSizes sizes = rows.sizes();
        for (int part = 0; part < rows.columns(); part++) {
            double left = BoardRows.SIDE + part * (rows.cardWidth() + BoardRows.SIDE) + RowSizes.SIDE;
            for (Mode mode : BoardViewModel.columns()) {
                int column = BoardViewModel.columns().indexOf(mode);
                HBox head = head(mode);
                head.relocate(left + column * (sizes.cellWidth() + RowSizes.COLUMN_GAP) + RowSizes.CELL_PADDING + 1, 0);
                head.setMaxWidth(sizes.cellWidth());
                heads.getChildren().add(head);
            }
        }
        // The rows get their width while the page is laid out, after the heads were: nobody would come back to them.
        heads.applyCss();
        heads.layout();
    }

    private HBox head(Mode mode) {
        HBox head = new HBox(new ModeMark(Look.of(mode)), Parts.label(mode.word(), "strong"));
        if (getWidth() > ROOM_FOR_NOTES) {
            head.getChildren().add(Parts.label(WindowTexts.text("column.note." + mode.word()), "caption", "muted"));
        }
        head.getStyleClass().add("column-head");
        return head;
    }

    private void show(BoardPicture picture) {
        Optional<DeviceName> focused = focusedTile().map(TileNode::device);
        rows.show(picture);
        inSight();
        boolean none = picture.regions().isEmpty() && picture.hidden() > 0;
        nothing.setText(!none ? "" : nothingFound());
        Parts.present(nothing, none);
        // A tile that went to another column is another node: the keyboard stays with the device.
        focused.filter(device -> tile(device).filter(Node::isFocused).isEmpty()).ifPresent(this::focus);
    }

    private String nothingFound() {
        String search = model.search().get().strip();
        return search.isEmpty() || !model.filter().get().isNone()
                ? WindowTexts.text("filter.nothing")
                : WindowTexts.text("board.nothing-found", search);
    }

    private void markSelected() {
        tiles().forEach(tile -> Parts.toggle(
                tile,
                "selected",
                model.selection().contains(tile.device()) && tile.picture().place() != Place.PENDING_FROM));
    }

    private void show(Optional<DragPicture> drag) {
        rows.show(drag);
        Parts.toggle(this, "dragging", drag.isPresent());
        drag.ifPresentOrElse(
                one -> {
                    inTheAir = Optional.of(one.device());
                    layer.say(one);
                    if (one.byKeyboard()) {
                        showCarried(one);
                    }
                },
                this::land);
    }

    private void land() {
        edgeDirection = 0;
        edgeScroll.stop();
        Optional<DeviceName> device = inTheAir;
        inTheAir = Optional.empty();
        layer.land(() -> device.flatMap(this::inSightOf));
    }

    /** Where a device's tile stands in the scene, where that is in sight. */
    private Optional<Bounds> inSightOf(DeviceName device) {
        Bounds view = scroll.localToScene(scroll.getLayoutBounds());
        return rows.boundsOf(device).map(rows::localToScene).filter(view::intersects);
    }

    private List<Bounds> said() {
        return rows.cards().stream()
                .flatMap(card -> card.columns().stream())
                .flatMap(cell -> cell.said().stream())
                .toList();
    }

    private void showCarried(DragPicture drag) {
        applyCss();
        layout();
        rows.card(drag.device().region()).ifPresent(card -> {
            CellNode cell = card.columns()
                    .get(BoardViewModel.columns().indexOf(drag.over().orElse(drag.home())));
            Bounds tile = cell.localToScene(cell.getBoundsInLocal());
            layer.moveOver(tile);
        });
    }

    private void showBar(Optional<BarDrag> drag) {
        rows.showBar(drag);
        drag.ifPresentOrElse(one -> layer.sayBar(one, lastX, lastY), this::land);
    }

    private void showForm(Optional<SpaceForm> form) {
        formHolder.getChildren().clear();
        Parts.present(formHolder, form.isPresent());
        form.ifPresent(one -> {
            FormView view = new FormView(model, one);
            formHolder.getChildren().add(view);
            view.begin();
        });
        if (form.isEmpty()) {
            model.selection().newest().ifPresent(this::focus);
        }
    }

    private List<TileNode> tiles() {
        List<TileNode> all = new ArrayList<>();
        rows.cards().forEach(card -> card.columns().forEach(cell -> all.addAll(cell.tiles())));
        return all;
    }

    private Optional<TileNode> tile(DeviceName device) {
        return tiles().stream()
                .filter(tile -> tile.picture().place() != Place.PENDING_FROM)
                .filter(tile -> tile.device().equals(device))
                .findFirst();
    }

    Optional<TileNode> focusedTile() {
        return tiles().stream().filter(Node::isFocused).findFirst();
    }

    /** Brings a device's tile into sight and gives it the keyboard. */
    public void focus(DeviceName device) {
        rows.boundsOf(device).ifPresent(this::reveal);
        tile(device).ifPresent(Node::requestFocus);
    }

    @Override
    public void prepare(TileNode tile) {
        // The scroll pane takes the keyboard from whatever is pressed in it, and Space would not lift the tile then.
        tile.setOnMousePressed(event -> {
            tile.requestFocus();
            pressed = new Point2D(event.getX(), event.getY());
            event.consume();
        });
        // On release: a selection opens a panel, and nothing may move under a pointer that begins a drag.
        tile.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                if (event.isShiftDown()) {
                    model.selectUpTo(tile.device());
                } else if (event.isShortcutDown()) {
                    model.selectAlso(tile.device());
                } else {
                    model.select(tile.device());
                }
            }
        });
        tile.setOnDragDetected(event -> {
            if (event.getButton() == MouseButton.PRIMARY && tile.picture().place() != Place.PENDING_FROM) {
                lift(tile, event);
            }
        });
        tile.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        tile.setOnMouseReleased(event -> model.drop());
        tile.setOnContextMenuRequested(event -> {
            openMenu(tile, event.getScreenX(), event.getScreenY(), event.isKeyboardTrigger());
            event.consume();
        });
    }

    private void lift(TileNode tile, MouseEvent event) {
        // Where it was taken hold of, and not where the hand was when that was seen to be a drag.
        layer.lift(tile, pressed.getX(), pressed.getY());
        if (model.pickUp(tile.device(), false)) {
            tile.startFullDrag();
            model.drag().get().ifPresent(one -> layer.count(one.devices().size()));
            layer.moveTo(event.getSceneX(), event.getSceneY());
        } else {
            layer.land(Optional::empty);
        }
    }

    void pickUpByKeyboard(TileNode tile) {
        layer.lift(tile, 0, 0);
        if (model.pickUp(tile.device(), true)) {
            model.drag().get().ifPresent(one -> layer.count(one.devices().size()));
        } else {
            layer.land(Optional::empty);
        }
    }

    @Override
    public void rearranged() {
        markSelected();
    }

    @Override
    public void clicked(DeviceName device) {
        model.select(device);
    }

    @Override
    public void turn(int region) {
        model.turn(region);
    }

    @Override
    public void create(int region) {
        model.openCreate(region);
    }

    @Override
    public void regionMenu(int region, Node at, double screenX, double screenY) {
        menu.hide();
        Optional<String> off = model.picture().get().regions().stream()
                .filter(one -> one.id() == region)
                .map(BoardPicture.RegionPicture::create)
                .filter(why -> !why.isEmpty())
                .findFirst();
        menu = menus.region(region, off);
        menu.show(at, screenX, screenY);
    }

    @Override
    public boolean grip(int region, BarPiece piece, double share) {
        return model.grip(region, piece, share);
    }

    @Override
    public void dragBar(double share, double sceneX, double sceneY) {
        lastX = sceneX;
        lastY = sceneY;
        model.dragBar(share);
        model.barDrag().get().ifPresent(one -> layer.sayBar(one, sceneX, sceneY));
    }

    @Override
    public void dropBar() {
        model.dropBar();
    }

    private void dragged(MouseEvent event) {
        if (model.drag().get().isPresent()) {
            layer.moveTo(event.getSceneX(), event.getSceneY());
            scrollAtEdge(event.getSceneY());
        }
    }

    /** Near the upper or lower edge the board scrolls by itself, as long as the pointer stays there. */
    private void scrollAtEdge(double sceneY) {
        Bounds view = scroll.localToScene(scroll.getBoundsInLocal());
        double before = edgeDirection;
        edgeDirection = sceneY < view.getMinY() + EDGE ? -1 : sceneY > view.getMaxY() - EDGE ? 1 : 0;
        if (edgeDirection != 0 && before == 0) {
            edgeScroll.start();
        } else if (edgeDirection == 0) {
            edgeScroll.stop();
        }
    }

    private AnimationTimer edgeScroll() {
        return new AnimationTimer() {
            private long last;

            @Override
            public void start() {
                last = 0;
                super.start();
            }

            @Override
            public void handle(long now) {
                double seconds = last == 0 ? 1 / 60.0 : (now - last) / 1e9;
                last = now;
                scrollBy(edgeDirection * EDGE_SPEED * Math.min(seconds, 0.1));
            }
        };
    }

    private void scrollBy(double pixels) {
        double room = rows.total() - scroll.getViewportBounds().getHeight();
        if (room > 0) {
            scroll.setVvalue(Math.clamp(scroll.getVvalue() + pixels / room, 0, 1));
        }
    }

    void openMenu(TileNode tile, double x, double y, boolean keyboard) {
        menu.hide();
        if (!model.selection().contains(tile.device())) {
            model.select(tile.device());
        }
        menu = menus.tile(tile.device());
        if (keyboard) {
            menu.show(tile, Side.BOTTOM, 0, 2);
        } else {
            menu.show(tile, x, y);
        }
    }

    private void reveal(Bounds in) {
        double height = scroll.getViewportBounds().getHeight();
        double room = rows.total() - height;
        if (room > 0) {
            double top = scroll.getVvalue() * room;
            if (in.getMinY() - 8 < top) {
                scroll.setVvalue((in.getMinY() - 8) / room);
            } else if (in.getMaxY() + 8 > top + height) {
                scroll.setVvalue((in.getMaxY() + 8 - height) / room);
            }
        }
        inSight();
    }

    private void hover(@Nullable Node under) {
        Optional<CellNode> cell = under == null ? Optional.empty() : RegionCard.cellOf(under);
        model.drag()
                .get()
                .ifPresent(drag -> model.hover(cell.filter(one -> drag.regions().contains(one.region()))
                        .map(CellNode::mode)));
    }

    /** Whether a dialog is open, which has the keyboard then. */
    boolean hasForm() {
        return formHolder.isVisible();
    }

    static boolean isPlain(KeyEvent event, KeyCode code) {
        return event.getCode() == code && !event.isShortcutDown() && !event.isAltDown();
    }
}
