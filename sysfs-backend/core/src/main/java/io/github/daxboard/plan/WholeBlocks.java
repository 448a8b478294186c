// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Range;
import java.util.List;
import java.util.Optional;

/**
 * How much of a device becomes RAM: kmem takes the whole memory blocks inside each of its ranges, and what sticks out at
 * their ends is lost (drivers/dax/kmem.c, dax_kmem_range).
 *
 * @param blockSize bytes of a memory block
 * @param spans the whole blocks of each range that has any
 */
record WholeBlocks(long blockSize, List<Range> spans) {

    /** None where the device's ranges are not known. */
    static Optional<WholeBlocks> of(Device device, long blockSize) {
        return device.ranges()
                .value()
                .map(ranges -> new WholeBlocks(
                        blockSize,
                        ranges.stream()
                                .flatMap(range -> whole(range, blockSize).stream())
                                .toList()));
    }

    private static Optional<Range> whole(Range range, long blockSize) {
        long first = range.firstBlock(blockSize);
        long beyond = range.blocksEnd(blockSize);
        return first < beyond
                ? Optional.of(new Range(first * blockSize, beyond * blockSize - 1, range.pageOffset()))
                : Optional.empty();
    }

    long bytes() {
        return spans.stream().mapToLong(Range::size).sum();
    }
}
