// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed between two pictures of a host, thing by thing. */
public final class Differences {
    /**
     * One thing that changed.
     *
     * @param object the device, region or driver, or {@code host}
     * @param field what of it; {@code there} for the thing itself
     * @param from what it was
     * @param to what it is
     */
    public record Difference(String object, String field, String from, String to) {
        /** One line, such as {@code dax0.1: mode devdax -> fsdev}. */
        public String describe() {
            return field.equals("there")
                    ? object + (to.equals("yes") ? " appeared" : " is gone")
                    : object + ": " + field + " " + from + " -> " + to;
        }

        /** Its JSON. */
        public Json.Maker json(Json.Maker made) {
            return made.with("object", object)
                    .with("field", field)
                    .with("from", from)
                    .with("to", to);
        }
    }

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** What is otherwise in the later picture, in the order of regions, devices, drivers and the host's own facts. */
    public static List<Difference> between(Snapshot before, Snapshot after) {
        Differences differences = new Differences();
        differences.compare("region ", regions(before), regions(after), Differences::facts);
        differences.compare("", devices(before), devices(after), device -> device);
        differences.compare("driver ", drivers(before), drivers(after), facts -> facts);
        differences.compare("node ", nodes(before), nodes(after), facts -> facts);
        differences.fields("host", hostFacts(before), hostFacts(after));
        return List.copyOf(differences.found);
    }

    private <K, V> void compare(
            String word, Map<K, V> before, Map<K, V> after, Function<V, Map<String, String>> facts) {
        TreeSet<K> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (K key : keys) {
            V was = before.get(key);
            V is = after.get(key);
            if (was == null || is == null) {
                found.add(new Difference(word + key, "there", was == null ? "no" : "yes", is == null ? "no" : "yes"));
            } else {
                fields(word + key, facts.apply(was), facts.apply(is));
            }
        }
    }

    private void fields(String object, Map<String, String> was, Map<String, String> is) {
        is.forEach((field, value) -> {
            String old = was.getOrDefault(field, value);
            if (!old.equals(value)) {
                found.add(new Difference(object, field, old, value));
            }
        });
    }

    private static Map<Integer, Region> regions(Snapshot snapshot) {
        return snapshot.regions().stream()
                .collect(Collectors.toMap(Region::id, region -> region, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, String> facts(Region region) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("size", Sizes.words(region.size()));
        facts.put("free", Sizes.words(region.available()));
        return facts;
    }

    private static Map<DeviceName, Map<String, String>> devices(Snapshot snapshot) {
        return snapshot.devices()
                .collect(Collectors.toMap(
                        Device::name, device -> facts(snapshot, device), (one, other) -> one, TreeMap::new));
    }

    private static Map<String, String> facts(Snapshot snapshot, Device device) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("mode", device.modeWord());
        facts.put("size", Sizes.words(device.size()));
        facts.put("align", Sizes.words(device.align()));
        facts.put("state", shown(device.hotplugState()));
        for (Fact fact : FactSheet.of(snapshot, device)) {
            if (List.of("ranges", "blocks", "pinned", "superblock").contains(fact.key())) {
                facts.put(fact.label(), fact.shown());
            }
        }
        facts.put(
                "holders",
                Holder.describe(snapshot.holdersOf(device.name())).stream()
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining("; "), text -> text.isEmpty() ? "none" : text)));
        return facts;
    }

    private static Map<String, Map<String, String>> drivers(Snapshot snapshot) {
        Map<String, Map<String, String>> drivers = new TreeMap<>();
        for (Driver driver : Driver.KNOWN) {
            drivers.put(driver.name(), Map.of("state", state(snapshot.driver(driver))));
        }
        return drivers;
    }

    private static String state(Reading<DriverState> state) {
        return state.value().map(Shapes::word).orElseGet(state::whyNot);
    }

    private static Map<Integer, Map<String, String>> nodes(Snapshot snapshot) {
        return snapshot.nodes().stream()
                .collect(Collectors.toMap(
                        NumaNode::id, node -> Map.of("memory", Sizes.words(node.total())), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> hostFacts(Snapshot snapshot) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("auto_online_blocks", shown(snapshot.memory().autoOnline()));
        facts.put(
                "drivers_autoprobe",
                snapshot.autoprobe()
                        .value()
                        .map(on -> on ? "1" : "0")
                        .orElseGet(() -> snapshot.autoprobe().whyNot()));
        return facts;
    }

    private static String shown(Reading<String> reading) {
        return reading.value().orElseGet(reading::whyNot);
    }
}
