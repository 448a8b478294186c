// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Daxboard reads in a captured tree is what daxctl printed on that machine at that moment. */
class DaxctlAgreesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a-hmem-devdax", "b-hmem-3dev", "c-pmem-devdax"})
    void regionsDevicesAndMappingsAreThoseOfDaxctl(String fixture) throws IOException {
        Snapshot snapshot = SnapshotReader.read(Fixtures.tree(fixture), new HostName(fixture), Instant.EPOCH);
        List<Map<String, Object>> ours = snapshot.regions().stream()
                .map(region -> region(snapshot, region))
                .toList();
        assertThat(ours).isEqualTo(sorted(json(fixture)));
    }

    private static Map<String, Object> region(Snapshot snapshot, Region region) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", region.path().substring("/sys/devices".length()));
        json.put("id", (long) region.id());
        json.put("size", region.size().value().orElseThrow());
        region.available().value().filter(bytes -> bytes > 0).ifPresent(bytes -> json.put("available_size", bytes));
        json.put("align", region.align().value().orElseThrow());
        json.put(
                "devices",
                region.devices().stream()
                        .map(device -> device(snapshot, device))
                        .toList());
        return json;
    }

    private static Map<String, Object> device(Snapshot snapshot, Device device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chardev", device.name().toString());
        json.put("size", device.size().value().orElseThrow());
        device.targetNode().value().ifPresent(node -> json.put("target_node", (long) node));
        json.put("align", device.align().value().orElseThrow());
        json.put("mode", device.mode().orElseThrow().daxctlWord());
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        if (device.mode().orElseThrow() == Mode.SYSTEM_RAM) {
            json.put(
                    "online_memblocks",
                    blocks.stream().filter(MemoryBlock::isOnline).count());
            json.put("total_memblocks", (long) blocks.size());
        }
        if (device.isUnbound()) {
            json.put("state", "disabled");
        }
        List<Range> ranges = device.ranges().value().orElseThrow();
        if (!ranges.isEmpty()) {
            json.put("mappings", ranges.stream().map(DaxctlAgreesTest::mapping).toList());
        }
        return json;
    }

    private static Map<String, Object> mapping(Range range) {
        return Map.of(
                "page_offset", range.pageOffset(), "start", range.start(), "end", range.end(), "size", range.size());
    }

    /** daxctl lists the newest device first. */
    private static List<Map<String, Object>> sorted(List<Object> regions) {
        List<Map<String, Object>> sorted = new ArrayList<>();
        for (Object region : regions) {
            Map<String, Object> copy = object(region);
            List<Object> devices = new ArrayList<>(array(copy.getOrDefault("devices", List.of())));
            devices.sort(Comparator.comparing(device -> "" + object(device).get("chardev")));
            copy.put("devices", devices);
            sorted.add(copy);
        }
        return sorted;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> array(Object value) {
        return (List<Object>) value;
    }

    private static List<Object> json(String fixture) throws IOException {
        try (JsonParser parser = new JsonFactory()
                .createParser(Fixtures.file(fixture, "daxctl_list_-RDMi.json").toFile())) {
            parser.nextToken();
            return array(value(parser));
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }
}
