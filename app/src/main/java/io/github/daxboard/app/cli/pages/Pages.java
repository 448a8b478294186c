// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli.pages;

import io.github.daxboard.app.cli.Daxboard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes man pages, completions and the list of commands into a folder. */
public final class Pages {
    private Pages() {}

    /**
     * Writes {@code man/}, {@code completion/} and {@code commands}.
     *
     * @param args the folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        CommandLine line = Daxboard.model();
        List<CommandLine> commands = line.getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals("help"))
                .toList();
        write(folder.resolve("man/daxboard.1"), ManPage.ofProgram(line));
        for (CommandLine command : commands) {
            write(folder.resolve("man/daxboard-" + command.getCommandName() + ".1"), ManPage.ofCommand(command));
        }
        write(folder.resolve("completion/daxboard.bash"), bash(line));
        write(folder.resolve("completion/_daxboard"), ZshCompletion.of(commands));
        write(folder.resolve("completion/daxboard.fish"), FishCompletion.of(commands));
        write(
                folder.resolve("commands"),
                String.join(
                                "\n",
                                commands.stream()
                                        .map(CommandLine::getCommandName)
                                        .toList()) + "\n");
    }

    /** Without its first line: a completion is read by a shell, and started by nobody. */
    private static String bash(CommandLine line) {
        String script = AutoComplete.bash("daxboard", line);
        return script.startsWith("#!") ? script.substring(script.indexOf('\n') + 1) : script;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
