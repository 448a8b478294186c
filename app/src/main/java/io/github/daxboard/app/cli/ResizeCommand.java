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
        description = "Changes a device's size; a smaller size cuts off its end. A bound device is unbound for the"
                + " change, and then bound again.",
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
