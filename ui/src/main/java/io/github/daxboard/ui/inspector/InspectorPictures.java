// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HoldersUnseen;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.ui.inspector.InspectorPicture.Block;
import io.github.daxboard.ui.inspector.InspectorPicture.Blocks;
import io.github.daxboard.ui.inspector.InspectorPicture.Fact;
import io.github.daxboard.ui.inspector.InspectorPicture.Node;
import io.github.daxboard.ui.inspector.InspectorPicture.Way;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of the selected device. Pure. */
final class InspectorPictures {
    /** A change that waits for the selected device. */
    record Queued(Mode to, int number) {}

    private final Snapshot snapshot;
    private final NodeHistory history;

    InspectorPictures(Snapshot snapshot, NodeHistory history) {
        this.snapshot = snapshot;
        this.history = history;
    }

    /**
     * What is said of a device.
     *
     * @param queued the mode that it is queued to get, with the number of the change
     * @param running whether a plan runs, which nothing is queued beside
     */
    InspectorPicture draw(DeviceName name, Map<Mode, Verdict> verdicts, Optional<Queued> queued, boolean running) {
        Device device = snapshot.device(name).orElseThrow();
        Region region = snapshot.regionOf(name).orElseThrow();
        boolean pinned = snapshot.isPinned(device);
        return new InspectorPicture(
                name,
                Look.of(snapshot, device),
                pinned ? WindowTexts.text("board.badge.pinned") : device.modeWord(),
                line(device, region),
                verdicts.entrySet().stream()
                        .map(entry -> running
                                ? new Way(entry.getKey(), entry.getValue(), WindowTexts.text("plan.off.running"), false)
                                : way(entry.getKey(), entry.getValue(), queued))
                        .toList(),
                facts(device),
                blocks(device, pinned),
                node(device),
                Holder.messages(snapshot.holdersOf(name)).stream()
                        .map(WindowTexts::say)
                        .toList(),
                snapshot.holders() instanceof Reading.Value
                        ? WindowTexts.text("selection.nobody", name)
                        : WindowTexts.text("selection.holders-unknown", HoldersUnseen.errorMessage(snapshot.holders())),
                programs(device, pinned));
    }

    private String line(Device device, Region region) {
        String of = WindowTexts.text(
                "selection.line",
                WindowTexts.size(device.size()),
                region.id(),
                region.kind().word());
        return device.mode().equals(Optional.of(Mode.SYSTEM_RAM))
                ? of
                        + device.targetNode()
                                .value()
                                .map(node -> ", " + WindowTexts.text("inspector.memory-of", node))
                                .orElse("")
                : of;
    }

    private static Way way(Mode mode, Verdict verdict, Optional<Queued> queued) {
        if (queued.filter(one -> one.to() == mode).isPresent()) {
            return new Way(
                    mode,
                    verdict,
                    WindowTexts.text("verdict.queued", queued.get().number()),
                    false);
        }
        if (verdict instanceof Verdict.Home && queued.isPresent()) {
            return new Way(mode, verdict, WindowTexts.text("verdict.back"), true);
        }
        return new Way(mode, verdict, verdict.reason(), !(verdict instanceof Verdict.Home) && !verdict.isRefused());
    }

    private List<Fact> facts(Device device) {
        Facts facts = new Facts(device.path());
        facts.add(
                "fact.driver",
                device.driver()
                        .value()
                        .map(Driver::name)
                        .orElseGet(() -> device.isUnbound()
                                ? WindowTexts.text("fact.no-driver")
                                : WindowTexts.say(device.driver().message())),
                "driver");
        facts.bytes("fact.size", device.size(), "size");
        addRanges(device, facts);
        facts.bytes("fact.align", device.align(), "align");
        facts.add("fact.target", number(device.targetNode()), "target_node");
        facts.add("fact.node", nearest(device.numaNode()), "numa_node");
        // Not every kernel has the next ones, and one that has them not is not short of anything.
        facts.present("fact.memmap", device.memmapOnMemory().map(InspectorPictures::yesNo), "memmap_on_memory");
        facts.present("fact.hotplug", device.hotplugState(), "state");
        facts.present("fact.dev", device.deviceNumber(), "dev");
        addContents(device, facts);
        addLeftOut(device, facts);
        return facts.list;
    }

    /** What a look found, or why it failed; a device that nobody can open is not looked at. */
    private static void addContents(Device device, Facts facts) {
        Reading<Superblock> found = device.superblock();
        boolean failed = device.mode().filter(Mode.DEVDAX::equals).isPresent()
                && !found.isAbsent()
                && !(found instanceof Reading.Denied);
        found.map(Superblock::message)
                .map(WindowTexts::say)
                .value()
                .or(() -> failed ? Optional.of(WindowTexts.say(found.message())) : Optional.empty())
                .ifPresent(words ->
                        facts.at("fact.holds", words, WindowTexts.text("fact.first-bytes"), "/dev/" + device.name()));
    }

