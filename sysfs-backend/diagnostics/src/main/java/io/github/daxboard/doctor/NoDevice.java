// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Module;
import io.github.daxboard.doctor.MachineFacts.Presence;
import io.github.daxboard.model.Reading;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why there is no dax device: each way in which one comes to be, and where it ends on this machine. */
final class NoDevice {
    private static final String IOMEM = "/proc/iomem";
    private static final String ACPI = "/sys/firmware/acpi/tables";

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

    /** A folder that is absent has nothing; one that can't be listed may have anything. */
    private static boolean isUnread(Reading<? extends Collection<String>> names) {
        return names.isUnknown();
    }

    private static Message listed(String folder, Reading<List<String>> names) {
        return names.value()
                .map(all -> all.isEmpty()
                        ? Message.of("doctor.seen.empty", folder)
                        : Seen.is(folder, String.join(", ", all)))
                .orElseGet(() -> Seen.says(folder, names.message()));
    }

    private boolean hasIomem(String begins) {
        return iomem.stream().anyMatch(name -> name.startsWith(begins));
    }

    private Message iomem(String name) {
        if (facts.iomemNames().value().isEmpty()) {
            return Seen.says(IOMEM, facts.iomemNames().message());
        }
        return hasIomem(name) ? Seen.is(IOMEM, name) : Message.of("doctor.seen.noLine", IOMEM, name);
    }

    private boolean hasTable(String name) {
        return facts.acpiTables().value().filter(names -> names.contains(name)).isPresent();
    }

    private Message table(String name) {
        if (isUnread(facts.acpiTables())) {
            return Seen.says(ACPI, facts.acpiTables().message());
        }
        return hasTable(name) ? Seen.is(ACPI, name) : Message.of("doctor.seen.noEntry", ACPI, name);
    }

    private Finding softReserved() {
        List<Message> evidence = new ArrayList<>();
        evidence.add(iomem("Soft Reserved"));
        parameter("efi=").ifPresent(evidence::add);
        parameter("memmap=").ifPresent(evidence::add);
        parameter("memhp_default_state=").ifPresent(evidence::add);
        if (hasIomem("Soft Reserved")) {
            Module hmem = facts.module("dax_hmem");
            evidence.add(words("dax_hmem", hmem));
            return reserved(hmem, evidence);
        }
        if (isUnread(facts.iomemNames())) {
            return softReserved(State.UNKNOWN, Message.of("doctor.softReserved.unknown"), evidence, Message.NONE);
        }
        if (commandLine.contains("efi=nosoftreserve") || commandLine.contains("nosoftreserve")) {
            return softReserved(
                    State.PROBLEM,
                    Message.of("doctor.softReserved.off"),
                    evidence,
                    Message.of("doctor.softReserved.off.next"));
        }
        return softReserved(
                State.NOTE,
                facts.efi() ? Message.of("doctor.softReserved.none") : Message.of("doctor.softReserved.noEfi"),
                evidence,
                Message.of("doctor.softReserved.none.next"));
    }

    private Finding reserved(Module hmem, List<Message> evidence) {
        String load = "sudo modprobe dax_hmem";
        return switch (hmem.presence()) {
            case LOADED, BUILTIN ->
                softReserved(
                        State.PROBLEM,
                        Message.of("doctor.softReserved.noDevice"),
                        evidence,
                        Message.verbatim("dmesg | grep -i -e hmem -e cxl"));
            case LOADABLE ->
                hmem.blacklist().isPresent()
                        ? softReserved(
                                State.PROBLEM,
                                Message.of("doctor.softReserved.blacklisted"),
                                evidence,
                                Message.of("doctor.softReserved.blacklisted.next", load))
                        : softReserved(
                                State.PROBLEM,
                                Message.of("doctor.softReserved.notLoaded"),
                                evidence,
                                Message.verbatim(load));
            case MISSING ->
                softReserved(
                        State.PROBLEM,
                        Message.of("doctor.softReserved.noDriver"),
                        evidence,
                        Message.of("doctor.extraModules", "CONFIG_DEV_DAX_HMEM"));
        };
    }

    private static Finding softReserved(State state, Message fact, List<Message> evidence, Message next) {
        return new Finding("soft-reserved", state, fact, evidence, next);
    }

