// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.kernel.Uevent;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.sim.Entry.Attribute;
import io.github.daxboard.sim.World.Traits;
import io.github.daxboard.sim.World.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Memory blocks and nodes (drivers/base/memory.c, drivers/base/node.c). */
final class Memory {
    private static final String BLOCKS = "/sys/devices/system/memory";
    private static final String NODES = "/sys/devices/system/node";
    private static final String PROCESSORS = "/sys/devices/system/cpu";
    private static final String TIERS = "/sys/devices/virtual/memory_tiering";
    private static final Pattern STATE = Pattern.compile(BLOCKS + "/memory(\\d{1,9})/state");

    /** mm/memory-tiers.c: where ordinary memory is, and where the memory is that kmem brings. */
    private static final int DRAM_TIER = 4;

    private static final int DAX_TIER = 22;
    private static final Set<String> WORDS = Set.of("offline", "online", "online_kernel", "online_movable");

    /** A block; its zone is known while it is online. */
    private static final class Block {
        private final int node;
        private Optional<String> zone = Optional.empty();

        Block(int node) {
            this.node = node;
        }
    }

    private final SysTree tree;
    private final KernelLog log;
    private final Consumer<Uevent> events;
    private final long blockSize;
    private final Traits traits;
    private final Map<Long, Trouble> troubles;
    private final Map<Integer, Long> used;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final NavigableSet<Integer> nodes = new TreeSet<>();
    private final NavigableSet<Integer> processors = new TreeSet<>();
    private String policy = "offline";
    private boolean running;

    Memory(SysTree tree, KernelLog log, Consumer<Uevent> events, long blockSize, Traits traits) {
        this.tree = tree;
        this.log = log;
        this.events = events;
        this.blockSize = blockSize;
        this.traits = traits;
        this.troubles = new HashMap<>(traits.troubles());
        this.used = new HashMap<>(traits.used());
        tree.put(BLOCKS + "/block_size_bytes", Attribute.readOnly(() -> Long.toHexString(blockSize)));
        tree.put(BLOCKS + "/auto_online_blocks", Attribute.readWrite(() -> this.policy, this::storePolicy));
        tree.put(NODES + "/online", Attribute.readOnly(() -> list(nodes)));
        tree.put(NODES + "/has_cpu", Attribute.readOnly(() -> list(processors)));
        tree.put(NODES + "/has_memory", Attribute.readOnly(() -> list(withMemory())));
        tree.put(
                TIERS + "/memory_tier" + DRAM_TIER + "/nodelist",
                Attribute.readOnly(() -> list(withMemory(processors::contains))));
    }

    /** The machine has started: from now on the policy and other programs see to new blocks. */
    void start(String startPolicy) {
        this.policy = startPolicy;
        this.running = true;
    }

    long blockSize() {
        return blockSize;
    }

    /** Memory that is there from the start, in whole blocks, online. */
    void addRam(long start, long size, int node) {
        if (processors.add(node)) {
            addSocket(processors.size() - 1);
        }
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
        traits.agent()
                .filter(word -> running)
                .ifPresent(word -> indexes(start, end).forEach(index -> storeState(index, word)));
    }

    /** remove_memory: all blocks of a span or none, and none while one is online. */
    boolean remove(long start, long end) {
        if (!isOffline(start, end)) {
            return false;
        }
        indexes(start, end).filter(blocks::containsKey).forEach(this::remove);
        return true;
    }

    private boolean isOffline(long start, long end) {
        return indexes(start, end)
                .filter(blocks::containsKey)
                .noneMatch(index -> block(index).zone.isPresent());
    }

    /** All blocks of a span offline, or all as they were (what the {@code state} of newer kernels promises). */
    Optional<Errno> offlineAll(long start, long end) {
        Map<Long, Optional<String>> before = new HashMap<>();
        List<Long> own = indexes(start, end).filter(blocks::containsKey).boxed().toList();
        for (long index : own) {
            before.put(index, block(index).zone);
            Optional<Errno> failed = block(index).zone.isPresent() ? storeState(index, "offline") : Optional.empty();
            if (failed.isPresent()) {
                before.forEach((each, zone) -> block(each).zone = zone);
                return failed;
            }
        }
        return Optional.empty();
    }

