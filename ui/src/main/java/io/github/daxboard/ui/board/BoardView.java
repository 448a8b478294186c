// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Draws the board's picture and passes on what the user does. Each handler is one call of the view model. */
public final class BoardView extends StackPane {
    private static final double EDGE = 36;
    private static final double EDGE_STEP = 14;

    private final BoardViewModel model;
    private final VBox cards = new VBox();
    private final ScrollPane scroll = new ScrollPane(cards);
    private final DragLayer layer = new DragLayer();
    private final StackPane refusedCard = new StackPane();
    private final List<Node> notes = new ArrayList<>();
    private final Map<Integer, RegionCard> byRegion = new HashMap<>();
    private ContextMenu menu = new ContextMenu();

    public BoardView(BoardViewModel model) {
        this.model = model;
        setId("board");
        getStyleClass().add("board");
        cards.getStyleClass().add("cards");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox page = new VBox(heads(), scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        refusedCard.getStyleClass().add("refused-holder");
        refusedCard.setPickOnBounds(false);
        refusedCard.setMaxHeight(USE_PREF_SIZE);
        StackPane.setAlignment(refusedCard, Pos.BOTTOM_RIGHT);
        getChildren().addAll(page, refusedCard, layer);
        widthProperty().subscribe(width -> notes.forEach(note -> Parts.present(note, width.doubleValue() > 800)));
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        // A full press-drag-release gesture is told to what lies under the pointer: so a cell hears of a tile.
        addEventFilter(MouseDragEvent.MOUSE_DRAG_OVER, event -> {
            dragged(event);
            hover(event.getPickResult().getIntersectedNode());
        });
        addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED, event -> model.hover(Optional.empty()));
        model.picture().subscribe(this::show);
        model.drag().subscribe(this::show);
        model.selection().devices().subscribe(selected -> markSelected());
        model.refused().subscribe(refused -> {
            refusedCard.getChildren().clear();
            refused.ifPresent(one -> {
                Button close = Parts.button("refused-close", Words.text("close"));
                close.setOnAction(event -> model.putAwayRefusal());
                VBox card = Parts.refusalCard("refused-card", one, close);
                card.setMaxHeight(USE_PREF_SIZE);
                refusedCard.getChildren().add(card);
            });
            Parts.present(refusedCard, refused.isPresent());
        });
    }

    private HBox heads() {
        GridPane grid = RegionCard.grid();
        for (Mode mode : Mode.values()) {
            HBox note = new HBox(Parts.label(Words.text("column.note." + mode.word()), "caption", "muted"));
            note.setAlignment(Pos.CENTER_LEFT);
            notes.add(note);
            HBox head = new HBox(new ModeMark(Look.of(mode)), Parts.label(mode.word(), "strong"), note);
            head.getStyleClass().add("column-head");
            grid.add(head, BoardViewModel.columns().indexOf(mode), 0);
        }
        HBox heads = new HBox(grid);
        HBox.setHgrow(grid, Priority.ALWAYS);
        heads.getStyleClass().add("column-heads");
        return heads;
    }

    private void show(BoardPicture picture) {
        Optional<TileNode> focused = focusedTile();
        List<Node> wanted = new ArrayList<>();
        for (RegionPicture region : picture.regions()) {
            RegionCard card =
                    byRegion.computeIfAbsent(region.id(), id -> new RegionCard(region, this::prepare, model::select));
            card.show(region);
            wanted.add(card);
        }
        byRegion.keySet()
                .retainAll(picture.regions().stream().map(RegionPicture::id).toList());
        if (!cards.getChildren().equals(wanted)) {
            cards.getChildren().setAll(wanted);
        }
        // A tile that went to another column is another node: the keyboard stays with the device.
        focused.filter(tile -> tile.getScene() == null || !tile.isFocused())
                .flatMap(tile -> tile(tile.device().toString()))
                .ifPresent(Node::requestFocus);
        markSelected();
    }

    private void markSelected() {
        tiles().forEach(tile -> Parts.toggle(tile, "selected", model.selection().contains(tile.device())));
    }

    private void show(Optional<DragPicture> drag) {
        byRegion.values().forEach(card -> card.show(drag));
        Parts.toggle(this, "dragging", drag.isPresent());
        drag.ifPresentOrElse(
                one -> {
                    layer.say(one);
                    if (one.byKeyboard()) {
                        showCarried(one);
                    }
                },
                layer::land);
    }

    private void showCarried(DragPicture drag) {
        applyCss();
        layout();
        Optional.ofNullable(byRegion.get(drag.region())).ifPresent(card -> {
            CellNode cell = card.columns()
                    .get(BoardViewModel.columns().indexOf(drag.over().orElse(drag.home())));
            layer.moveOver(cell.localToScene(cell.getBoundsInLocal()));
        });
    }

    private List<TileNode> tiles() {
        return cards.getChildren().stream()
                .map(RegionCard.class::cast)
                .flatMap(card -> card.columns().stream())
                .flatMap(cell -> cell.tiles().stream())
                .toList();
    }

    private Optional<TileNode> tile(String device) {
        return tiles().stream()
                .filter(tile -> tile.picture().place() != Place.PENDING_FROM)
                .filter(tile -> tile.device().toString().equals(device))
                .findFirst();
    }

