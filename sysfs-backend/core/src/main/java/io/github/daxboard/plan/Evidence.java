// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.NodeMemory;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.text.Message;

/** What was read, as a line: the file and its value. */
final class Evidence {
    private static final long MIB = 1L << 20;

    private Evidence() {}

    static Message of(String file, Reading<?> reading) {
        return Message.of("evidence.line", file, said(reading));
    }

    static Message of(Device device, String attribute, Reading<?> reading) {
        return of(device.path() + "/" + attribute, reading);
    }

    /** An attribute of a region. */
    static Message of(Region region, String attribute, Reading<?> reading) {
        return of(region.path() + "/dax_region/" + attribute, reading);
    }

    /** What a look into a device gave, or why there is nothing from it. */
    static Message looked(Device device, Reading<Superblock> found) {
        return of("/dev/" + device.name(), found.map(Superblock::describe));
    }

    private static Message said(Reading<?> reading) {
        return reading.value().map(value -> Message.verbatim(value.toString())).orElseGet(reading::message);
    }

    static Message zones(MemoryBlock block) {
        return of(KernelPath.MEMORY + "/memory" + block.index() + "/valid_zones", block.zones());
    }

    static Message blockSize(long bytes) {
        return Message.of("evidence.line", KernelPath.MEMORY + "/block_size_bytes", Long.toHexString(bytes));
    }

    /** A node whose memory goes offline. */
    static Message leftNode(NodeMemory node) {
        return Message.of("evidence.leftNode", meminfo(node), mib(node.total()), mib(node.free()));
    }

    /** A node that takes pages. */
    static Message targetNode(NodeMemory node) {
        return Message.of("evidence.targetNode", meminfo(node), mib(node.free()), mib(node.reclaimable()));
    }

    private static String meminfo(NodeMemory node) {
        return KernelPath.NODES + "/node" + node.node() + "/meminfo";
    }

    private static Message mib(Reading<Long> bytes) {
        return said(bytes.map(number -> number / MIB + " MiB"));
    }

    static Message range(long start, long end) {
        return Message.of("evidence.range", "0x" + Long.toHexString(start), "0x" + Long.toHexString(end));
    }
}
