// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.map.MapPicture.Distances;
import io.github.daxboard.ui.map.MapPicture.Group;
import io.github.daxboard.ui.map.MapPicture.NodeCard;
import io.github.daxboard.ui.map.MapPicture.Piece;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The upper half of the map: nodes by the processors that they are near to. Pure. */
final class NodePictures {
    private static final int FAR = 255;

    private final Snapshot snapshot;
    private final MapPictures pictures;

    NodePictures(Snapshot snapshot, MapPictures pictures) {
        this.snapshot = snapshot;
        this.pictures = pictures;
    }

    /** The node that a region's memory would join; none where the firmware names none. */
    static Optional<Integer> target(Region region) {
        return region.devices().stream()
                .map(device -> device.targetNode().value())
                .flatMap(Optional::stream)
                .filter(node -> node >= 0)
                .findFirst();
    }

    List<Group> groups() {
        Map<Integer, List<NumaNode>> near = new LinkedHashMap<>();
        List<NumaNode> lonely = new ArrayList<>();
        snapshot.nodes().stream()
                .filter(NodePictures::hasCpus)
                .forEach(node -> near.put(node.id(), new ArrayList<>(List.of(node))));
        snapshot.nodes().stream()
                .filter(node -> !hasCpus(node))
                .forEach(node -> nearest(node)
                        .ifPresentOrElse(
                                id -> near.getOrDefault(id, new ArrayList<>()).add(node), () -> lonely.add(node)));
        List<Group> groups = new ArrayList<>();
        near.forEach((id, nodes) -> groups.add(new Group(
                title(nodes.getFirst()), nodes.stream().map(this::card).toList())));
        if (!lonely.isEmpty()) {
            groups.add(new Group(
                    WindowTexts.text("map.group.none"),
                    lonely.stream().map(this::card).toList()));
        }
        return groups;
    }

    /** By the socket that its processors are in, where that is known. */
    private static String title(NumaNode node) {
        String cpus = node.cpus().value().orElse("");
        return node.socket()
                .value()
                .map(socket -> WindowTexts.text("map.group.socket", socket, cpus))
                .orElseGet(() -> WindowTexts.text("map.group", cpus));
    }

    /** How many sockets the host has; none where not all nodes with processors tell. */
    Optional<Long> sockets() {
        List<Optional<Integer>> told = snapshot.nodes().stream()
                .filter(NodePictures::hasCpus)
                .map(node -> node.socket().value())
                .distinct()
                .toList();
        return told.isEmpty() || told.contains(Optional.<Integer>empty())
                ? Optional.empty()
                : Optional.of((long) told.size());
    }

    private static boolean hasCpus(NumaNode node) {
        return node.cpus().value().filter(cpus -> !cpus.isBlank()).isPresent();
    }

    /** What the devices of the region that feeds it say of their nearest processors; else what the distances say. */
    private Optional<Integer> nearest(NumaNode node) {
        return snapshot.regions().stream()
                .filter(region -> target(region).equals(Optional.of(node.id())))
                .flatMap(region -> region.devices().stream())
                .map(device -> device.numaNode().value())
                .flatMap(Optional::stream)
                .filter(id -> snapshot.node(id).filter(NodePictures::hasCpus).isPresent())
                .findFirst()
                .or(() -> nearestByDistance(node));
    }

    private Optional<Integer> nearestByDistance(NumaNode node) {
        int best = FAR;
        Optional<Integer> found = Optional.empty();
        List<Integer> distances = node.distances().value().orElse(List.of());
        for (int i = 0; i < Math.min(distances.size(), snapshot.nodes().size()); i++) {
            if (hasCpus(snapshot.nodes().get(i)) && distances.get(i) < best) {
                best = distances.get(i);
                found = Optional.of(snapshot.nodes().get(i).id());
            }
        }
        return found;
    }

    private NodeCard card(NumaNode node) {
        List<Region> feeding = snapshot.regions().stream()
                .filter(region -> target(region).equals(Optional.of(node.id())))
                .toList();
        String title = WindowTexts.text("map.node", node.id());
        if (feeding.isEmpty()) {
            return dram(node, title);
        }
        long size = feeding.stream()
                .mapToLong(region -> region.size().value().orElse(0L))
                .sum();
        String kinds =
                feeding.stream().map(region -> region.kind().word()).distinct().collect(Collectors.joining(", "));
        return new NodeCard(
                node.id(),
                title,
                kinds,
                Sizes.words(size),
                feeding.stream().flatMap(region -> bar(region).stream()).toList(),
                Optional.empty(),
                feedLine(node, feeding));
    }

    private NodeCard dram(NumaNode node, String title) {
        Optional<Double> used = node.total()
                .value()
                .flatMap(total -> node.free().value().map(free -> total == 0 ? 0 : (double) (total - free) / total));
        return new NodeCard(
                node.id(),
                title,
                WindowTexts.text("map.dram"),
                WindowTexts.size(node.total()),
                List.of(),
                Optional.of(used.orElse(0.0)),
                usedLine(node));
    }

    private static String usedLine(NumaNode node) {
        return node.total()
                .value()
                .flatMap(total -> node.free().value().map(free -> used(Sizes.words(total - free), Sizes.words(total))))
                .orElseGet(
                        () -> WindowTexts.text("map.used-unknown", node.free().message()));
    }

    /** A unit that both have is said once. */
    private static String used(String used, String total) {
        String unit = total.substring(total.indexOf(' ') + 1);
        String amount = used.endsWith(" " + unit) ? used.substring(0, used.length() - unit.length() - 1) : used;
        return WindowTexts.text("map.used", amount, total);
    }

    private String feedLine(NumaNode node, List<Region> feeding) {
        List<MemoryBlock> blocks = feeding.stream()
                .flatMap(region -> region.devices().stream())
                .filter(MapPictures::isRam)
                .flatMap(device -> snapshot.memory().of(device).stream())
                .toList();
        long online = blocks.stream().filter(MemoryBlock::isOnline).count();
        return blocks.isEmpty()
                ? usedLine(node)
                : WindowTexts.text("board.badge.online", online, blocks.size()) + ", " + usedLine(node);
    }

    private List<Piece> bar(Region region) {
        long size = region.size().value().orElse(0L);
        if (size <= 0) {
            return List.of();
        }
        long start = region.devices().stream()
                .flatMap(device -> device.ranges().value().orElse(List.of()).stream())
                .mapToLong(Range::start)
                .min()
                .orElse(0L);
        return region.devices().stream()
                        .map(Device::ranges)
                        .anyMatch(ranges -> ranges.value().isPresent())
                ? pictures.pieces(region, new Range(start, start + size - 1, 0))
                : List.of();
    }

    Optional<Distances> distances() {
        List<NumaNode> nodes = snapshot.nodes();
        boolean whole = nodes.size() > 1
                && nodes.stream()
                        .allMatch(node ->
                                node.distances().value().orElse(List.of()).size() == nodes.size());
        return whole
                ? Optional.of(new Distances(
                        nodes.stream().map(NumaNode::id).toList(),
                        nodes.stream()
                                .map(node -> node.distances().value().orElse(List.of()))
                                .toList()))
                : Optional.empty();
    }
}
