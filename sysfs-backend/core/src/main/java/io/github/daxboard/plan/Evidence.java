// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;

/** What was read, as a line: the file and its value. */
final class Evidence {
    private static final long MIB = 1L << 20;

    private Evidence() {}

    static String of(Device device, String attribute, Reading<?> reading) {
        return device.path() + "/" + attribute + ": " + said(reading);
    }

    /** What a look into a device gave, or why there is nothing from it. */
    static String looked(Device device, Reading<Superblock> found) {
        return "/dev/" + device.name() + ": "
                + found.map(Superblock::describe).value().orElseGet(found::whyNot);
    }

    static String said(Reading<?> reading) {
        return reading.value().map(Object::toString).orElseGet(reading::whyNot);
    }

    static String zones(MemoryBlock block) {
        return KernelPath.MEMORY + "/memory" + block.index() + "/valid_zones: " + said(block.zones());
    }

    static String node(int node) {
        return KernelPath.NODES + "/node" + node + "/meminfo";
    }

    static String mib(Reading<Long> bytes) {
        return bytes.value().map(number -> number / MIB + " MiB").orElseGet(bytes::whyNot);
    }

    static String range(long start, long end) {
        return "0x" + Long.toHexString(start) + " to 0x" + Long.toHexString(end);
    }
}
