// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written to it, in whatever order, the simulated kernel stays one that could be real. */
class RandomWalkTest {
    private static final String HMEM = "/sys/devices/platform/hmem.0/";
    private static final List<String> NAMES = List.of("dax0.0", "dax0.1", "dax0.2", "dax0.3", "dax1.0", "dax0.00");
    private static final List<String> SIZES = List.of("0", "134217728", "268435456", "402653184", "1073741824", "7");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyWritesLeaveItConsistent(long seed) {
        Random random = new Random(seed);
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        Driver.KNOWN.forEach(kernel::loadModule);
        for (int step = 0; step < 400; step++) {
            write(kernel, random);
            check(
                    kernel,
                    "seed %d, step %d, last %s"
                            .formatted(seed, step, kernel.writes().getLast()));
        }
    }

    private static void write(SimulatedKernel kernel, Random random) {
        String name = pick(NAMES, random);
        int kind = random.nextInt(10);
        if (kind < 6) {
            Driver driver = pick(Driver.KNOWN, random);
            String attribute = pick(List.of("bind", "unbind", "new_id", "remove_id"), random);
            kernel.write(KernelPath.DAX_DRIVERS.child(driver.name()).child(attribute), name);
        } else if (kind == 6) {
            kernel.write(new KernelPath(HMEM + name + "/size"), pick(SIZES, random));
        } else if (kind == 7) {
            kernel.write(
                    new KernelPath(HMEM + "dax_region/" + pick(List.of("create", "delete"), random)),
                    random.nextBoolean() ? "1" : name);
        } else if (kind == 8) {
            long start = 0x100000000L + random.nextInt(8) * 0x8000000L;
            kernel.write(new KernelPath(HMEM + name + "/mapping"), "%x-%x".formatted(start, start + 0x7ffffff));
        } else {
            kernel.write(
                    KernelPath.MEMORY
                            .child("memory" + (32 + random.nextInt(12)))
                            .child("state"),
                    pick(List.of("online_movable", "online", "offline", "offline"), random));
        }
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static void check(SimulatedKernel kernel, String when) {
        Snapshot now = SnapshotReader.read(kernel, new HostName("walk"), Instant.EPOCH);
        for (Region region : now.regions()) {
            long owned = region.devices().stream()
                    .mapToLong(device -> device.size().value().orElseThrow())
                    .sum();
            assertThat(owned + region.available().value().orElse(0L))
                    .as("%s: bytes of region %d", when, region.id())
                    .isEqualTo(region.size().value().orElseThrow());
            assertApart(region, when);
        }
        now.devices().forEach(device -> {
            assertListedByItsDriverOnly(kernel, device, when);
            assertThat(device.isEmpty() && !device.isUnbound())
                    .as("%s: %s empty and bound", when, device.name())
                    .isFalse();
            if (device.mode().equals(java.util.Optional.of(Mode.SYSTEM_RAM))) {
                assertThat(now.memory().of(device))
                        .as("%s: blocks of %s", when, device.name())
                        .isNotEmpty();
            }
        });
    }

    private static void assertApart(Region region, String when) {
        List<Range> ranges = new ArrayList<>();
        region.devices().forEach(device -> ranges.addAll(device.ranges().value().orElseThrow()));
        ranges.sort(Comparator.comparingLong(Range::start));
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).start())
                    .as("%s: ranges of region %d", when, region.id())
                    .isGreaterThan(ranges.get(i - 1).end());
        }
    }

    private static void assertListedByItsDriverOnly(SimulatedKernel kernel, Device device, String when) {
        for (Driver driver : Driver.KNOWN) {
            boolean listed = kernel.readLink(KernelPath.DAX_DRIVERS
                            .child(driver.name())
                            .child(device.name().toString()))
                    .value()
                    .isPresent();
            assertThat(listed)
                    .as("%s: %s in the folder of %s", when, device.name(), driver)
                    .isEqualTo(device.driver().equals(Reading.of(driver)));
        }
        assertThat(DeviceName.parse(device.name().toString())).isPresent();
    }
}
