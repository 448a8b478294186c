// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed between two snapshots of a host, thing by thing. */
public final class Differences {
    /**
     * One thing that changed.
     *
     * @param thing the device, region, node or driver, or the host
     * @param field what of it, in JSON; {@code there} for the thing itself
     * @param name the field's name for people
     * @param was what it was
     * @param is what it is
     */
    public record Difference(Message thing, String field, Message name, Message was, Message is) {
        /** {@link #message} in English. */
        public String describe() {
            return message().english();
        }

        /** One line, such as {@code dax0.1: mode devdax -> fsdev}. */
        public Message message() {
            if (!field.equals(THERE)) {
                return Message.of("report.changed", thing, name, was, is);
            }
            return is.equals(YES) ? Message.of("report.appeared", thing) : Message.of("report.disappeared", thing);
        }

        /** Its JSON, in English. */
        public Json.Maker json(Json.Maker made) {
            return made.with("object", thing.english())
                    .with("field", field)
                    .with("from", was.english())
                    .with("to", is.english());
        }
    }

    /** A fact that is compared: its name for people and its value. */
    private record Item(Message name, Message value) {}

    private static final String THERE = "there";
    private static final Message YES = Message.of("report.yes");
    private static final Message NO = Message.of("report.no");

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** All differences, in the order of regions, devices, drivers, nodes and the host's own facts. */
    public static List<Difference> between(Snapshot before, Snapshot after) {
        Differences differences = new Differences();
        differences.compare(
                id -> Message.of("report.thing.region", id), regions(before), regions(after), Differences::facts);
        differences.compare(
                name -> Message.verbatim(name.toString()), devices(before), devices(after), device -> device);
        differences.compare(
                name -> Message.of("report.thing.driver", name), drivers(before), drivers(after), facts -> facts);
        differences.compare(id -> Message.of("report.thing.node", id), nodes(before), nodes(after), facts -> facts);
        differences.fields(Message.of("report.thing.host"), hostFacts(before), hostFacts(after));
        return List.copyOf(differences.found);
    }

    private <K, V> void compare(
            Function<K, Message> thing, Map<K, V> before, Map<K, V> after, Function<V, Map<String, Item>> facts) {
        TreeSet<K> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (K key : keys) {
            V was = before.get(key);
            V is = after.get(key);
            if (was == null || is == null) {
                found.add(new Difference(
                        thing.apply(key), THERE, Message.NONE, was == null ? NO : YES, is == null ? NO : YES));
            } else {
                fields(thing.apply(key), facts.apply(was), facts.apply(is));
            }
        }
    }

    private void fields(Message thing, Map<String, Item> was, Map<String, Item> is) {
        is.forEach((field, item) -> {
            Message old = was.getOrDefault(field, item).value();
            if (!old.equals(item.value())) {
                found.add(new Difference(thing, field, item.name(), old, item.value()));
            }
        });
    }

    private static Map<Integer, Region> regions(Snapshot snapshot) {
        return snapshot.regions().stream()
                .collect(Collectors.toMap(Region::id, region -> region, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, Item> facts(Region region) {
        Map<String, Item> facts = new LinkedHashMap<>();
        facts.put("size", new Item(Message.of("report.fact.size"), Sizes.message(region.size())));
        facts.put("free", new Item(Message.of("report.fact.free"), Sizes.message(region.available())));
        return facts;
    }

    private static Map<DeviceName, Map<String, Item>> devices(Snapshot snapshot) {
        return snapshot.devices()
                .collect(Collectors.toMap(
                        Device::name, device -> facts(snapshot, device), (one, other) -> one, TreeMap::new));
    }

    private static Map<String, Item> facts(Snapshot snapshot, Device device) {
        Map<String, Item> facts = new LinkedHashMap<>();
        facts.put("mode", new Item(Message.of("report.fact.mode"), device.modeMessage()));
        facts.put("size", new Item(Message.of("report.fact.size"), Sizes.message(device.size())));
        facts.put("align", new Item(Message.of("report.fact.align"), Sizes.message(device.align())));
        facts.put("state", new Item(Message.of("report.fact.hotplug-state"), shown(device.hotplugState())));
        for (Fact fact : FactSheet.of(snapshot, device)) {
            if (List.of("ranges", "blocks", "pinned", "superblock").contains(fact.key())) {
                facts.put(fact.label(), new Item(fact.name(), fact.shownMessage()));
            }
        }
        facts.put(
                "holders",
                new Item(Message.of("report.fact.holders"), FactSheet.holderWords(snapshot.holdersOf(device.name()))));
        return facts;
    }

    private static Map<String, Map<String, Item>> drivers(Snapshot snapshot) {
        Map<String, Map<String, Item>> drivers = new TreeMap<>();
        for (Driver driver : Driver.KNOWN) {
            drivers.put(
                    driver.name(),
                    Map.of("state", new Item(Message.of("report.fact.state"), state(snapshot.driver(driver)))));
        }
        return drivers;
    }

    private static Message state(Reading<DriverState> state) {
        return state.value()
                .map(known -> switch (known) {
                    case LOADED -> Message.of("report.driver.loaded");
                    case BUILTIN -> Message.of("report.driver.builtin");
                    case LOADABLE -> Message.of("report.driver.loadable");
                    case MISSING -> Message.of("report.driver.missing");
                })
                .orElseGet(state::message);
    }

    private static Map<Integer, Map<String, Item>> nodes(Snapshot snapshot) {
        return snapshot.nodes().stream()
                .collect(Collectors.toMap(
                        NumaNode::id,
                        node -> Map.of(
                                "memory", new Item(Message.of("report.fact.memory"), Sizes.message(node.total()))),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Map<String, Item> hostFacts(Snapshot snapshot) {
        Map<String, Item> facts = new LinkedHashMap<>();
        facts.put(
                "auto_online_blocks",
                new Item(
                        Message.verbatim("auto_online_blocks"),
                        shown(snapshot.memory().autoOnline())));
        facts.put(
                "drivers_autoprobe",
                new Item(
                        Message.verbatim("drivers_autoprobe"),
                        shown(snapshot.autoprobe().map(on -> on ? "1" : "0"))));
        return facts;
    }

    private static Message shown(Reading<String> reading) {
        return reading.value().map(Message::verbatim).orElseGet(reading::message);
    }
}
