// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line's main class and its commands. */
@Command(
        name = "daxboard",
        mixinStandardHelpOptions = true,
        version = "Daxboard " + Daxboard.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows this machine's DAX memory and moves devices among devdax, fsdev and unbound.",
        footer = {
            "",
            "Without a command, the desktop program starts.",
            "Exit codes: 0 done and verified, 2 usage, 3 blocked, 4 not allowed,",
            "5 failed and undone, 6 failed and left changed, 7 host unreachable,",
            "8 the host moved on since the plan was made."
        })
public final class Daxboard {
    static final String VERSION = "0.1.0";

    private final HostOpener hosts;
    private final BufferedReader in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /**
     * @param hosts opens what --host names
     * @param in where a question's answer is read from
     */
    Daxboard(HostOpener hosts, BufferedReader in) {
        this.hosts = hosts;
        this.in = in;
    }

    public static void main(String[] args) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.exit(commandLine(new Hosts(), in).execute(args));
    }

    static CommandLine commandLine(HostOpener hosts, BufferedReader in) {
        CommandLine line = new CommandLine(new Daxboard(hosts, in));
        line.setCaseInsensitiveEnumValuesAllowed(false);
        line.setExecutionExceptionHandler(Daxboard::handle);
        return line;
    }

    private static int handle(Exception failure, CommandLine line, CommandLine.ParseResult result) throws Exception {
        PrintWriter err = line.getErr();
        if (failure instanceof HostException host) {
            err.println(host.refusal().asText());
            return ExitCode.of(host.refusal()).number();
        }
        throw failure;
    }

    /** What every command that looks at a host takes. */
    static final class HostOption {
        @Option(
                names = "--host",
                paramLabel = "HOST",
                defaultValue = "local",
                description = "Which machine: local (the default), demo, lab, ssh://user@host[:port], or sysfs:DIR, a"
                        + " captured tree.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String text;

        HostAddress address(CommandLine line) {
            return HostAddress.parse(text)
                    .orElseThrow(() -> new ParameterException(
                            line,
                            "'" + text + "' names no host. Write local, demo, lab, ssh://user@host[:port] or"
                                    + " sysfs:DIR."));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists regions and devices, with modes, holders and free space.")
    int list(
            @CommandLine.Mixin HostOption host,
            @Option(names = "--json", description = "As daxctl list -RDM prints it; docs/cli.md says where it differs.")
                    boolean json,
            @Option(
                            names = {"-i", "--idle"},
                            description = "With --json: devices of size 0 too, as daxctl list -i does.")
                    boolean idle)
            throws HostException {
        CommandLine line = subcommand("list");
        try (HostConnection connection = open(host, line)) {
            Snapshot snapshot = connection.snapshot();
            PrintWriter out = line.getOut();
            if (json) {
                out.println(DaxctlJson.list(snapshot, idle));
            } else {
                new Listing(out).print(snapshot);
            }
            out.flush();
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Shows what a switch would write, how each step is proved and undone. Writes nothing.")
    int plan(
            @CommandLine.Mixin HostOption host,
            @Parameters(paramLabel = "DEVICE", description = "Such as dax0.0.") String device,
            @Parameters(paramLabel = "MODE", description = "devdax, fsdev (or famfs) or unbound.") String mode)
            throws HostException {
        CommandLine line = subcommand("plan");
        Change change = change(line, device, mode);
        try (HostConnection connection = open(host, line)) {
            Plan plan = Planner.plan(connection.snapshot(), List.of(change));
            new PlanText(line.getOut()).print(plan);
            return plan.isBlocked() ? blocked(plan).number() : ExitCode.DONE.number();
        }
    }

    @Command(
            name = "switch",
            mixinStandardHelpOptions = true,
            description = "Gives a device another mode: shows the plan, asks, writes, reads back, undoes what failed.")
    int switchMode(
            @CommandLine.Mixin HostOption host,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes,
            @Parameters(paramLabel = "DEVICE", description = "Such as dax0.0.") String device,
            @Parameters(paramLabel = "MODE", description = "devdax, fsdev (or famfs) or unbound.") String mode)
            throws HostException {
        CommandLine line = subcommand("switch");
        Change change = change(line, device, mode);
        try (HostConnection connection = open(host, line)) {
            Plan plan = Planner.plan(connection.snapshot(), List.of(change));
            PlanText text = new PlanText(line.getOut());
            text.print(plan);
            if (plan.isBlocked()) {
                return blocked(plan).number();
            }
            if (plan.stepCount() == 0) {
                return ExitCode.DONE.number();
            }
            if (connection.readOnly().isPresent()) {
                line.getErr().println(connection.readOnly().get().asText());
                return ExitCode.of(connection.readOnly().get()).number();
            }
            if (!yes && !confirmed(line)) {
                line.getErr().println("Nothing was written.");
                return ExitCode.NOT_ALLOWED.number();
            }
            return applied(connection, plan, text, line).number();
        }
    }

    private static ExitCode applied(HostConnection connection, Plan plan, PlanText text, CommandLine line)
            throws HostException {
        HostConnection.Applied applied =
                connection.apply(plan.order(), plan.digest(), event -> text.printEvent(plan, event), Cancel.never());
        return switch (applied) {
            case HostConnection.Applied.Ran(var outcome, var now) -> {
                text.printOutcome(outcome);
                yield ExitCode.of(outcome.verdict());
            }
            case HostConnection.Applied.Moved(var now) -> {
                line.getErr()
                        .println("The host changed since the plan was made; nothing was written. The plan is now:");
                text.print(Planner.plan(now, plan.asked()));
                yield ExitCode.MOVED;
            }
            case HostConnection.Applied.Refused(Refusal refusal) -> {
                line.getErr().println(refusal.asText());
                yield ExitCode.of(refusal);
            }
        };
    }

    private boolean confirmed(CommandLine line) {
        line.getOut().print("Apply? [y/N] ");
        line.getOut().flush();
        try {
            String answer = in.readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExitCode blocked(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.blockers().stream())
                .findFirst()
                .map(ExitCode::of)
                .orElse(ExitCode.BLOCKED);
    }

    private static Change change(CommandLine line, String device, String mode) {
        DeviceName name = DeviceName.parse(device)
                .orElseThrow(() -> new ParameterException(
                        line, "'" + device + "' is no device name. A device is named such as dax0.0."));
        Mode to = Mode.parse(mode)
                .orElseThrow(() -> new ParameterException(
                        line, "'" + mode + "' is no mode. Write devdax, fsdev (or famfs), system-ram or unbound."));
        return new Change.SwitchMode(name, to);
    }

    private HostConnection open(HostOption host, CommandLine line) throws HostException {
        HostAddress address = host.address(line);
        return hosts.open(address, stage -> {
            line.getErr().println(stage);
            line.getErr().flush();
        });
    }

    private CommandLine subcommand(String name) {
        CommandLine sub = spec.commandLine().getSubcommands().get(name);
        if (sub == null) {
            throw new IllegalStateException("no such command: " + name);
        }
        return sub;
    }
}
