// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An immutable picture of a host's DAX memory at one moment. All that is shown and planned is a function of it.
 *
 * @param host whose picture it is
 * @param taken when
 * @param kernelRelease as {@code uname -r} gives it
 * @param autoprobe whether the bus offers new devices and drivers to each other ({@code drivers_autoprobe})
 * @param regions by id
 * @param drivers the known drivers' states; a driver that is not in it is on no bus folder and was not looked for
 * @param memory the host's memory blocks
 * @param holders who uses the devices; without root only this user's own processes can be seen, and it is denied
 * @param nodes the host's NUMA nodes, by id
 * @param iomem /proc/iomem; denied without root, where the kernel shows all addresses as 0
 * @param onlineRules udev's rules that bring memory online
 * @param unlisted the places that could not be looked into, so that what lies there is in this picture nowhere
 */
public record Snapshot(
        HostName host,
        Instant taken,
        Reading<String> kernelRelease,
        Reading<Boolean> autoprobe,
        List<Region> regions,
        Map<Driver, Reading<DriverState>> drivers,
        MemoryBlocks memory,
        Reading<List<Holder>> holders,
        List<NumaNode> nodes,
        Reading<List<IomemEntry>> iomem,
        Reading<List<OnlineRule>> onlineRules,
        List<Unlisted> unlisted) {
    private static final LastComputed<Reading<List<IomemEntry>>, NavigableMap<Long, Long>> KMEM_MARKS =
            new LastComputed<>(Snapshot::kmemMarks);

    public Snapshot {
        regions = List.copyOf(regions);
        drivers = Map.copyOf(drivers);
        nodes = List.copyOf(nodes);
        unlisted = List.copyOf(unlisted);
    }

    /** A picture for which every place could be looked into. */
    public Snapshot(
            HostName host,
            Instant taken,
            Reading<String> kernelRelease,
            Reading<Boolean> autoprobe,
            List<Region> regions,
            Map<Driver, Reading<DriverState>> drivers,
            MemoryBlocks memory,
            Reading<List<Holder>> holders,
            List<NumaNode> nodes,
            Reading<List<IomemEntry>> iomem,
            Reading<List<OnlineRule>> onlineRules) {
        this(
                host,
                taken,
                kernelRelease,
                autoprobe,
                regions,
                drivers,
                memory,
                holders,
                nodes,
                iomem,
                onlineRules,
                List.of());
    }

    public Stream<Device> devices() {
        return regions.stream().flatMap(region -> region.devices().stream());
    }

    public Optional<Device> device(DeviceName name) {
        return likelyFirst(name)
                .flatMap(region -> region.devices().stream())
                .filter(device -> device.name().equals(name))
                .findFirst();
    }

    public Optional<Region> regionOf(DeviceName name) {
        return likelyFirst(name)
                .filter(region -> region.devices().stream()
                        .anyMatch(device -> device.name().equals(name)))
                .findFirst();
    }

    /** The regions, and before them the one that a device is named after: the kernel names dax0.1 after region 0. */
    private Stream<Region> likelyFirst(DeviceName name) {
        return Stream.concat(region(name.region()).stream(), regions.stream());
    }

    public Optional<Region> region(int id) {
        return regions.stream().filter(region -> region.id() == id).findFirst();
    }

    public Optional<NumaNode> node(int id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst();
    }

    /**
     * The devices of size 0 that failed or interrupted tools left over. A daxX.0 is none, since the kernel never deletes it
     * (drivers/dax/bus.c, delete_store), and a static region's are none, since they can't be deleted.
     */
    public List<Device> leftovers() {
        return regions.stream()
                .filter(region -> !region.isStatic())
                .flatMap(region -> region.devices().stream())
                .filter(device -> device.isEmpty() && device.isUnbound())
                .filter(device -> !device.name().isSeed())
                .toList();
    }

    /** Whether it has a device. Where it has none, {@link #hidden} tells whether one may be there all the same. */
    public boolean hasDax() {
        return !regions.isEmpty();
    }

    /** What keeps devices out of this picture: the dax bus, or an entry of it, could not be read. */
    public Optional<Unlisted> hidden() {
        return unlisted.stream().filter(Unlisted::hidesDevices).findFirst();
    }

    /** Why a folder could not be looked into; empty where it could, or is absent. */
    public Optional<Unlisted> unlisted(KernelPath folder) {
        return unlisted.stream().filter(one -> one.file().equals(folder)).findFirst();
    }

    public Reading<DriverState> driver(Driver driver) {
        return drivers.getOrDefault(driver, Reading.absent());
    }

    /** Who uses a device, as far as this picture's reader was allowed to see. */
    public List<Holder> holdersOf(DeviceName name) {
        return holders.value().orElse(List.of()).stream()
                .filter(holder -> holder.device().equals(name))
                .toList();
    }

    /**
     * Whether the kernel still uses a device's memory as RAM though kmem is no longer bound to it: memory blocks stand in
     * its ranges, or /proc/iomem has kmem's mark there. Nothing but a reboot ends that (drivers/dax/kmem.c,
     * dev_dax_kmem_remove).
     */
    public boolean isPinned(Device device) {
        return pinned().test(device);
    }

    /** {@link #isPinned} for asking it of many devices: /proc/iomem has a line or two for each of them. */
    public Predicate<Device> pinned() {
        NavigableMap<Long, Long> marks = KMEM_MARKS.of(iomem);
        return device -> !device.isRam()
                && (!memory.of(device).isEmpty()
                        || device.ranges().value().orElse(List.of()).stream()
                                .anyMatch(range -> isMarked(marks, range)));
    }

    /** Where kmem's marks begin, each with the furthest end of it and of those before it. */
    private static NavigableMap<Long, Long> kmemMarks(Reading<List<IomemEntry>> iomem) {
        NavigableMap<Long, Long> ends = new TreeMap<>();
        iomem.value().orElse(List.of()).stream()
                .filter(entry -> entry.name().equals(IomemEntry.KMEM))
                .forEach(entry -> ends.merge(entry.start(), entry.end(), Math::max));
        long furthest = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> mark : ends.entrySet()) {
            furthest = Math.max(furthest, mark.getValue());
            mark.setValue(furthest);
        }
        return ends;
    }

    private static boolean isMarked(NavigableMap<Long, Long> marks, Range range) {
        Map.Entry<Long, Long> last = marks.floorEntry(range.end());
        return last != null && last.getValue() >= range.start();
    }

    /**
     * Memory that kmem added and that no device accounts for any more: its device was made smaller, was destroyed, or went
     * with its region. It is RAM until a reboot, whatever a region says about its free space.
     *
     * @return why it is not known where /proc/iomem, a device's ranges or the bus's list are not
     */
    public Reading<List<IomemEntry>> orphans() {
        if (hidden().isPresent()) {
            return hidden().get().why().map(never -> List.of());
        }
        List<Range> owned = new ArrayList<>();
        for (Device device : devices().toList()) {
            if (device.ranges().value().isEmpty()) {
                return device.ranges().map(never -> List.of());
            }
            owned.addAll(device.ranges().value().get());
        }
        return iomem.map(entries -> entries.stream()
                .filter(entry -> entry.name().equals(IomemEntry.KMEM))
                .filter(entry -> owned.stream().noneMatch(entry::overlaps))
                .toList());
    }

    /** The same picture with one device's driver exchanged, for what a plan leads to. */
    public Snapshot withDriver(DeviceName name, Optional<Driver> driver) {
        return withDevice(name, device -> device.withDriver(driver));
    }

    /** The same picture with one device changed. */
    public Snapshot withDevice(DeviceName name, UnaryOperator<Device> change) {
        return withRegions(regions.stream()
                .map(region -> region.withDevices(region.devices().stream()
                        .map(device -> device.name().equals(name) ? change.apply(device) : device)
                        .toList()))
                .toList());
    }

    public Snapshot withRegions(List<Region> others) {
        return with(taken, others, drivers, memory, nodes, iomem);
    }

    /** The same picture as of another moment, to compare what two pictures hold. */
    public Snapshot takenAt(Instant moment) {
        return with(moment, regions, drivers, memory, nodes, iomem);
    }

    public Snapshot withMemory(MemoryBlocks other) {
        return with(taken, regions, drivers, other, nodes, iomem);
    }

    public Snapshot withDrivers(Map<Driver, Reading<DriverState>> others) {
        return with(taken, regions, others, memory, nodes, iomem);
    }

    public Snapshot withNodes(List<NumaNode> others) {
        return with(taken, regions, drivers, memory, others, iomem);
    }

    /** The same picture with other lines of /proc/iomem; where they were not known, they stay so. */
    public Snapshot withIomem(UnaryOperator<List<IomemEntry>> change) {
        return with(taken, regions, drivers, memory, nodes, iomem.map(change));
    }

    /** The same picture with the parts that can be exchanged. */
    private Snapshot with(
            Instant moment,
            List<Region> ofRegions,
            Map<Driver, Reading<DriverState>> ofDrivers,
            MemoryBlocks ofMemory,
            List<NumaNode> ofNodes,
            Reading<List<IomemEntry>> ofIomem) {
        return new Snapshot(
                host,
                moment,
                kernelRelease,
                autoprobe,
                ofRegions,
                ofDrivers,
                ofMemory,
                holders,
                ofNodes,
                ofIomem,
                onlineRules,
                unlisted);
    }
}
