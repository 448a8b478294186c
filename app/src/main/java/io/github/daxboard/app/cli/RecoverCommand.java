// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.apply.WayOut;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.report.RecoveryWords;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description =
                "Ends a plan that was begun and did not end, because its helper was killed or the machine went down."
                        + " Without an argument, shows the unfinished plan.",
        footer = {"", "Examples:", "  daxboard recover", "  daxboard recover undo --yes"})
final class RecoverCommand extends HostCommand {
    /** What is to become of it, as it is typed. */
    enum How {
        finish,
        undo,
        forget;

        Recovery recovery() {
            return switch (this) {
                case finish -> Recovery.FINISH;
                case undo -> Recovery.UNDO;
                case forget -> Recovery.FORGET;
            };
        }
    }

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    RunOptions run;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "HOW",
            description = "finish: continue where it stopped. undo: undo what its last change has done. forget: leave"
                    + " everything as it is.")
    Optional<How> how = Optional.empty();

    RecoverCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        run.check(this);
        if (how.isEmpty() && (run.dryRun || run.yes || run.report.isPresent())) {
            throw usage(Message.of("cli.recover.options"));
        }
        Pending pending = host.pending();
        if (pending instanceof Pending.AtWork) {
            return refused(atWork(host));
        }
        Optional<Unfinished> found =
                pending instanceof Pending.Left(Unfinished left) ? Optional.of(left) : Optional.empty();
        if (found.isEmpty()) {
            if (options.json) {
                print(Shapes.document("unfinished")
                        .with("there", new Json.Flag(false))
                        .made());
            } else {
                out().println(say(Message.of("cli.recover.ended", host.name())));
            }
            return ExitCode.DONE;
        }
        Unfinished plan = found.get();
        if (how.isEmpty() || run.dryRun) {
            show(plan);
            return ExitCode.BLOCKED;
        }
        Recovery recovery = how.get().recovery();
        if (!plan.offers().contains(recovery)) {
            return refused(notOffered(plan));
        }
        if (run.yes && !options.json && !options.quiet) {
            show(plan);
        }
        if (!run.yes && !asked(plan)) {
            return refused(OrderRun.notConfirmed(host));
        }
        return carriedOut(host, plan, recovery);
    }

    private ExitCode carriedOut(HostConnection host, Unfinished unfinished, Recovery recovery) throws HostException {
        Reports.check(run.report, this);
        Snapshot before = host.snapshot();
        Plan plan = unfinished.left().map(Left::plan).orElseGet(() -> new Plan(unfinished.order(), List.of(), ""));
        return Interrupt.guard(
                err(),
                texts(),
                cancel -> new OrderRun(this, run, host)
                        .ran(before, plan, progress -> host.recover(recovery, progress, cancel)));
    }

    private void show(Unfinished plan) {
        if (options.json) {
            Json.Maker made = Shapes.document("unfinished")
                    .with("there", new Json.Flag(true))
                    .with("begun", plan.begun().toString())
                    .with("who", plan.who())
                    .with("changes", Shapes.order(plan.order()))
                    .with("told", plan.told().stream().map(Message::english).toList())
                    .with("offers", offers(plan));
            plan.limit().ifPresent(limit -> made.with("limit", Shapes.word(limit)));
            print(made.with("ways", Shapes.many(ways(plan), RecoveryWords::json))
                    .made());
            return;
        }
        out().println(say(
                plan.isReadable()
                        ? Message.of("cli.recover.begun", plan.begun(), plan.who())
                        : Message.of("cli.recover.unreadable", plan.begun())));
        plan.order().changes().stream().map(Change::message).map(this::say).forEach(line -> out().println("  " + line));
        plan.told().forEach(line -> out().println("  | " + say(line)));
        ways(plan).forEach(way -> RecoveryWords.lines(texts(), way).forEach(line -> out().println(paint().line(line))));
        if (how.isEmpty()) {
            out().println(say(Message.of("problem.cure", command(plan))));
        }
        out().println(say(Message.of("cli.nothingWritten")));
    }

    /** Each way that is offered, or the one that was asked for; none but to forget it where its steps are not known. */
    private List<WayOut> ways(Unfinished plan) {
        return Arrays.stream(How.values())
                .filter(one -> how.isEmpty() || how.get() == one)
                .map(How::recovery)
                .filter(plan.offers()::contains)
                .map(one -> plan.left().map(left -> WayOut.of(one, left)).orElseGet(() -> new WayOut(one, List.of())))
                .toList();
    }

    private static List<String> offers(Unfinished plan) {
        return Arrays.stream(How.values())
                .filter(one -> plan.offers().contains(one.recovery()))
                .map(Enum::name)
                .toList();
    }

    /** The commands that end it. */
    private static String command(Unfinished plan) {
        return "daxboard recover " + String.join(" | ", offers(plan));
    }

    private boolean asked(Unfinished plan) {
        if (!options.json) {
            show(plan);
        }
        err().print(say(Message.of("cli.ask.goOn")) + " ");
        err().flush();
        return surroundings().answer().filter(surroundings()::agrees).isPresent();
    }

    private static Problem atWork(HostConnection host) {
        return Problem.keyed(
                Problem.Kind.BLOCKED, "cli.recover.atWork", host.name().text(), host.name());
    }

    private static Problem notOffered(Unfinished plan) {
        return Problem.of(
                        Problem.Kind.BLOCKED,
                        "the unfinished plan",
                        Message.of("cli.recover.notOffered.what"),
                        Message.of("cli.recover.notOffered.why", offers(plan)),
                        Message.verbatim(command(plan)))
                .withSeen(plan.told());
    }
}
