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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The list for people: a paragraph a region, a line a device. */
final class Listing {
    private final Terminal out;

    Listing(Terminal out) {
        this.out = out;
    }

    void print(Snapshot snapshot) {
        snapshot.hidden().ifPresent(hidden -> out.println(unread(snapshot, hidden)));
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
    static String unread(Snapshot snapshot, Unlisted hidden) {
        return "Could not read all DAX devices of " + snapshot.host() + ": " + hidden.line();
    }

    private static String head(Region region) {
        List<String> facts = new ArrayList<>();
        facts.add("Region " + region.id());
        facts.add(region.kind().word());
        facts.add(Sizes.words(region.size()));
        region.devices().stream()
                .flatMap(device -> device.targetNode().value().stream())
                .findFirst()
                .ifPresent(node -> facts.add("node " + node));
        region.align().value().ifPresent(align -> facts.add("align " + Sizes.words(align)));
        facts.add(region.isStatic() ? "static" : Sizes.words(region.available()) + " free");
        return String.join("  ", facts);
    }

    private static String line(Snapshot snapshot, Device device) {
        return String.format(
                        Locale.ROOT,
                        "  %-9s %10s  %-12s %-8s %s",
                        device.name(),
                        Sizes.words(device.size()),
                        device.modeWord(),
                        device.targetNode().value().map(node -> "node " + node).orElse("no node"),
                        notes(snapshot, device))
                .stripTrailing();
    }

    private static String notes(Snapshot snapshot, Device device) {
        List<String> notes = new ArrayList<>();
        if (snapshot.isPinned(device)) {
            notes.add("pinned until reboot");
        }
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent()
                && device.ranges().value().isPresent()) {
            List<MemoryBlock> blocks = snapshot.memory().of(device);
            long online = blocks.stream().filter(MemoryBlock::isOnline).count();
            notes.add(blocks.isEmpty() ? "memory blocks not seen" : online + "/" + blocks.size() + " blocks online");
        }
        if (device.isEmpty()) {
            notes.add("empty");
        }
        if (device.mode().isEmpty() && device.driver().value().isPresent()) {
            notes.add("a driver that Daxboard does not know");
        }
        notes.addAll(Holder.describe(snapshot.holdersOf(device.name())));
        return String.join("; ", notes);
    }

    private void printEmpty(Snapshot snapshot) {
        out.println(snapshot.host() + " has no DAX memory that its kernel shows.");
        snapshot.kernelRelease().value().ifPresent(release -> out.println("  Linux " + release));
        String drivers = Driver.KNOWN.stream()
                .map(driver -> driver + " " + words(snapshot.driver(driver)))
                .collect(Collectors.joining(", "));
        out.println("  drivers: " + drivers);
        out.println("Try --host demo, --host lab (a virtual machine), or --host ssh://user@machine.");
    }

    private static String words(Reading<DriverState> state) {
        return state.value()
                .map(known -> switch (known) {
                    case LOADED, BUILTIN -> "loaded";
                    case LOADABLE -> "can be loaded";
                    case MISSING -> "missing";
                })
                .orElseGet(state::whyNot);
    }
}