    private void addLeftOut(Device device, Facts facts) {
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isEmpty()) {
            return;
        }
        for (Range range : snapshot.memory().leftOut(device).value().orElse(List.of())) {
            facts.at(
                    "fact.left-out",
                    Sizes.words(range.size()) + ", 0x" + Long.toHexString(range.start()),
                    "memory*",
                    KernelPath.MEMORY.text());
        }
    }

    private static void addRanges(Device device, Facts facts) {
        List<Range> ranges = device.ranges().value().orElse(List.of());
        if (ranges.isEmpty()) {
            String why = WindowTexts.say(device.ranges().message());
            facts.add("fact.address", why.isEmpty() ? WindowTexts.text("fact.none") : why, "mapping0/start");
        }
        for (int i = 0; i < ranges.size(); i++) {
            facts.address("fact.address", ranges.get(i).start(), "mapping" + i + "/start");
            facts.address("fact.to", ranges.get(i).end(), "mapping" + i + "/end");
        }
    }

    /** Collects facts of one folder. */
    private record Facts(String folder, List<Fact> list) {
        Facts(String folder) {
            this(folder, new ArrayList<>());
        }

        void add(String name, String value, String source) {
            list.add(new Fact(WindowTexts.text(name), value, value, source, folder + "/" + source, false));
        }

        void at(String name, String value, String source, String path) {
            list.add(new Fact(WindowTexts.text(name), value, value, source, path, false));
        }

        void bytes(String name, Reading<Long> bytes, String source) {
            String exact = WindowTexts.value(bytes.map(String::valueOf));
            list.add(new Fact(
                    WindowTexts.text(name), WindowTexts.size(bytes), exact, source, folder + "/" + source, false));
        }

        void address(String name, long address, String source) {
            String hex = "0x" + Long.toHexString(address);
            list.add(new Fact(WindowTexts.text(name), hex, hex, source, folder + "/" + source, true));
        }

        void present(String name, Reading<String> reading, String source) {
            if (!reading.isAbsent()) {
                add(name, WindowTexts.value(reading), source);
            }
        }
    }

    private Optional<Blocks> blocks(Device device, boolean pinned) {
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        long online = blocks.stream().filter(MemoryBlock::isOnline).count();
        String each = snapshot.memory()
                .blockSize()
                .value()
                .map(size -> WindowTexts.text("inspector.blocks.each", Sizes.words(size)))
                .orElse("");
        return Optional.of(new Blocks(
                WindowTexts.text("fact.blocks.value", online, blocks.size()),
                each,
                blocks.stream().map(block -> block(block, pinned)).toList()));
    }

    private static Block block(MemoryBlock block, boolean pinned) {
        BlockState state = BlockState.of(block, pinned);
        String zones = WindowTexts.value(block.zones());
        return new Block(state, WindowTexts.text("inspector.block", block.index(), state.word(), zones));
    }

    private Optional<Node> node(Device device) {
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        return blocks.getFirst()
                .node()
                .value()
                .or(() -> device.targetNode().value())
                .flatMap(id -> {
                    List<NodeHistory.Sample> samples = history.of(id);
                    return samples.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Node(
                                    WindowTexts.text("inspector.node", id, NodeHistory.KEPT.toMinutes()),
                                    WindowTexts.text(
                                            "inspector.node.used",
                                            Sizes.words(samples.getLast().used())),
                                    WindowTexts.text(
                                            "inspector.node.online",
                                            Sizes.words(samples.getLast().online())),
                                    samples));
                });
    }

    private static String programs(Device device, boolean pinned) {
        if (pinned) {
            return WindowTexts.text("inspector.programs.pinned");
        }
        return switch (device.mode().orElse(null)) {
            case DEVDAX ->
                WindowTexts.text("inspector.programs.devdax", device.name(), WindowTexts.size(device.align()));
            case FSDEV -> WindowTexts.text("inspector.programs.fsdev", device.name());
            case SYSTEM_RAM -> WindowTexts.text("inspector.programs.system-ram");
            case UNBOUND -> WindowTexts.text("inspector.programs.unbound");
            case null -> WindowTexts.text("inspector.programs.other", device.modeWord());
        };
    }

    private static String yesNo(boolean yes) {
        return WindowTexts.text(yes ? "inspector.yes" : "inspector.no");
    }

    private static String nearest(Reading<Integer> node) {
        return WindowTexts.value(node.map(
                id -> id < 0 ? WindowTexts.text("inspector.node-unknown") : WindowTexts.text("board.node", id)));
    }

    private static String number(Reading<Integer> reading) {
        return WindowTexts.value(reading.map(String::valueOf));
    }
}
