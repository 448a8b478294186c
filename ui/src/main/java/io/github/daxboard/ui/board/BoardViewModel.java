// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.ui.hosts.HostSession;
import io.github.daxboard.ui.hosts.Selection;
import io.github.daxboard.ui.plan.ChangeQueue;
import io.github.daxboard.ui.plan.MoveCommand;
import io.github.daxboard.ui.plan.MoveCommand.Result;
import io.github.daxboard.ui.plan.PlanViewModel;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * The board without controls: its picture, the tile in the air, the selection, and what is said in the status line. The
 * picture is a function of the newest snapshot, the queue and the run; nothing is drawn as done before it was read back.
 */
public final class BoardViewModel {
    private final HostSession session;
    private final Selection selection;
    private final ChangeQueue queue;
    private final PlanViewModel plan;
    private final MoveCommand command;
    private final ReadOnlyObjectWrapper<BoardPicture> picture =
            new ReadOnlyObjectWrapper<>(new BoardPicture(List.of()));
    private final ReadOnlyObjectWrapper<Optional<DragPicture>> drag = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Refusal>> refused = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final BooleanProperty asItWillBe = new SimpleBooleanProperty(false);

    public BoardViewModel(
            HostSession session, Selection selection, ChangeQueue queue, MoveCommand command, PlanViewModel plan) {
        this.session = session;
        this.selection = selection;
        this.queue = queue;
        this.plan = plan;
        this.command = command;
        session.state().subscribe((before, now) -> redraw());
        // The first change shows where it leads; an empty queue leads nowhere, and the two pictures are then the same.
        queue.changes().subscribe((before, now) -> {
            asItWillBe.set(!now.isEmpty());
            redraw();
        });
        plan.run().subscribe((before, now) -> {
            // While a plan runs, the board shows what is; so also when it has ended and changes are left.
            if (now.isPresent()) {
                asItWillBe.set(false);
            }
            redraw();
        });
        asItWillBe.subscribe((before, now) -> redraw());
        redraw();
    }

    public ReadOnlyObjectProperty<BoardPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<DragPicture>> drag() {
        return drag.getReadOnlyProperty();
    }

    /** What is selected, here and on the other views of this host. */
    public Selection selection() {
        return selection;
    }

    /** Why the last drop was refused, until it is put away. */
    public ReadOnlyObjectProperty<Optional<Refusal>> refused() {
        return refused.getReadOnlyProperty();
    }

    /** What was done last, in words for the status line. */
    public ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    /** Whether queued changes are drawn as if done. */
    public BooleanProperty asItWillBe() {
        return asItWillBe;
    }

    private void redraw() {
        session.snapshot().ifPresent(snapshot -> {
            picture.set(new BoardPictures(
                            snapshot, queue.list(), asItWillBe.get(), plan.run().get())
                    .draw());
            selection.keep(snapshot);
        });
    }

    public void select(DeviceName device) {
        selection.select(device);
    }

    public void unselect() {
        selection.clear();
    }

    public void putAwayRefusal() {
        refused.set(Optional.empty());
    }

    /** What each mode says to a device, for menus. */
    public Map<Mode, Verdict> verdicts(DeviceName device) {
        return command.verdicts(device);
    }

    /** Lifts a tile. Whether it came off: a pinned one, say, does not, and the status line says why. */
    public boolean pickUp(DeviceName device, boolean byKeyboard) {
        putAwayRefusal();
        Optional<BoardPicture.TilePicture> tile = tile(device);
        if (tile.isEmpty() || !tile.get().movable()) {
            String stuck = tile.map(BoardPicture.TilePicture::stuck).orElse("");
            said.set(stuck.isEmpty() ? Words.text("board.said.busy") : stuck);
            return false;
        }
        Snapshot snapshot = session.snapshot().orElseThrow();
        Mode home = shownMode(snapshot, device);
        session.hold(true);
        drag.set(Optional.of(new DragPicture(
                device,
                snapshot.regionOf(device).orElseThrow().id(),
                home,
                command.verdicts(device),
                byKeyboard ? Optional.of(home) : Optional.empty(),
                byKeyboard)));
        said.set(Words.text(
                byKeyboard ? "board.said.picked-keys" : "board.said.picked", device, sizeOf(snapshot, device), home));
        return true;
    }

