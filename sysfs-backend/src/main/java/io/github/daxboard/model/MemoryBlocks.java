// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.List;

/**
 * The memory blocks that lie in dax devices' ranges, and the policy for new ones.
 *
 * @param blockSize bytes a block, from {@code block_size_bytes}
 * @param autoOnline the policy, from {@code auto_online_blocks}
 * @param blocks by index
 */
public record MemoryBlocks(Reading<Long> blockSize, Reading<String> autoOnline, List<MemoryBlock> blocks) {
    public MemoryBlocks {
        blocks = List.copyOf(blocks);
    }

    /** The blocks that begin inside one of a device's ranges; none where the ranges are not known. */
    public List<MemoryBlock> of(Device device) {
        List<Range> ranges = device.ranges().value().orElse(List.of());
        return blocks.stream()
                .filter(block -> ranges.stream().anyMatch(range -> range.contains(block.start())))
                .toList();
    }
}
