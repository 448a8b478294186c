// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Module;
import io.github.daxboard.doctor.MachineFacts.Presence;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Why there is no dax device: each way in which one comes to be, and where it ends on this machine. */
final class NoDevice {
    private final MachineFacts facts;
    private final String commandLine;
    private final Set<String> iomem;

    NoDevice(MachineFacts facts) {
        this.facts = facts;
        this.commandLine = facts.commandLine().value().orElse("");
        this.iomem = facts.iomemNames().value().orElse(Set.of());
    }

    List<Finding> findings() {
        return List.of(softReserved(), cxl(), pmem());
    }

    /** A bus that is absent has nothing; one that can't be listed may have anything. */
    private static boolean isUnread(Reading<List<String>> names) {
        return names.isUnknown();
    }

    private static String listed(Reading<List<String>> names) {
        return isUnread(names)
                ? names.whyNot()
                : names.value()
                        .filter(all -> !all.isEmpty())
                        .map(all -> String.join(", ", all))
                        .orElse("none");
    }

    private boolean hasIomem(String begins) {
        return iomem.stream().anyMatch(name -> name.startsWith(begins));
    }

    private Finding softReserved() {
        List<String> evidence = new ArrayList<>();
        boolean reserved = hasIomem("Soft Reserved");
        evidence.add("/proc/iomem: " + (reserved ? "Soft Reserved" : "no line Soft Reserved"));
        parameter("efi=").ifPresent(evidence::add);
        parameter("memmap=").ifPresent(evidence::add);
        parameter("memhp_default_state=").ifPresent(evidence::add);
        if (reserved) {
            Module hmem = facts.module("dax_hmem");
            evidence.add(words("dax_hmem", hmem));
            return switch (hmem.presence()) {
                case LOADED, BUILTIN ->
                    finding(
                            State.PROBLEM,
                            "Memory is Soft Reserved, and its driver dax_hmem made no device of it: it belongs to a CXL region,"
                                    + " or something else has it.",
                            evidence,
                            "dmesg | grep -i -e hmem -e cxl");
                case LOADABLE ->
                    finding(
                            State.PROBLEM,
                            "Memory is Soft Reserved, and its driver dax_hmem is not loaded"
                                    + hmem.blacklist()
                                            .map(line -> " because it is blacklisted")
                                            .orElse("") + ".",
                            evidence,
                            hmem.blacklist().isPresent()
                                    ? "Take that line out, then: sudo modprobe dax_hmem"
                                    : "sudo modprobe dax_hmem");
                case MISSING ->
                    finding(
                            State.PROBLEM,
                            "Memory is Soft Reserved, and this kernel has no driver dax_hmem for it.",
                            evidence,
                            "Install the distribution's package with this kernel's extra modules (CONFIG_DEV_DAX_HMEM).");
            };
        }
        if (commandLine.contains("efi=nosoftreserve") || commandLine.contains("nosoftreserve")) {
            return finding(
                    State.PROBLEM,
                    "The kernel was told to treat Soft Reserved memory as ordinary memory.",
                    evidence,
                    "Take efi=nosoftreserve out of the kernel's command line and boot again.");
        }
        return finding(
                State.NOTE,
                facts.efi()
                        ? "The firmware marks no memory as specific-purpose (EFI_MEMORY_SP), so none is Soft Reserved."
                        : "No memory is Soft Reserved; the machine did not boot by EFI, which is what marks it.",
                evidence,
                "Where the machine has such memory: look in the firmware's settings for \"specific purpose memory\" or"
                        + " \"CXL memory attribute\".");
    }

    private Finding finding(State state, String title, List<String> evidence, String next) {
        return new Finding("soft-reserved", state, title, evidence, next);
    }

