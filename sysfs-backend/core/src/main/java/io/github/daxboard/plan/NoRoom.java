// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.NodeMemory;
import io.github.daxboard.model.RoomElsewhere;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.plan.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link RoomElsewhere} means for a change: the same words before it and while it runs. */
public final class NoRoom {
    private NoRoom() {}

    /** Why a device's memory can't go offline; none where there is room. */
    static Optional<Problem> planned(DeviceName device, RoomElsewhere room) {
        return of(Kind.BLOCKED, device.toString(), device, "", room);
    }

    /**
     * Why the next memory block of a device is not taken offline; none where there is room.
     *
     * @param block N of {@code memoryN}
     */
    public static Optional<Problem> found(DeviceName device, long block, RoomElsewhere room) {
        return of(Kind.FAILED, "memory" + block, device, "Memory block " + block + " was not taken offline. ", room);
    }

    private static Optional<Problem> of(Kind kind, String object, DeviceName device, String not, RoomElsewhere room) {
        return switch (room.answer()) {
            case ENOUGH -> Optional.empty();
            case TOO_LITTLE ->
                Optional.of(Problem.of(
                                kind,
                                object,
                                not + "The memory of " + device + " is in use, and there is no room to move it to.",
                                "Up to " + Sizes.words(room.need()) + " of it are used; " + targets(room) + " can take "
                                        + Sizes.words(room.have()) + ". " + danger(),
                                "Stop programs that use much memory, or free huge pages and tmpfs files, then plan"
                                        + " again.")
                        .withErrno(Errno.ENOMEM)
                        .withEvidence(evidence(room)));
            case UNKNOWN ->
                Optional.of(Problem.of(
                                kind,
                                object,
                                not + "It is not known whether there is room to move the memory of " + device + " to.",
                                "Up to " + amount(room.need())
                                        + " of it may be in use. What could be read shows room for "
                                        + Sizes.words(room.have()) + ". " + danger(),
                                "Free memory on the nodes that could be read, or find out why the others can't be read,"
                                        + " then plan again.")
                        .withEvidence(evidence(room)));
        };
    }

    /** Where the size of a block is not known, the need isn't either. */
    private static String amount(long bytes) {
        return bytes == Long.MAX_VALUE ? "all" : Sizes.words(bytes);
    }

    private static String targets(RoomElsewhere room) {
        if (room.targets().equals(room.leaving())) {
            return "the rest of its node";
        }
        return room.kernelOnly()
                ? "the other nodes with processors, the only ones that memory of a kernel zone can go to,"
                : "the other nodes";
    }

    private static String danger() {
        return "Without room the kernel would kill processes to make some, and could take the machine down.";
    }

    private static List<String> evidence(RoomElsewhere room) {
        List<String> lines = new ArrayList<>();
        if (room.leaving().isEmpty()) {
            lines.add(KernelPath.NODES + ": the node that the memory is on could not be read");
        }
        room.leaving().forEach(node -> lines.add(left(node)));
        room.targets().stream().filter(node -> !room.leaving().contains(node)).forEach(node -> lines.add(target(node)));
        return lines;
    }

    private static String left(NodeMemory node) {
        return Evidence.node(node.node()) + ": MemTotal " + Evidence.mib(node.total()) + ", MemFree "
                + Evidence.mib(node.free());
    }

    /** A node that takes pages. */
    static String target(NodeMemory node) {
        return Evidence.node(node.node()) + ": MemFree " + Evidence.mib(node.free()) + ", in file cache "
                + Evidence.mib(node.reclaimable());
    }
}
