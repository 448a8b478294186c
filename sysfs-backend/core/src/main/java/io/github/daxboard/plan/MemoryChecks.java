// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NodeMemory;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RoomElsewhere;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way of memory that comes or goes, and what it brings with it. */
final class MemoryChecks {
    private MemoryChecks() {}

    static Draft online(Subject subject, Zone zone) {
        if (!isMemory(subject)) {
            return Draft.blocked(PlanProblems.notMemory(subject.device()));
        }
        List<MemoryBlock> elsewhere = subject.snapshot().memory().of(subject.device()).stream()
                .filter(MemoryBlock::isOnline)
                .filter(block -> block.isMovable() != (zone == Zone.MOVABLE))
                .toList();
        if (!elsewhere.isEmpty()) {
            return Draft.blocked(PlanProblems.otherZone(subject.device(), zone, elsewhere));
        }
        List<Warning> warnings = new ArrayList<>();
        if (zone == Zone.KERNEL) {
            warnings.add(Warnings.kernelZone(subject.name()));
        }
        return new Draft(Message.of("effect.online"), List.of(steps(subject).online(zone)), warnings, List.of());
    }

    static Draft offline(Subject subject) {
        if (!isMemory(subject)) {
            return Draft.blocked(PlanProblems.notMemory(subject.device()));
        }
        return Draft.unless(
                blockersOfLeaving(subject),
                () -> new Draft(
                        Message.of("effect.offline"),
                        List.of(steps(subject).offline()),
                        warningsOfLeaving(subject),
                        List.of()));
    }

    /** Also of a pinned device: its blocks can be brought online and taken offline until the reboot. */
    private static boolean isMemory(Subject subject) {
        return subject.is(Mode.SYSTEM_RAM) || subject.snapshot().isPinned(subject.device());
    }

    private static DeviceSteps steps(Subject subject) {
        return new DeviceSteps(subject.snapshot(), subject.device(), subject.folder());
    }

    /** Why a device can't become system-ram. */
    static List<Problem> blockersOfEntering(Subject subject) {
        List<Problem> blockers = new ArrayList<>();
        Device device = subject.device();
        DeviceChecks.rangesUnknown(device).ifPresent(blockers::add);
        boolean noNode = device.targetNode().isAbsent()
                || device.targetNode().value().filter(node -> node < 0).isPresent();
        if (noNode) {
            blockers.add(PlanProblems.noTargetNode(device));
        }
        if (!device.isEmpty() && most(subject).filter(bytes -> bytes == 0).isPresent()) {
            blockers.add(
                    PlanProblems.tooSmall(device, blockSize(subject.snapshot()).orElse(0L)));
        }
        return blockers;
    }

    private static Optional<Long> blockSize(Snapshot snapshot) {
        return snapshot.memory().blockSize().value().filter(size -> size > 0);
    }

    /** The bytes of RAM that a device gives, where its ranges are known. */
    private static Optional<Long> exactly(Subject subject) {
        return blockSize(subject.snapshot())
                .flatMap(size -> WholeBlocks.of(subject.device(), size))
                .map(WholeBlocks::bytes);
    }

    /** The most that it can give, told from its size where its ranges are not known. */
    private static Optional<Long> most(Subject subject) {
        return exactly(subject)
                .or(() -> blockSize(subject.snapshot())
                        .flatMap(block -> subject.device().size().value().map(size -> size / block * block)));
    }

    static List<Warning> warningsOfEntering(Subject subject, Change.Onlining onlining) {
        Snapshot snapshot = subject.snapshot();
        List<Warning> warnings = new ArrayList<>();
        DeviceChecks.dataLost(subject).ifPresent(warnings::add);
        rounding(subject).ifPresent(warnings::add);
        Reading<String> policy = snapshot.memory().autoOnline();
        if (policy.value().isEmpty()) {
            warnings.add(Warnings.policyUnknown(policy));
        }
        policy.value()
                .filter(word -> !word.equals("offline"))
                .ifPresent(word -> warnings.add(Warnings.policyHeld(policy)));
        snapshot.onlineRules()
                .value()
                .filter(rules -> !rules.isEmpty())
                .ifPresent(rules -> warnings.add(Warnings.onlineRules(rules, onlining)));
        if (onlining == Change.Onlining.KERNEL) {
            warnings.add(Warnings.kernelZone(subject.name()));
        }
        return warnings;
    }

