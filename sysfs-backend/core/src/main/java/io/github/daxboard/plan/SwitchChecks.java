// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelBug;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a switch, what it brings with it, and how it is done. */
final class SwitchChecks {
    private SwitchChecks() {}

    static Draft draft(Subject subject, Change.SwitchMode change) {
        Mode to = change.to();
        if (subject.is(to)) {
            return Draft.nothingToDo(Message.of("effect.already.mode"));
        }
        return Draft.unless(
                blockers(subject, to),
                () -> new Draft(
                        effect(subject, change),
                        new SwitchRecipe(subject.snapshot(), subject.device(), subject.folder(), change).steps(),
                        warnings(subject, change),
                        List.of()));
    }

    /** Why it can't be done now; the first one is the one to show where there is room for one. */
    private static List<Problem> blockers(Subject subject, Mode to) {
        List<Problem> blockers = new ArrayList<>();
        if (to == Mode.SYSTEM_RAM) {
            blockers.addAll(MemoryChecks.blockersOfEntering(subject));
        }
        if (to != Mode.UNBOUND && subject.device().isEmpty()) {
            blockers.add(PlanProblems.emptyDevice(subject.device()));
        }
        DeviceChecks.held(subject).ifPresent(blockers::add);
        for (Driver driver : SwitchRecipe.drivers(subject.device().mode(), to)) {
            DeviceChecks.missing(subject.snapshot(), driver).ifPresent(blockers::add);
        }
        if (subject.is(Mode.SYSTEM_RAM)) {
            blockers.addAll(MemoryChecks.blockersOfLeaving(subject));
        }
        Memmap.noRoom(subject, to).ifPresent(blockers::add);
        // Last, since agreeing to it helps only where nothing else is in the way.
        if (to == Mode.SYSTEM_RAM) {
            DeviceChecks.data(subject).ifPresent(blockers::add);
        }
        return blockers;
    }

    private static List<Warning> warnings(Subject subject, Change.SwitchMode change) {
        Mode to = change.to();
        List<Warning> warnings = new ArrayList<>();
        if (to == Mode.UNBOUND) {
            warnings.add(Warnings.unbound());
        }
        if (to == Mode.SYSTEM_RAM) {
            warnings.addAll(MemoryChecks.warningsOfEntering(subject, change.onlining()));
        }
        if (subject.is(Mode.SYSTEM_RAM)) {
            warnings.addAll(MemoryChecks.warningsOfLeaving(subject));
        }
        List<DeviceName> swept = SwitchRecipe.mayBeSwept(subject.snapshot(), subject.name(), firstHop(subject, to));
        if (!swept.isEmpty()) {
            warnings.add(Warnings.swept(
                    subject.name(), firstHop(subject, to).driver().orElse(Driver.DEVICE_DAX), swept));
        }
        KernelBug.of(subject.snapshot()).stream()
                .filter(bug -> touches(subject, to, bug))
                .map(bug -> Warnings.kernelBug(bug, subject.snapshot().kernelRelease()))
                .forEach(warnings::add);
        Memmap.cost(subject, to).ifPresent(warnings::add);
        DeviceChecks.holdersUnseen(subject).ifPresent(warnings::add);
        return warnings;
    }

    /** Whether a switch comes near something that is wrong with the kernel's own fsdev_dax. */
    private static boolean touches(Subject subject, Mode to, KernelBug bug) {
        boolean pmem = subject.region().kind() == RegionKind.PMEM;
        return switch (bug) {
            case MAPPING_SAYS_DONE -> false;
            case FSDEV_SEVERAL_RANGES ->
                to == Mode.FSDEV
                        && subject.device()
                                .ranges()
                                .value()
                                .filter(ranges -> ranges.size() > 1)
                                .isPresent();
            case FSDEV_STALE_MEMMAP -> pmem && (to == Mode.FSDEV || subject.is(Mode.FSDEV));
            case FSDEV_SPOILED_BY_FAILURE -> to == Mode.FSDEV && !pmem;
            case FSDEV_MATCHES_BY_ITSELF -> to == Mode.FSDEV;
        };
    }

    /** From system-ram to fsdev, the device stops at devdax. */
    private static Mode firstHop(Subject subject, Mode to) {
        return SwitchRecipe.drivers(subject.device().mode(), to).stream()
                .findFirst()
                .flatMap(Driver::mode)
                .orElse(to);
    }

    /** What it means for who uses the device, one line. */
    private static Message effect(Subject subject, Change.SwitchMode change) {
        boolean leaves = subject.is(Mode.SYSTEM_RAM);
        String node = "/dev/" + subject.name();
        return switch (change.to()) {
            case DEVDAX -> leaves ? Message.of("effect.devdax.leaves", node) : Message.of("effect.devdax.stays", node);
            case FSDEV ->
                subject.is(Mode.DEVDAX)
                        ? Message.of("effect.fsdev.mmapEnds")
                        : leaves ? Message.of("effect.fsdev.leaves") : Message.of("effect.fsdev.stays");
            case SYSTEM_RAM -> MemoryChecks.effectOfEntering(subject, change.onlining());
            case UNBOUND -> leaves ? Message.of("effect.unbound.leaves") : Message.of("effect.unbound.stays");
        };
    }
}
