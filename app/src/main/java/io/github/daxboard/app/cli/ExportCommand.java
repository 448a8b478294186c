// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.report.DaxctlCommands;
import io.github.daxboard.report.PlanWords;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.report.ShellScript;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Prints a plan as a shell script of plain sysfs writes, each with the read that proves it, or as daxctl"
                        + " commands.",
        footer = {
            "",
            "Examples:",
            "  daxboard export plan.json >switch.sh",
            "  daxboard export dax0.0 fsdev --as daxctl"
        })
final class ExportCommand extends HostCommand {
    /** What it becomes. */
    enum Form {
        sh,
        daxctl
    }

    @Parameters(
            arity = "1..2",
            paramLabel = "PLANFILE | DEVICE MODE",
            description = "A file that --save has written, or a device and its new mode.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    List<String> what;

    @Option(names = "--as", paramLabel = "FORM", defaultValue = "sh", description = "sh (the default) or daxctl.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Form form;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write; - is the standard output, which is the default.")
    Optional<Path> output = Optional.empty();

    ExportCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException, OutputFailed {
        if (output.isPresent() && options.json) {
            throw usage(Message.of("cli.export.outputAndJson"));
        }
        Order order = order();
        Snapshot snapshot = host.snapshot();
        Plan plan = Planner.plan(snapshot, order);
        if (plan.isBlocked()) {
            if (options.json) {
                print(Shapes.plan(Shapes.document("plan", snapshot), plan).made());
            } else {
                PlanWords.lines(texts(), plan).forEach(err()::println);
            }
            return OrderRun.blocked(plan);
        }
        String text = form == Form.sh ? ShellScript.of(snapshot, plan) : DaxctlCommands.of(snapshot, plan);
        if (output.isPresent()) {
            Files.write(output.get(), text, Readers.AS_USUAL, this);
        } else if (options.json) {
            print(Shapes.document("export", snapshot)
                    .with("form", form.name())
                    .with("digest", plan.digest())
                    .with("text", text)
                    .made());
        } else {
            out().printLines(text);
        }
        return ExitCode.DONE;
    }

    private Order order() {
        if (what.size() == 1) {
            return Files.plan(Files.path(what.getFirst(), this), this).order();
        }
        try {
            return Order.of(List.of(new Change.SwitchMode(
                    ArgumentValues.device(what.getFirst()), ArgumentValues.mode(what.getLast()))));
        } catch (ArgumentValues.BadValue e) {
            throw usage(e.reason());
        }
    }
}