    private static Optional<Warning> rounding(Subject subject) {
        Optional<Long> size = subject.device().size().value();
        Optional<Long> block = blockSize(subject.snapshot());
        if (size.isEmpty() || block.isEmpty()) {
            return Optional.empty();
        }
        return exactly(subject)
                .map(bytes -> Optional.of(size.get() - bytes)
                        .filter(lost -> lost > 0)
                        .map(lost -> Warnings.rounded(subject.device(), bytes, lost, block.get())))
                .orElseGet(() -> Optional.of(Warnings.yieldUnknown(subject.device(), block.get())));
    }

    static Message effectOfEntering(Subject subject, Change.Onlining onlining) {
        Optional<Integer> node = subject.device().targetNode().value();
        Message state = onlining.message();
        Optional<Message> exactly = exactly(subject).map(bytes -> Message.verbatim(Sizes.words(bytes)));
        return exactly.or(() -> most(subject).map(bytes -> Message.of("effect.systemRam.atMost", Sizes.words(bytes))))
                .map(amount -> node.map(id -> Message.of("effect.systemRam.node", amount, id, state))
                        .orElseGet(() -> Message.of("effect.systemRam.memory", amount, state)))
                .orElseGet(() -> Message.of("effect.systemRam.unknown", state));
    }

    /** Why a device's memory can't be taken out of use. */
    static List<Problem> blockersOfLeaving(Subject subject) {
        List<MemoryBlock> mixed = onlineBlocks(subject).stream()
                .filter(block -> block.zones().value().filter("none"::equals).isPresent())
                .toList();
        List<Problem> blockers = new ArrayList<>(Draft.those(blocksUnknown(subject)));
        if (!mixed.isEmpty()) {
            blockers.add(PlanProblems.mixedZones(subject.device(), mixed));
        }
        noRoomElsewhere(subject).ifPresent(blockers::add);
        return blockers;
    }

    /** A device that kmem is bound to has memory blocks. Where none is seen, none can be said to be offline. */
    private static Optional<Problem> blocksUnknown(Subject subject) {
        Device device = subject.device();
        boolean isUnplugged =
                device.hotplugState().value().filter("unplugged"::equals).isPresent();
        if (!subject.is(Mode.SYSTEM_RAM) || isUnplugged || device.ranges() instanceof Reading.Denied) {
            return Optional.empty();
        }
        return DeviceChecks.rangesUnknown(device)
                .or(() -> subject.snapshot().memory().of(device).isEmpty()
                        ? Optional.of(PlanProblems.blocksNotSeen(device))
                        : Optional.empty());
    }

    private static List<MemoryBlock> onlineBlocks(Subject subject) {
        return subject.snapshot().memory().of(subject.device()).stream()
                .filter(MemoryBlock::isOnline)
                .toList();
    }

    private static Optional<Problem> noRoomElsewhere(Subject subject) {
        Device device = subject.device();
        MemoryBlocks memory = subject.snapshot().memory();
        List<NodeMemory> nodes =
                subject.snapshot().nodes().stream().map(NumaNode::memory).toList();
        boolean known = device.ranges().value().isPresent();
        RoomElsewhere room = known
                ? RoomElsewhere.forBlocks(
                        memory.of(device).stream()
                                .filter(block -> !block.isOffline())
                                .toList(),
                        memory.blockSize(),
                        device.targetNode(),
                        nodes)
                : RoomElsewhere.forBytes(device.size().value().orElse(Long.MAX_VALUE), device.targetNode(), nodes);
        return NoRoom.planned(device.name(), room);
    }

    static List<Warning> warningsOfLeaving(Subject subject) {
        List<Warning> warnings = new ArrayList<>();
        List<MemoryBlock> hard = onlineBlocks(subject).stream()
                .filter(block -> !block.isMovable())
                .toList();
        if (!hard.isEmpty()) {
            warnings.add(Warnings.hardToTake(
                    subject.name(), hard, onlineBlocks(subject).size()));
        }
        if (subject.device().ranges() instanceof Reading.Denied) {
            warnings.add(Warnings.blocksUnseen(subject.name()));
        }
        if (subject.snapshot()
                .onlineRules()
                .value()
                .filter(rules -> !rules.isEmpty())
                .isPresent()) {
            warnings.add(Warnings.rulesMayBeQuicker(
                    subject.snapshot().onlineRules().value().get()));
        }
        return warnings;
    }
}
