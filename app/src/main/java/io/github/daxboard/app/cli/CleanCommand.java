// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Changes;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.text.Message;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = "Destroys the devices of size 0 that failed or interrupted tools left behind. daxX.0 stays: the"
                + " kernel keeps it.",
        footer = {"", "Examples:", "  daxboard clean --dry-run", "  daxboard clean --yes"})
final class CleanCommand extends ChangeCommand {
    CleanCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        List<Change> changes = Changes.clean(Planner.promised(snapshot, NewDevice.allowed(before)));
        if (changes.isEmpty() && !options.json) {
            out().println(say(snapshot.hidden()
                    .map(hidden -> Message.of("cli.clean.hidden", hidden.message()))
                    .orElseGet(() -> Message.of("cli.clean.none"))));
        }
        return changes;
    }
}
