// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.StepRunner.Performed;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.KernelPort.LogMark;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RoomElsewhere;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.NoRoom;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sysfs.DeviceLook;
import io.github.daxboard.sysfs.NodeMemories;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The steps that go from memory block to memory block (Documentation/admin-guide/mm/memory-hotplug.rst). */
final class BlockSteps {
    private final KernelPort kernel;
    private final Patience patience;
    private final DeviceLook look;
    private final NodeMemories nodes;

    /**
     * How long a block that is to go offline is waited for.
     *
     * @param limit for one write: the kernel itself goes on for ever
     * @param tries how often a block that is busy is tried: pages that are pinned for a moment are common
     * @param pause between two tries
     */
    record Patience(Duration limit, int tries, Duration pause) {
        static final Patience STANDARD = new Patience(Duration.ofMinutes(2), 4, Duration.ofSeconds(1));
    }

    BlockSteps(KernelPort kernel, Patience patience) {
        this.kernel = kernel;
        this.patience = patience;
        this.look = new DeviceLook(kernel);
        this.nodes = new NodeMemories(kernel);
    }

    /** Lowest first, as the kernel itself fills them. */
    Performed online(Action.OnlineBlocks action, StepContext context, LogMark mark) {
        Reading<List<MemoryBlock>> blocks = look.blocks(action.device());
        if (blocks.value().isEmpty()) {
            return unknown(action, action.device(), blocks);
        }
        List<MemoryBlock> todo =
                blocks.value().get().stream().filter(block -> !block.isOnline()).toList();
        boolean touched = false;
        for (int done = 0; done < todo.size(); done++) {
            MemoryBlock block = todo.get(done);
            if (context.cancel().isAsked()) {
                return new Performed(touched, Optional.of(Failures.cancelled(action)), List.of());
            }
            context.progress().told(done, todo.size(), Message.verbatim("memory" + block.index()));
            Optional<Problem> failure = bring(action, block, action.zone(), mark);
            if (failure.isPresent()) {
                return new Performed(touched, failure, mark.linesSince());
            }
            touched = true;
        }
        return new Performed(touched, Optional.empty(), List.of());
    }

    private Optional<Problem> bring(Action action, MemoryBlock block, Zone zone, LogMark mark) {
        KernelPath state = state(block.index());
        Optional<Errno> error = kernel.write(state, zone.kernelWord());
        if (error.filter(Errno.EINVAL::equals).isPresent() && isOnline(block.index())) {
            // Somebody was quicker; the proof sees whether it is the zone that was asked for.
            return Optional.empty();
        }
        return error.map(errno -> BlockFailures.refused(
                action, block.index(), zone.kernelWord(), zones(block), errno, mark.linesSince()));
    }

    /** Highest first: the kernel fills from the lowest, so the emptiest go first. */
    Performed offline(Action.OfflineBlocks action, StepContext context, LogMark mark) {
        Reading<List<MemoryBlock>> blocks = look.blocks(action.device());
        if (blocks.value().isEmpty()) {
            return unknown(action, action.device(), blocks);
        }
        List<MemoryBlock> todo = blocks.value().get().reversed().stream()
                .filter(block -> !block.isOffline())
                .toList();
        boolean touched = false;
        for (int done = 0; done < todo.size(); done++) {
            MemoryBlock block = todo.get(done);
            context.progress()
                    .told(done, todo.size(), Message.of("wait.block", "memory" + block.index(), zones(block)));
            Optional<Problem> failure = noRoom(action.device(), todo.subList(done, todo.size()))
                    .or(() -> takeOffline(action, block, context.cancel(), mark));
            if (failure.isPresent()) {
                return new Performed(touched, failure, mark.linesSince());
            }
            touched = true;
        }
        return new Performed(touched, Optional.empty(), List.of());
    }

    /** Why not all blocks of a device can go; none where there is room, or nothing to move. */
    Optional<Problem> noRoomFor(Action.SetHotplugState action) {
        DeviceName device = action.device();
        Reading<List<MemoryBlock>> blocks = look.blocks(device);
        if (blocks.value().isEmpty()) {
            return Optional.of(BlockFailures.unknown(action, device, blocks.message()));
        }
        List<MemoryBlock> left = blocks.value().get().reversed().stream()
                .filter(block -> !block.isOffline())
                .toList();
        return left.isEmpty() ? Optional.empty() : noRoom(device, left);
    }

    /** Looked at again before each block: other programs fill the nodes meanwhile. */
    private Optional<Problem> noRoom(DeviceName device, List<MemoryBlock> left) {
        RoomElsewhere room = RoomElsewhere.forBlocks(left, look.blockSize(), look.targetNode(device), nodes.all());
        return NoRoom.found(device, left.getFirst().index(), room);
    }

