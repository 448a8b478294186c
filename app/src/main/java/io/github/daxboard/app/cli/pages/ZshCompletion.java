// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli.pages;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion for zsh, with descriptions, which picocli's script for bash does not give it. */
final class ZshCompletion {
    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {}

    static String of(List<CommandLine> commands) {
        ZshCompletion zsh = new ZshCompletion();
        zsh.script.append(
                "#compdef daxboard\n# SPDX-License-Identifier: Apache-2.0\n_daxboard() {\n  local -a commands\n  commands=(\n");
        for (CommandLine command : commands) {
            zsh.script
                    .append("    ")
                    .append(quoted(command.getCommandName() + ":" + ManPage.summary(command.getCommandSpec())))
                    .append('\n');
        }
        zsh.script
                .append("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n")
                .append("  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n");
        commands.forEach(zsh::command);
        return zsh.script.append("  esac\n}\n_daxboard \"$@\"\n").toString();
    }

    private void command(CommandLine command) {
        script.append("    ").append(command.getCommandName()).append(")\n      _arguments");
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(this::option);
        for (PositionalParamSpec arg : command.getCommandSpec().positionalParameters()) {
            String which =
                    arg.arity().max() > 1 ? "*" : String.valueOf(arg.index().min() + 1);
            script.append(" \\\n        ")
                    .append(quoted(which + ":" + plain(arg.paramLabel()) + ":" + candidates(arg)));
        }
        script.append("\n      ;;\n");
    }

    private void option(OptionSpec option) {
        for (String name : option.names()) {
            String value = option.arity().max() == 0 ? "" : ":" + plain(option.paramLabel()) + ":" + candidates(option);
            script.append(" \\\n        ")
                    .append(quoted(name + "[" + plain(String.join(" ", option.description())) + "]" + value));
        }
    }

    private static String candidates(ArgSpec arg) {
        return switch (Candidates.of(arg)) {
            case Candidates.Words(List<String> words) -> "(" + String.join(" ", words) + ")";
            case Candidates.Devices devices -> "($(ls /sys/bus/dax/devices 2>/dev/null))";
            case Candidates.FileNames files -> "_files";
            case Candidates.Unknown unknown -> "";
        };
    }

    /** Without what _arguments would take for its own. */
    private static String plain(String text) {
        return text.replace("[", "(").replace("]", ")").replace(":", " -").replace("|", "or");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
