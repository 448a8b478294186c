// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.text.Message;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, as a message: picocli's own sentences are in English only. */
final class Mistakes {
    private Mistakes() {}

    static Message of(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            case OverwrittenOptionException twice -> Message.of("cli.usage.twice", name(twice.getOverwritten()));
            default -> other(wrong);
        };
    }

    private static Message unmatched(UnmatchedArgumentException wrong) {
        List<String> words = wrong.getUnmatched();
        if (wrong.isUnknownOption()) {
            return Message.of("cli.usage.option", words.getFirst());
        }
        return wrong.getCommandLine().getSubcommands().isEmpty()
                ? Message.of("cli.usage.argument", words.getFirst())
                : Message.of("cli.usage.command", words.getFirst());
    }

    private static Message missing(MissingParameterException wrong) {
        List<ArgSpec> missing = wrong.getMissing();
        return missing.stream().allMatch(ArgSpec::isOption)
                ? Message.of(
                        "cli.usage.needsValue",
                        missing.stream().map(Mistakes::name).toList())
                : Message.of(
                        "cli.usage.missing",
                        missing.stream().map(Mistakes::name).toList());
    }

    /** A command's own sentences are in the user's language already. */
    private static Message other(ParameterException wrong) {
        return wrong.getCause() instanceof ArgumentValues.BadValue bad
                ? Message.of("cli.usage.value", name(wrong.getArgSpec()), bad.reason())
                : Message.verbatim(String.valueOf(wrong.getMessage()));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
