// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The list as text: a paragraph for each region, a line for each device. */
final class Listing {
    private final Terminal out;
    private final Texts texts;

    Listing(Terminal out, Texts texts) {
        this.out = out;
        this.texts = texts;
    }

    void print(Snapshot snapshot) {
        snapshot.hidden().ifPresent(hidden -> out.println(texts.say(unread(snapshot, hidden))));
        if (!snapshot.hasDax()) {
            if (snapshot.hidden().isEmpty()) {
                printEmpty(snapshot);
            }
            return;
        }
        for (Region region : snapshot.regions()) {
            out.println(head(region));
            region.devices().stream()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .forEach(device -> out.println(line(snapshot, device)));
        }
    }

    /** That what is listed is not all. */
    static Message unread(Snapshot snapshot, Unlisted hidden) {
        return Message.of("cli.list.unread", snapshot.host(), hidden.message());
    }

    private String head(Region region) {
        List<Message> facts = new ArrayList<>();
        facts.add(Message.of("cli.list.region", region.id()));
        facts.add(region.kind().message());
        facts.add(Sizes.message(region.size()));
        region.devices().stream()
                .flatMap(device -> device.targetNode().value().stream())
                .findFirst()
                .ifPresent(node -> facts.add(Message.of("cli.list.node", node)));
        region.align().value().ifPresent(align -> facts.add(Message.of("cli.list.align", Sizes.words(align))));
        facts.add(
                region.isStatic()
                        ? Message.of("cli.list.static")
                        : Message.of("cli.list.free", Sizes.message(region.available())));
        return facts.stream().map(texts::say).collect(Collectors.joining("  "));
    }

    private String line(Snapshot snapshot, Device device) {
        return String.format(
                        Locale.ROOT,
                        "  %-9s %10s  %-12s %-" + nodeWidth() + "s %s",
                        device.name(),
                        texts.say(Sizes.message(device.size())),
                        texts.say(device.modeMessage()),
                        texts.say(device.targetNode()
                                .value()
                                .map(node -> Message.of("cli.list.node", node))
                                .orElseGet(() -> Message.of("cli.list.noNode"))),
                        notes(snapshot, device))
                .stripTrailing();
    }

    /** The width of the column of nodes, which is not the same in every language. */
    private int nodeWidth() {
        return Math.max(8, texts.say(Message.of("cli.list.noNode")).length());
    }

    private String notes(Snapshot snapshot, Device device) {
        List<Message> notes = new ArrayList<>();
        if (snapshot.isPinned(device)) {
            notes.add(Message.of("cli.list.pinned"));
        }
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent()
                && device.ranges().value().isPresent()) {
            List<MemoryBlock> blocks = snapshot.memory().of(device);
            long online = blocks.stream().filter(MemoryBlock::isOnline).count();
            notes.add(
                    blocks.isEmpty()
                            ? Message.of("cli.list.noBlocks")
                            : Message.of("cli.list.blocks", online, blocks.size()));
        }
        if (device.isEmpty()) {
            notes.add(Message.of("cli.list.empty"));
        }
        if (device.mode().isEmpty() && device.driver().value().isPresent()) {
            notes.add(Message.of("cli.list.otherDriver"));
        }
        notes.addAll(Holder.messages(snapshot.holdersOf(device.name())));
        return notes.stream().map(texts::say).collect(Collectors.joining("; "));
    }

    private void printEmpty(Snapshot snapshot) {
        out.println(texts.say(Message.of("cli.list.noDax", snapshot.host())));
        snapshot.kernelRelease().value().ifPresent(release -> out.println("  Linux " + release));
        String drivers = Driver.KNOWN.stream()
                .map(driver -> driver + " " + texts.say(words(snapshot.driver(driver))))
                .collect(Collectors.joining(", "));
        out.println("  " + texts.say(Message.of("cli.list.drivers", drivers)));
        out.println(texts.say(Message.of("cli.list.otherHosts")));
    }

    private static Message words(Reading<DriverState> state) {
        return state.value()
                .map(known -> switch (known) {
                    case LOADED, BUILTIN -> Message.of("cli.driver.loaded");
                    case LOADABLE -> Message.of("cli.driver.loadable");
                    case MISSING -> Message.of("cli.driver.missing");
                })
                .orElseGet(state::message);
    }
}
