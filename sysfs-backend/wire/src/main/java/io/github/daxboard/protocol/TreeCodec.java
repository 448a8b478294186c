// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of a tree in messages. */
final class TreeCodec {
    private TreeCodec() {}

    static void put(Json.Maker message, TreeRecord record) {
        switch (record) {
            case TreeRecord.Content(KernelPath path, Reading<String> reading) ->
                text(message.with("is", "content").with("path", path.text()), reading);
            case TreeRecord.Link(KernelPath path, Reading<String> reading) ->
                text(message.with("is", "link").with("path", path.text()), reading);
            case TreeRecord.Names(KernelPath path, Reading<List<String>> reading) ->
                ReadingCodec.put(
                        message.with("is", "names").with("path", path.text()),
                        reading,
                        (to, names) -> to.with("value", names));
            case TreeRecord.State(Driver driver, Reading<DriverState> reading) ->
                ReadingCodec.put(
                        message.with("is", "driver").with("driver", driver.name()),
                        reading,
                        (to, state) -> to.with("value", EnumNames.of(state)));
            case TreeRecord.Holders(Reading<List<Holder>> reading) ->
                ReadingCodec.put(message.with("is", "holders"), reading, TreeCodec::holders);
            case TreeRecord.Beginning(DeviceName device, Reading<Superblock> reading) ->
                ReadingCodec.put(
                        message.with("is", "superblock").with("device", device.toString()),
                        reading,
                        (to, superblock) -> to.with("value", print(superblock)));
            case TreeRecord.Rules(Reading<List<OnlineRule>> reading) ->
                ReadingCodec.put(
                        message.with("is", "rules"),
                        reading,
                        (to, rules) -> to.with(
                                "value",
                                new Json.Many(rules.stream()
                                        .<Json>map(TreeCodec::print)
                                        .toList())));
        }
    }

    private static void text(Json.Maker message, Reading<String> reading) {
        ReadingCodec.put(message, reading, (to, text) -> to.with("value", text));
    }

    private static void holders(Json.Maker message, List<Holder> holders) {
        message.with(
                "value",
                new Json.Many(holders.stream().<Json>map(TreeCodec::print).toList()));
    }

    private static Json.Fields print(Holder holder) {
        Json.Maker made = Json.make()
                .with("device", holder.device().toString())
                .with("kind", EnumNames.of(holder.kind()))
                .with("pid", holder.pid())
                .with("command", holder.command())
                .with("user", holder.user());
        holder.unit().ifPresent(unit -> made.with("unit", unit));
        holder.guest().ifPresent(guest -> made.with("guest", guest));
        holder.commandLine().ifPresent(words -> made.with("words", words));
        holder.node().ifPresent(node -> made.with("node", node));
        return made.made();
    }

    private static Json.Fields print(Superblock superblock) {
        Json.Maker made = Json.make().with("type", superblock.type());
        superblock.label().ifPresent(label -> made.with("label", label));
        superblock.uuid().ifPresent(uuid -> made.with("uuid", uuid));
        return made.made();
    }

    private static Json.Fields print(OnlineRule rule) {
        return Json.make()
                .with("file", rule.file())
                .with("line", rule.line())
                .with("text", rule.text())
                .made();
    }

    static TreeRecord take(Json.Fields message) throws BadMessage {
        String is = message.text("is");
        switch (is) {
            case "content", "link", "names" -> only(message, "path");
            case "driver" -> only(message, "driver");
            case "holders", "rules" -> only(message, "is");
            case "superblock" -> only(message, "device");
            default -> throw new BadMessage("\"is\" is no word of this protocol");
        }
        return switch (is) {
            case "content" -> new TreeRecord.Content(path(message), ReadingCodec.take(message, TreeCodec::text));
            case "link" -> new TreeRecord.Link(path(message), ReadingCodec.take(message, TreeCodec::text));
            case "names" -> new TreeRecord.Names(path(message), ReadingCodec.take(message, TreeCodec::names));
            case "driver" -> new TreeRecord.State(driver(message), ReadingCodec.take(message, TreeCodec::state));
            case "superblock" ->
                new TreeRecord.Beginning(device(message, "device"), ReadingCodec.take(message, TreeCodec::superblock));
            case "rules" -> new TreeRecord.Rules(ReadingCodec.take(message, TreeCodec::rules));
            default -> new TreeRecord.Holders(ReadingCodec.take(message, TreeCodec::holders));
        };
    }

    private static void only(Json.Fields message, String subject) throws BadMessage {
        message.only("v", "is", subject, "more", "value", "absent", "denied", "unreadable", "malformed");
    }

    private static String text(Json.Fields message) throws BadMessage {
        return message.text("value");
    }

    private static List<String> names(Json.Fields message) throws BadMessage {
        return message.many("value").texts();
    }

    private static DriverState state(Json.Fields message) throws BadMessage {
        return EnumNames.parse(DriverState.values(), message.text("value"));
    }

    private static List<Holder> holders(Json.Fields message) throws BadMessage {
        List<Holder> holders = new ArrayList<>();
        for (Json.Fields one : message.many("value").objects()) {
            holders.add(holder(one));
        }
        return holders;
    }

    private static Holder holder(Json.Fields one) throws BadMessage {
        one.only("device", "kind", "pid", "command", "user", "unit", "guest", "words", "node");
        return new Holder(
                device(one, "device"),
                EnumNames.parse(Holder.Kind.values(), one.text("kind")),
                one.small("pid"),
                one.text("command"),
                one.small("user"),
                maybe(one, "unit"),
                maybe(one, "guest"),
                maybe(one, "words"),
                maybe(one, "node"));
    }

    private static Optional<String> maybe(Json.Fields one, String name) throws BadMessage {
        return one.has(name) ? Optional.of(one.text(name)) : Optional.empty();
    }

    private static Superblock superblock(Json.Fields message) throws BadMessage {
        Json.Fields one = message.fields("value");
        one.only("type", "label", "uuid");
        return new Superblock(one.text("type"), maybe(one, "label"), maybe(one, "uuid"));
    }

    private static List<OnlineRule> rules(Json.Fields message) throws BadMessage {
        List<OnlineRule> rules = new ArrayList<>();
        for (Json.Fields one : message.many("value").objects()) {
            one.only("file", "line", "text");
            rules.add(new OnlineRule(one.text("file"), one.small("line"), one.text("text")));
        }
        return rules;
    }

    static DeviceName device(Json.Fields message, String name) throws BadMessage {
        return DeviceName.parse(message.text(name))
                .orElseThrow(() -> new BadMessage("\"" + name + "\" is not a device name"));
    }

    private static Driver driver(Json.Fields message) throws BadMessage {
        return Driver.parse(message.text("driver"))
                .orElseThrow(() -> new BadMessage("\"driver\" is not a driver name"));
    }

    private static KernelPath path(Json.Fields message) throws BadMessage {
        try {
            return new KernelPath(message.text("path"));
        } catch (IllegalArgumentException e) {
            throw new BadMessage("\"path\" is not a path of the kernel's", e);
        }
    }
}
