// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.doctor.Doctor;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.doctor.MachineFacts;
import io.github.daxboard.doctor.MachineReader;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Explains why there is no dax device, why a driver is missing, why nothing can be changed, and"
                + " what the kernel does by itself; each with what was read, and the next command. Ends with 3 if there"
                + " is a problem.",
        footer = {"", "Examples:", "  daxboard doctor", "  sudo daxboard doctor --json"})
final class DoctorCommand extends HostCommand {
    DoctorCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        Snapshot snapshot = host.snapshot();
        // Files outside of the tree are read of the machine that this program runs on, and of no other.
        Optional<MachineFacts> machine =
                host.address() instanceof HostAddress.Local ? Optional.of(MachineReader.read()) : Optional.empty();
        List<Finding> findings = Doctor.examine(snapshot, machine, unfinished(host));
        if (options.json) {
            print(Shapes.document("findings", snapshot)
                    .with("findings", Shapes.many(findings, DoctorCommand::shape))
                    .made());
        } else {
            findings.stream()
                    .filter(finding -> !options.quiet || finding.state() != Finding.State.GOOD)
                    .forEach(this::show);
        }
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM)
                ? ExitCode.BLOCKED
                : ExitCode.DONE;
    }

    /** What the journal says, where this user may know it: a diagnosis asks for no password. */
    private static Optional<Message> unfinished(HostConnection host) {
        try {
            return host.unfinished()
                    .map(plan -> Message.of(
                            "doctor.unfinished.plan",
                            plan.begun(),
                            plan.who(),
                            plan.order().changes().stream().map(Change::message).toList()));
        } catch (HostException e) {
            return Optional.empty();
        }
    }

    private static Json.Fields shape(Finding finding) {
        return Json.make()
                .with("key", finding.key())
                .with("state", Shapes.word(finding.state()))
                .with("title", finding.title())
                .with("evidence", finding.evidence())
                .with("next", finding.next())
                .with(
                        "messages",
                        Shapes.messages(Map.of("title", finding.fact(), "next", finding.remedy()), finding.seen()))
                .made();
    }

    private void show(Finding finding) {
        int width = 1
                + Stream.of(Finding.State.values())
                        .mapToInt(state -> say(word(state)).length())
                        .max()
                        .orElse(0);
        String word = String.format(Locale.ROOT, "%-" + width + "s", say(word(finding.state())));
        Paint.Painted painted = switch (finding.state()) {
            case GOOD -> paint().good(word);
            case PROBLEM -> paint().bad(word);
            case WARNING -> paint().warn(word);
            case NOTE, UNKNOWN -> paint().plain(word);
        };
        out().print(painted);
        out().printlnLines(" " + finding.asText(texts()).replace("\n", "\n" + " ".repeat(width)));
    }

    private static Message word(Finding.State state) {
        return switch (state) {
            case GOOD -> Message.of("cli.doctor.good");
            case NOTE -> Message.of("cli.doctor.note");
            case WARNING -> Message.of("cli.doctor.warning");
            case PROBLEM -> Message.of("cli.doctor.problem");
            case UNKNOWN -> Message.of("cli.doctor.unknown");
        };
    }
}
