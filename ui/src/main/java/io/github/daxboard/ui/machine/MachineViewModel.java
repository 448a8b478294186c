// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.machine;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A diagnosis in plain words, each line with its evidence. A function of the snapshot. */
public final class MachineViewModel {
    /**
     * One thing that was looked for.
     *
     * @param key which, one of a fixed set
     * @param known whether it could be looked for
     * @param how what brings it about where it was not found
     */
    public record Finding(String key, boolean known, boolean found, String title, String evidence, String how) {
        private static Finding of(String key, boolean found, String evidence) {
            return new Finding(
                    key,
                    true,
                    found,
                    WindowTexts.text("machine." + key),
                    evidence,
                    found ? "" : WindowTexts.text("machine." + key + ".how"));
        }

        public String word() {
            return WindowTexts.text(found ? "machine.found" : known ? "machine.not-found" : "machine.not-known");
        }
    }

    /** What the doctor says beyond the list: with what was read, and what to do next. */
    public record Remark(String icon, String tone, String title, List<String> evidence, String next) {}

    private final Snapshot snapshot;
    private final boolean local;

    /** @param local whether it is the machine that the program runs on */
    public MachineViewModel(Snapshot snapshot, boolean local) {
        this.snapshot = snapshot;
        this.local = local;
    }

    public String title() {
        if (snapshot.hidden().isPresent()) {
            return WindowTexts.text("machine.title.unlisted", snapshot.host());
        }
        return local ? WindowTexts.text("machine.title") : WindowTexts.text("machine.title.other", snapshot.host());
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(bus());
        findings.add(drivers("drivers", List.of(Driver.DEVICE_DAX, Driver.KMEM)));
        findings.add(drivers("fsdev", List.of(Driver.FSDEV_DAX)));
        findings.add(regions("hmem", RegionKind.HMEM));
        findings.add(regions("cxl", RegionKind.CXL));
        findings.add(regions("pmem", RegionKind.PMEM));
        return findings;
    }

    // drivers_autoprobe is there as soon as the bus is, so reading it tells whether there is a bus.
    private Finding bus() {
        Reading<Boolean> autoprobe = snapshot.autoprobe();
        Optional<Unlisted> hidden = snapshot.hidden();
        if (hidden.isPresent()) {
            String why = WindowTexts.text(
                    "machine.bus.unlisted",
                    hidden.get().file(),
                    hidden.get().why().message());
            return new Finding("bus", false, false, WindowTexts.text("machine.bus"), why, "");
        }
        String linux = snapshot.kernelRelease()
                .value()
                .map(release -> "Linux " + release)
                .orElse("Linux");
        return Finding.of(
                "bus",
                !autoprobe.isAbsent(),
                autoprobe.isAbsent()
                        ? WindowTexts.text("machine.bus.no", linux)
                        : WindowTexts.text("machine.bus.yes", linux));
    }

    private Finding drivers(String key, List<Driver> drivers) {
        boolean all = drivers.stream().allMatch(this::canBeHad);
        String evidence = drivers.stream().map(this::driverWords).collect(Collectors.joining(", "));
        return Finding.of(key, all, all ? evidence : evidence + ". " + WindowTexts.text("machine." + key + ".cure"));
    }

    private boolean canBeHad(Driver driver) {
        return snapshot.driver(driver)
                .value()
                .filter(state -> state != DriverState.MISSING)
                .isPresent();
    }

    private String driverWords(Driver driver) {
        return snapshot.driver(driver)
                .value()
                .map(state -> switch (state) {
                    case LOADED, BUILTIN -> WindowTexts.text("machine.driver.loaded", driver);
                    case LOADABLE -> WindowTexts.text("machine.driver.loadable", driver);
                    case MISSING -> WindowTexts.text("machine.driver.missing", driver);
                })
                .orElseGet(() -> WindowTexts.text(
                        "machine.driver.unknown",
                        driver,
                        snapshot.driver(driver).message()));
    }

    private Finding regions(String key, RegionKind kind) {
        long count = snapshot.regions().stream()
                .filter(region -> region.kind() == kind)
                .count();
        if (count == 0 && snapshot.hidden().isPresent()) {
            return new Finding(
                    key, false, false, WindowTexts.text("machine." + key), WindowTexts.text("machine.unlisted"), "");
        }
        return Finding.of(
                key,
                count > 0,
                count > 0 ? WindowTexts.count("regions", count) : WindowTexts.text("machine." + key + ".no"));
    }

    /** What of the doctor's findings is worth saying beside the list: what is wrong, or may be. The list has the rest. */
    public static List<Remark> worthSaying(List<io.github.daxboard.doctor.Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.key().equals("devices"))
                .flatMap(finding -> switch (finding.state()) {
                    case PROBLEM -> Stream.of(remark("mdi2c-close-circle-outline", "danger", finding));
                    case WARNING -> Stream.of(remark("mdi2a-alert-outline", "warn", finding));
                    case UNKNOWN -> Stream.of(remark("mdi2h-help-circle-outline", "quiet", finding));
                    case GOOD, NOTE -> Stream.<Remark>empty();
                })
                .toList();
    }

    private static Remark remark(String icon, String tone, io.github.daxboard.doctor.Finding finding) {
        return new Remark(
                icon,
                tone,
                WindowTexts.say(finding.fact()),
                finding.seen().stream().map(WindowTexts::say).toList(),
                WindowTexts.say(finding.remedy()));
    }

    /**
     * All of it as text, for a mail or an issue.
     *
     * @param remarks what the doctor said beyond it
     */
    public String asText(List<Remark> remarks) {
        return Stream.of(
                        Stream.of(title()),
                        findings().stream()
                                .map(finding -> finding.word() + ": " + finding.title() + " - " + finding.evidence()),
                        remarks.isEmpty() ? Stream.<String>empty() : Stream.of("", WindowTexts.text("machine.closer")),
                        remarks.stream().flatMap(MachineViewModel::lines))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(Remark remark) {
        return Stream.of(
                        Stream.of(remark.title()),
                        remark.evidence().stream().map(line -> "  " + line),
                        Stream.of(remark.next())
                                .filter(next -> !next.isEmpty())
                                .map(next -> "  " + WindowTexts.text("machine.next", next)))
                .flatMap(lines -> lines);
    }
}
