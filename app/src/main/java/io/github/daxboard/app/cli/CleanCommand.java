// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.report.Shapes;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description =
                "Destroys the devices of size 0 that failed or interrupted tools left behind. daxX.0 is an anchor that"
                        + " the kernel keeps, and stays.",
        footer = {"", "Examples:", "  daxboard clean --dry-run", "  daxboard clean --yes"})
final class CleanCommand extends HostCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    RunOptions run;

    CleanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException, OutputFailed {
        Snapshot snapshot = host.snapshot();
        List<Change> leftovers = snapshot.devices()
                .filter(Device::isEmpty)
                .filter(device -> device.name().instance() > 0)
                .<Change>map(device -> new Change.Destroy(device.name()))
                .toList();
        if (leftovers.isEmpty()) {
            if (options.json) {
                print(Shapes.document("plan", snapshot)
                        .with("steps", 0)
                        .with("changes", List.of())
                        .made());
            } else {
                out().println("There is no device of size 0 to clean up.");
            }
            return ExitCode.DONE;
        }
        return new OrderRun(this, run, host).go(snapshot, Order.of(leftovers));
    }
}
