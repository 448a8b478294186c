// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.report.PlanFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;

/** A command that plans changes, shows the plan, and carries it out once it is confirmed. */
abstract class ChangeCommand extends HostCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    RunOptions run;

    ChangeCommand(CommandContext surroundings) {
        super(surroundings);
    }

    /**
     * The changes that the command stands for.
     *
     * @param snapshot what the host looks like
     * @param before what stands before them in the same plan, for names that a device will get
     */
    abstract List<Change> changes(Snapshot snapshot, List<Change> before);

    /** Whether it only ever shows the plan. */
    boolean isDry() {
        return false;
    }

    @Override
    ExitCode run(HostConnection host) throws HostException, OutputFailed {
        run.check(this);
        run.dryRun |= isDry();
        Snapshot snapshot = host.snapshot();
        Order before = Order.of(List.of());
        if (run.after.isPresent()) {
            PlanFile file = Files.plan(run.after.get(), this);
            before = file.order();
        }
        List<Change> all = new ArrayList<>(before.changes());
        all.addAll(changes(snapshot, before.changes()));
        Set<DeviceName> mayLoseData = new HashSet<>(before.mayLoseData());
        mayLoseData.addAll(run.confirmed);
        return new OrderRun(this, run, host).go(snapshot, new Order(all, mayLoseData));
    }
}
