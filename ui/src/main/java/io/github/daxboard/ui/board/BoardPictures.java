// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.plan.Run;
import io.github.daxboard.ui.plan.StepState;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From a snapshot, a plan and a run to the board's picture. Pure. */
final class BoardPictures {
    /**
     * What the board is drawn of.
     *
     * @param now the newest snapshot
     * @param then what the plan leads to, where that is to be drawn; else the same
     * @param will whether what the plan leads to is drawn
     * @param plan what is queued
     * @param run what runs or ran
     * @param outside which devices other programs changed, and when, that nobody has looked at since
     * @param view what the user wants to see of it
     */
    record Facts(
            Snapshot now,
            Snapshot then,
            boolean will,
            Plan plan,
            Optional<Run> run,
            Map<DeviceName, Instant> outside,
            View view) {
        boolean asItWillBe() {
            return will;
        }
    }

    /**
     * What the user wants to see.
     *
     * @param search what a tile must have in its words, in small letters
     * @param filter what else is asked of it
     * @param turned the regions that were folded or unfolded against their habit
     */
    record View(String search, BoardSort sort, BoardFilter filter, Set<Integer> turned) {
        boolean isWhole() {
            return search.isEmpty() && filter.isNone();
        }
    }

    private final Facts facts;
    private final Tiles tiles;

    BoardPictures(Facts facts) {
        this.facts = facts;
        this.tiles = new Tiles(facts);
    }

    BoardPicture draw() {
        List<RegionPicture> drawn = new ArrayList<>();
        int hidden = 0;
        for (Region region : sorted(facts.now().regions())) {
            Region then = facts.then().region(region.id()).orElse(region);
            List<Tiles.Placed> all = placed(region, then).stream()
                    .filter(one -> !isBareAnchor(region, one))
                    .toList();
            boolean named = matches(title(region) + " " + region.kind().word());
            List<Tiles.Placed> shown = all.stream()
                    .filter(one -> named || matches(one.tile().spoken()))
                    .filter(one -> isWanted(region, one))
                    .toList();
            hidden += all.size() - shown.size();
            BoardFilter filter = facts.view().filter();
            if (!shown.isEmpty() || (named && filter.takes(region.kind()) && !filter.asksOfTiles())) {
                drawn.add(region(region, then, columns(shown)));
            }
        }
        return new BoardPicture(drawn, hidden);
    }

    private List<Region> sorted(List<Region> regions) {
        Comparator<Region> order = switch (facts.view().sort()) {
            case NAME -> Comparator.comparingInt(Region::id);
            case SIZE -> Comparator.comparingLong((Region region) -> -bytes(region.size()));
            case FREE -> Comparator.comparingLong((Region region) -> -bytes(region.available()));
        };
        return regions.stream().sorted(order).toList();
    }

    private static long bytes(Reading<Long> reading) {
        return reading.value().orElse(0L);
    }

    private boolean isWanted(Region region, Tiles.Placed one) {
        BoardFilter filter = facts.view().filter();
        return filter.takes(region.kind())
                && filter.takes(one.column())
                && (!filter.blocked() || tiles.isBlocked(one.tile().device()))
                && (!filter.changed() || tiles.isChanged(one.tile().device()));
    }

    private boolean matches(String words) {
        return words.toLowerCase(Locale.ROOT).contains(facts.view().search());
    }

    private List<Tiles.Placed> placed(Region now, Region then) {
        Comparator<Device> order = facts.view().sort() == BoardSort.SIZE
                ? Comparator.comparingLong((Device device) -> -bytes(device.size()))
                : Comparator.comparing(Device::name);
        return devices(now, then)
                .sorted(order)
                .flatMap(device -> tiles.of(now, device.name()).stream())
                .toList();
    }

    /**
     * The device of size 0 that holds a wholly free region's place: the region's head says all that there is to say of it. One
     * that is searched for is shown, and one that something was done to.
     */
    private boolean isBareAnchor(Region region, Tiles.Placed one) {
        DeviceName device = one.tile().device();
        return isAllFree(region)
                && device.isSeed()
                && one.tile().place() == BoardPicture.Place.ACTUAL
                && one.column() == Mode.UNBOUND
                && facts.view().search().isEmpty()
                && !tiles.isChanged(device);
    }

    private static List<ColumnPicture> columns(List<Tiles.Placed> placed) {
        return Stream.of(Mode.values())
                .map(mode -> new ColumnPicture(
                        mode,
                        placed.stream()
                                .filter(one -> one.column() == mode)
                                .map(Tiles.Placed::tile)
                                .toList()))
                .toList();
    }

