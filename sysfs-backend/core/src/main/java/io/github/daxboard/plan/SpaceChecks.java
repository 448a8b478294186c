// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way of making, resizing, aligning and destroying devices, and how it is done. */
final class SpaceChecks {
    private SpaceChecks() {}

    static List<Problem> ofCreate(Snapshot snapshot, Change.Create change) {
        Optional<Region> found = snapshot.region(change.region());
        if (snapshot.hidden().isPresent()) {
            return List.of(HiddenDevices.problem(
                    "region " + change.region(), snapshot.hidden().get()));
        }
        if (found.isEmpty()) {
            return List.of(PlanProblems.noSuchRegion(snapshot, change.region()));
        }
        Region region = found.get();
        Optional<Problem> closed = closed(region);
        if (closed.isPresent()) {
            return List.of(closed.get());
        }
        long align = change.align().orElseGet(() -> Alignments.ofNewDevices(region));
        if (!Alignments.ALL.contains(align)) {
            return List.of(PlanProblems.noSuchAlignment(PlanProblems.region(region.id()), align));
        }
        Optional<Problem> size =
                amount(PlanProblems.region(region.id()), change.extent().bytes(), align);
        return size.map(List::of).orElseGet(() -> ofPlace(snapshot, region, change.extent(), align));
    }

    /** Why nothing can be made in a region at all. */
    private static Optional<Problem> closed(Region region) {
        if (region.kind() == RegionKind.OTHER) {
            return Optional.of(PlanProblems.unknownRegion(region));
        }
        if (region.isStatic()) {
            return Optional.of(PlanProblems.staticRegion(region));
        }
        if (region.available().value().isEmpty()) {
            return Optional.of(PlanProblems.factUnknown(
                    PlanProblems.region(region.id()),
                    region.path() + "/dax_region/available_size",
                    region.available()));
        }
        if (Folders.of(region).isEmpty()) {
            return Optional.of(PlanProblems.oddPath(PlanProblems.region(region.id()), region.path()));
        }
        return Promise.nextName(region).isEmpty() ? Optional.of(PlanProblems.noName(region)) : Optional.empty();
    }

    private static Optional<Problem> amount(Message object, long bytes, long align) {
        if (bytes <= 0) {
            return Optional.of(PlanProblems.noSize(object));
        }
        long step = Alignments.step(align);
        return bytes % step == 0 ? Optional.empty() : Optional.of(PlanProblems.notMultiple(object, bytes, step));
    }

    private static List<Problem> ofPlace(Snapshot snapshot, Region region, Change.Extent extent, long align) {
        Optional<FreeSpace> space = FreeSpace.of(snapshot, region);
        long free = region.available().value().orElse(0L);
        if (extent.bytes() > free) {
            return List.of(PlanProblems.tooMuch(region, extent.bytes(), free));
        }
        List<IomemEntry> pinned = Pinned.orphans(snapshot);
        return switch (extent) {
            case Change.Extent.At(long start, long end) -> at(region, space, pinned, start, end, align);
            case Change.Extent.Size(long bytes) ->
                anywhere(region, space, pinned, List.of(), bytes, align)
                        .map(List::of)
                        .orElse(List.of());
        };
    }

    private static List<Problem> at(
            Region region, Optional<FreeSpace> space, List<IomemEntry> pinned, long start, long end, long align) {
        if (start % Alignments.step(align) != 0) {
            return List.of(PlanProblems.misplaced(region, start, end, Alignments.step(align)));
        }
        if (space.filter(known -> !known.isInside(start, end)).isPresent()) {
            return List.of(PlanProblems.outside(region, start, end, space.get()));
        }
        return Draft.those(
                FreeSpace.ownerIn(region, start, end).map(owner -> PlanProblems.owned(region, start, end, owner)),
                Pinned.overlapping(pinned, List.of(new Range(start, end, 0)))
                        .map(entry -> PlanProblems.placePinned(region, start, end, entry)));
    }

    /** Whether the kernel would put so many bytes more where they can be used. */
    private static Optional<Problem> anywhere(
            Region region,
            Optional<FreeSpace> space,
            List<IomemEntry> pinned,
            List<Range> ranges,
            long bytes,
            long align) {
        Optional<List<Range>> lands = space.flatMap(known -> known.grown(ranges, bytes));
        if (lands.isEmpty()) {
            return Optional.empty();
        }
        List<Range> added =
                lands.get().stream().filter(range -> !ranges.contains(range)).toList();
        return Pinned.overlapping(pinned, added)
                .map(entry -> PlanProblems.freePinned(region, bytes, entry))
                .or(() -> lands.get().stream()
                        .filter(range -> range.size() % align != 0 || range.start() % align != 0)
                        .findFirst()
                        .map(range -> PlanProblems.holesMisaligned(region, bytes, range, align)));
    }

