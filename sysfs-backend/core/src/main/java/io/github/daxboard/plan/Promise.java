// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The picture that a change leads to. Sizes, drivers and free space are certain; where a device comes to lie is what the
 * kernel's way of placing gives, and is as unknown as before where this picture's reader may not see it.
 */
final class Promise {
    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";
    private static final long MOST_BLOCKS = 1L << 20;

    private Promise() {}

    /** What a change that is not blocked leads to. */
    static Snapshot after(Snapshot snapshot, Change change) {
        return switch (change) {
            case Change.SwitchMode request -> switched(snapshot, request);
            case Change.Create request -> created(snapshot, request);
            case Change.Resize(var name, var bytes) -> resized(snapshot, name, bytes);
            case Change.Destroy(var name) -> destroyed(snapshot, name);
            case Change.SetAlign(var name, var bytes) -> snapshot.withDevice(name, device -> device.withAlign(bytes));
            case Change.Online(var name, var zone) -> settled(snapshot, name, Optional.of(zone));
            case Change.Offline(var name) -> settled(snapshot, name, Optional.empty());
        };
    }

    private static Snapshot switched(Snapshot snapshot, Change.SwitchMode change) {
        DeviceName name = change.device();
        Optional<Mode> from = snapshot.device(name).flatMap(Device::mode);
        if (from.filter(change.to()::equals).isPresent()) {
            return snapshot;
        }
        Snapshot mapped = snapshot.device(name)
                .map(device -> Moved.memmap(snapshot, Memmap.more(device, change.to())))
                .orElse(snapshot);
        Snapshot loaded = loaded(mapped, SwitchRecipe.drivers(from, change.to()));
        Snapshot left = from.filter(Mode.SYSTEM_RAM::equals).isPresent() ? withoutMemory(loaded, name) : loaded;
        Snapshot bound = seedUsed(left.withDriver(name, change.to().driver()), name, change.to());
        return change.to() == Mode.SYSTEM_RAM
                ? withMemory(bound, name, change.onlining().zone())
                : bound;
    }

    private static Snapshot loaded(Snapshot snapshot, List<Driver> drivers) {
        Snapshot result = snapshot;
        for (Driver driver : drivers) {
            result = SnapshotEdits.withDriverOnBus(result, driver);
        }
        return result;
    }

    /** The seed is the first created device that was never bound. */
    private static Snapshot seedUsed(Snapshot snapshot, DeviceName name, Mode to) {
        return to == Mode.UNBOUND
                ? snapshot
                : withRegion(
                        snapshot,
                        name.region(),
                        region -> region.seed().value().filter(name::equals).isPresent()
                                ? SnapshotEdits.withSeed(region, Reading.absent())
                                : region);
    }

    private static Snapshot withRegion(Snapshot snapshot, int id, UnaryOperator<Region> change) {
        return snapshot.withRegions(snapshot.regions().stream()
                .map(region -> region.id() == id ? change.apply(region) : region)
                .toList());
    }

    private static Region freed(Region region, long bytes) {
        return region.with(region.available().map(free -> free + bytes), region.devices());
    }

    /** The name that the kernel gives a region's next device: the lowest number that is free. */
    static Optional<DeviceName> nextName(Region region) {
        List<Integer> taken = region.devices().stream()
                .map(device -> device.name().instance())
                .toList();
        return IntStream.rangeClosed(0, 99_999)
                .filter(instance -> !taken.contains(instance))
                .mapToObj(instance -> new DeviceName(region.id(), instance))
                .findFirst();
    }

    private static Snapshot created(Snapshot snapshot, Change.Create change) {
        Optional<Region> region = snapshot.region(change.region());
        Optional<DeviceName> name = region.flatMap(Promise::nextName);
        return name.map(next -> withRegion(snapshot, change.region(), at -> withNew(snapshot, at, next, change)))
                .orElse(snapshot);
    }

