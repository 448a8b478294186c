// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the commands that change something take; each without those that it can't honour. */
final class RunOptions {
    @Option(
            names = {"-n", "--dry-run"},
            description = "Show the plan and end: nothing is asked, started or written.")
    boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "DEVICE",
            description = "Agree that data on this device is lost. Without it, a terminal asks for the device name.")
    List<DeviceName> confirmed = new ArrayList<>();

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Save the plan to a file, for daxboard apply, and end.")
    Optional<Path> save = Optional.empty();

    @Option(
            names = "--after",
            paramLabel = "PLANFILE",
            description = "Add this to a saved plan, after its changes, as one plan.")
    Optional<Path> after = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report of the run; its name ends in .txt, .html or .json.")
    Optional<Path> report = Optional.empty();

    @Option(
            names = "--blank",
            description = "Leave addresses and names of hosts, programs and mounts out of the report.")
    boolean blank;

    /** Refuses what says two things at once, before anything is looked at. */
    void check(HostCommand command) {
        if (dryRun && (yes || report.isPresent())) {
            throw command.usage(Message.of("cli.run.dryRun"));
        }
        if (save.isPresent() && (yes || report.isPresent())) {
            throw command.usage(Message.of("cli.run.save"));
        }
        if (blank && report.isEmpty()) {
            throw command.usage(Message.of("cli.run.blank"));
        }
    }
}
