// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "offline",
        mixinStandardHelpOptions = true,
        description = "Takes all memory blocks of a system-ram device offline; it stays bound to kmem. The kernel moves"
                + " what is in use, which can take long. Ctrl-C stops it and undoes what was done.",
        footer = {"", "Example:", "  daxboard offline dax0.2"})
final class OfflineCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as dax0.2.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    DeviceName device;

    OfflineCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        return List.of(new Change.Offline(device));
    }
}
