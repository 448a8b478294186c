// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.plan.AskCommand;
import io.github.daxboard.ui.plan.AskCommand.Result;
import io.github.daxboard.ui.plan.ChangeQueue;
import io.github.daxboard.ui.plan.MoveCommand;
import io.github.daxboard.ui.plan.PlanViewModel;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.session.Drawing;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Selection;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The board without controls: its picture, the tiles in the air, the gesture in a bar, the dialog that is open, and what is
 * said in the status line. The picture is a function of the newest snapshot, the plan and the run; nothing is drawn as done
 * before it was read back.
 */
public final class BoardViewModel {
    private final HostSession session;
    private final Selection selection;
    private final PlanViewModel plan;
    private final MoveCommand command;
    private final AskCommand ask;
    private final ReadOnlyObjectWrapper<BoardPicture> picture =
            new ReadOnlyObjectWrapper<>(new BoardPicture(List.of(), 0));
    private final ReadOnlyObjectWrapper<Optional<DragPicture>> drag = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BarDrag>> barDrag = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SpaceForm>> form = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> refused = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final BooleanProperty asItWillBe = new SimpleBooleanProperty(false);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<BoardSort> sort = new SimpleObjectProperty<>(BoardSort.NAME);
    private final ObjectProperty<BoardFilter> filter = new SimpleObjectProperty<>(BoardFilter.NONE);
    private final BooleanProperty filtering = new SimpleBooleanProperty(false);
    private final Set<Integer> turned = new HashSet<>();
    private final Drawing<BoardPictures.Facts, BoardPicture> drawing;
    private Optional<BarGesture> gesture = Optional.empty();
    private Optional<BoardPicture> late = Optional.empty();

    public BoardViewModel(
            HostSession session,
            Selection selection,
            ChangeQueue queue,
            MoveCommand command,
            AskCommand ask,
            PlanViewModel plan) {
        this.session = session;
        this.selection = selection;
        this.plan = plan;
        this.command = command;
        this.ask = ask;
        this.drawing = new Drawing<>(session.threads(), facts -> new BoardPictures(facts).draw(), this::show);
        session.state().subscribe((before, now) -> redraw());
        session.outside().subscribe((before, now) -> redraw());
        // The first change shows where it leads; an empty queue leads nowhere, and the two pictures are then the same.
        queue.changes().subscribe((before, now) -> {
            asItWillBe.set(!now.isEmpty());
            redraw();
        });
        plan.confirmations().subscribe((before, now) -> redraw());
        plan.run().subscribe((before, now) -> {
            // While a plan runs, the board shows what is; so also when it has ended and changes are left.
            if (now.isPresent()) {
                asItWillBe.set(false);
            }
            redraw();
        });
        asItWillBe.subscribe((before, now) -> redraw());
        search.subscribe((before, now) -> redraw());
        sort.subscribe((before, now) -> redraw());
        filter.subscribe((before, now) -> redraw());
        // Nothing is hidden without a sign of it.
        filtering.subscribe((before, now) -> {
            if (!now) {
                filter.set(BoardFilter.NONE);
            }
        });
        // What is looked at is no news any more.
        selection.devices().subscribe((before, now) -> session.seen(now));
        redraw();
    }

    public ReadOnlyObjectProperty<BoardPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<DragPicture>> drag() {
        return drag.getReadOnlyProperty();
    }

    /** The gesture in a region's bar, while there is one. */
    public ReadOnlyObjectProperty<Optional<BarDrag>> barDrag() {
        return barDrag.getReadOnlyProperty();
    }

    /** The dialog that is open, if any. */
    public ReadOnlyObjectProperty<Optional<SpaceForm>> form() {
        return form.getReadOnlyProperty();
    }

    /** What is selected, here and on the other views of this host. */
    public Selection selection() {
        return selection;
    }

