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
import java.util.Iterator;
import java.util.List;

/** Reads one device's folder. */
final class DeviceReader {
    /** In the order in which {@link Device} has them. */
    private static final List<String> ATTRIBUTES =
            List.of("size", "align", "target_node", "numa_node", "resource", "dev", "memmap_on_memory", "state");

    private final KernelView kernel;
    private final DaxBus bus;

    DeviceReader(KernelView kernel, DaxBus bus) {
        this.kernel = kernel;
        this.bus = bus;
    }

    Device read(DeviceName name, KernelPath folder) {
        Reading<Driver> driver = bus.driver(folder);
        Iterator<Reading<String>> texts = kernel.read(folder, ATTRIBUTES).iterator();
        Reading<Long> size = texts.next().flatMap(Formats::decimal);
        Reading<Long> align = texts.next().flatMap(Formats::decimal);
        Reading<Integer> targetNode = texts.next().flatMap(Formats::node);
        Reading<Integer> numaNode = texts.next().flatMap(Formats::node);
        Reading<Long> resource = texts.next().flatMap(Formats::hex0x);
        return new Device(
                name,
                folder.text(),
                driver,
                size,
                align,
                targetNode,
                numaNode,
                resource,
                ranges(folder, size, align, resource),
                texts.next(),
                texts.next().flatMap(Formats::flag),
                texts.next(),
                superblock(name, driver));
    }

    /** Its ranges alone: for who is changing the device, which is not looked into meanwhile. */
    Reading<List<Range>> ranges(KernelPath folder) {
        Iterator<Reading<String>> texts =
                kernel.read(folder, List.of("size", "align", "resource")).iterator();
        return ranges(
                folder,
                texts.next().flatMap(Formats::decimal),
                texts.next().flatMap(Formats::decimal),
                texts.next().flatMap(Formats::hex0x));
    }

    /** Only a devdax device can be mapped. Of one without a driver the kernel gives ENXIO, and so is it said here. */
    private Reading<Superblock> superblock(DeviceName name, Reading<Driver> driver) {
        return driver.value().filter(Driver.DEVICE_DAX::equals).isPresent()
                ? kernel.superblock(name)
                : new Reading.Unreadable<>(Errno.ENXIO);
    }

    /**
     * Kernels before 5.10 have no mappingN folders. They have no {@code align} either, and only devices of one range, which
     * {@code resource} and {@code size} tell (drivers/dax/bus.c of 5.9). A newer kernel without these folders is one that
     * was changing the device: unknown.
     */
    private Reading<List<Range>> ranges(
            KernelPath folder, Reading<Long> size, Reading<Long> align, Reading<Long> resource) {
        Reading<List<Range>> told = size.flatMap(known -> mappings(folder, known));
        boolean isBefore510 = told.value().filter(List::isEmpty).isPresent() && align.isAbsent();
        if (size.value().filter(bytes -> bytes > 0).isEmpty() || !isBefore510) {
            return told.flatMap(ranges -> whole(ranges, size.value().orElse(0L)));
        }
        return notAbsent(resource)
                .flatMap(start ->
                        start <= 0 || start > Long.MAX_VALUE - size.value().get()
                                ? new Reading.Malformed<>("it begins at 0x" + Long.toHexString(start))
                                : Reading.of(List.of(
                                        new Range(start, start + size.value().get() - 1, 0))));
    }

    private static Reading<Long> notAbsent(Reading<Long> resource) {
        return resource.isAbsent() ? new Reading.Unreadable<>(Errno.ENOENT) : resource;
    }

    /** Ranges that are not as long as their device are those of another moment than its size. */
    private static Reading<List<Range>> whole(List<Range> ranges, long size) {
        long sum = ranges.stream().mapToLong(Range::size).sum();
        return sum == size
                ? Reading.of(ranges)
                : new Reading.Malformed<>("ranges of " + sum + " bytes in a device of " + size);
    }

    /**
     * All ranges or none: half of them would look like a smaller device. They are numbered from 0 without a gap, since only
     * the last one can go (drivers/dax/bus.c, trim_dev_dax_range), so that the folder need not be listed; and a device's
     * size is the sum of theirs (dev_dax_size), so that none is looked for behind the one that makes it whole.
     */
    private Reading<List<Range>> mappings(KernelPath folder, long size) {
        List<Range> ranges = new ArrayList<>();
        long left = size;
        while (left != 0 || ranges.isEmpty()) {
            KernelPath mapping = folder.child("mapping" + ranges.size());
            Reading<Long> start = hex(mapping, "start");
            if (start.isAbsent()) {
                break;
            }
            Reading<Range> range = start.flatMap(first -> range(mapping, first, size));
            if (range.value().isEmpty()) {
                return range.map(List::of);
            }
            ranges.add(range.value().get());
            left -= range.value().get().size();
        }
        ranges.sort(Comparator.comparingLong(Range::pageOffset));
        return Reading.of(List.copyOf(ranges));
    }

    /** Offsets count the pages of the ranges before (alloc_dev_dax_range), so that of a range which is all of its device is 0. */
    private Reading<Range> range(KernelPath mapping, long start, long size) {
        return hex(mapping, "end").flatMap(end -> {
            if (end < start) {
                return new Reading.Malformed<>(mapping + ": ends before it starts");
            }
            Reading<Long> offset = end - start + 1 == size ? Reading.of(0L) : hex(mapping, "page_offset");
            return offset.map(pages -> new Range(start, end, pages));
        });
    }

    private Reading<Long> hex(KernelPath mapping, String attribute) {
        return kernel.read(mapping.child(attribute)).flatMap(Formats::hex0x);
    }
}
