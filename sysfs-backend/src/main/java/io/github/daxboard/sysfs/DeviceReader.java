// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one device's folder. */
final class DeviceReader {
    private static final Pattern MAPPING = Pattern.compile("mapping(\\d{1,9})");

    private final KernelView kernel;
    private final DaxBus bus;

    DeviceReader(KernelView kernel, DaxBus bus) {
        this.kernel = kernel;
        this.bus = bus;
    }

    Device read(DeviceName name, KernelPath folder) {
        return new Device(
                name,
                folder.text(),
                bus.driver(folder),
                kernel.read(folder.child("size")).flatMap(Formats::decimal),
                kernel.read(folder.child("align")).flatMap(Formats::decimal),
                kernel.read(folder.child("target_node")).flatMap(Formats::node),
                kernel.read(folder.child("numa_node")).flatMap(Formats::node),
                kernel.read(folder.child("resource")).flatMap(Formats::hex0x),
                ranges(folder),
                kernel.read(folder.child("dev")),
                kernel.read(folder.child("memmap_on_memory")).flatMap(Formats::flag),
                kernel.read(folder.child("state")),
                Reading.absent());
    }

    /** All ranges or none: half of them would look like a smaller device. */
    private Reading<List<Range>> ranges(KernelPath folder) {
        return kernel.list(folder).flatMap(names -> {
            Reading<List<Range>> all = Reading.of(List.of());
            for (int number : mappingNumbers(names)) {
                KernelPath mapping = folder.child("mapping" + number);
                all = all.flatMap(before -> range(mapping).map(next -> append(before, next)));
            }
            return all.map(ranges -> ranges.stream()
                    .sorted(Comparator.comparingLong(Range::pageOffset))
                    .toList());
        });
    }

    private static List<Integer> mappingNumbers(List<String> names) {
        return names.stream()
                .map(MAPPING::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .sorted()
                .toList();
    }

    private Reading<Range> range(KernelPath mapping) {
        return hex(mapping, "start")
                .flatMap(start -> hex(mapping, "end")
                        .flatMap(end -> hex(mapping, "page_offset")
                                .flatMap(offset -> end < start
                                        ? new Reading.Malformed<>(mapping + ": ends before it starts")
                                        : Reading.of(new Range(start, end, offset)))));
    }

    private Reading<Long> hex(KernelPath mapping, String attribute) {
        return kernel.read(mapping.child(attribute)).flatMap(Formats::hex0x);
    }

    private static List<Range> append(List<Range> ranges, Range next) {
        List<Range> longer = new ArrayList<>(ranges);
        longer.add(next);
        return List.copyOf(longer);
    }
}