    /** Why the last thing asked for was refused, until it is put away. */
    public ReadOnlyObjectProperty<Optional<Problem>> refused() {
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

    /** What a tile must have in its words to be shown. */
    public StringProperty search() {
        return search;
    }

    public ObjectProperty<BoardSort> sort() {
        return sort;
    }

    /** What else is asked of a tile to be shown. */
    public ObjectProperty<BoardFilter> filter() {
        return filter;
    }

    /** Whether the chips of the filter are shown. Putting them away ends the filter. */
    public BooleanProperty filtering() {
        return filtering;
    }

    private void redraw() {
        session.snapshot().ifPresent(snapshot -> {
            drawing.ask(new BoardPictures.Facts(
                    snapshot,
                    asItWillBe.get() ? plan.promised() : snapshot,
                    asItWillBe.get(),
                    plan.plan(),
                    plan.run().get(),
                    session.outside().get(),
                    new BoardPictures.View(
                            search.get().strip().toLowerCase(Locale.ROOT),
                            sort.get(),
                            filter.get(),
                            Set.copyOf(turned))));
            selection.keep(shown());
        });
    }

    /** A picture was drawn. While something is in the air nothing may move under it, and the picture waits. */
    private void show(BoardPicture drawn) {
        boolean waits = drag.get().isPresent() || gesture.isPresent();
        late = waits ? Optional.of(drawn) : Optional.empty();
        if (!waits) {
            picture.set(drawn);
        }
    }

    /** Nothing is in the air any more. */
    private void settle() {
        session.hold(false);
        late.ifPresent(this::show);
    }

    /** The picture that names are looked up in: what is, or what will be. */
    private Snapshot shown() {
        return asItWillBe.get()
                ? plan.promised()
                : session.snapshot().orElseThrow(() -> new IllegalStateException("no snapshot"));
    }

    /** Folds a region to one line, or unfolds it. */
    public void turn(int region) {
        if (!turned.remove(region)) {
            turned.add(region);
        }
        redraw();
    }

    public void select(DeviceName device) {
        selection.select(device);
    }

    /** Adds a device to the selection, or takes it out. */
    public void selectAlso(DeviceName device) {
        selection.toggle(device);
        said.set(WindowTexts.text(
                "board.said.selected",
                WindowTexts.count("devices", selection.list().size())));
    }

    /** Selects all tiles from the one selected last to this one, as they stand: by region, column and place. */
    public void selectUpTo(DeviceName device) {
        List<DeviceName> order = tiles().map(TilePicture::device).distinct().toList();
        int from = selection.newest().map(order::indexOf).orElse(-1);
        int to = order.indexOf(device);
        if (from < 0 || to < 0) {
            select(device);
            return;
        }
        List<DeviceName> range = new ArrayList<>(order.subList(Math.min(from, to), Math.max(from, to) + 1));
        if (to < from) {
            java.util.Collections.reverse(range);
        }
        selection.select(range);
        said.set(WindowTexts.text("board.said.selected", WindowTexts.count("devices", range.size())));
    }

    /** Selects all that the board shows. */
    public void selectAll() {
        selection.select(tiles().map(TilePicture::device).distinct().toList());
        said.set(WindowTexts.text(
                "board.said.selected",
                WindowTexts.count("devices", selection.list().size())));
    }

    /** The first device that the board shows. */
    public Optional<DeviceName> firstShown() {
        return tiles().map(TilePicture::device).findFirst();
    }

    public void unselect() {
        selection.clear();
    }

    public void putAwayRefusal() {
        refused.set(Optional.empty());
    }

    /** What each mode says to a device, for menus. */
    public Map<Mode, Verdict> verdicts(DeviceName device) {
        return verdicts(List.of(device));
    }

    /** What each mode says to several devices together. */
    public Map<Mode, Verdict> verdicts(List<DeviceName> devices) {
        return Stream.of(Mode.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        mode -> GroupVerdict.of(devices.stream()
                                .map(device -> new GroupVerdict.One(device, command.verdict(device, mode)))
                                .toList())));
    }

    /** What else can be asked for of a device. */
    public List<DeviceAction> actions(DeviceName device) {
        return session.snapshot()
                .map(snapshot -> new DeviceActions(snapshot, ask).of(device))
                .orElse(List.of());
    }

    /** Lifts a tile, and with it the other selected ones. Whether it came off: where not, the status line says why. */
    public boolean pickUp(DeviceName device, boolean byKeyboard) {
        putAwayRefusal();
        Optional<TilePicture> tile = tile(device);
        if (tile.isEmpty() || !tile.get().movable()) {
            String stuck = tile.map(TilePicture::stuck).orElse("");
            said.set(stuck.isEmpty() ? WindowTexts.text("board.said.busy") : stuck);
            return false;
        }
        List<DeviceName> devices = group(device);
        Mode home = columnOf(device);
        session.hold(true);
        drag.set(Optional.of(new DragPicture(
                devices,
                devices.stream().map(DeviceName::region).collect(Collectors.toSet()),
                home,
                verdicts(devices),
                byKeyboard ? Optional.of(home) : Optional.empty(),
                byKeyboard)));
        said.set(WindowTexts.text(
                byKeyboard ? "board.said.picked-keys" : "board.said.picked",
                DragPicture.who(devices),
                devices.size() == 1
                        ? sizeOf(device)
                        : Sizes.words(devices.stream()
                                .flatMap(one -> shown().device(one).stream())
                                .mapToLong(one -> one.size().value().orElse(0L))
                                .sum()),
                home));
        return true;
    }

