// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli.pages;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish, for which picocli has no generator. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    static String of(List<CommandLine> commands) {
        FishCompletion fish = new FishCompletion();
        fish.script.append("# SPDX-License-Identifier: Apache-2.0\ncomplete -c daxboard -f\n");
        for (CommandLine command : commands) {
            fish.script
                    .append("complete -c daxboard -n __fish_use_subcommand -a ")
                    .append(command.getCommandName())
                    .append(" -d ")
                    .append(quoted(ManPage.summary(command.getCommandSpec())))
                    .append('\n');
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> fish.option(command.getCommandName(), option));
            command.getCommandSpec().positionalParameters().forEach(arg -> fish.values(command.getCommandName(), arg));
        }
        return fish.script.toString();
    }

    private StringBuilder begin(String command) {
        return script.append("complete -c daxboard -n '__fish_seen_subcommand_from ")
                .append(command)
                .append("'");
    }

    private void option(String command, OptionSpec option) {
        begin(command);
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            script.append(" -r").append(candidates(option));
        }
        script.append(" -d ")
                .append(quoted(String.join(" ", option.description())))
                .append('\n');
    }

    private void values(String command, ArgSpec arg) {
        String candidates = candidates(arg);
        if (!candidates.isEmpty()) {
            begin(command).append(candidates).append('\n');
        }
    }

    private static String candidates(ArgSpec arg) {
        return switch (Candidates.of(arg)) {
            case Candidates.Words(List<String> words) -> " -a " + quoted(String.join(" ", words));
            case Candidates.Devices devices -> " -a '(ls /sys/bus/dax/devices 2>/dev/null)'";
            case Candidates.FileNames files -> " -F";
            case Candidates.Unknown unknown -> "";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
