// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import picocli.CommandLine.Command;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what a switch would write, and how each step is proved and undone. Writes nothing: it is"
                + " switch --dry-run. Every command that changes something has --dry-run.",
        footer = {"", "Examples:", "  daxboard plan dax0.0 fsdev", "  daxboard plan dax0.0 fsdev --save plan.json"})
final class PlanCommand extends SwitchCommand {
    PlanCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    boolean isDry() {
        return true;
    }
}
