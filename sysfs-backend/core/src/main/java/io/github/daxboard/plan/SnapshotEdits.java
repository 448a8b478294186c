// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies of a picture's records with one thing exchanged, for what a change leads to. */
final class SnapshotEdits {
    private SnapshotEdits() {}

    static Snapshot withDriverOnBus(Snapshot of, Driver driver) {
        if (of.driver(driver).value().filter(DriverState::isOnBus).isPresent()) {
            return of;
        }
        Map<Driver, Reading<DriverState>> drivers = new HashMap<>(of.drivers());
        drivers.put(driver, Reading.of(DriverState.LOADED));
        return of.withDrivers(drivers);
    }

    static NumaNode emptyNode(int id) {
        return new NumaNode(
                id,
                Reading.of(""),
                Reading.absent(),
                Reading.of(0L),
                Reading.of(0L),
                Reading.of(0L),
                Reading.absent(),
                Reading.absent(),
                new NumaNode.Access(Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent()));
    }

    static NumaNode withMoreMemory(NumaNode of, long bytes) {
        return withMemory(
                of, of.total().map(total -> total + bytes), of.free().map(free -> free + bytes), of.reclaimable());
    }

    static NumaNode withMemory(NumaNode of, Reading<Long> total, Reading<Long> free, Reading<Long> reclaimable) {
        return new NumaNode(
                of.id(), of.cpus(), of.socket(), total, free, reclaimable, of.distances(), of.tier(), of.access());
    }

    static Region withSeed(Region of, Reading<DeviceName> seed) {
        return new Region(of.id(), of.kind(), of.path(), of.size(), of.align(), of.available(), seed, of.devices());
    }

    /** A device as the kernel makes it: without a driver and without memory, alike its neighbours in what the region gives. */
    static Device emptyDevice(Region region, DeviceName name, Reading<Long> align) {
        Optional<Device> neighbour = region.devices().stream().findFirst();
        return new Device(
                name,
                region.path() + "/" + name,
                Reading.absent(),
                Reading.of(0L),
                align,
                neighbour.map(Device::targetNode).orElse(Reading.absent()),
                neighbour.map(Device::numaNode).orElse(Reading.absent()),
                Reading.absent(),
                neighbour
                        .map(Device::ranges)
                        .map(ranges -> ranges.map(other -> List.<Range>of()))
                        .orElse(Reading.absent()),
                Reading.absent(),
                neighbour.map(Device::memmapOnMemory).orElse(Reading.absent()),
                Reading.absent(),
                Reading.absent());
    }

    /**
     * The same device with {@code resource} as its ranges have it; an empty one shows its region's first address.
     *
     * @param regionStart that address, where it is known
     */
    static Device placed(Device of, Optional<Long> regionStart) {
        Reading<Long> resource = of.ranges()
                .value()
                .map(ranges -> ranges.isEmpty()
                        ? regionStart.<Reading<Long>>map(Reading::of).orElseGet(Reading::absent)
                        : Reading.of(ranges.getFirst().start()))
                .orElseGet(of::resource);
        return with(of, resource, of.hotplugState(), of.superblock());
    }

    /** The same device with another word in {@code state}, where the kernel has that. */
    static Device withState(Device of, String word) {
        return with(of, of.resource(), of.hotplugState().map(was -> word), of.superblock());
    }

    /** The same device without data of its user. */
    static Device withoutContents(Device of) {
        return with(of, of.resource(), of.hotplugState(), Reading.absent());
    }

    private static Device with(
            Device of, Reading<Long> resource, Reading<String> hotplugState, Reading<Superblock> superblock) {
        return new Device(
                of.name(),
                of.path(),
                of.driver(),
                of.size(),
                of.align(),
                of.targetNode(),
                of.numaNode(),
                resource,
                of.ranges(),
                of.deviceNumber(),
                of.memmapOnMemory(),
                hotplugState,
                superblock);
    }
}
