// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes a snapshot of a host. */
public final class SnapshotReader {
    private final KernelView kernel;
    private final DaxBus bus;
    private final DeviceReader devices;

    private SnapshotReader(KernelView kernel) {
        this.kernel = kernel;
        this.bus = new DaxBus(kernel);
        this.devices = new DeviceReader(kernel, bus);
    }

    /** A picture of what a kernel shows now. What can't be read is in it as such; this throws nothing for it. */
    public static Snapshot read(KernelView kernel, HostName host, Instant taken) {
        return new SnapshotReader(kernel).snapshot(host, taken);
    }

    private Snapshot snapshot(HostName host, Instant taken) {
        List<Unlisted> unlisted = new ArrayList<>();
        List<Region> regions = regions(unlisted);
        Map<Driver, Reading<DriverState>> drivers = new LinkedHashMap<>();
        Driver.KNOWN.forEach(driver -> drivers.put(driver, kernel.driverState(driver)));
        Reading<List<IomemEntry>> iomem = kernel.read(KernelPath.IOMEM).flatMap(IomemReader::parse);
        List<NumaNode> nodes = new NodeReader(kernel).nodes();
        if (nodes.isEmpty()) {
            note(KernelPath.NODES, kernel.list(KernelPath.NODES), unlisted);
        }
        MemoryReader memory = new MemoryReader(kernel);
        MemoryBlocks blocks = memory.blocksOf(regions, iomem, nodes);
        memory.unlisted().forEach((folder, why) -> note(folder, why, unlisted));
        return new Snapshot(
                host,
                taken,
                kernel.read(KernelPath.OS_RELEASE),
                bus.autoprobe(),
                regions,
                drivers,
                blocks,
                kernel.holders(),
                nodes,
                iomem,
                kernel.onlineRules(),
                unlisted);
    }

    /** What is absent is known to be. */
    private static void note(KernelPath file, Reading<?> read, List<Unlisted> unlisted) {
        if (read.isUnknown()) {
            unlisted.add(new Unlisted(file, read));
        }
    }

    private record PriorState(KernelPath region, Device device) {}

    /** Devices that live in the same folder belong to the same region; drivers/dax/bus.c makes them its children. */
    private List<Region> regions(List<Unlisted> unlisted) {
        Reading<List<DeviceName>> listed = bus.devices();
        note(KernelPath.DAX_DEVICES, listed, unlisted);
        List<DeviceName> names = listed.value().orElse(List.of());
        // A device's reads are system calls that wait for nobody, so that as many processors as there are shorten them.
        Stream<DeviceName> each = kernel.takesThreads() ? names.parallelStream() : names.stream();
        List<Reading<PriorState>> all = each.map(this::found).toList();
        for (int i = 0; i < names.size(); i++) {
            note(KernelPath.DAX_DEVICES.child(names.get(i).toString()), all.get(i), unlisted);
        }
        SortedMap<KernelPath, List<Device>> byFolder = all.stream()
                .flatMap(found -> found.value().stream())
                .collect(groupingBy(PriorState::region, TreeMap::new, mapping(PriorState::device, toList())));
        return byFolder.entrySet().stream()
                .map(entry -> region(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Region::id))
                .toList();
    }

    /** A device that went away between the list and this read is simply not there any more. */
    private Reading<PriorState> found(DeviceName name) {
        return bus.folder(name).map(folder -> new PriorState(folder.parent(), devices.read(name, folder)));
    }

    private static Reading<DeviceName> seed(String text) {
        return text.isEmpty()
                ? Reading.absent()
                : DeviceName.parse(text).map(Reading::of).orElseGet(() -> new Reading.Malformed<>(text));
    }

    private Region region(KernelPath folder, List<Device> members) {
        KernelPath attributes = folder.child("dax_region");
        int idByName = members.getFirst().name().region();
        int id = kernel.read(attributes.child("id"))
                .flatMap(Formats::decimal)
                .value()
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElse(idByName);
        return new Region(
                id,
                RegionKinds.of(folder),
                folder.text(),
                kernel.read(attributes.child("size")).flatMap(Formats::decimal),
                kernel.read(attributes.child("align")).flatMap(Formats::decimal),
                kernel.read(attributes.child("available_size")).flatMap(Formats::decimal),
                kernel.read(attributes.child("seed")).flatMap(SnapshotReader::seed),
                members);
    }
}
