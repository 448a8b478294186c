// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All facts about one device, region or node, each with the attribute that it comes from. */
public final class FactSheet {
    private final List<Fact> facts = new ArrayList<>();

    private FactSheet() {}

    /** A device's facts. */
    public static List<Fact> of(Snapshot snapshot, Device device) {
        FactSheet sheet = new FactSheet();
        String folder = device.path() + "/";
        sheet.text("mode", Message.of("report.fact.mode"), mode(device), folder + "driver");
        sheet.add(
                "driver",
                Message.of("report.fact.driver"),
                device.driver(),
                driver -> new Json.Text(driver.name()),
                FactSheet::verbatim,
                folder + "driver");
        sheet.bytes("size", Message.of("report.fact.size"), device.size(), folder + "size");
        sheet.bytes("align", Message.of("report.fact.align"), device.align(), folder + "align");
        snapshot.regionOf(device.name())
                .ifPresent(region -> sheet.number(
                        "region",
                        Message.of("report.fact.region"),
                        Reading.of((long) region.id()),
                        region.path() + "/dax_region/id"));
        sheet.number(
                "target_node",
                Message.of("report.fact.target-node"),
                device.targetNode().map(Integer::longValue),
                folder + "target_node");
        sheet.number(
                "numa_node",
                Message.of("report.fact.nearest-node"),
                device.numaNode().map(Integer::longValue),
                folder + "numa_node");
        sheet.address("resource", Message.of("report.fact.first-address"), device.resource(), folder + "resource");
        sheet.add(
                "ranges",
                Message.of("report.fact.ranges"),
                device.ranges(),
                FactSheet::ranges,
                FactSheet::words,
                folder + "mapping*/{start,end,page_offset}");
        sheet.text("dev", Message.of("report.fact.dev"), device.deviceNumber(), folder + "dev");
        sheet.flag(
                "memmap_on_memory",
                Message.of("report.fact.memmap-on-memory"),
                device.memmapOnMemory(),
                folder + "memmap_on_memory");
        sheet.text("state", Message.of("report.fact.hotplug-state"), device.hotplugState(), folder + "state");
        sheet.facts.add(new Fact(
                "superblock",
                Message.of("report.fact.holds"),
                device.superblock().map(FactSheet::superblock),
                holds(device.superblock()),
                "/dev/" + device.name()));
        sheet.add(
                "use",
                Message.of("report.fact.use"),
                use(device),
                use -> new Json.Text(use.english()),
                use -> use,
                "/dev/" + device.name());
        sheet.memory(snapshot, device);
        sheet.holders(snapshot, device);
        return List.copyOf(sheet.facts);
    }

    /** A region's facts. */
    public static List<Fact> of(Region region) {
        FactSheet sheet = new FactSheet();
        String folder = region.path() + "/dax_region/";
        sheet.text(
                "kind", Message.of("report.fact.kind"), Reading.of(region.kind().word()), region.path());
        sheet.bytes("size", Message.of("report.fact.size"), region.size(), folder + "size");
        sheet.bytes("available_size", Message.of("report.fact.free"), region.available(), folder + "available_size");
        sheet.bytes("align", Message.of("report.fact.align"), region.align(), folder + "align");
        sheet.add(
                "seed",
                Message.of("report.fact.seed"),
                region.seed(),
                seed -> new Json.Text(seed.toString()),
                FactSheet::verbatim,
                folder + "seed");
        sheet.add(
                "devices",
                Message.of("report.fact.devices"),
                Reading.of(region.devices()),
                devices -> Shapes.many(
                        devices, device -> new Json.Text(device.name().toString())),
                devices -> Message.verbatim(
                        devices.stream().map(device -> device.name().toString()).collect(Collectors.joining(", "))),
                KernelPath.DAX_DEVICES.text());
        return List.copyOf(sheet.facts);
    }

