// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An order in a message: {@code changes} and {@code mayLoseData}. A change is told by its first field, which names the
 * device or the region that it is about.
 */
final class OrderCodec {
    /** Physical addresses have 52 bits on x86-64 and arm64. */
    private static final long LARGEST = 1L << 52;

    private OrderCodec() {}

    static Json.Maker put(Json.Maker message, Order order) {
        message.with(
                "changes",
                new Json.Many(
                        order.changes().stream().<Json>map(OrderCodec::print).toList()));
        return order.mayLoseData().isEmpty()
                ? message
                : message.with(
                        "mayLoseData",
                        order.mayLoseData().stream()
                                .sorted()
                                .map(DeviceName::toString)
                                .toList());
    }

    private static Json.Fields print(Change change) {
        return switch (change) {
            case Change.SwitchMode(DeviceName device, Mode to, Onlining onlining) -> {
                Json.Maker message = about("switch", device).with("to", to.word());
                yield onlining == Onlining.MOVABLE
                        ? message.made()
                        : message.with("onlining", EnumNames.of(onlining)).made();
            }
            case Change.Create(int region, Extent extent, Optional<Long> align) -> create(region, extent, align);
            case Change.Resize(DeviceName device, long bytes) ->
                about("resize", device).with("bytes", bytes).made();
            case Change.Destroy(DeviceName device) -> about("destroy", device).made();
            case Change.SetAlign(DeviceName device, long bytes) ->
                about("align", device).with("bytes", bytes).made();
            case Change.Online(DeviceName device, Zone zone) ->
                about("online", device).with("zone", zone.word()).made();
            case Change.Offline(DeviceName device) -> about("offline", device).made();
        };
    }

    private static Json.Maker about(String change, DeviceName device) {
        return Json.make().with(change, device.toString());
    }

    private static Json.Fields create(int region, Extent extent, Optional<Long> align) {
        Json.Maker message = Json.make().with("create", region);
        switch (extent) {
            case Extent.Size(long bytes) -> message.with("bytes", bytes);
            case Extent.At(long start, long end) -> message.with("start", start).with("end", end);
        }
        align.ifPresent(bytes -> message.with("align", bytes));
        return message.made();
    }

    static Order take(Json.Fields message) throws BadMessage {
        if (message.many("changes").items().isEmpty()) {
            throw new BadMessage("there are 0 changes, not 1 to " + RequestCodec.MAX_CHANGES);
        }
        return takeAny(message);
    }

    /** One that may have no change at all: a plan whose journal can't be read is told so. */
    static Order takeAny(Json.Fields message) throws BadMessage {
        List<Json.Fields> asked = message.many("changes").objects();
        if (asked.size() > RequestCodec.MAX_CHANGES) {
            throw new BadMessage("there are " + asked.size() + " changes, not 1 to " + RequestCodec.MAX_CHANGES);
        }
        List<Change> changes = new ArrayList<>();
        for (Json.Fields one : asked) {
            changes.add(change(one));
        }
        return new Order(changes, mayLoseData(message));
    }

    private static Set<DeviceName> mayLoseData(Json.Fields message) throws BadMessage {
        Set<DeviceName> names = new HashSet<>();
        if (message.has("mayLoseData")) {
            List<String> texts = message.many("mayLoseData").texts();
            for (String text : texts) {
                names.add(DeviceName.parse(text)
                        .orElseThrow(() -> new BadMessage("\"mayLoseData\" holds what is not a device name")));
            }
            if (names.isEmpty() || names.size() != texts.size() || names.size() > RequestCodec.MAX_CHANGES) {
                throw new BadMessage("\"mayLoseData\" is not 1 to " + RequestCodec.MAX_CHANGES + " names, each once");
            }
        }
        return names;
    }

    private static Change change(Json.Fields one) throws BadMessage {
        if (one.has("switch")) {
            return toMode(one);
        }
        if (one.has("create")) {
            return create(one);
        }
        if (one.has("resize")) {
            one.only("resize", "bytes");
            return new Change.Resize(device(one, "resize"), bytes(one, "bytes"));
        }
        if (one.has("destroy")) {
            one.only("destroy");
            return new Change.Destroy(device(one, "destroy"));
        }
        if (one.has("align")) {
            one.only("align", "bytes");
            return new Change.SetAlign(device(one, "align"), bytes(one, "bytes"));
        }
        if (one.has("online")) {
            one.only("online", "zone");
            Zone zone = Zone.parse(one.text("zone"))
                    .orElseThrow(() -> new BadMessage("\"zone\" is not a zone: movable or kernel"));
            return new Change.Online(device(one, "online"), zone);
        }
        if (one.has("offline")) {
            one.only("offline");
            return new Change.Offline(device(one, "offline"));
        }
        throw new BadMessage("a change is none of switch, create, resize, destroy, align, online and offline");
    }

    private static Change toMode(Json.Fields one) throws BadMessage {
        one.only("switch", "to", "onlining");
        DeviceName device = device(one, "switch");
        Mode mode = Mode.parse(one.text("to"))
                .orElseThrow(() -> new BadMessage("\"to\" is not a mode: devdax, fsdev, system-ram or unbound"));
        if (mode != Mode.SYSTEM_RAM && one.has("onlining")) {
            throw new BadMessage("\"onlining\" goes with system-ram, not with " + mode.word());
        }
        Onlining onlining =
                one.has("onlining") ? EnumNames.parse(Onlining.values(), one.text("onlining")) : Onlining.MOVABLE;
        return new Change.SwitchMode(device, mode, onlining);
    }

    private static Change create(Json.Fields one) throws BadMessage {
        one.only("create", "bytes", "start", "end", "align");
        int region = one.small("create");
        if (region < 0 || region > 99_999) {
            throw new BadMessage("\"create\" is not a region's number");
        }
        Optional<Long> align = one.has("align") ? Optional.of(bytes(one, "align")) : Optional.empty();
        return new Change.Create(region, extent(one), align);
    }

    private static Extent extent(Json.Fields one) throws BadMessage {
        if (one.has("bytes")) {
            if (one.has("start") || one.has("end")) {
                throw new BadMessage("a new device has a size and an address");
            }
            return new Extent.Size(bytes(one, "bytes"));
        }
        long start = one.whole("start");
        long end = one.whole("end");
        if (start < 0 || end < start || end >= LARGEST) {
            throw new BadMessage("\"start\" and \"end\" are no range");
        }
        return new Extent.At(start, end);
    }

    private static long bytes(Json.Fields one, String name) throws BadMessage {
        long bytes = one.whole(name);
        if (bytes <= 0 || bytes > LARGEST) {
            throw new BadMessage("\"" + name + "\" is out of range");
        }
        return bytes;
    }

    private static DeviceName device(Json.Fields one, String name) throws BadMessage {
        return DeviceName.parse(one.text(name))
                .orElseThrow(() -> new BadMessage("\"" + name + "\" is not a device name of the form daxX.Y"));
    }
}
