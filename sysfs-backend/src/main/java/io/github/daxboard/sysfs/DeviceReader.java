// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one device's folder. */
final class DeviceReader {
    private final KernelView kernel;
    private final DaxBus bus;

    DeviceReader(KernelView kernel, DaxBus bus) {
        this.kernel = kernel;
        this.bus = bus;
    }

    Device read(DeviceName name, KernelPath folder) {
        Reading<Driver> driver = bus.driver(folder);
        Reading<Long> size = kernel.read(folder.child("size")).flatMap(Formats::decimal);
        return new Device(
                name,
                folder.text(),
                driver,
                size,
                kernel.read(folder.child("align")).flatMap(Formats::decimal),
                kernel.read(folder.child("target_node")).flatMap(Formats::node),
                kernel.read(folder.child("numa_node")).flatMap(Formats::node),
                kernel.read(folder.child("resource")).flatMap(Formats::hex0x),
                size.flatMap(known -> ranges(folder)),
                kernel.read(folder.child("dev")),
                kernel.read(folder.child("memmap_on_memory")).flatMap(Formats::flag),
                kernel.read(folder.child("state")),
                superblock(name, driver));
    }

    /** Only a devdax device can be mapped. Of one without a driver the kernel gives ENXIO, and so is it said here. */
    private Reading<Superblock> superblock(DeviceName name, Reading<Driver> driver) {
        return driver.value().filter(Driver.DEVICE_DAX::equals).isPresent()
                ? kernel.superblock(name)
                : new Reading.Unreadable<>(Errno.ENXIO);
    }

    /**
     * All ranges or none: half of them would look like a smaller device. They are numbered from 0 without a gap, since only
     * the last one can go (drivers/dax/bus.c, trim_dev_dax_range), so that the folder need not be listed.
     */
    private Reading<List<Range>> ranges(KernelPath folder) {
        List<Range> ranges = new ArrayList<>();
        while (true) {
            KernelPath mapping = folder.child("mapping" + ranges.size());
            Reading<Long> start = hex(mapping, "start");
            if (start.isAbsent()) {
                ranges.sort(Comparator.comparingLong(Range::pageOffset));
                return Reading.of(List.copyOf(ranges));
            }
            Reading<Range> range = start.flatMap(first -> range(mapping, first));
            if (range.value().isEmpty()) {
                return range.map(List::of);
            }
            ranges.add(range.value().get());
        }
    }

    private Reading<Range> range(KernelPath mapping, long start) {
        return hex(mapping, "end")
                .flatMap(end -> hex(mapping, "page_offset")
                        .flatMap(offset -> end < start
                                ? new Reading.Malformed<>(mapping + ": ends before it starts")
                                : Reading.of(new Range(start, end, offset))));
    }

    private Reading<Long> hex(KernelPath mapping, String attribute) {
        return kernel.read(mapping.child(attribute)).flatMap(Formats::hex0x);
    }
}
