// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The board by keyboard. Where an arrow leads follows from the picture, so that it reaches tiles that have no node. */
final class Keys {
    private final BoardViewModel model;
    private final BoardView view;

    Keys(BoardViewModel model, BoardView view) {
        this.model = model;
        this.view = view;
    }

    void pressed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || view.hasForm()) {
            return;
        }
        if (model.drag().get().isPresent()) {
            carry(event);
        } else if (model.barDrag().get().isPresent()) {
            switch (event.getCode()) {
                case ESCAPE -> model.cancelBar();
                default -> {}
            }
            event.consume();
        } else {
            view.focusedTile().ifPresent(tile -> tile(event, tile));
            switch (event.getCode()) {
                case ESCAPE -> {
                    if (!event.isConsumed()) {
                        model.putAwayRefusal();
                    }
                }
                default -> {}
            }
        }
    }

    private void carry(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> model.cancel();
            case LEFT -> model.next(-1);
            case RIGHT -> model.next(1);
            case SPACE, ENTER -> model.drop();
            default -> {}
        }
        event.consume();
    }

    /** Whether a key asks for the menu of what has the keyboard, as on every desktop. */
    static boolean asksForMenu(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
    }

    private void tile(KeyEvent event, TileNode tile) {
        DeviceName device = tile.device();
        boolean shortcut = event.isShortcutDown();
        switch (event.getCode()) {
            case SPACE -> {
                if (shortcut) {
                    model.selectAlso(device);
                } else {
                    if (!model.selection().contains(device)) {
                        model.select(device);
                    }
                    view.pickUpByKeyboard(tile);
                }
            }
            case ENTER -> model.select(device);
            case LEFT -> go(device, event, this::left);
            case RIGHT -> go(device, event, this::right);
            case UP -> go(device, event, at -> vertical(at, -1));
            case DOWN -> go(device, event, at -> vertical(at, 1));
            case HOME -> go(device, event, at -> Optional.of(0));
            case END -> go(device, event, at -> Optional.of(Integer.MAX_VALUE));
            case CONTEXT_MENU, F10 -> {
                if (!asksForMenu(event)) {
                    return;
                }
                view.openMenu(tile, 0, 0, true);
            }
            case A -> {
                if (!shortcut) {
                    return;
                }
                model.selectAll();
            }
            case R -> {
                if (shortcut) {
                    return;
                }
                model.act(DeviceAction.Kind.RESIZE, device);
            }
            case S -> {
                if (shortcut) {
                    return;
                }
                model.act(DeviceAction.Kind.SPLIT, device);
            }
            case N -> {
                if (shortcut) {
                    return;
                }
                model.openCreate(device.region());
            }
            case DELETE -> model.act(DeviceAction.Kind.DESTROY, device);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** A tile's place in the picture. */
    private record At(int region, int column, int index, DeviceName device) {}

    private interface Way {
        Optional<Integer> from(int place);
    }

    private void go(DeviceName device, KeyEvent event, Way way) {
        List<At> all = all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).device().equals(device)) {
                way.from(i)
                        .map(to -> all.get(Math.clamp(to, 0, all.size() - 1)).device())
                        .ifPresent(to -> {
                            view.focus(to);
                            if (event.isShiftDown()) {
                                model.selectUpTo(to);
                            }
                        });
                return;
            }
        }
    }

    private List<At> all() {
        List<At> all = new ArrayList<>();
        for (RegionPicture region : model.picture().get().regions()) {
            if (region.folded()) {
                continue;
            }
            for (int column = 0; column < region.columns().size(); column++) {
                List<TilePicture> tiles = region.columns().get(column).tiles();
                for (int i = 0; i < tiles.size(); i++) {
                    if (tiles.get(i).place() != Place.PENDING_FROM) {
                        all.add(new At(region.id(), column, i, tiles.get(i).device()));
                    }
                }
            }
        }
        return all;
    }

    private Optional<Integer> left(int place) {
        return sideways(place, -1);
    }

    private Optional<Integer> right(int place) {
        return sideways(place, 1);
    }

    /** The nearest tile of the same region in the next column that has one. */
    private Optional<Integer> sideways(int place, int direction) {
        List<At> all = all();
        At here = all.get(place);
        for (int column = here.column() + direction; column >= 0 && column < 4; column += direction) {
            Optional<Integer> best = best(all, here.region(), column, here.index());
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    /** The next tile of the column; behind the last one, that of the next region, in its nearest column. */
    private Optional<Integer> vertical(int place, int direction) {
        List<At> all = all();
        At here = all.get(place);
        int next = place + direction;
        if (next >= 0
                && next < all.size()
                && all.get(next).region() == here.region()
                && all.get(next).column() == here.column()) {
            return Optional.of(next);
        }
        List<Integer> regions = all.stream().map(At::region).distinct().toList();
        int other = regions.indexOf(here.region()) + direction;
        if (other < 0 || other >= regions.size()) {
            return Optional.empty();
        }
        int from = direction > 0 ? 0 : Integer.MAX_VALUE;
        for (int aside = 0; aside < 4; aside++) {
            for (int column : new int[] {here.column() - aside, here.column() + aside}) {
                Optional<Integer> best = best(all, regions.get(other), column, from);
                if (best.isPresent()) {
                    return best;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> best(List<At> all, int region, int column, int index) {
        Optional<Integer> best = Optional.empty();
        int nearest = Integer.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            At at = all.get(i);
            if (at.region() == region && at.column() == column && Math.abs(at.index() - index) < nearest) {
                nearest = Math.abs(at.index() - index);
                best = Optional.of(i);
            }
        }
        return best;
    }
}
