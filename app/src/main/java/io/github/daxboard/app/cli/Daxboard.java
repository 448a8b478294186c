// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.terminal.VisibleStream;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
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
            "8 the host has changed since the plan was made, 9 done, but output could not be written."
        })
public final class Daxboard {
    private static final String HELP = "help";
    private static final int LONGEST_MISTAKE = 1_000;
    private static final List<String> COMMANDS = List.of(
            "list", "show", "holders", "watch", "doctor", "plan", "switch", "create", "resize", "split", "align",
            "destroy", "online", "offline", "clean", "apply", "export", "capture", "log", "undo", "recover", HELP);

    private Daxboard() {}

    public static void main(String[] args) {
        // What Terminal writes is filtered by it, and holds the colours and line ends that are meant for a terminal.
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        VisibleStream.guardErrors();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        // A runtime that was made without jdk.internal.le has no console where there is no terminal.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Stdout stdout = new Stdout();
        PrintWriter out = stdout.writer(System.out.charset());
        CommandContext around = new CommandContext(
                new Hosts(), in, Clock.systemUTC(), terminal, stdout, Texts.of(Language.of(System.getenv())));
        int code = commandLineFor(args, around).setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        System.exit(exit(code, stdout.failure(), around.texts()));
    }

    /** The run's own code, which says more, and else that its output is not whole. */
    private static int exit(int code, Optional<IOException> failure, Texts texts) {
        if (failure.isEmpty()) {
            return code;
        }
        System.err.println(texts.say(
                Message.of("cli.stdout.failed", String.valueOf(failure.get().getMessage()))));
        return code == ExitCode.DONE.number() ? ExitCode.OUTPUT.number() : code;
    }

    /** The commands and their options, for who writes about them; run nothing on it. */
    public static CommandLine model() {
        HostOpener none = (address, progress) -> {
            throw new IllegalStateException("this is only a model");
        };
        return commandLine(new CommandContext(none, new BufferedReader(Reader.nullReader()), Clock.systemUTC(), false));
    }

    /** The commands, as they stand in help and man page. */
    static CommandLine commandLine(CommandContext around) {
        return with(COMMANDS, around);
    }

    /** The one command that these arguments ask for, or all of them: to make all would take most of a start's time. */
    static CommandLine commandLineFor(String[] args, CommandContext around) {
        boolean one = args.length > 0 && COMMANDS.contains(args[0]) && !args[0].equals(HELP);
        return with(one ? List.of(args[0]) : COMMANDS, around);
    }

    private static CommandLine with(List<String> names, CommandContext around) {
        CommandLine line = new CommandLine(new Daxboard());
        names.forEach(name -> line.addSubcommand(command(name, around)));
        ArgumentValues.register(line);
        line.getSubcommands().values().forEach(ArgumentValues::register);
        line.getSubcommands().forEach(Daxboard::leaveOut);
        line.setCaseInsensitiveEnumValuesAllowed(false);
        // @NAME is a name, and no file whose words are options.
        line.setExpandAtFiles(false);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((wrong, args) -> misused(wrong, around.texts()));
        line.setExecutionExceptionHandler((defect, at, arguments) -> unexpected(defect, at, around.texts()));
        return line;
    }

    /** A command takes no option that would change nothing. */
    private static void leaveOut(String name, CommandLine line) {
        List<String> useless = switch (name) {
            case "list", "holders", "watch", "export", "capture" -> List.of("--color");
            case "plan" -> List.of("--dry-run", "--yes", "--report", "--blank");
            // A saved plan is carried out as it is, and a journal's plan too.
            case "apply", "recover" -> List.of("--confirm", "--save", "--after");
            case "undo" -> List.of("--after");
            default -> List.of();
        };
        for (String option : useless) {
            line.getCommandSpec().remove(line.getCommandSpec().findOption(option));
        }
    }

    private static Object command(String name, CommandContext around) {
        return switch (name) {
            case "list" -> new ListCommand(around);
            case "show" -> new ShowCommand(around);
            case "holders" -> new HoldersCommand(around);
            case "watch" -> new WatchCommand(around);
            case "doctor" -> new DoctorCommand(around);
            case "plan" -> new PlanCommand(around);
            case "switch" -> new SwitchCommand(around);
            case "create" -> new CreateCommand(around);
            case "resize" -> new ResizeCommand(around);
            case "split" -> new SplitCommand(around);
            case "align" -> new AlignCommand(around);
            case "destroy" -> new DestroyCommand(around);
            case "online" -> new OnlineCommand(around);
            case "offline" -> new OfflineCommand(around);
            case "clean" -> new CleanCommand(around);
            case "apply" -> new ApplyCommand(around);
            case "export" -> new ExportCommand(around);
            case "capture" -> new CaptureCommand(around);
            case "log" -> new LogCommand(around);
            case "undo" -> new UndoCommand(around);
            case "recover" -> new RecoverCommand(around);
            case HELP -> new CommandLine.HelpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** One sentence and where to read on; picocli's own way prints the whole help, which hides the sentence. */
    private static int misused(ParameterException wrong, Texts texts) {
        CommandLine line = wrong.getCommandLine();
        Terminal err = new Terminal(line.getErr());
        err.println(shortened(texts.say(Mistakes.of(wrong))));
        err.println(texts.say(Message.of("cli.seeHelp", line.getCommandSpec().qualifiedName())));
        err.flush();
        return ExitCode.USAGE.number();
    }

    /** A mistake quotes what was typed, which may be of any length. */
    private static String shortened(String message) {
        return message.length() <= LONGEST_MISTAKE ? message : message.substring(0, LONGEST_MISTAKE) + "...";
    }

    /** A defect of ours, in a few lines instead of a stack's trace: its words may be somebody else's. */
    private static int unexpected(Exception defect, CommandLine line, Texts texts) {
        String where = defect.getStackTrace().length == 0 ? "" : " at " + defect.getStackTrace()[0];
        Terminal err = new Terminal(line.getErr());
        err.printlnLines(Problem.keyed(Problem.Kind.FAILED, "cli.defect", "daxboard")
                .withEvidence(List.of(defect + where))
                .asText(texts));
        err.flush();
        return ExitCode.INTERNAL.number();
    }
}
