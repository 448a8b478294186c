// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the map shows but the zoom, as a value.
 *
 * @param nodesLine how many nodes there are
 * @param groups the nodes, each group by the processors that they are near to
 * @param distances how far the nodes are from each other, where the kernel says it
 * @param withoutNode regions whose memory is on no node now, and why
 * @param areas the pieces of the address space that hold something, in order
 * @param placed whether addresses are known; where not, areas stand in the order of regions and {@code note} says why
 * @param note what is to be said of the addresses; empty where nothing is
 */
public record MapPicture(
        String nodesLine,
        List<Group> groups,
        Optional<Distances> distances,
        List<Loose> withoutNode,
        List<Area> areas,
        boolean placed,
        String note) {
    static final MapPicture EMPTY = new MapPicture("", List.of(), Optional.empty(), List.of(), List.of(), false, "");

    /** Nodes near the same processors. */
    public record Group(String title, List<NodeCard> nodes) {}

    /**
     * A node.
     *
     * @param id its number
     * @param title such as {@code Node 3}
     * @param kind what its memory is: DRAM, or the kinds of the regions that feed it
     * @param size what it has, or could have, in words
     * @param bar its devices and free space to scale; for DRAM the used part, as one piece without a device
     * @param used how much of DRAM is used, 0 to 1; none for a node that regions feed
     * @param line in words what the bar shows
     */
    public record NodeCard(
            int id, String title, String kind, String size, List<Piece> bar, Optional<Double> used, String line) {}

    /** The kernel's table of distances; 10 is the node itself. */
    public record Distances(List<Integer> nodes, List<List<Integer>> rows) {}

    /** A region without a node. */
    public record Loose(String title, String why) {}

    /**
     * A piece of the address space.
     *
     * @param region the region that it is; none for ordinary memory
     * @param start its first address
     * @param end its last address, inclusive
     * @param title its name
     * @param kind a word beside the name; may be empty
     * @param devices devices and free space in it, in order
     * @param blocks runs of memory blocks of one state
     * @param nodes what is node memory in it
     * @param words all of it in words
     */
    public record Area(
            Optional<Integer> region,
            long start,
            long end,
            String title,
            String kind,
            List<Piece> devices,
            List<Run> blocks,
            List<Span> nodes,
            String words) {}

    /**
     * A device's piece, or free space.
     *
     * @param online how much of it is online memory, 0 to 1; only for system-ram
     * @param label its name
     * @param size in words
     * @param second what else is said below it
     */
    public record Piece(
            Optional<DeviceName> device,
            Look look,
            long start,
            long end,
            double online,
            String label,
            String size,
            String second) {
        public String words() {
            return label + ", " + size + (second.isEmpty() ? "" : ", " + second);
        }
    }

    /**
     * Memory blocks in a row that are at the same.
     *
     * @param count how many
     * @param look RAM or PINNED
     * @param online whether they are
     */
    public record Run(long start, long end, int count, Look look, boolean online, String words) {}

    /** Addresses that are memory of a node now. */
    public record Span(long start, long end, String title, String line) {}

    /** The devices in the order of their addresses, each once. */
    public List<DeviceName> devices() {
        return areas.stream()
                .flatMap(area -> area.devices().stream())
                .flatMap(piece -> piece.device().stream())
                .distinct()
                .toList();
    }

    Optional<Area> areaOf(DeviceName device) {
        return areas.stream()
                .filter(area ->
                        area.devices().stream().anyMatch(piece -> piece.device().equals(Optional.of(device))))
                .findFirst();
    }

    /** The whole map in words. */
    public String asText() {
        return Stream.of(
                        groups.stream()
                                .flatMap(group -> group.nodes().stream()
                                        .map(node -> group.title() + ": " + node.title() + " " + node.kind() + ", "
                                                + node.size() + ", " + node.line())),
                        withoutNode.stream().map(loose -> loose.title() + ": " + loose.why()),
                        areas.stream().map(Area::words))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
