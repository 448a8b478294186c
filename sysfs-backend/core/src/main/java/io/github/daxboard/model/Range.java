// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * A piece of physical memory of a device.
 *
 * @param start the first byte's physical address
 * @param end the last byte's physical address, inclusive as in {@code mappingN/end}
 * @param pageOffset where it begins in the device, in pages of 4 KiB as in {@code mappingN/page_offset}
 */
public record Range(long start, long end, long pageOffset) {
    public Range {
        if (start < 0 || end < start || pageOffset < 0) {
            throw new IllegalArgumentException("no range: " + start + " to " + end + " at page " + pageOffset);
        }
    }

    /** Its length in bytes. */
    public long size() {
        return end - start + 1;
    }

    public boolean contains(long address) {
        return address >= start && address <= end;
    }

    /** The index of the first memory block that begins inside of it; see {@link #blocksEnd}. */
    public long firstBlock(long blockSize) {
        return Math.ceilDiv(start, blockSize);
    }

    /** The index behind its last whole memory block; not above {@link #firstBlock} where it has none. */
    public long blocksEnd(long blockSize) {
        return Math.floorDiv(end == Long.MAX_VALUE ? end : end + 1, blockSize);
    }
}