    /** The device that was taken hold of, and the selected ones that can go with it. */
    private List<DeviceName> group(DeviceName device) {
        if (!selection.contains(device)) {
            return List.of(device);
        }
        Set<DeviceName> movable =
                tiles().filter(TilePicture::movable).map(TilePicture::device).collect(Collectors.toSet());
        return Stream.concat(
                        Stream.of(device),
                        selection.list().stream()
                                .filter(other -> !other.equals(device))
                                .filter(movable::contains))
                .toList();
    }

    private Stream<TilePicture> tiles() {
        return picture.get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .flatMap(column -> column.tiles().stream());
    }

    private Optional<TilePicture> tile(DeviceName device) {
        return tiles().filter(tile -> tile.device().equals(device) && tile.place() != Place.PENDING_FROM)
                .findFirst();
    }

    private Mode columnOf(DeviceName device) {
        return picture.get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .filter(column -> column.tiles().stream()
                        .anyMatch(tile -> tile.device().equals(device) && tile.place() != Place.PENDING_FROM))
                .map(ColumnPicture::mode)
                .findFirst()
                .orElse(Mode.UNBOUND);
    }

    /** The tiles in the air came over a column, or over none. */
    public void hover(Optional<Mode> column) {
        drag.get().filter(one -> !one.over().equals(column)).ifPresent(one -> {
            DragPicture next = one.over(column);
            drag.set(Optional.of(next));
            said.set(hoverWords(next));
        });
    }

    /** Carries the tiles to the next column, by keyboard. */
    public void next(int direction) {
        drag.get().ifPresent(one -> {
            int index = columns().indexOf(one.over().orElse(one.home())) + direction;
            hover(Optional.of(columns().get(Math.clamp(index, 0, columns().size() - 1))));
        });
    }

    private static String hoverWords(DragPicture drag) {
        if (drag.over().isEmpty()) {
            return WindowTexts.text("board.said.over-nothing", drag.who());
        }
        Mode over = drag.over().get();
        return switch (drag.verdict(over)) {
            case Verdict.Home home -> WindowTexts.text("board.said.over-home", drag.who(), over);
            case Verdict.Allowed allowed -> WindowTexts.text("board.said.over-allowed", drag.who(), over);
            case Verdict.Warned warned ->
                WindowTexts.text(
                        "board.said.over-warned",
                        drag.who(),
                        over,
                        warned.warnings().getFirst().fact());
            case Verdict.Refused refusal ->
                WindowTexts.text(
                        "board.said.over-refused",
                        drag.who(),
                        over,
                        WindowTexts.say(refusal.first().fact()));
        };
    }

    /** Drops the tiles where they are. Queues, or says why not; writes nothing. */
    public void drop() {
        drag.get().ifPresent(one -> {
            land();
            if (one.over().isPresent()) {
                move(one.devices(), one.over().get());
            } else {
                said.set(WindowTexts.text("board.said.nowhere", one.who()));
            }
        });
    }

    /** Puts the tiles back where they were. */
    public void cancel() {
        drag.get().ifPresent(one -> {
            land();
            said.set(WindowTexts.text("board.said.cancelled", one.who()));
        });
    }

    private void land() {
        drag.set(Optional.empty());
        settle();
    }

    /** The one way to move a device, for all the ways to ask for it. */
    public void move(DeviceName device, Mode mode) {
        move(List.of(device), mode);
    }

    /** Moves several at once: one step for undo. Those that can't go stay, and it is said. */
    public void move(List<DeviceName> devices, Mode mode) {
        if (devices.size() == 1) {
            ask(new Change.SwitchMode(devices.getFirst(), mode));
            return;
        }
        if (isBusy()) {
            return;
        }
        List<Change> able = devices.stream()
                .filter(device -> !command.verdict(device, mode).isRefused())
                .<Change>map(device -> new Change.SwitchMode(device, mode))
                .toList();
        if (able.isEmpty()) {
            ask(new Change.SwitchMode(devices.getFirst(), mode));
            return;
        }
        String who = WindowTexts.count("devices", able.size()) + " \u2192 " + mode;
        tell(who, ask.ask(able));
        if (able.size() < devices.size()) {
            said.set(said.get() + " " + WindowTexts.text("board.said.stay", devices.size() - able.size()));
        }
    }

    /** The one way to ask for any change: it is queued, or it is said why not. */
    public void ask(Change change) {
        ask(List.of(change), WindowTexts.say(change.message()));
    }

    /**
     * Asks for changes together.
     *
     * @param words what they are, for the status line
     */
    public void ask(List<Change> changes, String words) {
        putAwayRefusal();
        if (!isBusy()) {
            tell(words, ask.ask(changes));
        }
    }

    private boolean isBusy() {
        putAwayRefusal();
        if (plan.isRunning()) {
            said.set(WindowTexts.text("board.said.busy"));
        }
        return plan.isRunning();
    }

