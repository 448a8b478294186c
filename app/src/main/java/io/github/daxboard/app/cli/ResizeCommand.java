// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "resize",
        mixinStandardHelpOptions = true,
        description = "Gives a device another size; what it loses is cut from its end. One that is bound is taken from"
                + " its driver for that, and given back.",
        footer = {"", "Examples:", "  daxboard resize dax0.1 64G", "  daxboard resize dax0.1 64G --dry-run"})
final class ResizeCommand extends DeviceCommand {
    @Parameters(index = "1", paramLabel = "SIZE", description = "Such as 64G, 512MiB, 0x40000000, or bytes.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    ArgumentValues.Bytes size;

    ResizeCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        return List.of(new Change.Resize(device, size.count()));
    }
}
