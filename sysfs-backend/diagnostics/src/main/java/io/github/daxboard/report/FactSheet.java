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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything about one thing, fact by fact, each with the attribute that it comes from. */
public final class FactSheet {
    private final List<Fact> facts = new ArrayList<>();

    private FactSheet() {}

    /** A device's facts. */
    public static List<Fact> of(Snapshot snapshot, Device device) {
        FactSheet sheet = new FactSheet();
        String folder = device.path() + "/";
        sheet.text("mode", "mode", mode(device), folder + "driver");
        sheet.add(
                "driver",
                "driver",
                device.driver(),
                driver -> new Json.Text(driver.name()),
                Driver::name,
                folder + "driver");
        sheet.bytes("size", "size", device.size(), folder + "size");
        sheet.bytes("align", "alignment", device.align(), folder + "align");
        snapshot.regionOf(device.name())
                .ifPresent(region -> sheet.number(
                        "region", "region", Reading.of((long) region.id()), region.path() + "/dax_region/id"));
        sheet.number("target_node", "target node", device.targetNode().map(Integer::longValue), folder + "target_node");
        sheet.number("numa_node", "nearest node", device.numaNode().map(Integer::longValue), folder + "numa_node");
        sheet.address("resource", "first address", device.resource(), folder + "resource");
        sheet.add(
                "ranges",
                "ranges",
                device.ranges(),
                FactSheet::ranges,
                FactSheet::words,
                folder + "mapping*/{start,end,page_offset}");
        sheet.text("dev", "device number", device.deviceNumber(), folder + "dev");
        sheet.flag(
                "memmap_on_memory",
                "page array on the memory itself",
                device.memmapOnMemory(),
                folder + "memmap_on_memory");
        sheet.text("state", "hotplug state", device.hotplugState(), folder + "state");
        sheet.facts.add(new Fact(
                "superblock",
                "holds",
                device.superblock().map(FactSheet::superblock),
                holds(device.superblock()),
                "/dev/" + device.name()));
        sheet.text("use", "what programs can do", use(device), "/dev/" + device.name());
        sheet.memory(snapshot, device);
        sheet.holders(snapshot, device);
        return List.copyOf(sheet.facts);
    }

    /** A region's facts. */
    public static List<Fact> of(Region region) {
        FactSheet sheet = new FactSheet();
        String folder = region.path() + "/dax_region/";
        sheet.text("kind", "kind", Reading.of(region.kind().word()), region.path());
        sheet.bytes("size", "size", region.size(), folder + "size");
        sheet.bytes("available_size", "free", region.available(), folder + "available_size");
        sheet.bytes("align", "alignment", region.align(), folder + "align");
        sheet.add(
                "seed",
                "seed",
                region.seed(),
                seed -> new Json.Text(seed.toString()),
                Object::toString,
                folder + "seed");
        sheet.add(
                "devices",
                "devices",
                Reading.of(region.devices()),
                devices -> Shapes.many(
                        devices, device -> new Json.Text(device.name().toString())),
                devices ->
                        devices.stream().map(device -> device.name().toString()).collect(Collectors.joining(", ")),
                KernelPath.DAX_DEVICES.text());
        return List.copyOf(sheet.facts);
    }