    /** A NUMA node's facts. */
    public static List<Fact> of(NumaNode node) {
        FactSheet sheet = new FactSheet();
        String folder = KernelPath.NODES + "/node" + node.id() + "/";
        String access = folder + "access0/initiators/";
        sheet.add(
                "cpus",
                Message.of("report.fact.cpus"),
                node.cpus(),
                text -> new Json.Text(text.isEmpty() ? "none" : text),
                text -> text.isEmpty() ? Message.of("report.none") : Message.verbatim(text),
                folder + "cpulist");
        sheet.number(
                "socket",
                Message.of("report.fact.socket"),
                node.socket().map(Integer::longValue),
                KernelPath.PROCESSORS + "/cpu*/topology/physical_package_id");
        sheet.bytes("total", Message.of("report.fact.memory"), node.total(), folder + "meminfo (MemTotal)");
        sheet.bytes("free", Message.of("report.fact.free"), node.free(), folder + "meminfo (MemFree)");
        sheet.bytes(
                "reclaimable",
                Message.of("report.fact.reclaimable"),
                node.reclaimable(),
                folder + "meminfo (Active(file), Inactive(file))");
        sheet.add(
                "distances",
                Message.of("report.fact.distances"),
                node.distances(),
                list -> Shapes.many(list, distance -> new Json.Whole(distance)),
                list -> Message.verbatim(list.stream().map(String::valueOf).collect(Collectors.joining(" "))),
                folder + "distance");
        sheet.number(
                "tier",
                Message.of("report.fact.tier"),
                node.tier().map(Integer::longValue),
                "/sys/devices/virtual/memory_tiering/memory_tier*/nodelist");
        sheet.unit(
                "read_bandwidth",
                Message.of("report.fact.read-bandwidth"),
                node.access().readBandwidth(),
                "MB/s",
                access + "read_bandwidth");
        sheet.unit(
                "read_latency",
                Message.of("report.fact.read-latency"),
                node.access().readLatency(),
                "ns",
                access + "read_latency");
        sheet.unit(
                "write_bandwidth",
                Message.of("report.fact.write-bandwidth"),
                node.access().writeBandwidth(),
                "MB/s",
                access + "write_bandwidth");
        sheet.unit(
                "write_latency",
                Message.of("report.fact.write-latency"),
                node.access().writeLatency(),
                "ns",
                access + "write_latency");
        return List.copyOf(sheet.facts);
    }

    /** Facts as a list of JSON. */
    public static Json.Many json(List<Fact> facts) {
        return Shapes.many(facts, Fact::json);
    }

    private static Reading<String> mode(Device device) {
        return device.mode().isPresent() || device.driver().value().isPresent()
                ? Reading.of(device.modeWord())
                : device.driver().map(Driver::name);
    }

    /** What open(2) and mmap(2) of its node come to, by drivers/dax/device.c, drivers/dax/super.c and fsdev_dax. */
    private static Reading<Message> use(Device device) {
        String node = "/dev/" + device.name();
        return device.mode()
                .map(mode -> switch (mode) {
                    case DEVDAX -> Message.of("report.use.devdax", node);
                    case FSDEV -> Message.of("report.use.fsdev", node);
                    case SYSTEM_RAM -> Message.of("report.use.system-ram", node);
                    case UNBOUND -> Message.of("report.use.unbound", node);
                })
                .map(Reading::of)
                .orElseGet(() -> device.driver().map(driver -> Message.of("report.use.driver", driver)));
    }

    private void memory(Snapshot snapshot, Device device) {
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        String source = KernelPath.MEMORY + "/memory*/{state,valid_zones}";
        Reading<List<Range>> left = snapshot.memory().leftOut(device);
        // kmem has blocks: where none is seen, how many there are is not known.
        Reading<List<MemoryBlock>> reading =
                isRam(device) ? left.map(ranges -> blocks) : device.ranges().map(ranges -> blocks);
        add("blocks", Message.of("report.fact.blocks"), reading, FactSheet::blocks, FactSheet::blockWords, source);
        if (isRam(device) && left.value().filter(List::isEmpty).isEmpty()) {
            add("left_out", Message.of("report.fact.left-out"), left, FactSheet::ranges, FactSheet::words, source);
        }
        flag(
                "pinned",
                Message.of("report.fact.pinned"),
                device.ranges().map(ranges -> snapshot.isPinned(device)),
                source);
    }

    private static boolean isRam(Device device) {
        return device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent();
    }

    private static Json blocks(List<MemoryBlock> blocks) {
        return Json.make()
                .with("total", blocks.size())
                .with("online", blocks.stream().filter(MemoryBlock::isOnline).count())
                .with(
                        "movable",
                        blocks.stream()
                                .filter(MemoryBlock::isOnline)
                                .filter(MemoryBlock::isMovable)
                                .count())
                .made();
    }

