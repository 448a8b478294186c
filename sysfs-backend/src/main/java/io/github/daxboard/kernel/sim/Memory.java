// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel.sim;

import io.github.daxboard.kernel.sim.Entry.Attribute;
import io.github.daxboard.model.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Memory blocks and nodes (drivers/base/memory.c, drivers/base/node.c). */
final class Memory {
    private static final String BLOCKS = "/sys/devices/system/memory";
    private static final String NODES = "/sys/devices/system/node";
    private static final Set<String> POLICIES = Set.of("offline", "online", "online_kernel", "online_movable");

    /** A block; its zone is known while it is online. */
    private static final class Block {
        private final int node;
        private Optional<String> zone = Optional.empty();

        Block(int node) {
            this.node = node;
        }
    }

    private final SysTree tree;
    private final long blockSize;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final SortedSet<Integer> nodes = new TreeSet<>();
    private final SortedSet<Integer> processors = new TreeSet<>();
    private String policy;

    Memory(SysTree tree, long blockSize, String policy) {
        this.tree = tree;
        this.blockSize = blockSize;
        this.policy = policy;
        tree.put(BLOCKS + "/block_size_bytes", Attribute.readOnly(() -> Long.toHexString(blockSize)));
        tree.put(BLOCKS + "/auto_online_blocks", Attribute.readWrite(() -> this.policy, this::storePolicy));
        tree.put(NODES + "/online", Attribute.readOnly(() -> list(nodes)));
        tree.put(NODES + "/has_cpu", Attribute.readOnly(() -> list(processors)));
        tree.put(NODES + "/has_memory", Attribute.readOnly(() -> list(withMemory())));
    }

    long blockSize() {
        return blockSize;
    }

    void setPolicy(String policy) {
        this.policy = policy;
    }

    /** Memory that is there from the start, in whole blocks, online. */
    void addRam(long start, long size, int node) {
        processors.add(node);
        indexes(start, start + size - 1).forEach(index -> {
            add(index, node);
            block(index).zone = Optional.of(bootZone(index));
        });
    }

    /** The first block spans more than one zone, and says none. */
    private String bootZone(long index) {
        return index == 0 ? "none" : kernelZone(index);
    }

    /** Where kernel memory goes at that address on x86. */
    private String kernelZone(long index) {
        return index * blockSize < 1L << 32 ? "DMA32" : "Normal";
    }

    /** add_memory_driver_managed: new blocks, online at once where the policy says so. */
    void add(long start, long end, int node) {
        indexes(start, end).forEach(index -> add(index, node));
        if (!policy.equals("offline")) {
            indexes(start, end).forEach(index -> storeState(index, policy));
        }
    }

    /** remove_memory: all blocks of a span or none, and none while one is online. */
    boolean remove(long start, long end) {
        if (indexes(start, end).anyMatch(index -> block(index).zone.isPresent())) {
            return false;
        }
        indexes(start, end).forEach(this::remove);
        return true;
    }

    /** Brings the first blocks of a span online. */
    void online(long start, long end, int count, String how) {
        indexes(start, end).limit(count).forEach(index -> storeState(index, how));
    }

    private void add(long index, int node) {
        Block block = new Block(node);
        blocks.put(index, block);
        if (nodes.add(node)) {
            String folder = NODES + "/node" + node;
            tree.folder(folder);
            tree.put(folder + "/cpulist", Attribute.readOnly(() -> processors.contains(node) ? "0-1" : ""));
        }
        String folder = BLOCKS + "/memory" + index;
        tree.put(folder + "/state", Attribute.readWrite(() -> state(block), value -> storeState(index, value)));
        tree.put(
                folder + "/online",
                Attribute.readWrite(() -> block.zone.isPresent() ? "1" : "0", value -> storeOnline(index, value)));
        tree.put(folder + "/phys_index", Attribute.readOnly(() -> "%08x".formatted(index)));
        tree.put(folder + "/phys_device", Attribute.readOnly(() -> "0"));
        tree.put(folder + "/removable", Attribute.readOnly(() -> "1"));
        tree.put(folder + "/valid_zones", Attribute.readOnly(() -> block.zone.orElse(kernelZone(index) + " Movable")));
        tree.put(folder + "/uevent", Attribute.readWrite(() -> "", value -> Optional.empty()));
        tree.link(folder + "/subsystem", "/sys/bus/memory");
        tree.link(folder + "/node" + node, NODES + "/node" + node);
        tree.link(NODES + "/node" + node + "/memory" + index, folder);
    }

    private void remove(long index) {
        int node = block(index).node;
        blocks.remove(index);
        tree.remove(BLOCKS + "/memory" + index);
        tree.remove(NODES + "/node" + node + "/memory" + index);
        // A node without memory and processors goes offline (mm/memory_hotplug.c, try_offline_node).
        if (!processors.contains(node) && blocks.values().stream().noneMatch(block -> block.node == node)) {
            nodes.remove(node);
            tree.remove(NODES + "/node" + node);
        }
    }

    private static String state(Block block) {
        return block.zone.isPresent() ? "online" : "offline";
    }

    /** state_store: a word it doesn't know and a state that it has are the same error. */
    private Optional<Errno> storeState(long index, String value) {
        Block block = block(index);
        boolean online = block.zone.isPresent();
        switch (Text.written(value)) {
            case "offline" -> {
                if (!online) {
                    return Optional.of(Errno.EINVAL);
                }
                block.zone = Optional.empty();
            }
            case "online", "online_kernel" -> {
                if (online) {
                    return Optional.of(Errno.EINVAL);
                }
                block.zone = Optional.of(kernelZone(index));
            }
            case "online_movable" -> {
                if (online) {
                    return Optional.of(Errno.EINVAL);
                }
                block.zone = Optional.of("Movable");
            }
            default -> {
                return Optional.of(Errno.EINVAL);
            }
        }
        return Optional.empty();
    }

    /** online_store: a state that it has is no error here. */
    private Optional<Errno> storeOnline(long index, String value) {
        Optional<Boolean> wanted = Text.bool(value);
        if (wanted.isEmpty()) {
            return Optional.of(Errno.EINVAL);
        }
        if (wanted.get() != block(index).zone.isPresent()) {
            return storeState(index, wanted.get() ? "online" : "offline");
        }
        return Optional.empty();
    }

    private Optional<Errno> storePolicy(String value) {
        String word = Text.written(value);
        if (!POLICIES.contains(word)) {
            return Optional.of(Errno.EINVAL);
        }
        policy = word;
        return Optional.empty();
    }

    private Block block(long index) {
        Block block = blocks.get(index);
        if (block == null) {
            throw new IllegalStateException("there is no memory block " + index);
        }
        return block;
    }

    private LongStream indexes(long start, long end) {
        return LongStream.rangeClosed(start / blockSize, end / blockSize);
    }

    private SortedSet<Integer> withMemory() {
        SortedSet<Integer> found = new TreeSet<>();
        blocks.values().stream().filter(block -> block.zone.isPresent()).forEach(block -> found.add(block.node));
        return found;
    }

    /** Numbers as the kernel lists them, such as {@code 0-2,5}. */
    private static String list(SortedSet<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        int first = -1;
        int last = -2;
        for (int number : numbers) {
            if (number != last + 1) {
                first = number;
            } else {
                runs.removeLast();
            }
            last = number;
            runs.add(first == last ? "" + first : first + "-" + last);
        }
        return String.join(",", runs);
    }
}
