// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "align",
        mixinStandardHelpOptions = true,
        description = "Changes a device's alignment, which is its page size in devdax mode. A bound device is"
                + " unbound for the change, and then bound again.",
        footer = {"", "Examples:", "  daxboard align dax0.1 1G", "  daxboard align dax0.1 2M --yes"})
final class AlignCommand extends DeviceCommand {
    @Parameters(index = "1", paramLabel = "ALIGN", description = "4K, 2M or 1G.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    ArgumentValues.Bytes align;

    AlignCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        return List.of(new Change.SetAlign(device, align.count()));
    }
}
