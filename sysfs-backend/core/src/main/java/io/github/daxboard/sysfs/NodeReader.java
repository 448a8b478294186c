// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.NodeMemory;
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
    private static final Pattern TIER = Pattern.compile("memory_tier(\\d{1,4})");
    private static final Pattern FIRST = Pattern.compile("\\d{1,5}");

    private final KernelView kernel;
    private final NodeMemories memories;

    NodeReader(KernelView kernel) {
        this.kernel = kernel;
        this.memories = new NodeMemories(kernel);
    }

    List<NumaNode> nodes() {
        List<Integer> ids = memories.ids();
        if (ids.isEmpty()) {
            return List.of();
        }
        Tiers tiers = tiers();
        return ids.stream().map(id -> node(id, tiers)).toList();
    }

    private NumaNode node(int id, Tiers tiers) {
        KernelPath folder = KernelPath.NODES.child("node" + id);
        Reading<String> cpus = memories.cpus(id);
        NodeMemory memory = memories.of(id, cpus);
        KernelPath access = folder.child("access0").child("initiators");
        return new NumaNode(
                id,
                cpus,
                cpus.flatMap(this::socket),
                memory.total(),
                memory.free(),
                memory.reclaimable(),
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
        for (int tier : Formats.numbered(kernel, KernelPath.MEMORY_TIERS, TIER)) {
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
