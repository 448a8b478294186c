// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Dkms;
import io.github.daxboard.doctor.MachineFacts.Module;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a driver that gives a mode stands, and what it takes to have it. */
final class DriverFinding {
    /** A line of modprobe.d that runs a command where modprobe would load the module, with its file. */
    private static final Pattern COMMAND = Pattern.compile(".*\\.conf: install\\s.*");

    private final Snapshot snapshot;
    private final Optional<MachineFacts> machine;

    DriverFinding(Snapshot snapshot, Optional<MachineFacts> machine) {
        this.snapshot = snapshot;
        this.machine = machine;
    }

    Finding of(Driver driver) {
        if (!(snapshot.driver(driver) instanceof Reading.Value<DriverState>(DriverState state))) {
            return finding(
                    driver,
                    State.UNKNOWN,
                    Message.of("doctor.driver.unknown", driver),
                    List.of(snapshot.driver(driver).message()),
                    Message.NONE);
        }
        return switch (state) {
            case LOADED -> good(driver, Message.of("doctor.driver.loaded", driver), onBus(driver));
            case BUILTIN -> good(driver, Message.of("doctor.driver.builtin", driver), onBus(driver));
            case LOADABLE -> loadable(driver);
            case MISSING -> driver.equals(Driver.FSDEV_DAX) ? fsdev() : missing(driver);
        };
    }

    private static List<Message> onBus(Driver driver) {
        return List.of(Message.verbatim("/sys/bus/dax/drivers/" + driver));
    }

    private Finding loadable(Driver driver) {
        Optional<Module> module = machine.map(facts -> facts.module(driver.name()));
        Optional<String> setting = module.flatMap(Module::blacklist);
        List<Message> evidence = new ArrayList<>();
        module.flatMap(Module::file).ifPresent(file -> evidence.add(Message.of("doctor.seen.installed", file)));
        if (setting.isPresent()) {
            evidence.add(Message.verbatim(setting.get()));
            return kept(driver, setting.get(), evidence);
        }
        if (driver.equals(Driver.FSDEV_DAX)
                && machine.filter(DriverFinding::mayReject).isPresent()) {
            return rejected(machine.get(), evidence);
        }
        return good(driver, Message.of("doctor.driver.loadable", driver), evidence);
    }

    /** A line of modprobe.d keeps the driver from being loaded: modprobe passes over a blacklist for a name, and obeys a command. */
    private static Finding kept(Driver driver, String setting, List<Message> evidence) {
        return COMMAND.matcher(setting).matches()
                ? finding(
                        driver,
                        State.PROBLEM,
                        Message.of("doctor.driver.replaced", driver),
                        evidence,
                        Message.of("doctor.driver.replaced.next"))
                : finding(
                        driver,
                        State.WARNING,
                        Message.of("doctor.driver.blacklisted", driver),
                        evidence,
                        Message.of("doctor.driver.blacklisted.next"));
    }

    /** Whether the kernel loads only trusted modules, and dkms's key is not known to be one that it trusts. */
    private static boolean mayReject(MachineFacts facts) {
        return facts.dkms().built()
                && facts.signedOnly().value().filter(yes -> yes).isPresent()
                && facts.dkms().keyEnrolled().value().filter(yes -> yes).isEmpty();
    }

    private static Finding rejected(MachineFacts facts, List<Message> evidence) {
        facts.secureBoot()
                .value()
                .ifPresent(on -> evidence.add(
                        on ? Message.of("doctor.seen.secureBoot.on") : Message.of("doctor.seen.secureBoot.off")));
        evidence.add(Message.of("doctor.seen.signedOnly"));
        Optional<String> key = facts.dkms().key();
        if (key.isEmpty()) {
            evidence.add(Seen.absent("/var/lib/dkms/mok.pub"));
            return finding(
                    Driver.FSDEV_DAX,
                    State.WARNING,
                    Message.of("doctor.driver.noKey"),
                    evidence,
                    Message.of("doctor.driver.noKey.next"));
        }
        Message enroll = Message.of("doctor.driver.enroll", "sudo mokutil --import " + key.get());
        Reading<Boolean> enrolled = facts.dkms().keyEnrolled();
        if (enrolled.value().isEmpty()) {
            evidence.add(Seen.says("efivars/MokListRT", enrolled.message()));
            return finding(Driver.FSDEV_DAX, State.WARNING, Message.of("doctor.driver.keyUnknown"), evidence, enroll);
        }
        evidence.add(Message.of("doctor.seen.notEnrolled", key.get()));
        return finding(Driver.FSDEV_DAX, State.PROBLEM, Message.of("doctor.driver.rejected"), evidence, enroll);
    }