    static List<Warning> warningsOfCreate(Snapshot snapshot, Change.Create change) {
        List<Warning> warnings = new ArrayList<>();
        boolean seen = snapshot.region(change.region())
                .flatMap(region -> FreeSpace.of(snapshot, region))
                .isPresent();
        if (!seen || snapshot.iomem().value().isEmpty()) {
            warnings.add(Warnings.placeUnseen(change.region()));
        }
        return warnings;
    }

    static Draft resize(Subject subject, long bytes) {
        Device device = subject.device();
        List<Problem> basic = basics(subject);
        if (!basic.isEmpty()) {
            return Draft.unless(basic, () -> Draft.nothingToDo(Message.NONE));
        }
        long was = device.size().value().orElse(0L);
        if (bytes == was) {
            return Draft.nothingToDo(Message.of("effect.already.size"));
        }
        Optional<Problem> amount = amount(Message.verbatim(device.name().toString()), bytes, Alignments.of(device));
        if (amount.isPresent()) {
            return Draft.blocked(amount.get());
        }
        return Draft.unless(
                bytes > was ? growBlockers(subject, bytes, was) : Draft.those(DeviceChecks.data(subject)),
                () -> new Draft(
                        resizeEffect(subject, bytes, was),
                        SpaceRecipe.resize(subject.snapshot(), device, subject.folder(), was, bytes),
                        resizeWarnings(subject, bytes, was),
                        List.of()));
    }

    private static List<Problem> growBlockers(Subject subject, long bytes, long was) {
        Region region = subject.region();
        long free = region.available().value().orElse(0L);
        if (bytes - was > free) {
            return List.of(PlanProblems.tooMuch(region, bytes - was, free));
        }
        List<Range> ranges = subject.device().ranges().value().orElse(List.of());
        return Draft.those(
                anywhere(
                        region,
                        FreeSpace.of(subject.snapshot(), region),
                        Pinned.orphans(subject.snapshot()),
                        ranges,
                        bytes - was,
                        Alignments.of(subject.device())),
                mode(subject).flatMap(mode -> Memmap.noRoom(subject, mode, bytes, Alignments.of(subject.device()))));
    }

    private static Optional<Mode> mode(Subject subject) {
        return subject.device().mode();
    }

    private static List<Warning> resizeWarnings(Subject subject, long bytes, long was) {
        List<Warning> warnings = new ArrayList<>();
        if (bytes < was) {
            DeviceChecks.dataLost(subject).ifPresent(warnings::add);
        } else if (FreeSpace.of(subject.snapshot(), subject.region()).isEmpty()) {
            warnings.add(Warnings.placeUnseen(subject.region().id()));
        }
        warnings.addAll(rebindWarnings(subject, bytes, Alignments.of(subject.device())));
        return warnings;
    }

    private static List<Warning> rebindWarnings(Subject subject, long bytes, long align) {
        List<Warning> warnings = new ArrayList<>();
        mode(subject).filter(mode -> mode != Mode.UNBOUND).ifPresent(mode -> {
            Memmap.cost(subject, mode, bytes, align).ifPresent(warnings::add);
            var swept = SwitchRecipe.mayBeSwept(subject.snapshot(), subject.name(), mode);
            if (!swept.isEmpty()) {
                warnings.add(Warnings.swept(subject.name(), mode.driver().orElse(Driver.DEVICE_DAX), swept));
            }
        });
        DeviceChecks.holdersUnseen(subject).ifPresent(warnings::add);
        return warnings;
    }

    private static Message resizeEffect(Subject subject, long bytes, long was) {
        return rebound(
                subject,
                bytes > was
                        ? Message.of("effect.grow", Sizes.words(bytes - was))
                        : Message.of("effect.shrink", Sizes.words(was - bytes)));
    }

    /** The kernel changes size and alignment of an unbound device only. */
    private static Message rebound(Subject subject, Message effect) {
        return subject.device()
                .driver()
                .value()
                .map(driver -> Message.of("effect.rebound", effect, driver))
                .orElse(effect);
    }

