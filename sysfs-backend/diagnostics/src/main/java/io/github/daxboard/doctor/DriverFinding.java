// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Dkms;
import io.github.daxboard.doctor.MachineFacts.Module;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a driver that gives a mode stands, and what it takes to have it. */
final class DriverFinding {
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
                    "Whether this kernel has the driver " + driver + " is not known.",
                    List.of(snapshot.driver(driver).whyNot()),
                    "");
        }
        return switch (state) {
            case LOADED ->
                finding(driver, State.GOOD, "The driver " + driver + " is on the dax bus.", onBus(driver), "");
            case BUILTIN ->
                finding(driver, State.GOOD, "The driver " + driver + " is part of the kernel.", onBus(driver), "");
            case LOADABLE -> loadable(driver);
            case MISSING -> driver.equals(Driver.FSDEV_DAX) ? fsdev() : missing(driver);
        };
    }

    private static List<String> onBus(Driver driver) {
        return List.of("/sys/bus/dax/drivers/" + driver);
    }

    private Finding loadable(Driver driver) {
        Optional<Module> module = machine.map(facts -> facts.module(driver.name()));
        Optional<String> blacklist = module.flatMap(Module::blacklist);
        List<String> evidence = new ArrayList<>();
        module.flatMap(Module::file).ifPresent(file -> evidence.add(file + " is installed"));
        if (blacklist.isPresent()) {
            evidence.add(blacklist.get());
            return finding(
                    driver,
                    State.WARNING,
                    "The driver " + driver
                            + " is installed and blacklisted: a switch loads it by name, and who wrote that line"
                            + " may not want it.",
                    evidence,
                    "Ask who wrote the line; take it out if it is not meant any more.");
        }
        if (driver.equals(Driver.FSDEV_DAX)
                && machine.filter(DriverFinding::rejectsIt).isPresent()) {
            return rejected(machine.get(), evidence);
        }
        return finding(driver, State.GOOD, "The driver " + driver + " is installed; a switch loads it.", evidence, "");
    }

    /** Whether the kernel loads only trusted modules, and dkms's key is none of those. */
    private static boolean rejectsIt(MachineFacts facts) {
        return facts.dkms().built()
                && facts.signedOnly().value().filter(yes -> yes).isPresent()
                && facts.dkms().keyEnrolled().value().filter(yes -> yes).isEmpty();
    }

    private static Finding rejected(MachineFacts facts, List<String> evidence) {
        facts.secureBoot()
                .value()
                .ifPresent(on -> evidence.add("Secure Boot is " + (on ? "on" : "off") + " (efivars/SecureBoot)"));
        evidence.add("the kernel loads only modules signed with a key that it trusts (lockdown, sig_enforce)");
        Optional<String> key = facts.dkms().key();
        evidence.add(key.map(file -> file + ": "
                        + facts.dkms()
                                .keyEnrolled()
                                .value()
                                .map(yes -> "not among the enrolled keys (efivars/MokListRT)")
                                .orElseGet(() -> "whether it is enrolled is not known: "
                                        + facts.dkms().keyEnrolled().whyNot()))
                .orElse("dkms has made no key: /var/lib/dkms/mok.pub is absent"));
        return finding(
                Driver.FSDEV_DAX,
                State.PROBLEM,
                "The driver fsdev_dax is built, and the kernel will reject it: its key is not enrolled.",
                evidence,
                key.map(file -> "sudo mokutil --import " + file + ", then reboot and enroll it (docs/secure-boot.md)")
                        .orElse("sudo dkms autoinstall, then enroll its key (docs/secure-boot.md)"));
    }

    private Finding fsdev() {
        String release = snapshot.kernelRelease().value().orElse("");
        List<String> evidence = new ArrayList<>();
        evidence.add("Linux " + release + ": no module fsdev_dax, none on the bus");
        Optional<Release> parsed = Release.parse(release);
        if (parsed.filter(linux -> linux.atLeast(7, 1)).isPresent()) {
            return missingFsdev(
                    "Linux has the driver fsdev_dax from 7.1 on, and this kernel was built without it.",
                    evidence,
                    "Ask the distribution for CONFIG_DEV_DAX_FSDEV, or boot a kernel that has it.");
        }
        if (parsed.filter(linux -> linux.is(6, 1) || linux.is(6, 12)).isEmpty()) {
            return missingFsdev(
                    "This kernel has no driver fsdev_dax, and Daxboard's own is for Linux 6.12 and 6.1 of Debian.",
                    evidence,
                    "Boot Debian's kernel, or Linux 7.1 or later.");
        }
        return machine.map(facts -> byDkms(facts.dkms(), evidence, release))
                .orElseGet(() -> missingFsdev(
                        "The driver fsdev_dax is not installed.",
                        evidence,
                        "Install the package daxboard-fsdev-dkms on that machine (kernel-driver/README.md)."));
    }

    private static Finding byDkms(Dkms dkms, List<String> evidence, String release) {
        if (dkms.source().isEmpty()) {
            return missingFsdev(
                    "The driver fsdev_dax is not installed.",
                    evidence,
                    "Install the package daxboard-fsdev-dkms (kernel-driver/README.md).");
        }
        evidence.add(dkms.source().get() + " is there");
        if (!dkms.headers()) {
            evidence.add("/lib/modules/" + release + "/build is absent");
            return missingFsdev(
                    "The driver fsdev_dax is installed as source, and could not be built: this kernel's headers are missing.",
                    evidence,
                    "sudo apt install linux-headers-" + release + "; dkms then builds it");
        }
        if (!dkms.installed()) {
            evidence.add("/usr/sbin/dkms is absent");
            return missingFsdev(
                    "The driver fsdev_dax is installed as source, and dkms, which builds it, is not.",
                    evidence,
                    "sudo apt install dkms, then: sudo dkms autoinstall");
        }
        dkms.log().ifPresent(log -> evidence.add(log + " tells of a build that failed"));
        return missingFsdev(
                "The driver fsdev_dax is installed as source, and was not built for this kernel.",
                evidence,
                "sudo dkms autoinstall -k " + release
                        + dkms.log()
                                .map(log -> "; what went wrong is in " + log)
                                .orElse(""));
    }

    private static Finding missingFsdev(String title, List<String> evidence, String next) {
        return finding(Driver.FSDEV_DAX, State.PROBLEM, title, evidence, next);
    }

    private Finding missing(Driver driver) {
        return finding(
                driver,
                State.PROBLEM,
                "This kernel has no driver " + driver + ".",
                List.of("Linux " + snapshot.kernelRelease().value().orElse("of an unknown release") + ": no module "
                        + driver),
                "Install the distribution's package with this kernel's extra modules ("
                        + (driver.equals(Driver.KMEM) ? "CONFIG_DEV_DAX_KMEM" : "CONFIG_DEV_DAX") + ").");
    }

    private static Finding finding(Driver driver, State state, String title, List<String> evidence, String next) {
        return new Finding("driver-" + driver, state, title, evidence, next);
    }
}
