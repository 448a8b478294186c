// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
            Snapshot snapshot, Optional<MachineFacts> machine, Optional<Message> unfinished) {
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
                        Message.of("doctor.regionIdle"),
                        List.of(Seen.is("/sys/module/dax_hmem/parameters/region_idle", yes)),
                        Message.NONE)));
        machine.ifPresent(facts -> findings.addAll(RightsFindings.of(facts.rights())));
        findings.addAll(new MemoryFindings(snapshot).findings());
        leftovers(snapshot).ifPresent(findings::add);
        findings.addAll(KernelNotes.of(snapshot));
        return findings;
    }

    private static Finding unfinished(Message plan) {
        return new Finding(
                "unfinished",
                State.PROBLEM,
                Message.of("doctor.unfinished"),
                List.of(plan),
                Message.verbatim("daxboard recover"));
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
                        ? Message.of("doctor.unlisted.devices", snapshot.host())
                        : Message.of("doctor.unlisted.memory", snapshot.host()),
                snapshot.unlisted().stream().map(Unlisted::message).toList(),
                Message.of("doctor.unlisted.next")));
    }

    private static Finding devices(Snapshot snapshot) {
        if (!snapshot.hasDax()) {
            return new Finding(
                    "devices",
                    State.PROBLEM,
                    Message.of("doctor.devices.none", snapshot.host()),
                    List.of(Message.of("doctor.devices.none.seen", "/sys/bus/dax/devices")),
                    Message.of("doctor.devices.none.next"));
        }
        return new Finding(
                "devices",
                State.GOOD,
                Message.of(
                        "doctor.devices",
                        snapshot.host(),
                        Message.count("doctor.devices.count", snapshot.devices().count()),
                        Message.count(
                                "doctor.devices.regions", snapshot.regions().size())),
                snapshot.regions().stream()
                        .map(region -> Message.of(
                                "doctor.devices.region",
                                region.id(),
                                region.kind().message(),
                                region.path()))
                        .toList(),
                Message.NONE);
    }

    /**
     * The kernel makes a node with each device that has a number (drivers/base/devtmpfs.c), and no driver is asked for it. It
     * removes only nodes that it made, and makes none where one lies.
     */
    private static Optional<Finding> missingNode(Device device) {
        String node = "/dev/" + device.name();
        return device.deviceNumber()
                .value()
                .map(number -> new Finding(
                        "no-dev-node",
                        State.PROBLEM,
                        Message.of("doctor.node", device.name(), node),
                        List.of(
                                Seen.absent(node),
                                Seen.is(device.path() + "/dev", number),
                                Message.of("doctor.node.stays")),
                        Message.verbatim("sudo mknod -m 600 " + node + " c " + number.replace(':', ' '))));
    }

    private static Optional<Finding> leftovers(Snapshot snapshot) {
        List<Device> empty = snapshot.leftovers();
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "leftovers",
                State.WARNING,
                Message.of("doctor.leftovers", empty.stream().map(Device::name).toList()),
                empty.stream()
                        .map(device -> Seen.is(device.path() + "/size", 0))
                        .toList(),
                Message.verbatim("daxboard clean")));
    }
}
