// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.report.PlanFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Carries out a saved plan if the host still gives the same plan. Otherwise it ends with 8,"
                + " writes nothing, and shows the plan as it is now.",
        footer = {"", "Examples:", "  daxboard apply plan.json", "  daxboard apply plan.json --yes --report run.html"})
final class ApplyCommand extends HostCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    RunOptions run;

    @Parameters(index = "0", paramLabel = "PLANFILE", description = "A file that --save has written.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path file;

    ApplyCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException, OutputFailed {
        PlanFile saved = Files.plan(file, this);
        run.check(this);
        Snapshot snapshot = host.snapshot();
        Plan plan = Planner.plan(snapshot, saved.order());
        OrderRun orderRun = new OrderRun(this, run, host);
        if (!plan.digest().equals(saved.digest())) {
            return orderRun.moved(snapshot, saved.order());
        }
        return orderRun.go(snapshot, saved.order());
    }
}
