// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the NUMA nodes (drivers/base/node.c) and the memory tiers (mm/memory-tiers.c). */
final class NodeReader {
    private static final Pattern NODE = Pattern.compile("node(\\d{1,4})");
    private static final Pattern TIER = Pattern.compile("memory_tier(\\d{1,4})");
    private static final Pattern FIRST = Pattern.compile("\\d{1,5}");
    /** {@code Node 0 MemFree:          123456 kB}. */
    private static final Pattern MEMORY = Pattern.compile("Node \\d+ ([A-Za-z()_]+): +(\\d{1,15}) kB");

    private final KernelView kernel;

    NodeReader(KernelView kernel) {
        this.kernel = kernel;
    }

    List<NumaNode> nodes() {
        List<Integer> ids = numbers(KernelPath.NODES, NODE);
        if (ids.isEmpty()) {
            return List.of();
        }
        Tiers tiers = tiers();
        return ids.stream().map(id -> node(id, tiers)).toList();
    }

    private List<Integer> numbers(KernelPath folder, Pattern form) {
        return kernel.list(folder).value().orElse(List.of()).stream()
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .sorted()
                .toList();
    }

    private NumaNode node(int id, Tiers tiers) {
        KernelPath folder = KernelPath.NODES.child("node" + id);
        Reading<Map<String, Long>> memory = kernel.read(folder.child("meminfo")).flatMap(NodeReader::memory);
        Reading<String> cpus = kernel.read(folder.child("cpulist"));
        KernelPath access = folder.child("access0").child("initiators");
        return new NumaNode(
                id,
                cpus,
                cpus.flatMap(this::socket),
                memory.flatMap(values -> bytes(values, "MemTotal")),
                memory.flatMap(values -> bytes(values, "MemFree")),
                memory.flatMap(values -> bytes(values, "Active(file)")
                        .flatMap(active -> bytes(values, "Inactive(file)").map(inactive -> active + inactive))),
                kernel.read(folder.child("distance")).flatMap(NodeReader::distances),
                tiers.of(id),
                new NumaNode.Access(
                        kernel.read(access.child("read_bandwidth")).flatMap(Formats::decimal),
                        kernel.read(access.child("read_latency")).flatMap(Formats::decimal),
                        kernel.read(access.child("write_bandwidth")).flatMap(Formats::decimal),
                        kernel.read(access.child("write_latency")).flatMap(Formats::decimal)));
    }

    /** Of the first processor: a node's are in one package. Without one the kernel says -1 (drivers/base/topology.c). */
    private Reading<Integer> socket(String cpus) {
        Matcher first = FIRST.matcher(cpus);
        return first.lookingAt()
                ? kernel.read(KernelPath.PROCESSORS
                                .child("cpu" + first.group())
                                .child("topology")
                                .child("physical_package_id"))
                        .flatMap(Formats::node)
                        .flatMap(id -> id < 0 ? Reading.absent() : Reading.of(id))
                : Reading.absent();
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

    private static Reading<List<Integer>> distances(String text) {
        List<Integer> distances = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            Reading<Integer> distance = Formats.node(word);
            if (distance.value().isEmpty()) {
                return new Reading.Malformed<>(text);
            }
            distances.add(distance.value().get());
        }
        return Reading.of(List.copyOf(distances));
    }

    /**
     * Which node is in which tier.
     *
     * @param known by node
     * @param otherwise what is said of a node in none of them
     */
    private record Tiers(Map<Integer, Integer> known, Reading<Integer> otherwise) {
        Reading<Integer> of(int node) {
            return Optional.ofNullable(known.get(node)).map(Reading::of).orElse(otherwise);
        }
    }

    private Tiers tiers() {
        Map<Integer, Integer> known = new HashMap<>();
        Reading<Integer> otherwise = Reading.absent();
        for (int tier : numbers(KernelPath.MEMORY_TIERS, TIER)) {
            Reading<List<Integer>> nodes = kernel.read(
                            KernelPath.MEMORY_TIERS.child("memory_tier" + tier).child("nodelist"))
                    .flatMap(Formats::numbers);
            nodes.value().orElse(List.of()).forEach(node -> known.put(node, tier));
            if (nodes.value().isEmpty()) {
                otherwise = nodes.map(List::getFirst);
            }
        }
        return new Tiers(known, otherwise);
    }
}