    private Optional<Problem> takeOffline(Action action, MemoryBlock block, Cancel cancel, LogMark mark) {
        KernelPath state = state(block.index());
        for (int tries = 1; ; tries++) {
            if (cancel.isAsked()) {
                return Optional.of(Failures.cancelled(action));
            }
            Optional<Errno> error = kernel.writeKillable(state, "offline", cancel, patience.limit());
            if (error.isEmpty() || isOffline(block.index())) {
                // EINVAL for a block that somebody else took offline meanwhile is as good.
                return Optional.empty();
            }
            if (cancel.isAsked() && error.get().equals(Errno.EINTR)) {
                return Optional.of(Failures.cancelled(action));
            }
            boolean again = error.get().equals(Errno.EBUSY) || error.get().equals(Errno.EAGAIN);
            if (!again || tries == patience.tries()) {
                List<String> log = mark.linesSince();
                return Optional.of(
                        error.get().equals(Errno.ETIMEDOUT)
                                ? BlockFailures.tooSlow(action, block.index(), zones(block), patience.limit(), log)
                                : BlockFailures.refused(
                                        action, block.index(), "offline", zones(block), error.get(), log));
            }
            cancel.await(patience.pause());
        }
    }

    /** Each block that is otherwise than it was found is brought back; one that can't be does not keep the others from it. */
    Performed restore(Action.RestoreBlocks action, StepContext context, LogMark mark) {
        if (context.found().blocks().isEmpty()) {
            return new Performed(
                    false,
                    Optional.of(BlockFailures.unknown(action, action.device(), Message.of("read.notBefore"))),
                    List.of());
        }
        List<PriorState.Run> runs = context.found().blocks().get();
        Optional<Problem> first = Optional.empty();
        boolean touched = false;
        int done = 0;
        int total = PriorState.count(runs);
        for (PriorState.Run run : runs) {
            for (long index = run.first(); index <= run.last(); index++) {
                PriorState.Run wanted = run.at(index);
                context.progress().told(done++, total, Message.verbatim("memory" + index));
                if (isAs(wanted)) {
                    continue;
                }
                Optional<Problem> failure = bringBack(action, wanted, mark);
                touched |= failure.isEmpty();
                first = first.or(() -> failure);
            }
        }
        return new Performed(touched, first, mark.linesSince());
    }

    private Optional<Problem> bringBack(Action.RestoreBlocks action, PriorState.Run wanted, LogMark mark) {
        KernelPath state = state(wanted.first());
        Reading<String> read = kernel.read(state);
        if (read.value().isEmpty()) {
            return Optional.of(BlockFailures.unknown(
                    action,
                    action.device(),
                    Message.of("read.file", "memory" + wanted.first() + "/state", read.message())));
        }
        String now = read.value().get();
        if (!now.equals("offline")) {
            MemoryBlock block = new MemoryBlock(
                    wanted.first(),
                    0,
                    Reading.of(now),
                    kernel.read(state.parent().child("valid_zones")),
                    look.nodeOf(state.parent()));
            Optional<Problem> failure =
                    noRoom(action.device(), List.of(block)).or(() -> takeOffline(action, block, Cancel.never(), mark));
            if (failure.isPresent()) {
                return failure;
            }
        }
        if (!wanted.online()) {
            return Optional.empty();
        }
        String word = (wanted.isMovable() ? Zone.MOVABLE : Zone.KERNEL).kernelWord();
        return kernel.write(state, word)
                .map(errno -> BlockFailures.refused(
                        action,
                        wanted.first(),
                        word,
                        Message.of("read.zone", wanted.zone()),
                        errno,
                        mark.linesSince()));
    }

    /** Whether a block is as it was found. */
    boolean isAs(PriorState.Run wanted) {
        KernelPath folder = state(wanted.first()).parent();
        String state = kernel.read(folder.child("state")).value().orElse("");
        return wanted.online()
                ? state.equals("online")
                        && kernel.read(folder.child("valid_zones"))
                                .value()
                                .filter(wanted.zone()::equals)
                                .isPresent()
                : state.equals("offline");
    }

    private boolean isOnline(long index) {
        return kernel.read(state(index)).value().filter("online"::equals).isPresent();
    }

    private boolean isOffline(long index) {
        return kernel.read(state(index)).value().filter("offline"::equals).isPresent();
    }

    private static Message zones(MemoryBlock block) {
        return block.zones()
                .value()
                .map(zone -> Message.of("read.zone", zone))
                .orElseGet(() -> Message.of("read.zoneUnknown"));
    }

    private static Performed unknown(Action action, DeviceName device, Reading<List<MemoryBlock>> blocks) {
        return new Performed(false, Optional.of(BlockFailures.unknown(action, device, blocks.message())), List.of());
    }

    private static KernelPath state(long index) {
        return KernelPath.MEMORY.child("memory" + index).child("state");
    }
}
