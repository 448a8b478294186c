// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands in the way of a switch, and what it brings with it. */
final class SwitchChecks {
    private SwitchChecks() {}

    /** Why it can't be done now; the first one is the one to show where there is room for one. */
    static List<Refusal> blockers(Snapshot snapshot, Device device, Mode to) {
        List<Refusal> blockers = new ArrayList<>();
        if (snapshot.isPinned(device)) {
            return List.of(Refusals.pinned(device, snapshot.memory().of(device)));
        }
        if (device.mode().isEmpty()) {
            return List.of(device.driver()
                    .value()
                    .map(driver -> Refusals.foreignDriver(device, driver))
                    .orElseGet(() -> Refusals.driverUnknown(device)));
        }
        if (snapshot.regionOf(device.name())
                .filter(region -> region.kind() == RegionKind.OTHER)
                .isPresent()) {
            return List.of(Refusals.unknownRegion(device));
        }
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent()) {
            return List.of(Refusals.leavingSystemRam(device));
        }
        if (to == Mode.SYSTEM_RAM) {
            blockers.add(
                    device.targetNode().isAbsent()
                            ? Refusals.noTargetNode(device)
                            : Refusals.enteringSystemRam(device));
        }
        if (to != Mode.UNBOUND && device.isEmpty()) {
            blockers.add(Refusals.emptyDevice(device));
        }
        List<Holder> holders = snapshot.holdersOf(device.name());
        if (!holders.isEmpty()) {
            blockers.add(Refusals.held(device.name(), holders));
        }
        to.driver().flatMap(driver -> missing(snapshot, driver)).ifPresent(blockers::add);
        return blockers;
    }

    private static Optional<Refusal> missing(Snapshot snapshot, Driver driver) {
        return snapshot.driver(driver)
                        .value()
                        .filter(DriverState.MISSING::equals)
                        .isPresent()
                ? Optional.of(Refusals.driverMissing(driver, snapshot.kernelRelease()))
                : Optional.empty();
    }

    static List<Warning> warnings(Snapshot snapshot, Device device, Mode to, List<DeviceName> swept) {
        List<Warning> warnings = new ArrayList<>();
        if (to == Mode.UNBOUND) {
            warnings.add(new Warning("No program can use it, and another tool's new_id could bind it."));
        }
        if (!swept.isEmpty()) {
            String names = swept.stream().map(DeviceName::toString).collect(Collectors.joining(", "));
            warnings.add(new Warning("If " + device.name() + " needs an id, " + Driver.DEVICE_DAX
                    + " is also offered idle " + names + "; what it takes is given back at once."));
        }
        if (snapshot.holders() instanceof Reading.Denied) {
            warnings.add(new Warning(
                    "Who uses " + device.name() + " can only be seen by root; the helper looks before it writes."));
        }
        return warnings;
    }

    /** What it means for who uses the device, one line. */
    static String effect(Device device, Mode to) {
        boolean wasDevdax = device.mode().filter(Mode.DEVDAX::equals).isPresent();
        return switch (to) {
            case DEVDAX -> "Data stays; programs can map /dev/" + device.name() + " again.";
            case FSDEV ->
                wasDevdax
                        ? "Data stays; raw mmap ends."
                        : "Data stays; ready for a file system such as famfs, no raw mmap.";
            case SYSTEM_RAM -> "Its contents are lost.";
            case UNBOUND -> "Data stays; no program can use it.";
        };
    }
}
