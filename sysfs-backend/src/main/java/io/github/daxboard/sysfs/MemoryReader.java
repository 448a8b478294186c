// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the memory blocks that lie in dax devices' ranges; a host has thousands of others, which are not looked at. */
final class MemoryReader {
    private static final Pattern BLOCK = Pattern.compile("memory(\\d{1,9})");

    private final KernelView kernel;

    MemoryReader(KernelView kernel) {
        this.kernel = kernel;
    }

    MemoryBlocks blocksOf(List<Region> regions) {
        Reading<Long> blockSize =
                kernel.read(KernelPath.MEMORY.child("block_size_bytes")).flatMap(Formats::bareHex);
        Reading<String> policy = kernel.read(KernelPath.MEMORY.child("auto_online_blocks"));
        List<Range> ranges = regions.stream()
                .flatMap(region -> region.devices().stream())
                .flatMap(device -> device.ranges().value().orElse(List.of()).stream())
                .toList();
        List<MemoryBlock> blocks =
                blockSize.value().map(size -> blocksIn(ranges, size)).orElse(List.of());
        return new MemoryBlocks(blockSize, policy, blocks);
    }

    /** N of memoryN is the block's start divided by the block size (drivers/base/memory.c, phys_index_show). */
    private List<MemoryBlock> blocksIn(List<Range> ranges, long blockSize) {
        return kernel.list(KernelPath.MEMORY).value().orElse(List.of()).stream()
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .filter(index -> ranges.stream().anyMatch(range -> range.contains(index * blockSize)))
                .sorted()
                .map(index -> block(index, blockSize))
                .toList();
    }

    private MemoryBlock block(long index, long blockSize) {
        KernelPath folder = KernelPath.MEMORY.child("memory" + index);
        return new MemoryBlock(
                index,
                index * blockSize,
                kernel.read(folder.child("state")),
                kernel.read(folder.child("valid_zones")),
                Reading.absent());
    }
}
