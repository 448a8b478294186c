// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A page for man(1), in the macros of man(7). */
final class ManPage {
    private static final List<String> EXITS = List.of(
            "0|done and verified, or nothing to do",
            "1|a defect in Daxboard",
            "2|usage: an unknown word, option or device, or a bad file",
            "3|blocked by something on the host; nothing was written",
            "4|not allowed, or not confirmed; nothing was written",
            "5|failed; what was done was undone and read back",
            "6|failed and left changed; the output shows how",
            "7|the host could not be reached, or the connection broke",
            "8|the host has changed since the plan was made; nothing was written");

    private final StringBuilder page = new StringBuilder();

    private ManPage(String name, CommandSpec spec) {
        page.append(".\\\" SPDX-License-Identifier: Apache-2.0\n.TH ")
                .append(name.toUpperCase(Locale.ROOT).replace("-", "\\-"))
                .append(" 1 \"\" \"")
                .append(plain(spec.root().version()[0]))
                .append("\" \"Daxboard\"\n");
    }

    static String ofProgram(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        ManPage man = new ManPage("daxboard", spec);
        man.head("daxboard", spec);
        man.page.append(".SH SYNOPSIS\n.B daxboard\n.I COMMAND\n.RI [ options ]\n.br\n.B daxboard\n");
        man.description(spec);
        man.page.append(".PP\nWithout a command, the desktop program starts.\n.SH COMMANDS\n");
        line.getSubcommands()
                .values()
                .forEach(command -> man.page
                        .append(".TP\n.B ")
                        .append(command.getCommandName())
                        .append('\n')
                        .append(text(summary(command.getCommandSpec())))
                        .append("\nSee\n.BR daxboard\\-")
                        .append(command.getCommandName())
                        .append(" (1).\n"));
        man.options(spec);
        man.exits();
        man.page.append(".SH SEE ALSO\n.BR daxboard\\-helper (8),\n.BR daxctl (1)\n");
        return man.page.toString();
    }

    static String ofCommand(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String name = "daxboard-" + spec.name();
        ManPage man = new ManPage(name, spec);
        man.head(name, spec);
        man.page.append(".SH SYNOPSIS\n.B daxboard ").append(spec.name()).append("\n.RI [ options ]\n");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = text(parameter.paramLabel());
            man.page.append(parameter.arity().min() == 0 ? ".RI [ \"" + label + "\" ]\n" : ".I " + label + "\n");
        }
        man.description(spec);
        man.options(spec);
        man.examples(spec);
        man.exits();
        man.page.append(".SH SEE ALSO\n.BR daxboard (1)\n");
        return man.page.toString();
    }

    private void head(String name, CommandSpec spec) {
        page.append(".SH NAME\n")
                .append(name.replace("-", "\\-"))
                .append(" \\- ")
                .append(text(lowerFirst(summary(spec)).replaceAll("\\.$", "")))
                .append('\n');
    }

    private void description(CommandSpec spec) {
        page.append(".SH DESCRIPTION\n");
        Arrays.stream(spec.usageMessage().description())
                .forEach(line -> page.append(text(line)).append('\n'));
    }

    private void options(CommandSpec spec) {
        List<ArgSpec> args = new ArrayList<>(spec.positionalParameters());
        args.addAll(spec.options().stream().filter(option -> !option.hidden()).toList());
        if (args.isEmpty()) {
            return;
        }
        page.append(".SH OPTIONS\n");
        for (ArgSpec arg : args) {
            page.append(".TP\n");
            if (arg instanceof OptionSpec option) {
                String names = String.join(", ", option.names());
                page.append(".BR ")
                        .append('"')
                        .append(text(names))
                        .append('"')
                        .append(option.arity().max() == 0 ? "\n" : " \" \\fI" + text(option.paramLabel()) + "\\fR\"\n");
            } else {
                page.append(".I ").append(text(arg.paramLabel())).append('\n');
            }
            page.append(text(String.join(" ", arg.description()))).append('\n');
        }
    }

    private void examples(CommandSpec spec) {
        List<String> examples = Arrays.stream(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
        if (examples.isEmpty()) {
            return;
        }
        page.append(".SH EXAMPLES\n.nf\n");
        examples.forEach(line -> page.append(text(line)).append('\n'));
        page.append(".fi\n");
    }

    private void exits() {
        page.append(".SH EXIT STATUS\n");
        for (String exit : EXITS) {
            page.append(".TP\n.B ")
                    .append(exit, 0, 1)
                    .append('\n')
                    .append(text(exit.substring(2)))
                    .append('\n');
        }
    }

    /** The first sentence of its description, up to the first full stop or colon. */
    static String summary(CommandSpec spec) {
        String all = String.join(" ", spec.usageMessage().description());
        String sentence = all.split("(?<=[.])\\s", 2)[0];
        int colon = sentence.indexOf(": ");
        return colon < 0 ? sentence : sentence.substring(0, colon) + ".";
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String plain(String text) {
        return text.replace("\"", "");
    }

    /** A text without what roff would take for its own: backslashes, dashes, and a dot or quote that begins a line. */
    static String text(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
