// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The memory blocks that lie in dax devices' ranges or belong to memory that kmem added, and the policy for new ones.
 *
 * @param blockSize bytes a block, from {@code block_size_bytes}
 * @param autoOnline the policy, from {@code auto_online_blocks}
 * @param blocks by index
 */
public record MemoryBlocks(Reading<Long> blockSize, Reading<String> autoOnline, List<MemoryBlock> blocks) {
    public MemoryBlocks {
        blocks = blocks.stream()
                .sorted(Comparator.comparingLong(MemoryBlock::start))
                .toList();
    }

    /** The blocks that lie wholly inside one of a device's ranges; none where the ranges are not known. */
    public List<MemoryBlock> of(Device device) {
        List<MemoryBlock> found = new ArrayList<>();
        for (Range range : device.ranges().value().orElse(List.of())) {
            found.addAll(in(range.start(), range.end()));
        }
        return List.copyOf(found);
    }

    /** The blocks that lie wholly inside a span of physical addresses, by index; the end is inclusive. */
    public List<MemoryBlock> in(long start, long end) {
        long length = blockSize.value().orElse(1L);
        int from = firstFrom(start);
        int to = from;
        while (to < blocks.size() && blocks.get(to).start() + length - 1 <= end) {
            to++;
        }
        return blocks.subList(from, to);
    }

    /**
     * What kmem left out of a device: the parts of its ranges that lie in none of its memory blocks. A range begins or ends
     * within a block, is smaller than one, or adding it failed, which kmem bears once it has added another (drivers/dax/kmem.c,
     * dev_dax_kmem_probe).
     *
     * @return why it is not known where the ranges are not, or where no block of the device is seen
     */
    public Reading<List<Range>> leftOut(Device device) {
        return blockSize.flatMap(size -> device.ranges()
                .flatMap(ranges -> of(device).isEmpty()
                        ? new Reading.Unreadable<>(Errno.ENOENT)
                        : Reading.of(leftOut(ranges, of(device), size))));
    }

    /**
     * {@link #leftOut(Device)} of some ranges.
     *
     * @param blocks those that lie in them, lowest first
     * @param size bytes of a block
     */
    public static List<Range> leftOut(List<Range> ranges, List<MemoryBlock> blocks, long size) {
        List<Range> left = new ArrayList<>();
        for (Range range : ranges) {
            long next = range.start();
            for (MemoryBlock block : blocks) {
                if (range.contains(block.start())) {
                    addGap(left, next, block.start() - 1);
                    next = block.start() + size;
                }
            }
            addGap(left, next, range.end());
        }
        return List.copyOf(left);
    }

    private static void addGap(List<Range> gaps, long start, long end) {
        if (start <= end) {
            gaps.add(new Range(start, end, 0));
        }
    }

    /** The place of the first block that begins at an address or behind it: a host has thousands of blocks. */
    private int firstFrom(long address) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).start() < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * How much RAM a device would give: kmem takes the whole blocks inside each range and leaves the rest
     * (drivers/dax/kmem.c, dax_kmem_range). Where its ranges are for root only, an estimate from its size alone, which is
     * the most that it can be.
     *
     * @return why there is none where the size of the device or of a block is not known
     */
    public Reading<RamYield> yieldOf(Device device) {
        return blockSize.flatMap(block -> block <= 0
                ? new Reading.Malformed<>("a block of " + block + " bytes")
                : device.ranges()
                        .value()
                        .map(ranges -> Reading.of(RamYield.of(ranges, block)))
                        .orElseGet(() -> device.size().map(size -> RamYield.estimated(size, block))));
    }
}
