// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the other nodes have room for what a node's memory holds. A block that goes offline moves its pages to other nodes
 * (mm/memory_hotplug.c, do_migrate_range); where those are full, the machine runs out of memory instead of the write
 * failing.
 */
public final class NodeRoom {
    private static final Pattern NODE = Pattern.compile("node(\\d{1,4})");
    private static final Pattern LINE = Pattern.compile("Node \\d+ ([A-Za-z()_]+): +(\\d{1,15}) kB");
    private static final long LEAST_RESERVE = 1L << 30;
    private static final int RESERVE_SHARE = 20;

    private final KernelView kernel;

    public NodeRoom(KernelView kernel) {
        this.kernel = kernel;
    }

    /**
     * What taking memory from a node needs and what there is for it.
     *
     * @param need bytes in use that must go elsewhere, at most
     * @param have bytes that the other nodes can take, less a reserve of 1 GiB or a twentieth of them
     */
    public record Room(long need, long have) {
        public boolean isEnough() {
            return need <= have;
        }
    }

    /** Bytes of a node, from its {@code meminfo}. */
    private record Node(long total, long free, long files) {}

    /** For taking so many bytes of a node offline; none where the kernel does not say enough. */
    public Optional<Room> forTaking(long bytes, int node) {
        Optional<Node> from = node(node);
        List<Node> others = others(node);
        if (from.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        long used = from.get().total() - from.get().free();
        long total = others.stream().mapToLong(Node::total).sum();
        long usable =
                others.stream().mapToLong(other -> other.free() + other.files()).sum();
        long reserve = Math.max(LEAST_RESERVE, total / RESERVE_SHARE);
        return Optional.of(new Room(Math.min(bytes, used), Math.max(0, usable - reserve)));
    }

    private List<Node> others(int node) {
        List<Node> others = new ArrayList<>();
        for (String name : kernel.list(KernelPath.NODES).value().orElse(List.of())) {
            Matcher matcher = NODE.matcher(name);
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) != node) {
                node(Integer.parseInt(matcher.group(1))).ifPresent(others::add);
            }
        }
        return others;
    }

    private Optional<Node> node(int id) {
        Reading<String> text = kernel.read(KernelPath.NODES.child("node" + id).child("meminfo"));
        return text.value().flatMap(lines -> {
            Optional<Long> total = bytes(lines, "MemTotal");
            Optional<Long> free = bytes(lines, "MemFree");
            long files = bytes(lines, "Active(file)").orElse(0L)
                    + bytes(lines, "Inactive(file)").orElse(0L);
            return total.flatMap(all -> free.map(left -> new Node(all, left, files)));
        });
    }

    private static Optional<Long> bytes(String text, String name) {
        return text.lines()
                .map(LINE::matcher)
                .filter(matcher -> matcher.find() && matcher.group(1).equals(name))
                .map(matcher -> Long.parseLong(matcher.group(2)) * 1024)
                .findFirst();
    }
}