    private Finding fsdev() {
        String release = snapshot.kernelRelease().value().orElse("");
        List<Message> evidence = new ArrayList<>();
        evidence.add(Message.of("doctor.fsdev.seen", release));
        Optional<Release> parsed = Release.parse(release);
        if (parsed.filter(linux -> linux.atLeast(7, 1)).isPresent()) {
            return missingFsdev(
                    Message.of("doctor.fsdev.notBuilt"), evidence, Message.of("doctor.fsdev.notBuilt.next"));
        }
        if (parsed.filter(linux -> linux.is(6, 1) || linux.is(6, 12)).isEmpty()) {
            return missingFsdev(
                    Message.of("doctor.fsdev.noneForKernel"), evidence, Message.of("doctor.fsdev.noneForKernel.next"));
        }
        return machine.map(facts -> byDkms(facts.dkms(), evidence, release))
                .orElseGet(() -> missingFsdev(
                        Message.of("doctor.fsdev.notInstalled"), evidence, Message.of("doctor.fsdev.installThere")));
    }

    private static Finding byDkms(Dkms dkms, List<Message> evidence, String release) {
        if (dkms.source().isEmpty()) {
            return missingFsdev(Message.of("doctor.fsdev.notInstalled"), evidence, Message.of("doctor.fsdev.install"));
        }
        evidence.add(Message.of("doctor.seen.present", dkms.source().get()));
        if (!dkms.headers()) {
            evidence.add(Seen.absent("/lib/modules/" + release + "/build"));
            return missingFsdev(
                    Message.of("doctor.fsdev.noHeaders"),
                    evidence,
                    Message.of("doctor.fsdev.noHeaders.next", "sudo apt install linux-headers-" + release));
        }
        if (!dkms.installed()) {
            evidence.add(Seen.absent("/usr/sbin/dkms"));
            return missingFsdev(
                    Message.of("doctor.fsdev.noDkms"),
                    evidence,
                    Message.of("doctor.next.then", "sudo apt install dkms", "sudo dkms autoinstall"));
        }
        String build = "sudo dkms autoinstall -k " + release;
        return dkms.log()
                .map(log -> {
                    evidence.add(Message.of("doctor.seen.failedBuild", log));
                    return missingFsdev(
                            Message.of("doctor.fsdev.failedBuild"),
                            evidence,
                            Message.of("doctor.fsdev.failedBuild.next", build, log));
                })
                .orElseGet(
                        () -> missingFsdev(Message.of("doctor.fsdev.notForKernel"), evidence, Message.verbatim(build)));
    }

    private static Finding missingFsdev(Message fact, List<Message> evidence, Message next) {
        return finding(Driver.FSDEV_DAX, State.PROBLEM, fact, evidence, next);
    }

    private Finding missing(Driver driver) {
        return finding(
                driver,
                State.PROBLEM,
                Message.of("doctor.driver.missing", driver),
                List.of(snapshot.kernelRelease()
                        .value()
                        .map(release -> Message.of("doctor.driver.missing.seen", release, driver))
                        .orElseGet(() -> Message.of("doctor.driver.missing.anyRelease", driver))),
                Message.of(
                        "doctor.extraModules", driver.equals(Driver.KMEM) ? "CONFIG_DEV_DAX_KMEM" : "CONFIG_DEV_DAX"));
    }

    private static Finding good(Driver driver, Message fact, List<Message> evidence) {
        return finding(driver, State.GOOD, fact, evidence, Message.NONE);
    }

    private static Finding finding(Driver driver, State state, Message fact, List<Message> evidence, Message next) {
        return new Finding("driver-" + driver, state, fact, evidence, next);
    }
}
