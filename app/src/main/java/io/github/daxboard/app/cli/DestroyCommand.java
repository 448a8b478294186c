// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        description = "Destroys a device and returns its memory to its region. daxX.0 stays, with size 0.",
        footer = {"", "Examples:", "  daxboard destroy dax0.3", "  daxboard destroy dax0.1 --confirm dax0.1"})
final class DestroyCommand extends DeviceCommand {
    DestroyCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        return List.of(new Change.Destroy(device));
    }
}
