// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.ui.board.BoardPicture.Badge;
import io.github.daxboard.ui.board.BoardPicture.Busy;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.board.BoardPicture.Tone;
import io.github.daxboard.ui.plan.Run;
import io.github.daxboard.ui.plan.StepState;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tiles of a device: where it is, and where what is queued leads it. Pure. */
final class Tiles {
    /** A tile and the column that it stands in. */
    record Placed(Mode column, TilePicture tile) {}

    /** A device's queued changes: their numbers, from 1, and whether any of them is blocked. */
    private record Queued(List<Integer> numbers, boolean blocked) {
        static final Queued NONE = new Queued(List.of(), false);

        boolean is() {
            return !numbers.isEmpty();
        }

        String words() {
            return numbers.size() == 1
                    ? WindowTexts.text("board.change", numbers.getFirst())
                    : WindowTexts.text(
                            "board.changes",
                            numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    private static final int WIDE_TEXT = 27;

    private final BoardPictures.Facts facts;
    private final Predicate<Device> pinned;
    private final Predicate<Device> pinnedThen;
    private final Map<DeviceName, Device> now = new HashMap<>();
    private final Map<DeviceName, Device> then = new HashMap<>();
    private final Map<DeviceName, List<Holder>> holders = new HashMap<>();
    private final Map<DeviceName, Queued> queued = new HashMap<>();

    Tiles(BoardPictures.Facts facts) {
        this.facts = facts;
        this.pinned = facts.now().pinned();
        this.pinnedThen = facts.then().pinned();
        facts.now().devices().forEach(device -> now.put(device.name(), device));
        if (facts.asItWillBe()) {
            facts.then().devices().forEach(device -> then.put(device.name(), device));
        } else {
            then.putAll(now);
        }
        facts.now()
                .holders()
                .value()
                .orElse(List.of())
                .forEach(holder -> holders.computeIfAbsent(holder.device(), name -> new ArrayList<>())
                        .add(holder));
        List<ChangePlan> changes = facts.plan().changes();
        for (int i = 0; i < changes.size(); i++) {
            int number = i + 1;
            ChangePlan change = changes.get(i);
            change.device()
                    .ifPresent(
                            name -> queued.merge(name, new Queued(List.of(number), change.isBlocked()), Tiles::both));
        }
    }

    private static Queued both(Queued one, Queued other) {
        return new Queued(
                Stream.concat(one.numbers().stream(), other.numbers().stream()).toList(),
                one.blocked() || other.blocked());
    }

    /** Whether a device is pinned in the picture that the plan leads to. */
    Predicate<Device> pinnedThen() {
        return pinnedThen;
    }

    List<Placed> of(Region region, DeviceName name) {
        Optional<Device> is = Optional.ofNullable(now.get(name));
        Optional<Device> will = Optional.ofNullable(then.get(name));
        if (is.isEmpty()) {
            return will.map(device -> List.of(made(device))).orElse(List.of());
        }
        Device here = is.get();
        if (!facts.asItWillBe() || (will.filter(here::equals).isPresent() && sameMemory(here))) {
            return List.of(new Placed(column(here), actual(region, here)));
        }
        boolean ends = will.isEmpty() || (will.get().isEmpty() && !here.isEmpty());
        if (ends) {
            return List.of(new Placed(column(here), leaves(here, "board.ends")));
        }
        Device there = will.get();
        if (column(there) == column(here)) {
            return List.of(new Placed(column(there), becomes(here, there)));
        }
        return List.of(
                new Placed(column(here), leaves(here, "board.leaves")),
                new Placed(column(there), becomes(here, there)));
    }

    // What another driver holds, or what could not be read, stands with the unbound: it has no use that we know.
    private static Mode column(Device device) {
        return device.mode().orElse(Mode.UNBOUND);
    }

    private boolean sameMemory(Device device) {
        return online(facts.now(), device).equals(online(facts.then(), device));
    }

    private Queued queued(DeviceName name) {
        return queued.getOrDefault(name, Queued.NONE);
    }

    /** In a tile's width: where it comes from is left out where that is long, for its place there stays in sight. */
    private static String arrives(String from, String to, String changes) {
        String all = WindowTexts.text("board.arrives", from, to, changes);
        return all.length() <= WIDE_TEXT ? all : WindowTexts.text("board.arrives.short", to, changes);
    }

    private TilePicture leaves(Device device, String key) {
        return new Draft(device, Place.PENDING_FROM)
                .use(WindowTexts.text(key, queued(device.name()).words()))
                .done();
    }

    private Placed made(Device device) {
        Draft draft = new Draft(device, Place.PENDING_TO)
                .title(WindowTexts.text("board.new"))
                .look(Look.of(pinnedThen, device))
                .use(arrives(
                        WindowTexts.text("board.bar.free"),
                        device.modeWord(),
                        queued(device.name()).words()));
        return new Placed(column(device), draft.done());
    }

    private TilePicture becomes(Device here, Device there) {
        return new Draft(here, Place.PENDING_TO)
                .look(Look.of(pinnedThen, there))
                .size(WindowTexts.size(there.size()))
                .use(arrives(
                        difference(here, there).getFirst(),
                        difference(here, there).getLast(),
                        queued(here.name()).words()))
                .done();
    }

    /** What differs most, before and after. */
    private List<String> difference(Device here, Device there) {
        if (column(here) != column(there)) {
            return List.of(here.modeWord(), there.modeWord());
        }
        if (!here.size().equals(there.size())) {
            return List.of(WindowTexts.size(here.size()), WindowTexts.size(there.size()));
        }
        if (!here.align().equals(there.align())) {
            return List.of(
                    WindowTexts.text("board.align", WindowTexts.size(here.align())), WindowTexts.size(there.align()));
        }
        return List.of(
                online(facts.now(), here).orElse(here.modeWord()),
                online(facts.then(), there).orElse(there.modeWord()));
    }

    private static Optional<String> online(Snapshot snapshot, Device device) {
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isEmpty()) {
            return Optional.empty();
        }
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(WindowTexts.text(
                        "board.badge.online",
                        blocks.stream().filter(MemoryBlock::isOnline).count(),
                        blocks.size()));
    }

    private TilePicture actual(Region region, Device device) {
        Draft draft = new Draft(device, Place.ACTUAL).use(use(region, device));
        return draft.badges(badges(device)).done();
    }

    private String use(Region region, Device device) {
        if (pinned.test(device)) {
            // The badge says it, with its lock.
            return "";
        }
        if (device.isEmpty()) {
            return device.name().isSeed()
                    ? WindowTexts.text("board.anchor", region.id())
                    : WindowTexts.text("board.leftover");
        }
        return device.mode().isPresent() ? device.modeWord() : WindowTexts.text("board.driver", device.modeWord());
    }

    private List<Badge> badges(Device device) {
        if (failed(device.name())) {
            // The one thing to know of it now: the rest would not fit beside it.
            return List.of(
                    new Badge("mdi2c-close-circle-outline", WindowTexts.text("board.badge.failed"), Tone.DANGER));
        }
        List<Badge> badges = new ArrayList<>();
        if (pinned.test(device)) {
            badges.add(new Badge("mdi2l-lock", WindowTexts.text("board.badge.pinned"), Tone.DANGER));
        } else if (device.mode().isEmpty()) {
            badges.add(new Badge("mdi2p-pencil-off-outline", WindowTexts.text("board.badge.read-only"), Tone.QUIET));
        }
        if (facts.outside().containsKey(device.name())) {
            badges.add(new Badge("mdi2a-account-clock-outline", WindowTexts.text("board.badge.outside"), Tone.ACCENT));
        }
        online(facts.now(), device).ifPresent(words -> badges.add(new Badge("mdi2m-memory", words, Tone.QUIET)));
        device.superblock()
                .value()
                .map(Superblock::type)
                .ifPresent(type -> badges.add(new Badge("mdi2d-database-outline", type, Tone.QUIET)));
        holders(device.name()).ifPresent(badges::add);
        Queued mine = queued(device.name());
        if (mine.blocked()) {
            badges.add(new Badge(
                    "mdi2c-close-circle-outline", WindowTexts.text("board.badge.blocked", mine.words()), Tone.DANGER));
        } else if (mine.is()) {
            badges.add(new Badge("mdi2a-arrow-right", mine.words(), Tone.ACCENT));
        }
        return badges;
    }

    private Optional<Badge> holders(DeviceName name) {
        List<Holder> all = holders.getOrDefault(name, List.of());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        boolean mounted = all.stream().allMatch(holder -> holder.kind() == Holder.Kind.MOUNT);
        // One process may have it open and mapped; that is one holder.
        long who = Holder.byUser(all).size();
        return Optional.of(
                mounted
                        ? new Badge("mdi2f-folder-outline", WindowTexts.text("board.badge.mounted"), Tone.QUIET)
                        : new Badge("mdi2a-account-outline", WindowTexts.count("holders", who), Tone.QUIET));
    }

    /** Whether something stands in the way of a change: a holder, what the device is, or what blocks the change queued for it. */
    boolean isBlocked(DeviceName name) {
        boolean stuck = Optional.ofNullable(now.get(name))
                .filter(device -> !stuck(device).isEmpty())
                .isPresent();
        return stuck || holders.containsKey(name) || queued(name).blocked();
    }

    /** Whether a change is queued for it, or a plan or another program has just changed it. */
    boolean isChanged(DeviceName name) {
        return queued(name).is()
                || facts.outside().containsKey(name)
                || facts.run()
                        .filter(run -> run.plan().changes().stream()
                                .anyMatch(change ->
                                        change.device().filter(name::equals).isPresent()))
                        .isPresent();
    }

    private String stuck(Device device) {
        if (pinned.test(device)) {
            return WindowTexts.text("board.stuck.pinned", device.name());
        }
        if (device.isEmpty()) {
            return WindowTexts.text("board.stuck.empty", device.name());
        }
        if (device.mode().isEmpty()) {
            return WindowTexts.text("board.stuck.other", device.name(), device.modeWord());
        }
        return "";
    }

    private Optional<Busy> busy(DeviceName name) {
        return facts.run().filter(Run::isRunning).filter(Run::hasBegun).flatMap(one -> {
            int index = one.currentChange();
            if (one.plan().changes().get(index).device().filter(name::equals).isEmpty()) {
                return Optional.empty();
            }
            int steps = one.plan().changes().get(index).steps().size();
            long done = one.count(index, StepState.VERIFIED);
            Optional<Run.Progress> blocks = one.progress();
            String words = blocks.map(at -> WindowTexts.text(
                            one.isUndoing() ? "board.busy.undoing.of" : "board.busy.of", at.done(), at.total()))
                    .orElseGet(() -> one.isUndoing()
                            ? WindowTexts.text("board.busy.undoing")
                            : WindowTexts.text("board.busy", Math.min(done + 1, steps), steps));
            double share = steps == 0 ? 0 : (double) done / steps;
            return Optional.of(new Busy(words, blocks.map(Run.Progress::share).orElse(share)));
        });
    }

    private boolean failed(DeviceName name) {
        return facts.run()
                .filter(one -> one.state().isFailure())
                .filter(one -> BoardPictures.failedOn(one, name))
                .isPresent();
    }

    /** A tile on its way to be drawn: what is the same for all places is filled in at the end. */
    private final class Draft {
        private final Device device;
        private final Place place;
        private String title;
        private String size;
        private String use = "";
        private Look look;
        private List<Badge> badges = List.of();

        Draft(Device device, Place place) {
            this.device = device;
            this.place = place;
            this.title = device.name().toString();
            this.size = WindowTexts.size(device.size());
            this.look = Look.of(pinned, device);
        }

        Draft title(String words) {
            title = words;
            return this;
        }

        Draft size(String words) {
            size = words;
            return this;
        }

        Draft use(String words) {
            use = words;
            return this;
        }

        Draft look(Look other) {
            look = other;
            return this;
        }

        Draft badges(List<Badge> some) {
            badges = some;
            return this;
        }

        TilePicture done() {
            Optional<Busy> busy = place == Place.ACTUAL ? busy(device.name()) : Optional.empty();
            List<Badge> shown = busy.isPresent() ? List.of() : badges;
            String words = busy.map(Busy::words).orElse(use);
            String stuck = stuck(device);
            return new TilePicture(
                    device.name(),
                    title,
                    place,
                    look,
                    size,
                    words,
                    shown,
                    busy,
                    failed(device.name()),
                    facts.outside().containsKey(device.name()) && place == Place.ACTUAL,
                    stuck.isEmpty()
                            && place != Place.PENDING_FROM
                            && facts.run().filter(Run::isRunning).isEmpty(),
                    stuck,
                    Stream.concat(
                                    Stream.of(title + ", " + size, words),
                                    shown.stream().map(Badge::words))
                            .filter(text -> !text.isBlank())
                            .collect(Collectors.joining(", ")));
        }
    }
}
