// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.report.OutcomeWords;
import io.github.daxboard.report.PlanFile;
import io.github.daxboard.report.PlanWords;
import io.github.daxboard.report.RunReport;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.text.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ParameterException;

/** One order on its way: planned, shown, confirmed, carried out, reported. */
final class OrderRun {
    private final HostCommand command;
    private final RunOptions run;
    private final HostConnection host;
    private final Terminal out;
    private final Paint paint;

    OrderRun(HostCommand command, RunOptions run, HostConnection host) {
        this.command = command;
        this.run = run;
        this.host = host;
        this.out = command.out();
        this.paint = command.paint();
    }

    /** From the order to its exit code. */
    ExitCode go(Snapshot snapshot, Order asked) throws HostException, OutputFailed {
        if (run.save.isPresent()) {
            Files.check(run.save.get(), command);
        }
        Reports.check(run.report, command);
        Order order = agreed(snapshot, asked);
        Plan plan = Planner.plan(snapshot, order);
        if (run.save.isPresent()) {
            return save(run.save.get(), snapshot, plan);
        }
        if (plan.isBlocked() || plan.stepCount() == 0 || run.dryRun) {
            show(snapshot, plan);
            return plan.isBlocked() ? blocked(plan) : ExitCode.DONE;
        }
        return confirmed(snapshot, plan);
    }

    /** Shows a saved or a new plan, asks, and carries it out. */
    ExitCode confirmed(Snapshot snapshot, Plan plan) throws HostException {
        if (!command.options.json && !command.options.quiet) {
            show(snapshot, plan);
        }
        Optional<Problem> readOnly = host.readOnly();
        if (readOnly.isPresent()) {
            return command.refused(readOnly.get());
        }
        if (!run.yes && !yes(Message.of("cli.ask.apply"))) {
            return command.refused(notConfirmed(host));
        }
        return carriedOut(snapshot, plan);
    }

    /** The order with what the user agrees to lose, asked for by the device's name where somebody can answer. */
    private Order agreed(Snapshot snapshot, Order asked) {
        Order order = asked;
        if (run.dryRun || run.yes || command.options.json || run.save.isPresent()) {
            return order;
        }
        for (Optional<DeviceName> device = unconfirmed(snapshot, order);
                device.isPresent();
                device = unconfirmed(snapshot, order)) {
            Planner.plan(snapshot, order).changes().stream()
                    .flatMap(change -> change.blockers().stream())
                    .filter(blocker -> blocker.kind() == Problem.Kind.UNCONFIRMED)
                    .findFirst()
                    .ifPresent(blocker -> command.err().printlnLines(blocker.asText(command.texts())));
            Optional<String> typed = question(Message.of("cli.ask.lose"));
            if (!typed.equals(device.map(DeviceName::toString))) {
                return order;
            }
            order = order.allowing(device.get());
        }
        return order;
    }

    private static Optional<DeviceName> unconfirmed(Snapshot snapshot, Order order) {
        return Planner.plan(snapshot, order).changes().stream()
                .flatMap(change -> change.blockers().stream())
                .filter(blocker -> blocker.kind() == Problem.Kind.UNCONFIRMED)
                .findFirst()
                .flatMap(blocker -> DeviceName.parse(blocker.object()))
                .filter(device -> !order.mayLoseData().contains(device));
    }

    private boolean yes(Message question) {
        return question(question).filter(command.surroundings()::agrees).isPresent();
    }

    /** A question goes where it does not mix with what a script reads. */
    private Optional<String> question(Message words) {
        Terminal to = command.options.json ? command.err() : out;
        to.print(command.say(words) + " ");
        to.flush();
        Optional<String> answer = command.surroundings().answer();
        if (answer.isEmpty()) {
            to.println();
        }
        return answer;
    }

    static Problem notConfirmed(HostConnection host) {
        return Problem.keyed(
                Problem.Kind.NOT_ALLOWED, "cli.notConfirmed", host.name().text());
    }