    private static Region withNew(Snapshot snapshot, Region region, DeviceName name, Change.Create change) {
        long align = change.align().orElseGet(() -> Alignments.ofNewDevices(region));
        Device empty = SnapshotEdits.emptyDevice(region, name, Reading.of(align));
        Reading<List<Range>> ranges = switch (change.extent()) {
            case Change.Extent.Size(long bytes) -> FreeSpace.resized(snapshot, region, empty, bytes);
            case Change.Extent.At(long start, long end) -> Reading.of(List.of(new Range(start, end, 0)));
        };
        long bytes = change.extent().bytes();
        List<Device> devices = new ArrayList<>(region.devices());
        devices.add(SnapshotEdits.placed(empty.withSize(bytes, ranges), Optional.empty()));
        devices.sort(Comparator.comparing(Device::name));
        Region grown = freed(region.with(region.available(), devices), -bytes);
        return region.seed().value().isPresent() ? grown : SnapshotEdits.withSeed(grown, Reading.of(name));
    }

    private static Snapshot resized(Snapshot snapshot, DeviceName name, long bytes) {
        Optional<Device> device = snapshot.device(name);
        Optional<Region> region = snapshot.regionOf(name);
        Optional<Long> was = device.flatMap(found -> found.size().value());
        if (device.isEmpty() || region.isEmpty() || was.isEmpty()) {
            return snapshot;
        }
        Reading<List<Range>> ranges = FreeSpace.resized(snapshot, region.get(), device.get(), bytes);
        Optional<Long> start = FreeSpace.of(snapshot, region.get()).map(FreeSpace::start);
        return withRegion(
                snapshot.withDevice(name, found -> sized(found, bytes, ranges, start)),
                name.region(),
                at -> freed(at, was.get() - bytes));
    }

    /** A device that had no memory gets some that its user has written nothing to. */
    private static Device sized(Device of, long bytes, Reading<List<Range>> ranges, Optional<Long> start) {
        Device placed = SnapshotEdits.placed(of.withSize(bytes, ranges), start);
        return of.isEmpty() ? SnapshotEdits.withoutContents(placed) : placed;
    }

    private static Snapshot destroyed(Snapshot snapshot, DeviceName name) {
        boolean ram = snapshot.device(name)
                .flatMap(Device::mode)
                .filter(Mode.SYSTEM_RAM::equals)
                .isPresent();
        Snapshot left = (ram ? withoutMemory(snapshot, name) : snapshot).withDriver(name, Optional.empty());
        Snapshot emptied = resized(left, name, 0);
        if (name.isSeed()) {
            return emptied;
        }
        return withRegion(emptied, name.region(), region -> {
            Region without = region.with(
                    region.available(),
                    region.devices().stream()
                            .filter(device -> !device.name().equals(name))
                            .toList());
            return region.seed().value().filter(name::equals).isPresent()
                    ? SnapshotEdits.withSeed(without, Reading.absent())
                    : without;
        });
    }

    /** kmem has bound: memory blocks are there, and online where they shall be. */
    private static Snapshot withMemory(Snapshot snapshot, DeviceName name, Optional<Zone> zone) {
        Device device = snapshot.device(name).orElseThrow();
        Optional<Long> blockSize = snapshot.memory().blockSize().value().filter(size -> size > 0);
        Optional<WholeBlocks> whole = blockSize.flatMap(size -> WholeBlocks.of(device, size));
        Snapshot stated = snapshot.withDevice(
                name,
                found -> SnapshotEdits.withoutContents(SnapshotEdits.withState(
                        found, zone.map(Zone::kernelWord).orElse(OFFLINE))));
        // More blocks than a machine has are nonsense that a picture may hold; counting them up would take for ever.
        if (whole.isEmpty() || whole.get().bytes() / blockSize.get() > MOST_BLOCKS) {
            return stated;
        }
        List<MemoryBlock> blocks = new ArrayList<>(stated.memory().blocks());
        for (Range span : whole.get().spans()) {
            LongStream.rangeClosed(span.start() / blockSize.get(), span.end() / blockSize.get())
                    .mapToObj(index -> block(index, blockSize.get(), device, zone))
                    .forEach(blocks::add);
        }
        Snapshot there = withBlocks(stated, blocks);
        long online = zone.isPresent() ? whole.get().bytes() : 0;
        return withNodeMemory(there, device, online).withIomem(entries -> {
            List<IomemEntry> longer = new ArrayList<>(entries);
            whole.get()
                    .spans()
                    .forEach(span -> longer.add(new IomemEntry(span.start(), span.end(), IomemEntry.KMEM, 2)));
            return longer;
        });
    }

