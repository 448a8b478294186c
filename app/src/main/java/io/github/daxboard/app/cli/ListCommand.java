// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists regions and devices, with modes, holders and free space. --json is daxctl's form.",
        footer = {"", "Examples:", "  daxboard list", "  daxboard list --json --idle --host ssh://root@machine"})
final class ListCommand extends HostCommand {
    @Option(
            names = {"-i", "--idle"},
            description = "With --json: devices of size 0 too, as daxctl list -i does.")
    boolean idle;

    ListCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        if (idle && !options.json) {
            throw usage(Message.of("cli.list.idle"));
        }
        Snapshot snapshot = host.snapshot();
        if (options.json) {
            out().printlnLines(DaxctlJson.list(snapshot, idle));
            // daxctl's form has no place for it.
            snapshot.hidden()
                    .map(hidden -> say(Listing.unread(snapshot, hidden)))
                    .ifPresent(err()::println);
        } else {
            new Listing(out(), texts()).print(snapshot);
        }
        return snapshot.hidden().isPresent() ? ExitCode.BLOCKED : ExitCode.DONE;
    }

    @Override
    boolean isDaxctls() {
        return true;
    }
}
