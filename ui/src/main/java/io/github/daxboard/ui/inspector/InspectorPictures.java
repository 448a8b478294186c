// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.inspector.InspectorPicture.Fact;
import io.github.daxboard.ui.inspector.InspectorPicture.Way;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of the selected device. Pure. */
final class InspectorPictures {
    /** A change that waits for the selected device. */
    record Queued(Mode to, int number) {}

    private final Snapshot snapshot;

    InspectorPictures(Snapshot snapshot) {
        this.snapshot = snapshot;
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
        return new InspectorPicture(
                name,
                Look.of(snapshot, device),
                snapshot.isPinned(device) ? Words.text("board.badge.pinned") : device.modeWord(),
                Words.text(
                        "selection.line",
                        Sizes.words(device.size()),
                        region.id(),
                        region.kind().word()),
                facts(device),
                snapshot.holdersOf(name).stream().map(Holder::describe).toList(),
                snapshot.holders() instanceof Reading.Value
                        ? Words.text("selection.nobody", name)
                        : Words.text(
                                "selection.holders-unknown", snapshot.holders().whyNot()),
                verdicts.entrySet().stream()
                        .map(entry -> running
                                ? new Way(entry.getKey(), entry.getValue(), Words.text("plan.off.running"), false)
                                : way(entry.getKey(), entry.getValue(), queued))
                        .toList());
    }

    private static Way way(Mode mode, Verdict verdict, Optional<Queued> queued) {
        if (queued.filter(one -> one.to() == mode).isPresent()) {
            return new Way(
                    mode, verdict, Words.text("verdict.queued", queued.get().number()), false);
        }
        if (verdict instanceof Verdict.Home && queued.isPresent()) {
            return new Way(mode, verdict, Words.text("verdict.back"), true);
        }
        return new Way(mode, verdict, verdict.reason(), !(verdict instanceof Verdict.Home) && !verdict.isRefused());
    }

    private List<Fact> facts(Device device) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                Words.text("fact.driver"),
                device.driver()
                        .value()
                        .map(Driver::name)
                        .orElseGet(() -> device.isUnbound()
                                ? Words.text("fact.no-driver")
                                : device.driver().whyNot()),
                "driver",
                false));
        facts.add(new Fact(Words.text("fact.size"), Sizes.words(device.size()), "size", false));
        facts.add(new Fact(Words.text("fact.align"), Sizes.words(device.align()), "align", false));
        facts.add(new Fact(Words.text("fact.target"), number(device.targetNode()), "target_node", false));
        facts.add(new Fact(Words.text("fact.node"), number(device.numaNode()), "numa_node", false));
        addRanges(device, facts);
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        if (!blocks.isEmpty()) {
            long online = blocks.stream().filter(MemoryBlock::isOnline).count();
            facts.add(new Fact(
                    Words.text("fact.blocks"),
                    Words.text("fact.blocks.value", online, blocks.size()),
                    "memoryN/state",
                    false));
        }
        return facts;
    }

    private static void addRanges(Device device, List<Fact> facts) {
        List<Range> ranges = device.ranges().value().orElse(List.of());
        if (ranges.isEmpty()) {
            String why = device.ranges().whyNot();
            facts.add(new Fact(
                    Words.text("fact.address"),
                    why.isEmpty() ? Words.text("fact.none") : why,
                    "mapping0/start",
                    false));
        }
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            facts.add(new Fact(Words.text("fact.address"), hex(range.start()), "mapping" + i + "/start", true));
            facts.add(new Fact(Words.text("fact.to"), hex(range.end()), "mapping" + i + "/end", true));
        }
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static String number(Reading<Integer> reading) {
        return reading.value().map(String::valueOf).orElseGet(reading::whyNot);
    }
}