    /** A NUMA node's facts. */
    public static List<Fact> of(NumaNode node) {
        FactSheet sheet = new FactSheet();
        String folder = KernelPath.NODES + "/node" + node.id() + "/";
        String access = folder + "access0/initiators/";
        sheet.text("cpus", "processors", node.cpus().map(text -> text.isEmpty() ? "none" : text), folder + "cpulist");
        sheet.number(
                "socket",
                "socket",
                node.socket().map(Integer::longValue),
                KernelPath.PROCESSORS + "/cpu*/topology/physical_package_id");
        sheet.bytes("total", "memory", node.total(), folder + "meminfo (MemTotal)");
        sheet.bytes("free", "free", node.free(), folder + "meminfo (MemFree)");
        sheet.bytes(
                "reclaimable",
                "only caching files",
                node.reclaimable(),
                folder + "meminfo (Active(file), Inactive(file))");
        sheet.add(
                "distances",
                "distances",
                node.distances(),
                list -> Shapes.many(list, distance -> new Json.Whole(distance)),
                list -> list.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                folder + "distance");
        sheet.number(
                "tier",
                "memory tier",
                node.tier().map(Integer::longValue),
                "/sys/devices/virtual/memory_tiering/memory_tier*/nodelist");
        sheet.unit(
                "read_bandwidth", "read bandwidth", node.access().readBandwidth(), "MB/s", access + "read_bandwidth");
        sheet.unit("read_latency", "read latency", node.access().readLatency(), "ns", access + "read_latency");
        sheet.unit(
                "write_bandwidth",
                "write bandwidth",
                node.access().writeBandwidth(),
                "MB/s",
                access + "write_bandwidth");
        sheet.unit("write_latency", "write latency", node.access().writeLatency(), "ns", access + "write_latency");
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
    private static Reading<String> use(Device device) {
        String node = "/dev/" + device.name();
        return device.mode()
                .map(mode -> switch (mode) {
                    case DEVDAX ->
                        "map " + node + " with mmap, in its alignment; reading and writing it is refused (EINVAL)";
                    case FSDEV -> "mount a famfs from it; mapping " + node + " themselves is refused (ENODEV)";
                    case SYSTEM_RAM -> "use it as memory, where it is online; opening " + node + " is refused (ENXIO)";
                    case UNBOUND -> "nothing; opening " + node + " is refused (ENXIO)";
                })
                .map(Reading::of)
                .orElseGet(() -> device.driver().map(driver -> "what the driver " + driver + " lets them"));
    }

    private void memory(Snapshot snapshot, Device device) {
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        String source = KernelPath.MEMORY + "/memory*/{state,valid_zones}";
        Reading<List<Range>> left = snapshot.memory().leftOut(device);
        // kmem has blocks: where none is seen, how many there are is not known.
        Reading<List<MemoryBlock>> reading =
                isRam(device) ? left.map(ranges -> blocks) : device.ranges().map(ranges -> blocks);
        add("blocks", "memory blocks", reading, FactSheet::blocks, FactSheet::blockWords, source);
        if (isRam(device) && left.value().filter(List::isEmpty).isEmpty()) {
            add("left_out", "left out by kmem", left, FactSheet::ranges, FactSheet::words, source);
        }
        flag("pinned", "pinned until reboot", device.ranges().map(ranges -> snapshot.isPinned(device)), source);
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

    private static String blockWords(List<MemoryBlock> blocks) {
        if (blocks.isEmpty()) {
            return "none";
        }
        long online = blocks.stream().filter(MemoryBlock::isOnline).count();
        long movable = blocks.stream()
                .filter(MemoryBlock::isOnline)
                .filter(MemoryBlock::isMovable)
                .count();
        return online + " of " + blocks.size() + " online" + (online == 0 ? "" : ", " + movable + " of them movable");
    }

    private void holders(Snapshot snapshot, Device device) {
        add(
                "holders",
                "holders",
                snapshot.holders().map(all -> snapshot.holdersOf(device.name())),
                list -> Shapes.many(list, Shapes::holder),
                list -> list.isEmpty() ? "none" : String.join("; ", Holder.describe(list)),
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

    private static String words(List<Range> ranges) {
        return ranges.isEmpty()
                ? "none"
                : ranges.stream()
                        .map(range -> ChangeJson.hex(range.start()) + "-" + ChangeJson.hex(range.end()) + " ("
                                + Sizes.words(range.size()) + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Nothing known at the beginning is not nothing: data may lie behind it. */
    private static String holds(Reading<Superblock> found) {
        return found.isAbsent()
                ? "no known mark at its beginning, at its end or where copies lie"
                : found.value().map(Superblock::describe).orElse("");
    }

    private static Json superblock(Superblock superblock) {
        Json.Maker made = Json.make().with("type", superblock.type());
        superblock.label().ifPresent(label -> made.with("label", label));
        superblock.uuid().ifPresent(uuid -> made.with("uuid", uuid));
        return made.made();
    }

    private <T> void add(
            String key,
            String label,
            Reading<T> reading,
            Function<? super T, ? extends Json> json,
            Function<? super T, String> words,
            String source) {
        String shown = reading.value().map(words).orElse("");
        facts.add(new Fact(key, label, reading.map(value -> (Json) json.apply(value)), shown, source));
    }

    private void text(String key, String label, Reading<String> reading, String source) {
        add(key, label, reading, Json.Text::new, text -> text, source);
    }

    private void bytes(String key, String label, Reading<Long> reading, String source) {
        add(key, label, reading, Json.Whole::new, bytes -> Sizes.words(bytes) + " (" + bytes + ")", source);
    }

    private void number(String key, String label, Reading<Long> reading, String source) {
        add(key, label, reading, Json.Whole::new, String::valueOf, source);
    }

    private void unit(String key, String label, Reading<Long> reading, String unit, String source) {
        add(key, label, reading, Json.Whole::new, number -> number + " " + unit, source);
    }

    private void address(String key, String label, Reading<Long> reading, String source) {
        add(key, label, reading, at -> new Json.Text(ChangeJson.hex(at)), ChangeJson::hex, source);
    }

    private void flag(String key, String label, Reading<Boolean> reading, String source) {
        add(key, label, reading, Json.Flag::new, flag -> flag ? "yes" : "no", source);
    }
}
