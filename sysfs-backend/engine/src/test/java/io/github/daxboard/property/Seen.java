// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.property;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** What counts of a picture when it is held against another, a line each. */
final class Seen {
    private Seen() {}

    static List<String> of(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add(KernelPath.AUTOPROBE + " " + snapshot.autoprobe());
        lines.add(KernelPath.AUTO_ONLINE + " " + snapshot.memory().autoOnline());
        for (Region region : snapshot.regions()) {
            lines.add("region " + region.id() + " available " + region.available());
            region.devices().forEach(device -> lines.add(line(device)));
        }
        snapshot.memory().blocks().forEach(block -> lines.add(line(block)));
        snapshot.iomem().value().orElse(List.of()).stream()
                .filter(entry -> entry.name().equals(IomemEntry.KMEM))
                .map(entry -> "kmem " + entry.start() + " " + entry.end())
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    /** Which drivers are there: a plan that is undone leaves a module loaded. */
    static List<String> drivers(Snapshot snapshot) {
        return Driver.KNOWN.stream()
                .filter(driver -> snapshot.driver(driver)
                        .value()
                        .filter(DriverState::isOnBus)
                        .isPresent())
                .map(Driver::name)
                .toList();
    }

    private static String line(Device device) {
        return device.name() + " " + device.driver() + " " + device.size() + " " + device.align() + " "
                + device.ranges() + " " + device.targetNode();
    }

    private static String line(MemoryBlock block) {
        Reading<String> state = block.state();
        return "memory" + block.index() + " " + state + " " + block.zones();
    }
}
