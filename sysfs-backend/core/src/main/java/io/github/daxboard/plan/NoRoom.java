// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.RoomElsewhere;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link RoomElsewhere} means for a change: the same words before it and while it runs. */
public final class NoRoom {
    private NoRoom() {}

    /** Why a device's memory can't go offline; none where there is room. */
    static Optional<Problem> planned(DeviceName device, RoomElsewhere room) {
        return of(
                Kind.BLOCKED,
                device.toString(),
                Message.of("plan.noRoom.what", device),
                Message.of("plan.roomUnknown.what", device),
                room);
    }

    /**
     * Why the next memory block of a device is not taken offline; none where there is room.
     *
     * @param block N of {@code memoryN}
     */
    public static Optional<Problem> found(DeviceName device, long block, RoomElsewhere room) {
        return of(
                Kind.FAILED,
                "memory" + block,
                Message.of("plan.noRoom.found", block, Message.of("plan.noRoom.what", device)),
                Message.of("plan.noRoom.found", block, Message.of("plan.roomUnknown.what", device)),
                room);
    }

    private static Optional<Problem> of(
            Kind kind, String object, Message tooLittle, Message unknown, RoomElsewhere room) {
        return switch (room.answer()) {
            case ENOUGH -> Optional.empty();
            case TOO_LITTLE ->
                Optional.of(Problem.of(
                                kind,
                                object,
                                tooLittle,
                                Message.of(
                                        "plan.noRoom.why",
                                        Sizes.words(room.need()),
                                        targets(room),
                                        Sizes.words(room.have())),
                                Message.of("plan.noRoom.cure"))
                        .withErrno(Errno.ENOMEM)
                        .withSeen(evidence(room)));
            case UNKNOWN ->
                Optional.of(Problem.of(
                                kind,
                                object,
                                unknown,
                                unknown(room.need(), Sizes.words(room.have())),
                                Message.of("plan.roomUnknown.cure"))
                        .withSeen(evidence(room)));
        };
    }

    /** Where the size of a block is not known, the need isn't either. */
    private static Message unknown(long need, String have) {
        return need == Long.MAX_VALUE
                ? Message.of("plan.roomUnknown.why.all", have)
                : Message.of("plan.roomUnknown.why", Sizes.words(need), have);
    }

    private static Message targets(RoomElsewhere room) {
        if (room.targets().equals(room.leaving())) {
            return Message.of("plan.noRoom.ownNode");
        }
        return room.kernelOnly() ? Message.of("plan.noRoom.kernelNodes") : Message.of("plan.noRoom.otherNodes");
    }

    private static List<Message> evidence(RoomElsewhere room) {
        List<Message> lines = new ArrayList<>();
        if (room.leaving().isEmpty()) {
            lines.add(Message.of("plan.noRoom.nodeUnread", KernelPath.NODES));
        }
        room.leaving().forEach(node -> lines.add(Evidence.leftNode(node)));
        room.targets().stream()
                .filter(node -> !room.leaving().contains(node))
                .forEach(node -> lines.add(Evidence.targetNode(node)));
        return lines;
    }
}
