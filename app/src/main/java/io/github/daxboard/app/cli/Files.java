// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Sizes;
import io.github.daxboard.report.BadDocument;
import io.github.daxboard.report.PlanFile;
import io.github.daxboard.save.BadTargetException;
import io.github.daxboard.save.OutputFile;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ParameterException;

/** Files that a user names. A file that can't be used is a usage error, reported in a sentence. */
final class Files {
    private static final int LONGEST = 4 << 20;

    private Files() {}

    /** The path that a text is. */
    static Path path(String text, HostCommand command) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw command.usage(Message.of("cli.value.path", text));
        }
    }

    /** The text of a file. */
    static String text(Path file, HostCommand command) {
        // A device or a pipe says nothing of how much it will give.
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw command.usage(Message.of("cli.file.tooLarge", file, Sizes.words(LONGEST)));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IOException e) {
            throw unreadable(file, e, command);
        }
    }

    /** A saved plan. */
    static PlanFile plan(Path file, HostCommand command) {
        try {
            return PlanFile.parse(text(file, command));
        } catch (BadDocument e) {
            throw command.usage(Message.of("cli.file.noPlan", file, e.reason()));
        }
    }

    /** Whether this name stands for the standard output. */
    static boolean isStream(Path file) {
        return file.toString().equals("-");
    }

    /** Refuses a file that can't be written, before anything is done that is to be told in it. */
    static void check(Path file, HostCommand command) {
        if (isStream(file)) {
            if (command.options.json) {
                throw command.usage(Message.of("cli.file.streamAndJson"));
            }
            return;
        }
        try {
            OutputFile.check(file);
        } catch (BadTargetException e) {
            throw unwritable(file, e, command);
        }
    }

    /** Writes a whole text to a file, or to the standard output where the file is called "-". */
    static void write(Path file, String text, Readers readers, HostCommand command) throws OutputFailed {
        write(file, text.getBytes(StandardCharsets.UTF_8), readers, command);
    }

    /** {@link #write(Path, String, Readers, HostCommand)} for what is not text. */
    static void write(Path file, byte[] content, Readers readers, HostCommand command) throws OutputFailed {
        check(file, command);
        try {
            if (isStream(file)) {
                command.out().flush();
                command.surroundings().bytes().write(content);
                command.surroundings().bytes().flush();
            } else {
                OutputFile.write(file, content, readers);
            }
        } catch (BadTargetException e) {
            throw unwritable(file, e, command);
        } catch (IOException e) {
            throw new OutputFailed(file, e);
        }
    }

    private static ParameterException unwritable(Path file, BadTargetException failure, HostCommand command) {
        return command.usage(Message.of("cli.file.unwritable", file, failure.reason()));
    }

    private static ParameterException unreadable(Path file, IOException failure, HostCommand command) {
        Message why = switch (failure) {
            case NoSuchFileException e -> Message.of("client.file.absent");
            case AccessDeniedException e -> Message.of("client.file.denied");
            case CharacterCodingException e -> Message.of("cli.cause.encoding");
            default -> Message.verbatim(String.valueOf(failure.getMessage()));
        };
        return command.usage(Message.of("cli.file.unreadable", file, why));
    }
}
