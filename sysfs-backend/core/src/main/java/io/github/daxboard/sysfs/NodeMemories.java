// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.NodeMemory;
import io.github.daxboard.model.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how full the NUMA nodes are (drivers/base/node.c). */
public final class NodeMemories {
    private static final Pattern NODE = Pattern.compile("node(\\d{1,4})");
    /** {@code Node 0 MemFree:          123456 kB}. */
    private static final Pattern MEMORY = Pattern.compile("Node \\d+ ([A-Za-z()_]+): +(\\d{1,15}) kB");

    private final KernelView kernel;

    public NodeMemories(KernelView kernel) {
        this.kernel = kernel;
    }

    /** All nodes, by id; none where the kernel lists none. */
    public List<NodeMemory> all() {
        return ids().stream().map(id -> of(id, cpus(id))).toList();
    }

    List<Integer> ids() {
        return Formats.numbered(kernel, KernelPath.NODES, NODE);
    }

    /** Its processors, as the kernel lists them. */
    Reading<String> cpus(int node) {
        return kernel.read(folder(node).child("cpulist"));
    }

    private static KernelPath folder(int node) {
        return KernelPath.NODES.child("node" + node);
    }

    NodeMemory of(int node, Reading<String> cpus) {
        Reading<Map<String, Long>> memory =
                kernel.read(folder(node).child("meminfo")).flatMap(NodeMemories::memory);
        return new NodeMemory(
                node,
                cpus.map(text -> !text.isBlank()),
                memory.flatMap(values -> bytes(values, "MemTotal")),
                memory.flatMap(values -> bytes(values, "MemFree")),
                memory.flatMap(values -> bytes(values, "Active(file)")
                        .flatMap(active -> bytes(values, "Inactive(file)").map(inactive -> active + inactive))));
    }

    private static Reading<Map<String, Long>> memory(String text) {
        Map<String, Long> bytes = new HashMap<>();
        Matcher matcher = MEMORY.matcher(text);
        while (matcher.find()) {
            bytes.put(matcher.group(1), Long.parseLong(matcher.group(2)) << 10);
        }
        return bytes.isEmpty() ? new Reading.Malformed<>(text) : Reading.of(bytes);
    }

    private static Reading<Long> bytes(Map<String, Long> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Reading::of).orElseGet(Reading::absent);
    }
}
