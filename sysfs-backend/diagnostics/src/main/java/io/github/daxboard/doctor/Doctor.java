// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Findings from facts. Pure: the same facts always give the same findings, in the same order. */
public final class Doctor {
    private Doctor() {}

    /**
     * Examines a machine.
     *
     * @param snapshot its picture
     * @param machine what else was read of it; empty for a machine that this program does not run on
     * @param unfinished what the journal says of a plan that did not end; empty where there is none
     */
    public static List<Finding> examine(
            Snapshot snapshot, Optional<MachineFacts> machine, Optional<String> unfinished) {
        List<Finding> findings = new ArrayList<>();
        unfinished.ifPresent(plan -> findings.add(unfinished(plan)));
        unlisted(snapshot).ifPresent(findings::add);
        if (snapshot.hasDax() || snapshot.hidden().isEmpty()) {
            findings.add(devices(snapshot));
        }
        if (!snapshot.hasDax() && snapshot.hidden().isEmpty()) {
            machine.ifPresent(facts -> findings.addAll(new NoDevice(facts).findings()));
        }
        machine.map(MachineFacts::daxNodes)
                .flatMap(reading -> reading.value())
                .ifPresent(nodes -> snapshot.devices()
                        .filter(device -> !nodes.contains(device.name().toString()))
                        .forEach(device -> missingNode(device).ifPresent(findings::add)));
        for (Driver driver : Driver.KNOWN) {
            findings.add(new DriverFinding(snapshot, machine).of(driver));
        }
        machine.map(MachineFacts::regionIdle)
                .flatMap(reading -> reading.value())
                .filter("Y"::equals)
                .ifPresent(yes -> findings.add(new Finding(
                        "region-idle",
                        State.NOTE,
                        "Soft Reserved regions begin empty, in devdax mode: nothing takes them as ordinary memory at boot.",
                        List.of("/sys/module/dax_hmem/parameters/region_idle: Y"),
                        "")));
        machine.ifPresent(facts -> findings.addAll(RightsFindings.of(facts.rights())));
        findings.addAll(new MemoryFindings(snapshot).findings());
        leftovers(snapshot).ifPresent(findings::add);
        findings.addAll(KernelNotes.of(snapshot));
        return findings;
    }

    private static Finding unfinished(String plan) {
        return new Finding(
                "unfinished",
                State.PROBLEM,
                "A plan never finished: its helper was killed, or the machine went down.",
                List.of(plan),
                "daxboard recover");
    }

    /** What could not be looked into; nothing is said to be missing for it. */
    private static Optional<Finding> unlisted(Snapshot snapshot) {
        if (snapshot.unlisted().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "unlisted",
                State.UNKNOWN,
                snapshot.hidden().isPresent()
                        ? "Which dax devices " + snapshot.host() + " has could not be read."
                        : "A part of what " + snapshot.host() + " shows of its memory could not be read.",
                snapshot.unlisted().stream().map(Unlisted::line).toList(),
                "Look at these files by hand, as root; the kernel's log may say why they can't be read."));
    }

    private static Finding devices(Snapshot snapshot) {
        if (!snapshot.hasDax()) {
            return new Finding(
                    "devices",
                    State.PROBLEM,
                    snapshot.host() + " has no dax device.",
                    List.of("/sys/bus/dax/devices: empty or absent"),
                    "See below what is missing; or look at a simulated machine with --host demo.");
        }
        return new Finding(
                "devices",
                State.GOOD,
                snapshot.host() + " has " + snapshot.devices().count() + " dax devices in "
                        + snapshot.regions().size() + " regions.",
                snapshot.regions().stream()
                        .map(region ->
                                "region " + region.id() + ", " + region.kind().word() + ": " + region.path())
                        .toList(),
                "");
    }

    /** The kernel makes a node with each device that has a number (drivers/base/devtmpfs.c), and no driver is asked for it. */
    private static Optional<Finding> missingNode(Device device) {
        String node = "/dev/" + device.name();
        return device.deviceNumber()
                .value()
                .map(number -> new Finding(
                        "no-dev-node",
                        State.PROBLEM,
                        device.name() + " can't be opened by any program: " + node
                                + " is not there, though the kernel has the device. Somebody removed it, or this /dev is not the kernel's own.",
                        List.of(node + ": absent", device.path() + "/dev: " + number),
                        "sudo mknod -m 600 " + node + " c " + number.replace(':', ' ')));
    }

    private static Optional<Finding> leftovers(Snapshot snapshot) {
        List<Device> empty = snapshot.leftovers();
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "leftovers",
                State.WARNING,
                "Devices of size 0 were left behind, as daxctl leaves one at each create that fails: "
                        + empty.stream().map(device -> device.name().toString()).collect(Collectors.joining(", "))
                        + ".",
                empty.stream().map(device -> device.path() + "/size: 0").toList(),
                "daxboard clean"));
    }
}
