// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.plan.Change;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.report.OutcomeWords;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Lists the plans that were carried out on the host, newest first: when, for whom, what, and the"
                + " outcome as it was read back.",
        footer = {"", "Examples:", "  daxboard log", "  daxboard log --limit 3 --json"})
final class LogCommand extends HostCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show at most N plans; 20 by default.")
    int limit;

    LogCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        if (limit < 1) {
            throw usage(Message.of("cli.log.limit", limit));
        }
        List<PastPlan> plans = host.history().stream().limit(limit).toList();
        if (options.json) {
            print(Shapes.document("history")
                    .with("host", host.name().text())
                    .with("plans", Shapes.many(plans, LogCommand::shape))
                    .made());
        } else if (plans.isEmpty()) {
            out().println(say(Message.of("cli.log.none", host.name())));
        } else {
            plans.forEach(this::show);
        }
        return ExitCode.DONE;
    }

    private static Json.Fields shape(PastPlan past) {
        return Json.make()
                .with("number", past.number())
                .with("begun", past.begun().toString())
                .with("ended", past.ended().toString())
                .with("who", past.who())
                .with("changes", Shapes.order(past.order()))
                .with(
                        "before",
                        Shapes.many(
                                past.before().stream()
                                        .flatMap(before -> before.stream())
                                        .toList(),
                                Shapes::state))
                .with("outcome", Shapes.outcome(past.outcome()))
                .made();
    }

    private void show(PastPlan past) {
        Duration took = Duration.between(past.begun(), past.ended());
        out().println(String.format(
                Locale.ROOT,
                "%4d  %s  %s  (%.1f s, %s)",
                past.number(),
                past.begun().truncatedTo(ChronoUnit.SECONDS),
                past.order().changes().stream()
                        .map(Change::message)
                        .map(this::say)
                        .collect(Collectors.joining(", ")),
                took.toMillis() / 1000.0,
                past.who()));
        OutcomeWords.lines(texts(), past.outcome()).forEach(line -> {
            out().print("      ");
            out().println(paint().line(line));
        });
    }
}
