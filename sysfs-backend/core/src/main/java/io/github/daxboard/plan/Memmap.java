// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NodeMemory;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * The ordinary memory that a device's memmap (its struct pages) takes: 64 bytes for each page of 4 KiB, 16 MiB for each GiB. device_dax
 * shares the pages of it that hold the same in every huge page (mm/sparse-vmemmap.c,
 * vmemmap_populate_compound_pages): two stay of each huge page's, 4 MiB for each GiB at 2 MiB, next to nothing at 1 GiB.
 * fsdev_dax works with single pages and shares none. kmem can keep the map on the memory itself (memmap_on_memory).
 */
final class Memmap {
    private static final long BYTES_A_PAGE = 64;
    /** Less than this of the free memory, and less than {@link #MUCH}, is not worth a word. */
    private static final int SMALL_PART = 8;

    private static final long MUCH = 4L << 30;

    private Memmap() {}

    /** The bytes that a device of some size and alignment takes in a mode. */
    static long bytes(Device device, Mode mode, long size, long align) {
        long full = size / Alignments.PAGE * BYTES_A_PAGE;
        return switch (mode) {
            case UNBOUND -> 0;
            case FSDEV -> full;
            case SYSTEM_RAM -> device.memmapOnMemory().value().orElse(false) ? 0 : full;
            case DEVDAX -> align <= Alignments.PAGE ? full : Math.min(full, size / align * 2 * Alignments.PAGE);
        };
    }

    private static long bytesNow(Device device) {
        return device.mode()
                .map(mode -> bytes(device, mode, device.size().value().orElse(0L), Alignments.of(device)))
                .orElse(0L);
    }

    /** Ordinary memory that is free or can be made so: that of the nodes with processors. */
    private static Optional<Long> room(Snapshot snapshot) {
        List<NodeMemory> nodes = withProcessors(snapshot);
        boolean known = !nodes.isEmpty()
                && nodes.stream().allMatch(node -> node.available().value().isPresent());
        return known
                ? Optional.of(nodes.stream()
                        .mapToLong(node -> node.available().value().orElse(0L))
                        .sum())
                : Optional.empty();
    }

    private static List<NodeMemory> withProcessors(Snapshot snapshot) {
        return snapshot.nodes().stream()
                .map(NumaNode::memory)
                .filter(node -> node.hasProcessors().value().orElse(false))
                .toList();
    }

    /** Why it can't be had. */
    static Optional<Problem> noRoom(Subject subject, Mode mode, long size, long align) {
        long more = bytes(subject.device(), mode, size, align) - bytesNow(subject.device());
        return room(subject.snapshot())
                .filter(room -> more > room)
                .map(room -> PlanProblems.noRoomForMemmap(subject.device(), mode, more, evidence(subject.snapshot())));
    }

    /** That it takes so much that one should know. */
    static Optional<Warning> cost(Subject subject, Mode mode, long size, long align) {
        long then = bytes(subject.device(), mode, size, align);
        long now = bytesNow(subject.device());
        long more = then - now;
        Optional<Long> room = room(subject.snapshot());
        boolean much =
                more >= MUCH || room.filter(free -> more > free / SMALL_PART).isPresent();
        return more > 0 && much
                ? Optional.of(Warnings.memmap(subject.name(), mode, then, now, align, evidence(subject.snapshot())))
                : Optional.empty();
    }

    private static List<Message> evidence(Snapshot snapshot) {
        List<Message> lines =
                withProcessors(snapshot).stream().map(Evidence::targetNode).toList();
        return lines.isEmpty() ? List.of(Message.of("plan.memmap.nodesUnread")) : lines;
    }

    /** {@link #noRoom} and {@link #cost} as a mode of the device as it is. */
    static Optional<Problem> noRoom(Subject subject, Mode mode) {
        return noRoom(subject, mode, size(subject), Alignments.of(subject.device()));
    }

    static Optional<Warning> cost(Subject subject, Mode mode) {
        return cost(subject, mode, size(subject), Alignments.of(subject.device()));
    }

    /** How many bytes more a device takes in a mode than now; negative where it is less. */
    static long more(Device device, Mode to) {
        return bytes(device, to, size(device), Alignments.of(device)) - bytesNow(device);
    }

    private static long size(Subject subject) {
        return size(subject.device());
    }

    private static long size(Device device) {
        Reading<Long> size = device.size();
        return size.value().filter(bytes -> bytes > 0).orElse(0L);
    }
}
