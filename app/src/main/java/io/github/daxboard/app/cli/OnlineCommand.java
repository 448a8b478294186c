// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "online",
        mixinStandardHelpOptions = true,
        description = "Brings all memory blocks of a system-ram device online.",
        footer = {"", "Examples:", "  daxboard online dax0.2", "  daxboard online dax0.2 --zone kernel"})
final class OnlineCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as dax0.2.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    DeviceName device;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "movable",
            description = "movable (the default; it can be taken offline again) or kernel.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Zone zone;

    OnlineCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        return List.of(new Change.Online(device, zone));
    }
}