    /** All devices of a region, those that are there and those that will be. */
    private Stream<Device> devices(Region now, Region then) {
        if (!facts.asItWillBe()) {
            return now.devices().stream();
        }
        Set<DeviceName> there = now.devices().stream().map(Device::name).collect(Collectors.toSet());
        return Stream.concat(
                now.devices().stream(), then.devices().stream().filter(device -> !there.contains(device.name())));
    }

    private RegionPicture region(Region now, Region then, List<ColumnPicture> columns) {
        boolean turned = facts.view().turned().contains(now.id());
        boolean habit = (isAllFree(now) && isAllFree(then)) || isAside(now);
        Set<DeviceName> there = now.devices().stream().map(Device::name).collect(Collectors.toSet());
        return new RegionPicture(
                now.id(),
                title(now),
                now.kind().word(),
                facts(now),
                aside(now).orElseGet(() -> free(now, then)),
                now.isStatic(),
                facts.view().isWhole() && turned != habit,
                createOff(now, then),
                bytes(now.size()),
                new Bars(facts.then(), then, tiles.pinnedThen(), device -> !there.contains(device.name())).pieces(),
                columns);
    }

    private static String title(Region region) {
        return WindowTexts.text("board.region", region.id());
    }

    private String free(Region now, Region then) {
        if (now.isStatic()) {
            return WindowTexts.text("board.static");
        }
        if (!now.available().equals(then.available())) {
            return WindowTexts.text("board.free.planned", Sizes.words(now.available()), Sizes.words(then.available()));
        }
        return isAllFree(now)
                ? WindowTexts.text("board.all-free")
                : WindowTexts.text("board.free", Sizes.words(now.available()));
    }

    /** Why no device can be made of a region. */
    private String createOff(Region now, Region then) {
        if (now.isStatic()) {
            return WindowTexts.text("board.static");
        }
        if (facts.run().filter(Run::isRunning).isPresent()) {
            return WindowTexts.text("plan.off.running");
        }
        return then.available().value().filter(free -> free == 0).isPresent()
                ? WindowTexts.text("board.nothing-free")
                : "";
    }

    /** While a plan runs, a region that it does not touch is one line. */
    private boolean isAside(Region region) {
        return facts.run()
                .filter(Run::isRunning)
                .filter(run -> regionsAt(run, run.currentChange(), run.currentChange() + 1)
                        .noneMatch(id -> id == region.id()))
                .isPresent();
    }

    private Optional<String> aside(Region region) {
        return facts.run().filter(run -> isAside(region)).map(run -> {
            int last = run.plan().changes().size();
            if (regionsAt(run, 0, run.currentChange()).anyMatch(id -> id == region.id())) {
                return WindowTexts.text("board.aside.done");
            }
            return IntStream.range(run.currentChange() + 1, last)
                    .filter(index -> regionsAt(run, index, index + 1).anyMatch(id -> id == region.id()))
                    .mapToObj(index -> WindowTexts.text("board.aside.waits", index + 1))
                    .findFirst()
                    .orElse(WindowTexts.text("board.aside"));
        });
    }

    private static IntStream regionsAt(Run run, int from, int until) {
        return run
                .plan()
                .changes()
                .subList(from, Math.min(until, run.plan().changes().size()))
                .stream()
                .mapToInt(BoardPictures::regionOf);
    }

    private static int regionOf(ChangePlan change) {
        return change.change() instanceof Change.Create create
                ? create.region()
                : change.device().map(DeviceName::region).orElse(-1);
    }

    private static boolean isAllFree(Region region) {
        return !region.isStatic() && region.devices().stream().allMatch(Device::isEmpty);
    }

    private static String facts(Region region) {
        List<String> facts = new ArrayList<>();
        facts.add(WindowTexts.size(region.size()));
        facts.add(node(region));
        region.align().value().ifPresent(align -> facts.add(WindowTexts.text("board.align", Sizes.words(align))));
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
                ? WindowTexts.text("board.no-node")
                : WindowTexts.text(
                        "board.node", nodes.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** How a change of a run is at work on a device, if it is. */
    static boolean failedOn(Run run, DeviceName name) {
        List<ChangePlan> changes = run.plan().changes();
        return IntStream.range(0, changes.size())
                .filter(index ->
                        changes.get(index).device().filter(name::equals).isPresent())
                .mapToObj(run::stateOf)
                .anyMatch(state -> state != StepState.VERIFIED && state != StepState.NOT_STARTED);
    }
}