    /** What must be so for any change of a device's size or alignment. */
    private static List<Problem> basics(Subject subject) {
        Device device = subject.device();
        if (subject.region().isStatic()) {
            return List.of(PlanProblems.staticDevice(device, subject.region()));
        }
        if (device.size().value().isEmpty()) {
            return List.of(PlanProblems.factUnknown(device.name(), device.path() + "/size", device.size()));
        }
        if (device.align().value().isEmpty()) {
            return List.of(PlanProblems.factUnknown(device.name(), device.path() + "/align", device.align()));
        }
        return Draft.those(
                DeviceChecks.rangesUnknown(device),
                subject.is(Mode.SYSTEM_RAM) ? Optional.of(PlanProblems.isMemory(device)) : Optional.empty(),
                DeviceChecks.held(subject));
    }

    static Draft align(Subject subject, long bytes) {
        Device device = subject.device();
        List<Problem> basic = basics(subject);
        if (!basic.isEmpty()) {
            return Draft.unless(basic, () -> Draft.nothingToDo(Message.NONE));
        }
        if (!Alignments.ALL.contains(bytes)) {
            return Draft.blocked(
                    PlanProblems.noSuchAlignment(Message.verbatim(device.name().toString()), bytes));
        }
        long was = device.align().value().orElse(0L);
        if (bytes == was) {
            return Draft.nothingToDo(Message.of("effect.already.align"));
        }
        long size = device.size().value().orElse(0L);
        Optional<Range> odd = device.ranges().value().orElse(List.of()).stream()
                .filter(range -> range.size() % bytes != 0 || range.start() % bytes != 0)
                .findFirst();
        if (odd.isPresent() || size % bytes != 0) {
            return Draft.blocked(PlanProblems.notAlignable(device, bytes, odd));
        }
        return Draft.unless(
                Draft.those(mode(subject).flatMap(mode -> Memmap.noRoom(subject, mode, size, bytes))),
                () -> new Draft(
                        rebound(subject, Message.of("effect.align")),
                        SpaceRecipe.align(subject.snapshot(), device, subject.folder(), was, bytes),
                        alignWarnings(subject, size, bytes),
                        List.of()));
    }

    private static List<Warning> alignWarnings(Subject subject, long size, long bytes) {
        List<Warning> warnings = new ArrayList<>(rebindWarnings(subject, size, bytes));
        if (bytes == Alignments.LARGE && subject.device().ranges().value().isEmpty()) {
            warnings.add(Warnings.alignUnseen(subject.name()));
        }
        return warnings;
    }

    static Draft destroy(Subject subject) {
        Device device = subject.device();
        if (subject.region().isStatic()) {
            return Draft.blocked(PlanProblems.staticDevice(device, subject.region()));
        }
        if (device.size().value().isEmpty()) {
            return Draft.blocked(PlanProblems.factUnknown(device.name(), device.path() + "/size", device.size()));
        }
        boolean seed = device.name().isSeed();
        if (seed && device.isEmpty()) {
            return Draft.nothingToDo(Message.of("effect.already.empty"));
        }
        return Draft.unless(
                destroyBlockers(subject),
                () -> new Draft(
                        destroyEffect(subject, seed),
                        SpaceRecipe.destroy(subject.snapshot(), device, subject.folder()),
                        destroyWarnings(subject),
                        List.of()));
    }

    private static List<Problem> destroyBlockers(Subject subject) {
        List<Problem> blockers = new ArrayList<>(Draft.those(DeviceChecks.held(subject)));
        if (subject.is(Mode.SYSTEM_RAM)) {
            blockers.addAll(MemoryChecks.blockersOfLeaving(subject));
        }
        DeviceChecks.data(subject).ifPresent(blockers::add);
        return blockers;
    }

    private static Message destroyEffect(Subject subject, boolean seed) {
        Message goes = subject.device().isEmpty()
                ? Message.of("effect.destroy.empty")
                : Message.of(
                        "effect.destroy",
                        Sizes.message(subject.device().size()),
                        subject.region().id());
        return seed ? Message.of("effect.destroy.seed", goes, subject.name()) : goes;
    }

    private static List<Warning> destroyWarnings(Subject subject) {
        List<Warning> warnings = new ArrayList<>(Draft.those(DeviceChecks.dataLost(subject)));
        if (subject.is(Mode.SYSTEM_RAM)) {
            warnings.addAll(MemoryChecks.warningsOfLeaving(subject));
        }
        DeviceChecks.holdersUnseen(subject).ifPresent(warnings::add);
        return warnings;
    }
}
