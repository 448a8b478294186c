// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.ui.board.BoardPicture.Badge;
import io.github.daxboard.ui.board.BoardPicture.Busy;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.board.BoardPicture.Tone;
import io.github.daxboard.ui.plan.Run;
import io.github.daxboard.ui.plan.StepState;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a snapshot, a queue and a run to the board's picture. Pure. */
final class BoardPictures {
    private final Snapshot snapshot;
    private final List<Change> queue;
    private final boolean asItWillBe;
    private final Optional<Run> run;

    BoardPictures(Snapshot snapshot, List<Change> queue, boolean asItWillBe, Optional<Run> run) {
        this.snapshot = snapshot;
        this.queue = queue;
        this.asItWillBe = asItWillBe;
        this.run = run;
    }

    BoardPicture draw() {
        return new BoardPicture(snapshot.regions().stream().map(this::region).toList());
    }

    private RegionPicture region(Region region) {
        List<ColumnPicture> columns = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            columns.add(new ColumnPicture(
                    mode,
                    region.devices().stream()
                            .flatMap(device -> tiles(region, device, mode))
                            .toList()));
        }
        return new RegionPicture(
                region.id(),
                Words.text("board.region", region.id()),
                region.kind().word(),
                facts(region),
                region.isStatic()
                        ? Words.text("board.static")
                        : isAllFree(region)
                                ? Words.text("board.all-free")
                                : Words.text("board.free", Sizes.words(region.available())),
                region.isStatic(),
                isAllFree(region),
                new Bars(snapshot, region, this::shownMode).pieces(),
                columns);
    }

    private static boolean isAllFree(Region region) {
        return !region.isStatic() && region.devices().stream().allMatch(Device::isEmpty);
    }

    private static String facts(Region region) {
        List<String> facts = new ArrayList<>();
        facts.add(Sizes.words(region.size()));
        facts.add(node(region));
        region.align().value().ifPresent(align -> facts.add(Words.text("board.align", Sizes.words(align))));
        return String.join(", ", facts);
    }

    // A region has no node of its own in sysfs: its devices' target nodes are what its memory would join.
    private static String node(Region region) {
        List<Integer> nodes = region.devices().stream()
                .map(Device::targetNode)
                .map(Reading::value)
                .flatMap(Optional::stream)
                .filter(node -> node >= 0)
                .distinct()
                .sorted()
                .toList();
        return nodes.isEmpty()
                ? Words.text("board.no-node")
                : Words.text("board.node", nodes.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** The mode that a device is drawn in; none for a driver that gives no known one. */
    private Optional<Mode> shownMode(Device device) {
        return asItWillBe ? target(device).or(device::mode) : device.mode();
    }

    private Optional<Mode> target(Device device) {
        return queue.stream()
                .flatMap(change -> change instanceof Change.SwitchMode request ? Stream.of(request) : Stream.empty())
                .filter(request -> request.device().equals(device.name()))
                .map(Change.SwitchMode::to)
                .findFirst();
    }

    private Stream<TilePicture> tiles(Region region, Device device, Mode column) {
        // What another driver holds, or what could not be read, stands with the unbound: it has no use that we know.
        Mode home = device.mode().orElse(Mode.UNBOUND);
        Optional<Mode> target = target(device);
        if (target.isEmpty() || !asItWillBe) {
            return home == column ? Stream.of(tile(region, device, Place.ACTUAL)) : Stream.empty();
        }
        if (target.get() == column) {
            return Stream.of(tile(region, device, Place.PENDING_TO));
        }
        return home == column ? Stream.of(tile(region, device, Place.PENDING_FROM)) : Stream.empty();
    }

    private TilePicture tile(Region region, Device device, Place place) {
        Optional<Busy> busy = busy(device.name());
        List<Badge> badges = busy.isPresent() ? List.of() : badges(device, place);
        String use = busy.map(Busy::words).orElseGet(() -> use(region, device, place));
        String stuck = stuck(device);
        String size = Sizes.words(device.size());
        return new TilePicture(
                device.name(),
                place,
                place == Place.PENDING_TO ? Look.of(target(device).orElseThrow()) : Look.of(snapshot, device),
                size,
                use,
                badges,
                busy,
                failed(device.name()),
                stuck.isEmpty()
                        && place != Place.PENDING_FROM
                        && run.filter(Run::isRunning).isEmpty(),
                stuck,
                Stream.concat(
                                Stream.of(device.name() + ", " + size, use),
                                badges.stream().map(Badge::words))
                        .filter(words -> !words.isBlank())
                        .collect(Collectors.joining(", ")));
    }

    private String use(Region region, Device device, Place place) {
        int number = number(device.name());
        return switch (place) {
            case PENDING_FROM -> Words.text("board.leaves", number);
            case PENDING_TO ->
                Words.text(
                        "board.arrives",
                        device.modeWord(),
                        target(device).orElseThrow().word(),
                        number);
            case ACTUAL -> {
                if (snapshot.isPinned(device)) {
                    // The badge says it, with its lock.
                    yield "";
                }
                if (device.isEmpty()) {
                    yield Words.text("board.anchor", region.id());
                }
                yield device.mode().isPresent() ? device.modeWord() : Words.text("board.driver", device.modeWord());
            }
        };
    }

    private int number(DeviceName name) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).target().filter(name::equals).isPresent()) {
                return i + 1;
            }
        }
        return 0;
    }

    private List<Badge> badges(Device device, Place place) {
        List<Badge> badges = new ArrayList<>();
        if (failed(device.name())) {
            // The one thing to know of it now: the rest would not fit beside it.
            return List.of(new Badge("mdi2c-close-circle-outline", Words.text("board.badge.failed"), Tone.DANGER));
        }
        if (place != Place.ACTUAL) {
            return badges;
        }
        if (snapshot.isPinned(device)) {
            badges.add(new Badge("mdi2l-lock", Words.text("board.badge.pinned"), Tone.DANGER));
        } else if (device.mode().isEmpty()) {
            badges.add(new Badge("mdi2p-pencil-off-outline", Words.text("board.badge.read-only"), Tone.QUIET));
        }
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent()) {
            List<MemoryBlock> blocks = snapshot.memory().of(device);
            if (!blocks.isEmpty()) {
                long online = blocks.stream().filter(MemoryBlock::isOnline).count();
                badges.add(
                        new Badge("mdi2m-memory", Words.text("board.badge.online", online, blocks.size()), Tone.QUIET));
            }
        }
        holders(device.name()).ifPresent(badges::add);
        if (!asItWillBe && target(device).isPresent()) {
            badges.add(new Badge(
                    "mdi2a-arrow-right", Words.text("board.badge.queued", number(device.name())), Tone.ACCENT));
        }
        return badges;
    }

    private Optional<Badge> holders(DeviceName name) {
        List<Holder> holders = snapshot.holdersOf(name);
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        boolean mounted = holders.stream().allMatch(holder -> holder.kind() == Holder.Kind.MOUNT);
        // One process may have it open and mapped; that is one holder.
        long who = holders.stream()
                .map(holder -> holder.pid() + holder.command())
                .distinct()
                .count();
        return Optional.of(
                mounted
                        ? new Badge("mdi2f-folder-outline", Words.text("board.badge.mounted"), Tone.QUIET)
                        : new Badge("mdi2a-account-outline", Words.count("holders", who), Tone.QUIET));
    }

    private String stuck(Device device) {
        if (snapshot.isPinned(device)) {
            return Words.text("board.stuck.pinned", device.name());
        }
        if (device.isEmpty()) {
            return Words.text("board.stuck.empty", device.name());
        }
        if (device.mode().isEmpty()) {
            return Words.text("board.stuck.other", device.name(), device.modeWord());
        }
        return "";
    }

    private Optional<Busy> busy(DeviceName name) {
        return run.filter(Run::isRunning).flatMap(one -> {
            int index = one.currentChange();
            if (!one.plan().changes().get(index).device().filter(name::equals).isPresent()) {
                return Optional.empty();
            }
            int steps = one.plan().changes().get(index).steps().size();
            long done = one.count(index, StepState.VERIFIED);
            String words = one.isUndoing()
                    ? Words.text("board.busy.undoing")
                    : Words.text("board.busy", Math.min(done + 1, steps), steps);
            return Optional.of(new Busy(words, steps == 0 ? 0 : (double) done / steps));
        });
    }

    private boolean failed(DeviceName name) {
        return run.filter(one -> !one.isRunning())
                .filter(one -> one.plan().changes().stream()
                        .anyMatch(change -> change.device().filter(name::equals).isPresent()
                                && one.stateOf(one.plan().changes().indexOf(change)) != StepState.VERIFIED
                                && one.stateOf(one.plan().changes().indexOf(change)) != StepState.NOT_STARTED))
                .isPresent();
    }
}
