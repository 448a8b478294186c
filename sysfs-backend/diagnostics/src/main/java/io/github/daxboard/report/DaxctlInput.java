// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * A device as daxctl prints it and as its {@code create-device --input} takes it: one object with chardev, align, size and
 * mappings; numbers as they are, or as {@code -u} words them. The list that {@code daxctl list -M} prints is taken too where it
 * holds one device.
 *
 * @param region of its chardev
 * @param align in bytes
 * @param extent its one mapping, or its size where it has none
 */
public record DaxctlInput(Optional<Integer> region, Optional<Long> align, Extent extent) {

    /**
     * Reads it.
     *
     * @throws BadDocument with the place, when it is not one device
     */
    public static DaxctlInput parse(String text) throws BadDocument {
        Node device = oneDevice(Node.parse(text));
        Optional<Node> chardev = device.find("chardev");
        Optional<Node> align = device.find("align");
        Optional<DeviceName> name =
                chardev.isPresent() ? Optional.of(ChangeJson.name(chardev.get())) : Optional.empty();
        return new DaxctlInput(
                name.map(DeviceName::region),
                align.isPresent() ? Optional.of(number(align.get())) : Optional.empty(),
                extent(device));
    }

    private static Node oneDevice(Node node) throws BadDocument {
        if (node.isList()) {
            if (node.items().size() != 1) {
                throw node.bad(Message.of("document.oneDevice", node.items().size()));
            }
            return oneDevice(node.items().getFirst());
        }
        Optional<Node> devices = node.find("devices");
        return devices.isPresent() ? oneDevice(devices.get()) : node;
    }

    private static Extent extent(Node device) throws BadDocument {
        Optional<Node> mappings = device.find("mappings");
        if (mappings.isEmpty()) {
            return new Extent.Size(number(device.get("size")));
        }
        List<Node> all = mappings.get().items();
        if (all.size() != 1) {
            throw mappings.get().bad(Message.of("document.oneMapping", all.size()));
        }
        long start = number(all.getFirst().get("start"));
        long end = number(all.getFirst().get("end"));
        if (end < start) {
            throw all.getFirst().get("end").bad(Message.of("document.end"));
        }
        return new Extent.At(start, end);
    }

    /** A number, or as daxctl -u writes it: {@code 0x100000000}, or {@code 2.00 GiB (2.15 GB)}. */
    private static long number(Node node) throws BadDocument {
        if (node.isWhole()) {
            return node.whole();
        }
        String text = node.text();
        int bracket = text.indexOf(" (");
        return Sizes.parse(bracket < 0 ? text : text.substring(0, bracket))
                .orElseThrow(() -> node.bad(Message.of("document.size")));
    }
}