    private Optional<TileNode> focusedTile() {
        return tiles().stream().filter(Node::isFocused).findFirst();
    }

    private void prepare(TileNode tile) {
        tile.setOnMousePressed(event -> tile.requestFocus());
        // On release: a selection opens a panel, and nothing may move under a pointer that begins a drag.
        tile.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                model.select(tile.device());
            }
        });
        tile.setOnDragDetected(event -> {
            if (event.getButton() == MouseButton.PRIMARY && tile.picture().place() != Place.PENDING_FROM) {
                layer.lift(tile, event.getX(), event.getY());
                if (model.pickUp(tile.device(), false)) {
                    tile.startFullDrag();
                    layer.moveTo(event.getSceneX(), event.getSceneY());
                } else {
                    layer.land();
                }
            }
        });
        tile.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        tile.setOnMouseReleased(event -> model.drop());
        tile.setOnContextMenuRequested(event -> {
            openMenu(tile, event.getScreenX(), event.getScreenY(), event.isKeyboardTrigger());
            event.consume();
        });
    }

    private void dragged(MouseEvent event) {
        if (model.drag().get().isPresent()) {
            layer.moveTo(event.getSceneX(), event.getSceneY());
            scrollAtEdge(event.getSceneY());
        }
    }

    private void scrollAtEdge(double sceneY) {
        Bounds view = scroll.localToScene(scroll.getBoundsInLocal());
        double room = cards.getHeight() - scroll.getViewportBounds().getHeight();
        if (room <= 0) {
            return;
        }
        double step = sceneY < view.getMinY() + EDGE ? -EDGE_STEP : sceneY > view.getMaxY() - EDGE ? EDGE_STEP : 0;
        scroll.setVvalue(Math.clamp(scroll.getVvalue() + step / room, 0, 1));
    }

    private void openMenu(TileNode tile, double x, double y, boolean keyboard) {
        menu.hide();
        model.select(tile.device());
        menu = new MoveMenu(model, tile.device()).build();
        if (keyboard) {
            menu.show(tile, Side.BOTTOM, 0, 2);
        } else {
            menu.show(tile, x, y);
        }
    }

    private void keyPressed(KeyEvent event) {
        Optional<DragPicture> drag = model.drag().get();
        if (drag.isPresent()) {
            carryKey(event);
        } else {
            focusedTile().ifPresent(tile -> tileKey(event, tile));
            if (event.getCode() == KeyCode.ESCAPE && !event.isConsumed()) {
                model.putAwayRefusal();
            }
        }
    }

    private void carryKey(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> model.cancel();
            case LEFT -> model.next(-1);
            case RIGHT -> model.next(1);
            case SPACE, ENTER -> model.drop();
            default -> {}
        }
        event.consume();
    }

    private void tileKey(KeyEvent event, TileNode tile) {
        switch (event.getCode()) {
            case SPACE -> {
                model.select(tile.device());
                layer.lift(tile, 0, 0);
                if (!model.pickUp(tile.device(), true)) {
                    layer.land();
                }
            }
            case ENTER -> model.select(tile.device());
            case LEFT -> focusNext(tile, -1, 0);
            case RIGHT -> focusNext(tile, 1, 0);
            case UP -> focusNext(tile, 0, -1);
            case DOWN -> focusNext(tile, 0, 1);
            case CONTEXT_MENU -> openMenu(tile, 0, 0, true);
            case F10 -> {
                if (!event.isShiftDown()) {
                    return;
                }
                openMenu(tile, 0, 0, true);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Goes to the nearest tile in a direction; what lies straight ahead is nearer than what lies aside. */
    private void focusNext(TileNode from, int dx, int dy) {
        Bounds here = from.localToScene(from.getBoundsInLocal());
        TileNode best = from;
        double nearest = Double.MAX_VALUE;
        for (TileNode tile : tiles()) {
            Bounds there = tile.localToScene(tile.getBoundsInLocal());
            double x = there.getCenterX() - here.getCenterX();
            double y = there.getCenterY() - here.getCenterY();
            double ahead = x * dx + y * dy;
            double aside = Math.abs(x * dy) + Math.abs(y * dx);
            if (tile != from
                    && tile.isFocusTraversable()
                    && tile.isVisible()
                    && ahead > 4
                    && ahead + 3 * aside < nearest) {
                nearest = ahead + 3 * aside;
                best = tile;
            }
        }
        best.requestFocus();
        reveal(best);
    }

    private void reveal(Node node) {
        Bounds in = cards.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double height = scroll.getViewportBounds().getHeight();
        double room = cards.getHeight() - height;
        if (room <= 0) {
            return;
        }
        double top = scroll.getVvalue() * room;
        if (in.getMinY() - 8 < top) {
            scroll.setVvalue((in.getMinY() - 8) / room);
        } else if (in.getMaxY() + 8 > top + height) {
            scroll.setVvalue((in.getMaxY() + 8 - height) / room);
        }
    }

    private void hover(@Nullable Node under) {
        Optional<CellNode> cell = under == null ? Optional.empty() : RegionCard.cellOf(under);
        model.drag()
                .get()
                .ifPresent(drag -> model.hover(cell.filter(one -> Optional.ofNullable(byRegion.get(drag.region()))
                                .filter(card -> card.columns().contains(one))
                                .isPresent())
                        .map(CellNode::mode)));
    }
}
