// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.List;

/**
 * What a device gives when it becomes RAM, which comes and goes in whole memory blocks.
 *
 * @param bytes of RAM; 0 when no whole block fits in, and kmem then refuses the device (EINVAL)
 * @param lost bytes of the device that lie in no whole block
 * @param blocks how many memory blocks that is
 * @param isEstimate whether it was told from the size alone: the true figure may be a block a range less
 */
public record RamYield(long bytes, long lost, long blocks, boolean isEstimate) {

    static RamYield of(List<Range> ranges, long block) {
        long size = 0;
        long blocks = 0;
        for (Range range : ranges) {
            size += range.size();
            blocks += Math.max(0, range.blocksEnd(block) - range.firstBlock(block));
        }
        return new RamYield(blocks * block, size - blocks * block, blocks, false);
    }

    static RamYield estimated(long size, long block) {
        long blocks = size / block;
        return new RamYield(blocks * block, size - blocks * block, blocks, true);
    }
}
