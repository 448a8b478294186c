// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        description =
                "Gives a device another mode: shows the plan, asks, writes, reads back, and undoes a failed change.",
        footer = {
            "",
            "Examples:",
            "  daxboard switch dax0.0 fsdev",
            "  daxboard switch dax0.0 system-ram --zone movable --yes",
            "  daxboard switch dax0.0 devdax --report run.html"
        })
class SwitchCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as dax0.0.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    DeviceName device;

    @Parameters(index = "1", paramLabel = "MODE", description = "devdax, fsdev (or famfs), system-ram or unbound.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Mode mode;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "For system-ram: movable (the default; it can be taken offline again) or kernel.")
    Optional<Zone> zone = Optional.empty();

    @Option(
            names = {"-N", "--no-online"},
            description = "For system-ram: leave the memory blocks offline.")
    boolean noOnline;

    SwitchCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        if (mode != Mode.SYSTEM_RAM && (zone.isPresent() || noOnline)) {
            throw usage(Message.of("cli.switch.ramOnly", mode.word()));
        }
        if (zone.isPresent() && noOnline) {
            throw usage(Message.of("cli.switch.zoneOrOffline"));
        }
        Onlining onlining = noOnline
                ? Onlining.LEAVE_OFFLINE
                : zone.filter(Zone.KERNEL::equals).isPresent() ? Onlining.KERNEL : Onlining.MOVABLE;
        return List.of(new Change.SwitchMode(device, mode, onlining));
    }
}
