// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HoldersUnseen;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.HiddenDevices;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "holders",
        mixinStandardHelpOptions = true,
        description = "Lists the programs, mounts and virtual machines that use devices. To see those of other"
                + " users, run it as root.",
        footer = {"", "Examples:", "  sudo daxboard holders", "  sudo daxboard holders dax0.0 --json"})
final class HoldersCommand extends HostCommand {
    @Parameters(paramLabel = "DEVICE", arity = "0..*", description = "Only of these devices.")
    List<DeviceName> devices = new ArrayList<>();

    HoldersCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        Snapshot snapshot = host.snapshot();
        for (DeviceName device : devices) {
            if (snapshot.device(device).isEmpty()) {
                if (snapshot.hidden().isPresent()) {
                    return hidden(snapshot, device.toString());
                }
                throw usage(Message.of("plan.noSuchDevice.what", device, snapshot.host()));
            }
        }
        if (devices.isEmpty() && snapshot.hidden().isPresent()) {
            return hidden(snapshot, snapshot.host().toString());
        }
        if (!(snapshot.holders() instanceof Reading.Value<List<Holder>>(List<Holder> all))) {
            return refused(unseen(snapshot));
        }
        List<Holder> shown = all.stream()
                .filter(holder -> devices.isEmpty() || devices.contains(holder.device()))
                .toList();
        if (options.json) {
            print(Shapes.document("holders", snapshot)
                    .with("holders", Shapes.many(shown, Shapes::holder))
                    .made());
        } else if (shown.isEmpty()) {
            out().println(say(
                    devices.isEmpty() ? Message.of("cli.holders.none") : Message.of("cli.holders.noneOfThese")));
        } else {
            Holder.byUser(shown)
                    .forEach(user -> out().println(user.getFirst().device() + "  " + say(Holder.messageOfUser(user))));
        }
        return ExitCode.DONE;
    }

    private ExitCode hidden(Snapshot snapshot, String object) {
        return refused(HiddenDevices.of(snapshot, object).orElseThrow());
    }

    private static Problem unseen(Snapshot snapshot) {
        HoldersUnseen unseen = HoldersUnseen.of(snapshot.holders());
        return Problem.of(
                        Problem.Kind.NOT_ALLOWED,
                        snapshot.host().text(),
                        Message.of("cli.holders.unseen", snapshot.host()),
                        unseen.cause(),
                        unseen.remedy())
                .withSeen(List.of(Message.of(
                        "cli.fileAndWhy",
                        "/proc/*/{fd,maps,mountinfo}",
                        HoldersUnseen.errorMessage(snapshot.holders()))));
    }
}