    private Finding cxl() {
        List<Message> evidence = new ArrayList<>();
        List<String> devices = facts.cxlDevices().value().orElse(List.of());
        evidence.add(table("CEDT"));
        evidence.add(listed("/sys/bus/cxl/devices", facts.cxlDevices()));
        if (isUnread(facts.cxlDevices()) || (devices.isEmpty() && isUnread(facts.acpiTables()))) {
            return cxl(State.UNKNOWN, Message.of("doctor.cxl.unknown"), evidence, Message.NONE);
        }
        if (hasIomem("CXL Window")) {
            evidence.add(Seen.is(IOMEM, "CXL Window"));
        }
        if (!hasTable("CEDT") && devices.isEmpty()) {
            return cxl(State.NOTE, Message.of("doctor.cxl.none"), evidence, Message.NONE);
        }
        for (String module : List.of("cxl_acpi", "cxl_pci", "cxl_mem", "cxl_port")) {
            Module found = facts.module(module);
            evidence.add(words(module, found));
            if (devices.isEmpty() && found.presence() == Presence.LOADABLE) {
                return cxl(
                        State.PROBLEM,
                        Message.of("doctor.cxl.notLoaded", module),
                        evidence,
                        Message.verbatim("sudo modprobe " + module));
            }
            if (devices.isEmpty() && found.presence() == Presence.MISSING) {
                return cxl(
                        State.PROBLEM,
                        Message.of("doctor.cxl.noDriver", module),
                        evidence,
                        Message.of("doctor.extraModules", "CONFIG_CXL_BUS"));
            }
        }
        return cxlMemory(devices, evidence);
    }

    private Finding cxlMemory(List<String> devices, List<Message> evidence) {
        Optional<String> memory =
                devices.stream().filter(name -> name.matches("mem\\d+")).findFirst();
        if (memory.isEmpty()) {
            return cxl(State.NOTE, Message.of("doctor.cxl.noMemory"), evidence, Message.verbatim("cxl list -v"));
        }
        if (devices.stream().noneMatch(name -> name.matches("region\\d+"))) {
            return cxl(
                    State.PROBLEM,
                    Message.of("doctor.cxl.noRegion"),
                    evidence,
                    Message.of("doctor.next.then", "cxl list -M", "sudo cxl create-region -t ram -m " + memory.get()));
        }
        evidence.add(words("dax_cxl", facts.module("dax_cxl")));
        return cxl(
                State.PROBLEM,
                Message.of("doctor.cxl.noDevice"),
                evidence,
                Message.of("doctor.next.then", "sudo modprobe dax_cxl", "cxl list -R"));
    }

    private static Finding cxl(State state, Message fact, List<Message> evidence, Message next) {
        return new Finding("cxl", state, fact, evidence, next);
    }

    private Finding pmem() {
        List<Message> evidence = new ArrayList<>();
        List<String> devices = facts.ndDevices().value().orElse(List.of());
        evidence.add(table("NFIT"));
        evidence.add(iomem("Persistent Memory"));
        evidence.add(listed("/sys/bus/nd/devices", facts.ndDevices()));
        boolean found = hasTable("NFIT") || hasIomem("Persistent Memory") || !devices.isEmpty();
        boolean all = !isUnread(facts.acpiTables()) && !isUnread(facts.iomemNames());
        if (isUnread(facts.ndDevices()) || (!found && !all)) {
            return pmem(State.UNKNOWN, Message.of("doctor.pmem.unknown"), evidence, Message.NONE);
        }
        if (!found) {
            return pmem(State.NOTE, Message.of("doctor.pmem.none"), evidence, Message.NONE);
        }
        if (devices.isEmpty()) {
            String driver = hasTable("NFIT") ? "nfit" : "nd_pmem";
            evidence.add(words(driver, facts.module(driver)));
            return pmem(
                    State.PROBLEM,
                    Message.of("doctor.pmem.noDriver"),
                    evidence,
                    Message.verbatim("sudo modprobe " + (hasTable("NFIT") ? "nfit" : "nd_e820")));
        }
        String namespace = devices.stream()
                .filter(name -> name.matches("namespace\\d+\\.\\d+"))
                .findFirst()
                .orElse("namespace0.0");
        evidence.add(words("dax_pmem", facts.module("dax_pmem")));
        return pmem(
                State.PROBLEM,
                Message.of("doctor.pmem.noDevice"),
                evidence,
                Message.of(
                        "doctor.pmem.noDevice.next",
                        "sudo ndctl enable-namespace " + namespace,
                        "sudo ndctl create-namespace -f -e " + namespace + " -m devdax"));
    }

    private static Finding pmem(State state, Message fact, List<Message> evidence, Message next) {
        return new Finding("pmem", state, fact, evidence, next);
    }

    private Optional<Message> parameter(String name) {
        return List.of(commandLine.split("\\s+", -1)).stream()
                .filter(word -> word.startsWith(name))
                .map(word -> Seen.is("/proc/cmdline", word))
                .findFirst();
    }

    static Message words(String name, Module module) {
        return switch (module.presence()) {
            case LOADED -> Message.of("doctor.module.loaded", name);
            case BUILTIN -> Message.of("doctor.module.builtin", name);
            case LOADABLE ->
                module.blacklist()
                        .map(line -> Message.of("doctor.module.blacklisted", name, line))
                        .orElseGet(() -> Message.of("doctor.module.notLoaded", name));
            case MISSING -> Message.of("doctor.module.missing", name);
        };
    }
}
