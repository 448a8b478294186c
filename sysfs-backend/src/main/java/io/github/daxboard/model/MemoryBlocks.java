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
