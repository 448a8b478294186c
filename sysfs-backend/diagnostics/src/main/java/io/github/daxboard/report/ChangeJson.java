// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A change as it stands in plan files and reports. Sizes are in bytes; addresses are texts that begin with 0x. */
final class ChangeJson {
    private ChangeJson() {}

    static Json.Fields print(Change change) {
        return switch (change) {
            case Change.SwitchMode(DeviceName device, Mode to, Onlining onlining) -> {
                Json.Maker made = of("switch", device).with("to", to.word());
                yield to == Mode.SYSTEM_RAM
                        ? made.with("onlining", word(onlining)).made()
                        : made.made();
            }
            case Change.Create(int region, Extent extent, Optional<Long> align) -> {
                Json.Maker made = Json.make().with("do", "create").with("region", region);
                switch (extent) {
                    case Extent.Size(long bytes) -> made.with("bytes", bytes);
                    case Extent.At(long start, long end) ->
                        made.with("start", hex(start)).with("end", hex(end));
                }
                align.ifPresent(bytes -> made.with("align", bytes));
                yield made.made();
            }
            case Change.Resize(DeviceName device, long bytes) ->
                of("resize", device).with("bytes", bytes).made();
            case Change.Destroy(DeviceName device) -> of("destroy", device).made();
            case Change.SetAlign(DeviceName device, long bytes) ->
                of("align", device).with("bytes", bytes).made();
            case Change.Online(DeviceName device, Zone zone) ->
                of("online", device).with("zone", zone.word()).made();
            case Change.Offline(DeviceName device) -> of("offline", device).made();
        };
    }

    private static Json.Maker of(String what, DeviceName device) {
        return Json.make().with("do", what).with("device", device.toString());
    }

    private static String word(Onlining onlining) {
        return onlining.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    static Change parse(Node node) throws BadDocument {
        String what = node.get("do").text();
        return switch (what) {
            case "switch" -> toMode(node);
            case "create" -> create(node);
            case "resize" -> {
                node.only("do", "device", "bytes");
                yield new Change.Resize(device(node), bytes(node.get("bytes")));
            }
            case "destroy" -> {
                node.only("do", "device");
                yield new Change.Destroy(device(node));
            }
            case "align" -> {
                node.only("do", "device", "bytes");
                yield new Change.SetAlign(device(node), bytes(node.get("bytes")));
            }
            case "online" -> {
                node.only("do", "device", "zone");
                Node zone = node.get("zone");
                yield new Change.Online(
                        device(node), Zone.parse(zone.text()).orElseThrow(() -> zone.badWord("movable", "kernel")));
            }
            case "offline" -> {
                node.only("do", "device");
                yield new Change.Offline(device(node));
            }
            default ->
                throw node.get("do").badWord("switch", "create", "resize", "destroy", "align", "online", "offline");
        };
    }

    private static Change toMode(Node node) throws BadDocument {
        node.only("do", "device", "to", "onlining");
        Mode mode = mode(node.get("to"));
        Optional<Node> onlining = node.find("onlining");
        if (onlining.isEmpty()) {
            return new Change.SwitchMode(device(node), mode);
        }
        if (mode != Mode.SYSTEM_RAM) {
            throw onlining.get().bad(Message.of("document.onlining", mode.message()));
        }
        return new Change.SwitchMode(device(node), mode, onlining(onlining.get()));
    }

    private static Change create(Node node) throws BadDocument {
        node.only("do", "region", "bytes", "start", "end", "align");
        Node region = node.get("region");
        if (region.whole() < 0 || region.whole() > 99_999) {
            throw region.bad(Message.of("document.region"));
        }
        Optional<Node> align = node.find("align");
        return new Change.Create(
                (int) region.whole(),
                extent(node),
                align.isPresent() ? Optional.of(bytes(align.get())) : Optional.empty());
    }

    private static Extent extent(Node node) throws BadDocument {
        if (node.find("bytes").isPresent()) {
            if (node.find("start").isPresent() || node.find("end").isPresent()) {
                throw node.bad(Message.of("document.extent"));
            }
            return new Extent.Size(bytes(node.get("bytes")));
        }
        long start = address(node.get("start"));
        long end = address(node.get("end"));
        if (end < start) {
            throw node.get("end").bad(Message.of("document.end"));
        }
        return new Extent.At(start, end);
    }

    private static long address(Node node) throws BadDocument {
        String text = node.text();
        if (!text.matches("0x[0-9a-fA-F]{1,15}")) {
            throw node.bad(Message.of("document.address"));
        }
        return Long.parseLong(text.substring(2), 16);
    }

    private static long bytes(Node node) throws BadDocument {
        if (node.whole() <= 0) {
            throw node.bad(Message.of("document.positive"));
        }
        return node.whole();
    }

    static DeviceName device(Node node) throws BadDocument {
        return name(node.get("device"));
    }

    static DeviceName name(Node node) throws BadDocument {
        return DeviceName.parse(node.text()).orElseThrow(() -> node.bad(Message.of("document.device")));
    }

    private static Mode mode(Node node) throws BadDocument {
        return Mode.parse(node.text())
                .orElseThrow(() -> node.badWord("devdax", "fsdev", "famfs", "system-ram", "unbound"));
    }

    private static Onlining onlining(Node node) throws BadDocument {
        String text = node.text();
        return Arrays.stream(Onlining.values())
                .filter(onlining -> word(onlining).equals(text))
                .findFirst()
                .orElseThrow(() -> node.badWord("movable", "kernel", "leave-offline"));
    }
}
