// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.model.Unlisted;
import java.util.List;
import java.util.Optional;

/** What stands in the way of any change of a device, and the looks that several changes share. */
final class DeviceChecks {
    private DeviceChecks() {}

    /** Why nothing at all can be done to a device; one reason is enough. */
    static List<Problem> blockers(Snapshot snapshot, Device device, Change change) {
        boolean memoryOnly = change instanceof Change.Online || change instanceof Change.Offline;
        Optional<Unlisted> blocks = snapshot.unlisted(KernelPath.MEMORY);
        // What is RAM is not pinned, and its blocks are asked for where it leaves that mode.
        if (blocks.isPresent() && !device.isRam()) {
            return List.of(PlanProblems.factUnknown(
                    device.name(), KernelPath.MEMORY.text(), blocks.get().why()));
        }
        if (change instanceof Change.Resize && snapshot.hidden().isPresent()) {
            return List.of(HiddenDevices.problem(
                    device.name().toString(), snapshot.hidden().get()));
        }
        if (snapshot.isPinned(device) && !memoryOnly) {
            return List.of(PlanProblems.pinned(device, snapshot.memory().of(device)));
        }
        if (device.mode().isEmpty()) {
            return List.of(device.driver()
                    .value()
                    .map(driver -> PlanProblems.foreignDriver(device, driver))
                    .orElseGet(() -> PlanProblems.driverUnknown(device)));
        }
        if (snapshot.regionOf(device.name())
                .filter(region -> region.kind() == RegionKind.OTHER)
                .isPresent()) {
            return List.of(PlanProblems.unknownRegion(device));
        }
        return Folders.of(device).isEmpty() ? List.of(PlanProblems.oddPath(device)) : List.of();
    }

    /**
     * Its users, or that they are not known. To whom is not root they are not: the helper, which is, looks before it
     * writes. A capture may have been made without them.
     */
    static Optional<Problem> held(Subject subject) {
        Reading<List<Holder>> look = subject.snapshot().holders();
        if (look.isUnknown() && !isForRoot(look)) {
            return Optional.of(PlanProblems.holdersUnknown(subject.name(), look));
        }
        List<Holder> holders = subject.snapshot().holdersOf(subject.name());
        return holders.isEmpty() ? Optional.empty() : Optional.of(PlanProblems.held(subject.name(), holders));
    }

    static Optional<Warning> holdersUnseen(Subject subject) {
        return isForRoot(subject.snapshot().holders())
                ? Optional.of(Warnings.holdersForRoot(subject.name()))
                : Optional.empty();
    }

    private static boolean isForRoot(Reading<?> look) {
        return look instanceof Reading.Denied<?>(Errno errno) && errno.equals(Errno.EACCES);
    }

    static Optional<Problem> missing(Snapshot snapshot, Driver driver) {
        return snapshot.driver(driver)
                        .value()
                        .filter(DriverState.MISSING::equals)
                        .isPresent()
                ? Optional.of(PlanProblems.driverMissing(driver, snapshot.kernelRelease()))
                : Optional.empty();
    }

    /**
     * Data that a change destroys, or what could not be looked at and may be data, unless that was agreed to by the device's
     * name. Where only root can look, the helper's own plan says it.
     */
    static Optional<Problem> data(Subject subject) {
        if (subject.mayLoseData() || holdsNothing(subject)) {
            return Optional.empty();
        }
        return switch (subject.device().superblock()) {
            case Reading.Value<Superblock>(Superblock data) ->
                Optional.of(PlanProblems.unconfirmed(subject.device(), data));
            case Reading.Absent<Superblock> absent -> Optional.empty();
            case Reading.Denied<Superblock> denied -> Optional.empty();
            case Reading<Superblock> unknown -> Optional.of(PlanProblems.unconfirmedUnknown(subject.device(), unknown));
        };
    }

    /** Where its memory lies could not be read; of a user's picture the helper's look decides. */
    static Optional<Problem> rangesUnknown(Device device) {
        Reading<List<Range>> ranges = device.ranges();
        // Where this order's own changes put it, the kernel has yet to choose (FreeSpace).
        boolean isYetToCome = ranges.equals(new Reading.Unreadable<>(Errno.ENXIO));
        return isYetToCome || device.isEmpty() || ranges.value().isPresent() || ranges instanceof Reading.Denied
                ? Optional.empty()
                : Optional.of(PlanProblems.factUnknown(device.name(), device.path() + "/mapping*", ranges));
    }

    /** What is RAM, or has no memory, holds no data of its user. */
    private static boolean holdsNothing(Subject subject) {
        return subject.is(Mode.SYSTEM_RAM) || subject.device().isEmpty();
    }

    /** Data that a change destroys, as far as it is known. */
    static Optional<Warning> dataLost(Subject subject) {
        if (holdsNothing(subject)) {
            return Optional.empty();
        }
        return switch (subject.device().superblock()) {
            case Reading.Value<Superblock>(Superblock data) ->
                Optional.of(Warnings.losesKnownData(subject.name(), data));
            case Reading.Absent<Superblock> absent -> Optional.empty();
            case Reading.Denied<Superblock> denied -> Optional.of(Warnings.contentsForRoot(subject.device()));
            case Reading<Superblock> unknown -> Optional.of(Warnings.losesUnknownData(subject.device(), unknown));
        };
    }
}