    private static MemoryBlock block(long index, long blockSize, Device device, Optional<Zone> zone) {
        return new MemoryBlock(
                index,
                index * blockSize,
                Reading.of(zone.isPresent() ? ONLINE : OFFLINE),
                Reading.of(zones(index * blockSize, zone)),
                device.targetNode());
    }

    /** Where kernel memory goes at an address on x86; what is offline could go to either. */
    private static String zones(long address, Optional<Zone> zone) {
        String kernel = address < 1L << 32 ? "DMA32" : "Normal";
        return zone.map(to -> to == Zone.MOVABLE ? "Movable" : kernel).orElse(kernel + " Movable");
    }

    private static Snapshot withBlocks(Snapshot snapshot, List<MemoryBlock> blocks) {
        return snapshot.withMemory(new MemoryBlocks(
                snapshot.memory().blockSize(),
                snapshot.memory().autoOnline(),
                blocks.stream()
                        .sorted(Comparator.comparingLong(MemoryBlock::index))
                        .toList()));
    }

    /** kmem has gone, and its memory blocks with it. */
    private static Snapshot withoutMemory(Snapshot snapshot, DeviceName name) {
        Device device = snapshot.device(name).orElseThrow();
        List<MemoryBlock> own = snapshot.memory().of(device);
        long online = own.stream().filter(MemoryBlock::isOnline).count()
                * snapshot.memory().blockSize().value().orElse(0L);
        Snapshot gone = withBlocks(
                snapshot.withDevice(
                        name, found -> SnapshotEdits.withoutContents(SnapshotEdits.withState(found, "unplugged"))),
                snapshot.memory().blocks().stream()
                        .filter(block -> !own.contains(block))
                        .toList());
        List<Range> ranges = device.ranges().value().orElse(List.of());
        return withNodeMemory(gone, device, -online)
                .withIomem(entries -> entries.stream()
                        .filter(entry -> !entry.name().equals(IomemEntry.KMEM)
                                || ranges.stream().noneMatch(entry::overlaps))
                        .toList());
    }

    /** All of a device's blocks online in a zone, or offline. */
    private static Snapshot settled(Snapshot snapshot, DeviceName name, Optional<Zone> zone) {
        Device device = snapshot.device(name).orElseThrow();
        List<MemoryBlock> own = snapshot.memory().of(device);
        long size = snapshot.memory().blockSize().value().orElse(0L);
        long online = own.stream().filter(MemoryBlock::isOnline).count() * size;
        List<MemoryBlock> blocks = snapshot.memory().blocks().stream()
                .map(block -> own.contains(block) ? block(block.index(), size, device, zone) : block)
                .toList();
        Snapshot stated = snapshot.withDevice(
                name,
                found -> SnapshotEdits.withState(
                        found, zone.map(Zone::kernelWord).orElse(OFFLINE)));
        long then = zone.isPresent() ? own.size() * size : 0;
        return withNodeMemory(withBlocks(stated, blocks), device, then - online);
    }

    /** A node with memory that came online, or without memory that went. */
    private static Snapshot withNodeMemory(Snapshot snapshot, Device device, long bytes) {
        Optional<Integer> id = device.targetNode().value();
        if (id.isEmpty() || bytes == 0 || snapshot.nodes().isEmpty()) {
            return snapshot;
        }
        return bytes > 0 ? withMore(snapshot, id.get(), bytes) : Moved.off(snapshot, id.get(), -bytes);
    }

    private static Snapshot withMore(Snapshot snapshot, int id, long bytes) {
        List<NumaNode> nodes = new ArrayList<>(snapshot.nodes());
        if (snapshot.node(id).isEmpty()) {
            nodes.add(SnapshotEdits.emptyNode(id));
            nodes.sort(Comparator.comparingInt(NumaNode::id));
        }
        nodes.replaceAll(node -> node.id() == id ? SnapshotEdits.withMoreMemory(node, bytes) : node);
        return snapshot.withNodes(nodes);
    }
}