    private Finding cxl() {
        List<String> evidence = new ArrayList<>();
        boolean table = facts.acpiTables()
                .value()
                .filter(names -> names.contains("CEDT"))
                .isPresent();
        List<String> devices = facts.cxlDevices().value().orElse(List.of());
        List<String> memories =
                devices.stream().filter(name -> name.matches("mem\\d+")).toList();
        List<String> regions =
                devices.stream().filter(name -> name.matches("region\\d+")).toList();
        evidence.add("/sys/firmware/acpi/tables: " + (table ? "CEDT" : "no CEDT"));
        evidence.add("/sys/bus/cxl/devices: " + listed(facts.cxlDevices()));
        if (isUnread(facts.cxlDevices())) {
            return cxl(State.UNKNOWN, "Which CXL devices there are could not be read.", evidence, "");
        }
        if (hasIomem("CXL Window")) {
            evidence.add("/proc/iomem: CXL Window");
        }
        if (!table && devices.isEmpty()) {
            return cxl(State.NOTE, "The firmware describes no CXL (no table CEDT).", evidence, "");
        }
        for (String module : List.of("cxl_acpi", "cxl_pci", "cxl_mem", "cxl_port")) {
            Module found = facts.module(module);
            evidence.add(words(module, found));
            if (devices.isEmpty() && found.presence() == Presence.LOADABLE) {
                return cxl(
                        State.PROBLEM,
                        "The firmware describes CXL, and the driver " + module + " is not loaded.",
                        evidence,
                        "sudo modprobe " + module);
            }
            if (devices.isEmpty() && found.presence() == Presence.MISSING) {
                return cxl(
                        State.PROBLEM,
                        "The firmware describes CXL, and this kernel has no driver " + module + ".",
                        evidence,
                        "Install the distribution's package with this kernel's extra modules (CONFIG_CXL_BUS).");
            }
        }
        if (memories.isEmpty()) {
            return cxl(State.NOTE, "The machine can do CXL, and has no CXL memory device.", evidence, "cxl list -v");
        }
        if (regions.isEmpty()) {
            return cxl(
                    State.PROBLEM,
                    "There are CXL memory devices, and no region is made of them.",
                    evidence,
                    "cxl list -M, then: sudo cxl create-region -t ram -m " + memories.getFirst());
        }
        evidence.add(words("dax_cxl", facts.module("dax_cxl")));
        return cxl(
                State.PROBLEM,
                "There are CXL regions, and no dax device is made of them.",
                evidence,
                "sudo modprobe dax_cxl, then look with: cxl list -R");
    }

    private static Finding cxl(State state, String title, List<String> evidence, String next) {
        return new Finding("cxl", state, title, evidence, next);
    }

    private Finding pmem() {
        List<String> evidence = new ArrayList<>();
        boolean table = facts.acpiTables()
                .value()
                .filter(names -> names.contains("NFIT"))
                .isPresent();
        boolean memory = hasIomem("Persistent Memory");
        List<String> devices = facts.ndDevices().value().orElse(List.of());
        evidence.add("/sys/firmware/acpi/tables: " + (table ? "NFIT" : "no NFIT"));
        evidence.add("/proc/iomem: " + (memory ? "Persistent Memory" : "no line Persistent Memory"));
        evidence.add("/sys/bus/nd/devices: " + listed(facts.ndDevices()));
        if (isUnread(facts.ndDevices())) {
            return new Finding(
                    "pmem", State.UNKNOWN, "Which persistent memory there is could not be read.", evidence, "");
        }
        if (!table && !memory && devices.isEmpty()) {
            return new Finding("pmem", State.NOTE, "The machine has no persistent memory.", evidence, "");
        }
        Module driver = facts.module(table ? "nfit" : "nd_pmem");
        if (devices.isEmpty()) {
            evidence.add(words(table ? "nfit" : "nd_pmem", driver));
            return new Finding(
                    "pmem",
                    State.PROBLEM,
                    "There is persistent memory, and no driver has it.",
                    evidence,
                    "sudo modprobe " + (table ? "nfit" : "nd_e820"));
        }
        String namespace = devices.stream()
                .filter(name -> name.matches("namespace\\d+\\.\\d+"))
                .findFirst()
                .orElse("namespace0.0");
        evidence.add(words("dax_pmem", facts.module("dax_pmem")));
        return new Finding(
                "pmem",
                State.PROBLEM,
                "There is persistent memory, and no namespace of it is in devdax mode.",
                evidence,
                "ndctl list -Ni tells their modes. One in devdax mode that is disabled: sudo ndctl enable-namespace "
                        + namespace
                        + ". To give another up and make it a device (its data is lost): sudo ndctl create-namespace -f -e "
                        + namespace + " -m devdax");
    }

    private java.util.Optional<String> parameter(String name) {
        return List.of(commandLine.split("\\s+", -1)).stream()
                .filter(word -> word.startsWith(name))
                .map(word -> "/proc/cmdline: " + word)
                .findFirst();
    }

    static String words(String name, Module module) {
        return "module " + name + ": "
                + switch (module.presence()) {
                    case LOADED -> "loaded";
                    case BUILTIN -> "part of the kernel";
                    case LOADABLE ->
                        "not loaded"
                                + module.blacklist().map(line -> "; " + line).orElse("");
                    case MISSING -> "not there";
                };
    }
}