    private static Message blockWords(List<MemoryBlock> blocks) {
        if (blocks.isEmpty()) {
            return Message.of("report.none");
        }
        long online = blocks.stream().filter(MemoryBlock::isOnline).count();
        long movable = blocks.stream()
                .filter(MemoryBlock::isOnline)
                .filter(MemoryBlock::isMovable)
                .count();
        return online == 0
                ? Message.of("report.blocks.offline", blocks.size())
                : Message.of("report.blocks", online, blocks.size(), movable);
    }

    private void holders(Snapshot snapshot, Device device) {
        add(
                "holders",
                Message.of("report.fact.holders"),
                snapshot.holders().map(all -> snapshot.holdersOf(device.name())),
                list -> Shapes.many(list, Shapes::holder),
                FactSheet::holderWords,
                "/proc/*/{fd,maps,mountinfo}");
    }

    private static Json ranges(List<Range> ranges) {
        return Shapes.many(
                ranges,
                range -> Json.make()
                        .with("start", ChangeJson.hex(range.start()))
                        .with("end", ChangeJson.hex(range.end()))
                        .with("page_offset", range.pageOffset())
                        .with("size", range.size())
                        .made());
    }

    private static Message words(List<Range> ranges) {
        return ranges.isEmpty()
                ? Message.of("report.none")
                : Message.verbatim(ranges.stream()
                        .map(range -> ChangeJson.hex(range.start()) + "-" + ChangeJson.hex(range.end()) + " ("
                                + Sizes.words(range.size()) + ")")
                        .collect(Collectors.joining(", ")));
    }

    /** The users of a device, or that it has none. */
    static Message holderWords(List<Holder> holders) {
        return holders.isEmpty() ? Message.of("report.none") : joined(Holder.messages(holders));
    }

    /** In halves: a chain of as many messages as there are holders would be nested too deep. */
    private static Message joined(List<Message> parts) {
        int half = parts.size() / 2;
        return half == 0
                ? parts.getFirst()
                : Message.of(
                        "report.semicolon", joined(parts.subList(0, half)), joined(parts.subList(half, parts.size())));
    }

    /** No known magic number does not mean no data. */
    private static Message holds(Reading<Superblock> found) {
        return found.isAbsent()
                ? Message.of("report.holds.nothing-known")
                : found.value().map(Superblock::message).orElse(Message.NONE);
    }

    private static Json superblock(Superblock superblock) {
        Json.Maker made = Json.make().with("type", superblock.type());
        superblock.label().ifPresent(label -> made.with("label", label));
        superblock.uuid().ifPresent(uuid -> made.with("uuid", uuid));
        return made.made();
    }

    private static Message verbatim(Object value) {
        return Message.verbatim(value.toString());
    }

    private <T> void add(
            String key,
            Message label,
            Reading<T> reading,
            Function<? super T, ? extends Json> json,
            Function<? super T, Message> words,
            String source) {
        Message shown = reading.value().map(words).orElse(Message.NONE);
        facts.add(new Fact(key, label, reading.map(value -> (Json) json.apply(value)), shown, source));
    }

    private void text(String key, Message label, Reading<String> reading, String source) {
        add(key, label, reading, Json.Text::new, Message::verbatim, source);
    }

    private void bytes(String key, Message label, Reading<Long> reading, String source) {
        add(
                key,
                label,
                reading,
                Json.Whole::new,
                bytes -> Message.verbatim(Sizes.words(bytes) + " (" + bytes + ")"),
                source);
    }

    private void number(String key, Message label, Reading<Long> reading, String source) {
        add(key, label, reading, Json.Whole::new, FactSheet::verbatim, source);
    }

    private void unit(String key, Message label, Reading<Long> reading, String unit, String source) {
        add(key, label, reading, Json.Whole::new, number -> Message.verbatim(number + " " + unit), source);
    }

    private void address(String key, Message label, Reading<Long> reading, String source) {
        add(
                key,
                label,
                reading,
                at -> new Json.Text(ChangeJson.hex(at)),
                at -> Message.verbatim(ChangeJson.hex(at)),
                source);
    }

    private void flag(String key, Message label, Reading<Boolean> reading, String source) {
        add(
                key,
                label,
                reading,
                Json.Flag::new,
                flag -> flag ? Message.of("report.yes") : Message.of("report.no"),
                source);
    }
}
