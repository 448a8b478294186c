// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.Hosts;
import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line's main class. Each command is a class of its own. */
@Command(
        name = "daxboard",
        versionProvider = Product.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows a machine's DAX memory (CXL, persistent, soft reserved) and changes what it is used for:"
                + " each kernel write is shown first, read back, and undone when a later one fails.",
        footer = {
            "",
            "Without a command, the desktop program starts.",
            "Exit codes: 0 done and verified, 2 usage, 3 blocked, 4 not allowed or not confirmed,",
            "5 failed and undone, 6 failed and left changed, 7 host unreachable,",
            "8 the host moved on since the plan was made."
        })
public final class Daxboard {
    private Daxboard() {}

    public static void main(String[] args) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        // A runtime that was made without jdk.internal.le has no console where there is no terminal.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        System.exit(commandLine(new Surroundings(new Hosts(), in, Clock.systemUTC(), terminal))
                .execute(args));
    }

    /** The commands and their options, for who writes about them; run nothing on it. */
    public static CommandLine model() {
        HostOpener none = (address, progress) -> {
            throw new IllegalStateException("this is only a model");
        };
        return commandLine(new Surroundings(none, new BufferedReader(Reader.nullReader()), Clock.systemUTC(), false));
    }

    /** The commands, as they stand in help and man page. */
    static CommandLine commandLine(Surroundings around) {
        CommandLine line = new CommandLine(new Daxboard());
        List.of(
                        new ListCommand(around),
                        new ShowCommand(around),
                        new HoldersCommand(around),
                        new WatchCommand(around),
                        new DoctorCommand(around),
                        new PlanCommand(around),
                        new SwitchCommand(around),
                        new CreateCommand(around),
                        new ResizeCommand(around),
                        new SplitCommand(around),
                        new AlignCommand(around),
                        new DestroyCommand(around),
                        new OnlineCommand(around),
                        new OfflineCommand(around),
                        new CleanCommand(around),
                        new ApplyCommand(around),
                        new ExportCommand(around),
                        new CaptureCommand(around),
                        new LogCommand(around),
                        new UndoCommand(around),
                        new RecoverCommand(around))
                .forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine.HelpCommand());
        Words.register(line);
        line.getSubcommands().values().forEach(Words::register);
        line.setCaseInsensitiveEnumValuesAllowed(false);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler(Daxboard::misused);
        return line;
    }

    /** One sentence and where to read on; picocli's own way prints the whole help, which hides the sentence. */
    private static int misused(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println(wrong.getMessage());
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        line.getErr().flush();
        return ExitCode.USAGE.number();
    }
}