    private Optional<BoardPicture.TilePicture> tile(DeviceName device) {
        return picture.get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .flatMap(column -> column.tiles().stream())
                .filter(tile -> tile.device().equals(device) && tile.place() != BoardPicture.Place.PENDING_FROM)
                .findFirst();
    }

    private Mode shownMode(Snapshot snapshot, DeviceName device) {
        Mode actual = snapshot.device(device).flatMap(Device::mode).orElse(Mode.UNBOUND);
        return picture.get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .filter(column -> column.tiles().stream()
                        .anyMatch(
                                tile -> tile.device().equals(device) && tile.place() == BoardPicture.Place.PENDING_TO))
                .map(BoardPicture.ColumnPicture::mode)
                .findFirst()
                .orElse(actual);
    }

    /** The tile in the air came over a column, or over none. */
    public void hover(Optional<Mode> column) {
        drag.get().filter(one -> !one.over().equals(column)).ifPresent(one -> {
            DragPicture next = one.over(column);
            drag.set(Optional.of(next));
            said.set(hoverWords(next));
        });
    }

    /** Carries the tile to the next column, by keyboard. */
    public void next(int direction) {
        drag.get().ifPresent(one -> {
            int index = columns().indexOf(one.over().orElse(one.home())) + direction;
            hover(Optional.of(columns().get(Math.clamp(index, 0, columns().size() - 1))));
        });
    }

    private static String hoverWords(DragPicture drag) {
        if (drag.over().isEmpty()) {
            return Words.text("board.said.over-nothing", drag.device());
        }
        Mode over = drag.over().get();
        return switch (drag.verdict(over)) {
            case Verdict.Home home -> Words.text("board.said.over-home", drag.device(), over);
            case Verdict.Allowed allowed -> Words.text("board.said.over-allowed", drag.device(), over);
            case Verdict.Warned warned ->
                Words.text(
                        "board.said.over-warned",
                        drag.device(),
                        over,
                        warned.warnings().getFirst().text());
            case Verdict.Refused refusal ->
                Words.text(
                        "board.said.over-refused",
                        drag.device(),
                        over,
                        refusal.first().what());
        };
    }

    /** Drops the tile where it is. Queues, or says why not; writes nothing. */
    public void drop() {
        drag.get().ifPresent(one -> {
            land();
            if (one.over().isPresent()) {
                move(one.device(), one.over().get());
            } else {
                said.set(Words.text("board.said.nowhere", one.device()));
            }
        });
    }

    /** Puts the tile back where it was. */
    public void cancel() {
        drag.get().ifPresent(one -> {
            land();
            said.set(Words.text("board.said.cancelled", one.device()));
        });
    }

    private void land() {
        drag.set(Optional.empty());
        session.hold(false);
    }

    /** The one way to move a device, for all the ways to ask for it. */
    public void move(DeviceName device, Mode mode) {
        putAwayRefusal();
        if (plan.isRunning()) {
            said.set(Words.text("board.said.busy"));
            return;
        }
        switch (command.move(device, mode)) {
            case Result.Queued(int number, boolean replaced) ->
                said.set(Words.text(replaced ? "board.said.replaced" : "board.said.queued", device, mode, number));
            case Result.CancelledOut out -> said.set(Words.text("board.said.cancelled-out", device, mode));
            case Result.AlreadyThere there -> said.set(Words.text("board.said.already", device, mode));
            case Result.Refused(Refusal refusal) -> {
                refused.set(Optional.of(refusal));
                said.set(Words.text("board.said.refused", device, mode, refusal.what()));
            }
        }
    }

    private static String sizeOf(Snapshot snapshot, DeviceName device) {
        return snapshot.device(device).map(one -> Sizes.words(one.size())).orElse("?");
    }

    /** The modes in the order of the columns. */
    public static List<Mode> columns() {
        return List.of(Mode.values());
    }
}
