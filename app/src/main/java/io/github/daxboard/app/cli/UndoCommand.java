// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Reversal;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = "Undoes a past plan with a new plan, which is shown, confirmed and read back like any other. Lost"
                + " data does not come back.",
        footer = {"", "Examples:", "  daxboard undo", "  daxboard undo 12 --dry-run"})
final class UndoCommand extends HostCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    RunOptions run;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "The plan's number in daxboard log; the newest plan if none is given.")
    Optional<Long> number = Optional.empty();

    UndoCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException, OutputFailed {
        run.check(this);
        List<PastPlan> history = host.history();
        Optional<PastPlan> past = history.stream()
                .filter(plan -> number.isEmpty() || plan.number() == number.get())
                .findFirst();
        if (past.isEmpty()) {
            return refused(unknown(host));
        }
        return switch (Reversal.of(past.get())) {
            case Reversal.Impossible(Problem refusal) -> refused(refusal);
            case Reversal.Possible(Order order) ->
                new OrderRun(this, run, host)
                        .go(
                                host.snapshot(),
                                run.confirmed.stream().reduce(order, Order::allowing, (one, other) -> other));
        };
    }

    private Problem unknown(HostConnection host) {
        return Problem.of(
                Problem.Kind.USAGE,
                host.name().text(),
                number.map(one -> Message.of("cli.undo.unknown", one, host.name()))
                        .orElseGet(() -> Message.of("cli.undo.none", host.name())),
                Message.of("cli.undo.why"),
                Message.of("cli.undo.cure"));
    }
}
