// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the memory blocks that lie in dax devices' ranges or in memory that kmem added; a host has thousands of others, which
 * are not looked at. Where a device's ranges are for root only, those of the node that its memory joins are taken, if
 * that node has no processors and so no other memory.
 */
final class MemoryReader {
    private static final Pattern BLOCK = Pattern.compile("memory(\\d{1,9})");

    private final KernelView kernel;
    private final SortedMap<KernelPath, Reading<?>> unlisted = new TreeMap<>();

    MemoryReader(KernelView kernel) {
        this.kernel = kernel;
    }

    MemoryBlocks blocksOf(List<Region> regions, Reading<List<IomemEntry>> iomem, List<NumaNode> nodes) {
        Reading<Long> blockSize =
                kernel.read(KernelPath.MEMORY.child("block_size_bytes")).flatMap(Formats::bareHex);
        Reading<String> policy = kernel.read(KernelPath.AUTO_ONLINE);
        List<Device> devices =
                regions.stream().flatMap(region -> region.devices().stream()).toList();
        List<MemoryBlock> blocks = blockSize
                .value()
                .filter(size -> size > 0)
                .map(size -> new Search(size, devices, nodes).blocks(iomem))
                .orElse(List.of());
        return new MemoryBlocks(blockSize, policy, blocks);
    }

    /** The folders that have blocks' names and that could not be listed, after {@link #blocksOf}. */
    SortedMap<KernelPath, Reading<?>> unlisted() {
        return unlisted;
    }

    /** One look at the blocks. N of memoryN is the block's start divided by the block size (drivers/base/memory.c). */
    private final class Search {
        private final long size;
        private final List<Device> devices;
        private final List<NumaNode> nodes;
        private final Map<Long, Integer> nodeOf = new HashMap<>();
        private final Set<Integer> listed = new HashSet<>();

        Search(long size, List<Device> devices, List<NumaNode> nodes) {
            this.size = size;
            this.devices = devices;
            this.nodes = nodes;
        }

        List<MemoryBlock> blocks(Reading<List<IomemEntry>> iomem) {
            NavigableSet<Long> present = new TreeSet<>(indexes(KernelPath.MEMORY));
            NavigableSet<Long> wanted = new TreeSet<>();
            for (Device device : devices) {
                device.ranges()
                        .value()
                        .ifPresentOrElse(
                                ranges -> ranges.forEach(range -> take(present, range, wanted)),
                                () -> takeByNode(device, wanted));
            }
            for (IomemEntry entry : iomem.value().orElse(List.of())) {
                if (entry.name().equals(IomemEntry.KMEM) && entry.start() <= entry.end()) {
                    take(present, new Range(entry.start(), entry.end(), 0), wanted);
                }
            }
            findNodes(wanted);
            return wanted.stream().map(this::block).toList();
        }

        private void take(NavigableSet<Long> present, Range range, NavigableSet<Long> wanted) {
            long first = range.firstBlock(size);
            long behind = range.blocksEnd(size);
            if (first < behind) {
                wanted.addAll(present.subSet(first, behind));
            }
        }

        private void takeByNode(Device device, NavigableSet<Long> wanted) {
            device.targetNode()
                    .value()
                    .flatMap(this::node)
                    .filter(node -> node.cpus().value().filter(String::isEmpty).isPresent())
                    .ifPresent(node -> {
                        listNode(node.id());
                        nodeOf.forEach((index, id) -> {
                            if (id == node.id()) {
                                wanted.add(index);
                            }
                        });
                    });
        }

        private Optional<NumaNode> node(int id) {
            return nodes.stream().filter(node -> node.id() == id).findFirst();
        }

        /** Nodes that devices' memory joins first: those of the processors have most of a host's blocks. */
        private void findNodes(NavigableSet<Long> wanted) {
            Set<Integer> order = new LinkedHashSet<>();
            devices.forEach(device -> device.targetNode().value().ifPresent(order::add));
            nodes.forEach(node -> order.add(node.id()));
            for (int id : order) {
                if (nodeOf.keySet().containsAll(wanted)) {
                    return;
                }
                listNode(id);
            }
        }

        private void listNode(int id) {
            if (listed.add(id) && node(id).isPresent()) {
                indexes(KernelPath.NODES.child("node" + id)).forEach(index -> nodeOf.put(index, id));
            }
        }

        /** Where a node's list could not be read, the block may be in it. */
        private Reading<Integer> nodeOf(long index) {
            Integer known = nodeOf.get(index);
            if (known != null) {
                return Reading.of(known);
            }
            return unlisted.entrySet().stream()
                    .filter(entry -> entry.getKey().isBelow(KernelPath.NODES))
                    .findFirst()
                    .<Reading<Integer>>map(entry -> entry.getValue().flatMap(never -> Reading.absent()))
                    .orElseGet(Reading::absent);
        }

        private MemoryBlock block(long index) {
            KernelPath folder = KernelPath.MEMORY.child("memory" + index);
            return new MemoryBlock(
                    index,
                    index * size,
                    kernel.read(folder.child("state")),
                    kernel.read(folder.child("valid_zones")),
                    nodeOf(index));
        }
    }

    private List<Long> indexes(KernelPath folder) {
        Reading<List<String>> names = kernel.list(folder);
        if (names.isUnknown()) {
            unlisted.put(folder, names);
        }
        return names.value().orElse(List.of()).stream()
                .filter(name -> name.startsWith("memory"))
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .toList();
    }
}