    private void tell(String words, Result result) {
        switch (result) {
            case Result.Queued(int number, boolean replaced) ->
                said.set(WindowTexts.text(replaced ? "board.said.replaced" : "board.said.queued", words, number));
            case Result.CancelledOut out -> said.set(WindowTexts.text("board.said.cancelled-out", words));
            case Result.AlreadyThere there -> said.set(WindowTexts.text("board.said.already", words));
            case Result.Refused(Problem refusal) -> {
                refused.set(Optional.of(refusal));
                said.set(WindowTexts.text("board.said.refused", words, WindowTexts.say(refusal.fact())));
            }
        }
    }

    /** What was chosen in a menu: a dialog opens, or the change is queued. */
    public void act(DeviceAction.Kind kind, DeviceName device) {
        DeviceActions.change(kind, device)
                .ifPresentOrElse(
                        this::ask,
                        () -> openForm(
                                kind == DeviceAction.Kind.SPLIT ? SpaceForm.Kind.SPLIT : SpaceForm.Kind.RESIZE,
                                device));
    }

    private void openForm(SpaceForm.Kind kind, DeviceName name) {
        Optional<Device> device = shown().device(name);
        Optional<Region> region = shown().region(name.region());
        if (!isBusy() && device.isPresent() && region.isPresent()) {
            form.set(Optional.of(SpaceForm.of(kind, shown(), region.get(), device.get(), ask)));
        }
    }

    /** Opens the dialog for a new device. */
    public void openCreate(int region) {
        if (isBusy()) {
            return;
        }
        String off = region(region).map(RegionPicture::create).orElse("");
        if (!off.isEmpty()) {
            said.set(off);
            return;
        }
        shown().region(region).ifPresent(one -> form.set(Optional.of(SpaceForm.create(shown(), one, ask))));
    }

    /** Queues what the dialog asks for, if that makes sense. */
    public void acceptForm() {
        form.get()
                .map(SpaceForm::draft)
                .map(ReadOnlyObjectProperty::get)
                .filter(SpaceForm.Draft::isGood)
                .ifPresent(draft -> {
                    closeForm();
                    ask(
                            draft.changes(),
                            draft.changes().stream()
                                    .map(change -> WindowTexts.say(change.message()))
                                    .collect(Collectors.joining(", ")));
                });
    }

    public void closeForm() {
        form.set(Optional.empty());
    }

    private Optional<RegionPicture> region(int id) {
        return picture.get().regions().stream().filter(one -> one.id() == id).findFirst();
    }

    /** The devices of a region that are left over: of size 0, and not the one that holds the region's place. */
    public List<DeviceName> leftovers(int region) {
        return session.snapshot().map(Snapshot::leftovers).orElse(List.of()).stream()
                .map(Device::name)
                .filter(name -> name.region() == region)
                .toList();
    }

    /** Queues the end of all that is left over in a region. */
    public void clean(int region) {
        List<Change> changes =
                leftovers(region).stream().<Change>map(Change.Destroy::new).toList();
        if (!changes.isEmpty()) {
            ask(changes, WindowTexts.text("board.clean", WindowTexts.count("devices", changes.size())));
        }
    }

    /** Begins a gesture in a bar: at a device's end, or on free space. Whether it came off. */
    public boolean grip(int region, BarPiece piece, double share) {
        Optional<Region> one = shown().region(region);
        boolean able = piece.device().isPresent()
                ? piece.resizable()
                : one.filter(at -> !at.isStatic()).isPresent();
        if (one.isEmpty() || !able || isBusy()) {
            return false;
        }
        session.hold(true);
        gesture = Optional.of(new BarGesture(shown(), one.get(), piece, share, ask));
        dragBar(share);
        return true;
    }

    /** The pointer of the gesture is there now, 0 to 1 of the bar. */
    public void dragBar(double share) {
        gesture.ifPresent(one -> {
            BarDrag next = one.at(Math.clamp(share, 0, 1));
            if (!barDrag.get().filter(next::equals).isPresent()) {
                barDrag.set(Optional.of(next));
                said.set(next.title());
            }
        });
    }

    /** Queues what the gesture asks for. */
    public void dropBar() {
        Optional<BarDrag> last = barDrag.get();
        letGo();
        last.flatMap(BarDrag::change).ifPresent(this::ask);
    }

    public void cancelBar() {
        if (barDrag.get().isPresent()) {
            letGo();
            said.set(WindowTexts.text("bar.cancelled"));
        }
    }

    private void letGo() {
        gesture = Optional.empty();
        barDrag.set(Optional.empty());
        settle();
    }

    private String sizeOf(DeviceName device) {
        return shown().device(device).map(one -> WindowTexts.size(one.size())).orElse("?");
    }

    /** The modes in the order of the columns. */
    public static List<Mode> columns() {
        return List.of(Mode.values());
    }
}