    /** What a span's blocks are, together: unplugged where there are none. */
    String stateOf(long start, long end) {
        List<Optional<String>> zones = indexes(start, end)
                .filter(blocks::containsKey)
                .mapToObj(index -> block(index).zone)
                .distinct()
                .toList();
        if (zones.isEmpty()) {
            return "unplugged";
        }
        if (zones.size() > 1) {
            return "online";
        }
        return zones.getFirst()
                .map(zone -> zone.equals("Movable") ? "online_movable" : "online_kernel")
                .orElse("offline");
    }

    /** Brings the first blocks of a span online, of those that are there: a driver takes only what fills a whole block. */
    void online(long start, long end, int count, String how) {
        indexes(start, end).filter(blocks::containsKey).limit(count).forEach(index -> storeState(index, how));
    }

    private void add(long index, int node) {
        Block block = new Block(node);
        blocks.put(index, block);
        if (nodes.add(node)) {
            addNode(node);
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
        tell("add", index);
    }

    private void tell(String action, long index) {
        events.accept(new Uevent(action, "/devices/system/memory/memory" + index, "memory"));
    }

    private void addNode(int node) {
        String folder = NODES + "/node" + node;
        tree.folder(folder);
        tree.put(folder + "/cpulist", Attribute.readOnly(() -> processors.contains(node) ? cpus(node) : ""));
        tree.put(folder + "/meminfo", Attribute.readOnly(() -> meminfo(node)));
        tree.put(folder + "/distance", Attribute.readOnly(() -> distances(node)));
        events.accept(new Uevent("add", "/devices/system/node/node" + node, "node"));
    }

    private String meminfo(int node) {
        long cached = cached(node);
        return Stream.of(
                        Map.entry("MemTotal", total(node)),
                        Map.entry("MemFree", free(node)),
                        Map.entry("MemUsed", total(node) - free(node)),
                        Map.entry("Active(file)", cached / 2),
                        Map.entry("Inactive(file)", cached - cached / 2))
                .map(line -> "Node %d %-14s %8d kB".formatted(node, line.getKey() + ":", line.getValue() >> 10))
                .collect(Collectors.joining("\n"));
    }

    /** Two processors a node: no processor is of two nodes. */
    private String cpus(int node) {
        int first = 2 * processors.headSet(node).size();
        return first + "-" + (first + 1);
    }

    /** Each node with processors is a socket of its own. */
    private void addSocket(int socket) {
        for (int processor = 2 * socket; processor < 2 * socket + 2; processor++) {
            tree.put(
                    PROCESSORS + "/cpu" + processor + "/topology/physical_package_id",
                    Attribute.readOnly(() -> String.valueOf(socket)));
        }
    }

    /** Firmware that tells no distances has 10 for a node itself and 20 for all others. */
    private String distances(int node) {
        return nodes.stream()
                .map(other -> other == node ? 10 : traits.distances().getOrDefault(Set.of(node, other), 20))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    private long total(int node) {
        return blocks.values().stream()
                        .filter(block -> block.node == node && block.zone.isPresent())
                        .count()
                * blockSize;
    }

    private long used(int node) {
        return Math.min(used.getOrDefault(node, 0L), total(node));
    }

    private long cached(int node) {
        return Math.min(traits.cached().getOrDefault(node, 0L), total(node) - used(node));
    }

    private long free(int node) {
        return total(node) - used(node) - cached(node);
    }

    /** A tier of its own for memory that kmem brings (MEMTIER_DEFAULT_DAX_ADISTANCE in drivers/dax/kmem.c). */
    private void refreshTiers() {
        String folder = TIERS + "/memory_tier" + DAX_TIER;
        boolean isThere = !tree.find(new KernelPath(folder)).isAbsent();
        boolean isWanted = !withMemory(node -> !processors.contains(node)).isEmpty();
        if (isWanted && !isThere) {
            tree.put(
                    folder + "/nodelist",
                    Attribute.readOnly(() -> list(withMemory(node -> !processors.contains(node)))));
        } else if (isThere && !isWanted) {
            tree.remove(folder);
        }
    }

    /** Lets a block not go offline from now on, or makes it go again. */
    void setTrouble(long index, Optional<Trouble> trouble) {
        trouble.ifPresentOrElse(what -> troubles.put(index, what), () -> troubles.remove(index));
    }

    /** Whether a write to a block's state would wait for a signal. */
    boolean isStuck(KernelPath path, String value) {
        Matcher matcher = STATE.matcher(path.text());
        return matcher.matches()
                && Text.written(value).equals("offline")
                && troubles.get(Long.parseLong(matcher.group(1))) == Trouble.STUCK;
    }

    /**
     * offline_pages: what is in use in the block goes to other nodes, if they have room. A real kernel without room may come
     * to the end of its memory before it gives up. Of a failure it shows the first page that stays, at its usual log level
     * (mm/debug.c, dump_page).
     */
    private Optional<Errno> offline(long index) {
        Block block = block(index);
        Optional<Trouble> trouble = Optional.ofNullable(troubles.get(index));
        long moved = Math.max(0, used(block.node) - (total(block.node) - blockSize));
        List<Integer> targets = targets(block);
        long room =
                targets.stream().mapToLong(node -> free(node) + cached(node)).sum();
        if (trouble.isPresent() || moved > room) {
            troubles.remove(index, Trouble.BUSY_ONCE);
            log.say("page: refcount:1 mapcount:0 mapping:0000000000000000 index:0x0 pfn:%#x"
                    .formatted(index * blockSize / 4096));
            log.say("page dumped because: " + (trouble.isPresent() ? "unmovable page" : "migration failure"));
            return Optional.of(Errno.EBUSY);
        }
        spread(block.node, targets, moved);
        block.zone = Optional.empty();
        return Optional.empty();
    }

    /** alloc_migration_target: pages of a kernel zone go to kernel zones, which the nodes with processors have. */
    private List<Integer> targets(Block block) {
        boolean movable = block.zone.filter("Movable"::equals).isPresent();
        return nodes.stream()
                .filter(node -> node != block.node && (movable || processors.contains(node)))
                .toList();
    }

    private void spread(int from, List<Integer> to, long bytes) {
        used.computeIfPresent(from, (node, before) -> before - bytes);
        long left = bytes;
        for (int node : to) {
            if (left > 0) {
                long part = Math.min(left, free(node) + cached(node));
                used.merge(node, part, Long::sum);
                left -= part;
            }
        }
    }

    private void remove(long index) {
        int node = block(index).node;
        blocks.remove(index);
        tree.remove(BLOCKS + "/memory" + index);
        tree.remove(NODES + "/node" + node + "/memory" + index);
        tell("remove", index);
        // A node without memory and processors goes offline (mm/memory_hotplug.c, try_offline_node).
        if (!processors.contains(node) && blocks.values().stream().noneMatch(block -> block.node == node)) {
            nodes.remove(node);
            tree.remove(NODES + "/node" + node);
            events.accept(new Uevent("remove", "/devices/system/node/node" + node, "node"));
        }
    }

    private static String state(Block block) {
        return block.zone.isPresent() ? "online" : "offline";
    }

    /** state_store: a word it doesn't know and a state that it has are the same error. */
    private Optional<Errno> storeState(long index, String value) {
        Block block = block(index);
        boolean online = block.zone.isPresent();
        String word = Text.written(value);
        if (!WORDS.contains(word) || online == !word.equals("offline")) {
            return Optional.of(Errno.EINVAL);
        }
        if (online) {
            Optional<Errno> failed = offline(index);
            if (failed.isPresent()) {
                return failed;
            }
        } else {
            block.zone = Optional.of(word.equals("online_movable") ? "Movable" : kernelZone(index));
        }
        refreshTiers();
        tell(online ? "offline" : "online", index);
        if (online && running && traits.agentComesBack()) {
            traits.agent().ifPresent(again -> storeState(index, again));
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
        if (!WORDS.contains(word)) {
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

    private NavigableSet<Integer> withMemory() {
        return withMemory(node -> true);
    }

    private NavigableSet<Integer> withMemory(IntPredicate which) {
        NavigableSet<Integer> found = new TreeSet<>();
        blocks.values().stream()
                .filter(block -> block.zone.isPresent() && which.test(block.node))
                .forEach(block -> found.add(block.node));
        return found;
    }

    /** Numbers as the kernel lists them, such as {@code 0-2,5}. */
    private static String list(NavigableSet<Integer> numbers) {
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
