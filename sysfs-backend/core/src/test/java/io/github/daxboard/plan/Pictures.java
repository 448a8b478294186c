// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Snapshots made by hand: region 0 is hmem with dax0.0 and dax0.1, region 1 is pmem with dax1.0; 1 GiB each. */
final class Pictures {
    static final long GIB = 1L << 30;
    static final DeviceName DAX00 = DeviceName.of("dax0.0");
    static final DeviceName DAX01 = DeviceName.of("dax0.1");
    static final DeviceName DAX10 = DeviceName.of("dax1.0");

    private Pictures() {}

    static Device device(DeviceName name, Optional<Driver> driver) {
        long start = (1L + name.region() * 4L + name.instance()) * 4 * GIB;
        return new Device(
                name,
                "/sys/devices/platform/x/" + name,
                driver.map(Reading::of).orElseGet(Reading::absent),
                Reading.of(GIB),
                Reading.of(2L << 20),
                Reading.of(1),
                Reading.of(0),
                Reading.of(start),
                Reading.of(List.of(new Range(start, start + GIB - 1, 0))),
                Reading.of("252:0"),
                Reading.of(false),
                Reading.absent(),
                Reading.absent());
    }

    /** All three devices bound to device_dax, fsdev_dax loadable, autoprobe on, nobody holding anything. */
    static Snapshot plain() {
        Region hmem = new Region(
                0,
                RegionKind.HMEM,
                "/sys/devices/platform/hmem.0",
                Reading.of(2 * GIB),
                Reading.of(2L << 20),
                Reading.of(0L),
                Reading.absent(),
                List.of(device(DAX00, Optional.of(Driver.DEVICE_DAX)), device(DAX01, Optional.of(Driver.DEVICE_DAX))));
        Region pmem = new Region(
                1,
                RegionKind.PMEM,
                "/sys/devices/platform/e820_pmem/ndbus0/region0/dax1.0",
                Reading.of(GIB),
                Reading.of(2L << 20),
                Reading.absent(),
                Reading.absent(),
                List.of(device(DAX10, Optional.of(Driver.DEVICE_DAX))));
        return new Snapshot(
                new HostName("box"),
                Instant.EPOCH,
                Reading.of("6.12.0"),
                Reading.of(true),
                List.of(hmem, pmem),
                Map.of(
                        Driver.DEVICE_DAX, Reading.of(DriverState.LOADED),
                        Driver.FSDEV_DAX, Reading.of(DriverState.LOADABLE),
                        Driver.KMEM, Reading.of(DriverState.LOADABLE)),
                new MemoryBlocks(Reading.of(128L << 20), Reading.of("offline"), List.of()),
                Reading.of(List.of()),
                List.of(node(0, "0-3", 64 * GIB, 32 * GIB), node(1, "", 0, 0)),
                Reading.of(List.of()),
                Reading.of(List.of()));
    }

    static Snapshot withDriverState(Snapshot of, Driver driver, DriverState state) {
        Map<Driver, Reading<DriverState>> drivers = new HashMap<>(of.drivers());
        drivers.put(driver, Reading.of(state));
        return of.withDrivers(drivers);
    }

    static Snapshot withAutoprobe(Snapshot of, boolean on) {
        return new Snapshot(
                of.host(),
                of.taken(),
                of.kernelRelease(),
                Reading.of(on),
                of.regions(),
                of.drivers(),
                of.memory(),
                of.holders(),
                of.nodes(),
                of.iomem(),
                of.onlineRules());
    }

    /** A node without a file in its caches. */
    static NumaNode node(int id, String cpus, long total, long free) {
        return new NumaNode(
                id,
                Reading.of(cpus),
                Reading.absent(),
                Reading.of(total),
                Reading.of(free),
                Reading.of(0L),
                Reading.absent(),
                Reading.absent(),
                new NumaNode.Access(Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent()));
    }

    static Snapshot withHolders(Snapshot of, Reading<List<Holder>> holders) {
        return new Snapshot(
                of.host(),
                of.taken(),
                of.kernelRelease(),
                of.autoprobe(),
                of.regions(),
                of.drivers(),
                of.memory(),
                holders,
                of.nodes(),
                of.iomem(),
                of.onlineRules());
    }

    /** The memory blocks that kmem makes of a device, offline. */
    static Snapshot withOfflineBlocks(Snapshot of, DeviceName name) {
        long size = of.memory().blockSize().value().orElseThrow();
        Range range =
                of.device(name).orElseThrow().ranges().value().orElseThrow().getFirst();
        return withBlocks(
                of,
                LongStream.range(range.start() / size, (range.end() + 1) / size)
                        .mapToObj(index -> new MemoryBlock(
                                index,
                                index * size,
                                Reading.of("offline"),
                                Reading.of("Normal Movable"),
                                Reading.of(1)))
                        .toList());
    }

    static Snapshot withBlocks(Snapshot of, List<MemoryBlock> blocks) {
        return of.withMemory(
                new MemoryBlocks(of.memory().blockSize(), of.memory().autoOnline(), blocks));
    }
}
