// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.report.Blanks;
import io.github.daxboard.report.JsonPages;
import io.github.daxboard.report.RunReport;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.text.Message;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Writes the report that --report asks for, in the form that its name ends in. */
final class Reports {
    private Reports() {}

    /** Refuses a name that says no form, before anything is done. */
    static void check(Optional<Path> file, HostCommand command) {
        if (file.isEmpty()) {
            return;
        }
        if (ending(file.get()).isEmpty()) {
            throw command.usage(Message.of("cli.report.ending", file.get()));
        }
        Files.check(file.get(), command);
    }

    private static Optional<String> ending(Path file) {
        if (Files.isStream(file)) {
            return Optional.of(".txt");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return java.util.stream.Stream.of(".txt", ".html", ".json")
                .filter(name::endsWith)
                .findFirst();
    }

    static void write(Path file, RunReport report, boolean blank, HostCommand command) throws OutputFailed {
        Blanks blanks = blank ? report.blanks() : Blanks.none();
        String text = switch (ending(file).orElseThrow()) {
            case ".json" -> JsonPages.pretty(blanks.in(report.json())) + "\n";
            case ".html" -> blanks.in(report.html());
            default -> blanks.in(report.text());
        };
        Files.write(file, text, blank ? Readers.AS_USUAL : Readers.OWNER, command);
    }
}
