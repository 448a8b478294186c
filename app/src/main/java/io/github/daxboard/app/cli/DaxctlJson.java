// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The list in daxctl's form ({@code daxctl list -RDM}, ndctl's util/json.c and daxctl/json.c): the same keys, types and
 * order of keys; a key whose value is not known is left out, as daxctl does. docs/cli.md says where it differs.
 */
final class DaxctlJson {
    private static final String DEVICES = "/sys/devices";

    private final JsonGenerator json;
    private final Snapshot snapshot;
    private final boolean idle;

    private DaxctlJson(JsonGenerator json, Snapshot snapshot, boolean idle) {
        this.json = json;
        this.snapshot = snapshot;
        this.idle = idle;
    }

    /** An array of regions. With {@code idle}, devices of size 0 are in it too. */
    static String list(Snapshot snapshot, boolean idle) {
        StringWriter text = new StringWriter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer);
            new DaxctlJson(json, snapshot, idle).regions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void regions() throws IOException {
        json.writeStartArray();
        for (Region region : snapshot.regions()) {
            region(region);
        }
        json.writeEndArray();
    }

    private void region(Region region) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "path", region.path().startsWith(DEVICES) ? region.path().substring(DEVICES.length()) : region.path());
        json.writeNumberField("id", region.id());
        number("size", region.size());
        if (region.available().value().filter(bytes -> bytes > 0).isPresent()) {
            number("available_size", region.available());
        }
        number("align", region.align());
        List<Device> shown = region.devices().stream()
                .filter(device -> idle || !device.isEmpty())
                .toList();
        if (!shown.isEmpty()) {
            json.writeArrayFieldStart("devices");
            for (Device device : shown) {
                device(device);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void device(Device device) throws IOException {
        json.writeStartObject();
        json.writeStringField("chardev", device.name().toString());
        number("size", device.size());
        if (device.targetNode().value().filter(node -> node >= 0).isPresent()) {
            json.writeNumberField("target_node", device.targetNode().value().get());
        }
        number("align", device.align());
        json.writeStringField("mode", device.mode().map(Mode::daxctlWord).orElse("unknown"));
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent()
                && device.ranges().value().isPresent()) {
            memory(snapshot.memory().of(device));
        }
        if (device.isUnbound()) {
            json.writeStringField("state", "disabled");
        }
        if (device.mode().isEmpty() && device.driver() instanceof Reading.Value<Driver>(Driver driver)) {
            json.writeStringField("driver", driver.name());
        }
        mappings(device.ranges().value().orElse(List.of()));
        json.writeEndObject();
    }

    private void memory(List<MemoryBlock> blocks) throws IOException {
        List<MemoryBlock> online = blocks.stream().filter(MemoryBlock::isOnline).toList();
        json.writeNumberField("online_memblocks", online.size());
        json.writeNumberField("total_memblocks", blocks.size());
        if (!online.isEmpty()) {
            json.writeBooleanField("movable", online.stream().allMatch(MemoryBlock::isMovable));
        }
    }

    private void mappings(List<Range> ranges) throws IOException {
        if (ranges.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("mappings");
        for (Range range : ranges) {
            json.writeStartObject();
            json.writeNumberField("page_offset", range.pageOffset());
            json.writeNumberField("start", range.start());
            json.writeNumberField("end", range.end());
            json.writeNumberField("size", range.size());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void number(String key, Reading<Long> reading) throws IOException {
        if (reading instanceof Reading.Value<Long>(Long bytes)) {
            json.writeNumberField(key, bytes);
        }
    }
}
