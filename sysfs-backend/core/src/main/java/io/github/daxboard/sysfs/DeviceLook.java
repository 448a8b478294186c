// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A look at one device as it is at this moment, without a picture of the whole host: for who changes it step by step. */
public final class DeviceLook {
    private static final Pattern NODE = Pattern.compile("node(\\d{1,4})");

    private final KernelView kernel;
    private final DaxBus bus;
    private final DeviceReader reader;

    public DeviceLook(KernelView kernel) {
        this.kernel = kernel;
        this.bus = new DaxBus(kernel);
        this.reader = new DeviceReader(kernel, bus);
    }

    /** Its folder; an error where the bus does not list it. */
    public Reading<KernelPath> folder(DeviceName device) {
        Reading<KernelPath> folder = bus.folder(device);
        // No such device is not the same as no such attribute.
        return folder.isAbsent() ? new Reading.Unreadable<>(Errno.ENODEV) : folder;
    }

    /** Whether the bus lists its devices, and this one is not among them. */
    public boolean isGone(DeviceName device) {
        return bus.devices().value().filter(names -> !names.contains(device)).isPresent();
    }

    public Reading<Driver> driver(DeviceName device) {
        return bus.driver(device);
    }

    public Reading<Long> size(DeviceName device) {
        return attribute(device, "size").flatMap(Formats::decimal);
    }

    public Reading<Long> align(DeviceName device) {
        return attribute(device, "align").flatMap(Formats::decimal);
    }

    /** The node that its memory joins. */
    public Reading<Integer> targetNode(DeviceName device) {
        return attribute(device, "target_node").flatMap(Formats::node);
    }

    /** What its {@code state} attribute says; absent on kernels without it. */
    public Reading<String> hotplugState(DeviceName device) {
        return attribute(device, "state");
    }

    private Reading<String> attribute(DeviceName device, String name) {
        return folder(device).flatMap(folder -> kernel.read(folder.child(name)));
    }

    /** Its ranges, in order of page offset. */
    public Reading<List<Range>> ranges(DeviceName device) {
        return folder(device).flatMap(folder -> reader.ranges(folder));
    }

    /** The name of the device that its region made last. */
    public Reading<DeviceName> youngest(KernelPath regionFolder) {
        return kernel.read(regionFolder.child("dax_region").child("create"))
                .flatMap(text -> DeviceName.parse(text)
                        .map(Reading::of)
                        .orElseGet(() -> text.isEmpty() ? Reading.absent() : new Reading.Malformed<>(text)));
    }

    /** The policy for new memory blocks. */
    public Reading<String> autoOnline() {
        return kernel.read(KernelPath.AUTO_ONLINE);
    }

    /** The size of a memory block, in bytes. */
    public Reading<Long> blockSize() {
        return kernel.read(KernelPath.MEMORY.child("block_size_bytes")).flatMap(Formats::bareHex);
    }

    /**
     * The memory blocks that lie wholly in its ranges, lowest first. kmem rounds a range's start up and its end down to
     * whole blocks (drivers/dax/kmem.c, dax_kmem_range).
     */
    public Reading<List<MemoryBlock>> blocks(DeviceName device) {
        return blockSize().flatMap(size -> ranges(device).map(ranges -> blocksIn(ranges, size)));
    }

    private List<MemoryBlock> blocksIn(List<Range> ranges, long size) {
        List<MemoryBlock> blocks = new ArrayList<>();
        for (Range range : ranges) {
            for (long index = range.firstBlock(size); index < range.blocksEnd(size); index++) {
                MemoryBlock block = block(index, size);
                if (!block.state().isAbsent()) {
                    blocks.add(block);
                }
            }
        }
        blocks.sort((one, other) -> Long.compare(one.index(), other.index()));
        return List.copyOf(blocks);
    }

    private MemoryBlock block(long index, long size) {
        KernelPath folder = KernelPath.MEMORY.child("memory" + index);
        Reading<String> state = kernel.read(folder.child("state"));
        return state.isAbsent()
                ? new MemoryBlock(index, index * size, state, Reading.absent(), Reading.absent())
                : new MemoryBlock(index, index * size, state, kernel.read(folder.child("valid_zones")), nodeOf(folder));
    }

    /** The node of a memory block: its folder has a link to it (drivers/base/node.c). */
    public Reading<Integer> nodeOf(KernelPath block) {
        return kernel.list(block)
                .flatMap(names -> names.stream()
                        .map(NODE::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> Reading.of(Integer.parseInt(matcher.group(1))))
                        .findFirst()
                        .orElseGet(Reading::absent));
    }

    /** The lines of /proc/iomem, inside these ranges, that mark memory which kmem added. */
    public Reading<List<String>> kmemIn(List<Range> ranges) {
        return kernel.read(KernelPath.IOMEM)
                .flatMap(IomemReader::parse)
                .map(entries -> entries.stream()
                        .filter(entry -> entry.name().equals(IomemEntry.KMEM)
                                && ranges.stream().anyMatch(entry::overlaps))
                        .map(entry -> "%08x-%08x : %s".formatted(entry.start(), entry.end(), entry.name()))
                        .toList());
    }
}