    private ExitCode save(java.nio.file.Path file, Snapshot snapshot, Plan plan) throws OutputFailed {
        if (plan.isBlocked()) {
            show(snapshot, plan);
            return blocked(plan);
        }
        Files.write(file, PlanFile.of(snapshot, plan).print(), Readers.AS_USUAL, command);
        if (Files.isStream(file)) {
            return ExitCode.DONE;
        }
        if (command.options.json) {
            show(snapshot, plan);
        } else if (!command.options.quiet) {
            show(snapshot, plan);
            out.println(command.say(Message.of("cli.save.done", file)));
        }
        return ExitCode.DONE;
    }

    private void show(Snapshot snapshot, Plan plan) {
        if (command.options.json) {
            command.print(Shapes.plan(Shapes.document("plan", snapshot), plan).made());
            return;
        }
        PlanWords.lines(command.texts(), plan).forEach(line -> out.println(paint.line(line)));
        if (!plan.isBlocked() && plan.stepCount() > 0) {
            out.println(command.say(Message.of("cli.nothingWritten")));
        }
        out.flush();
    }

    static ExitCode blocked(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.blockers().stream())
                .findFirst()
                .map(ExitCode::of)
                .orElse(ExitCode.BLOCKED);
    }

    private ExitCode carriedOut(Snapshot before, Plan plan) throws HostException {
        return Interrupt.guard(
                command.err(),
                command.texts(),
                cancel -> ran(before, plan, progress -> host.apply(plan.order(), plan.digest(), progress, cancel)));
    }

    /** A way to have a plan carried out. */
    @FunctionalInterface
    interface Carrier {
        Applied carry(Consumer<ApplyEvent> progress) throws HostException;
    }

    /** Has a plan carried out, tells how it goes and what came of it, and writes the report. */
    ExitCode ran(Snapshot before, Plan plan, Carrier carrier) throws HostException {
        Instant started = command.surroundings().clock().instant();
        ProgressPrinter progress = ProgressPrinter.of(command, plan);
        Applied applied;
        try (progress) {
            applied = carrier.carry(progress);
        } catch (HostException e) {
            report(new RunReport(
                    Product.nameAndVersion(),
                    before,
                    plan,
                    started,
                    progress.told(),
                    Optional.empty(),
                    Optional.of(e.refusal()),
                    Optional.empty()));
            throw e;
        }
        return switch (applied) {
            case Applied.Ran(var outcome, var now) -> {
                RunReport report = new RunReport(
                        Product.nameAndVersion(),
                        before,
                        plan,
                        started,
                        progress.told(),
                        Optional.of(outcome),
                        Optional.empty(),
                        Optional.of(now));
                boolean reported = report(report);
                tell(report, outcome);
                ExitCode code = ExitCode.of(outcome.verdict());
                yield code == ExitCode.DONE && !reported ? ExitCode.OUTPUT : code;
            }
            case Applied.Moved(var now) -> moved(now, plan.order());
            case Applied.Refused(Problem refusal) -> {
                report(new RunReport(
                        Product.nameAndVersion(),
                        before,
                        plan,
                        started,
                        progress.told(),
                        Optional.empty(),
                        Optional.of(refusal),
                        Optional.empty()));
                yield command.refused(refusal);
            }
        };
    }

    private void tell(RunReport report, Outcome outcome) {
        if (command.options.json) {
            command.print(report.json());
        } else {
            OutcomeWords.lines(command.texts(), outcome).forEach(line -> out.println(paint.line(line)));
            out.flush();
        }
    }

    /** Writes the report that is asked for; false when it could not be, which is said and changes nothing of the outcome. */
    private boolean report(RunReport report) {
        if (run.report.isEmpty()) {
            return true;
        }
        try {
            Reports.write(run.report.get(), report, run.blank, command);
            return true;
        } catch (OutputFailed e) {
            return unreported(command.say(e.reason()));
        } catch (ParameterException e) {
            return unreported(String.valueOf(e.getMessage()));
        }
    }

    private boolean unreported(String why) {
        command.err().println(why);
        command.err().flush();
        return false;
    }

    /** The host has changed: says so, and shows what the same order would be now. */
    ExitCode moved(Snapshot now, Order order) {
        Plan plan = Planner.plan(now, order);
        if (command.options.json) {
            Json.Maker made = Shapes.document("moved", now);
            command.print(Shapes.plan(made, plan).made());
        } else {
            command.err().println(command.say(Message.of("cli.moved")));
            command.err().flush();
            show(now, plan);
        }
        return ExitCode.MOVED;
    }
}
