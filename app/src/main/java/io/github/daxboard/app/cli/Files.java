// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.report.BadDocument;
import io.github.daxboard.report.PlanFile;
import io.github.daxboard.save.BadTargetException;
import io.github.daxboard.save.OutputFile;
import io.github.daxboard.save.OutputFile.Readers;
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

/** Files that a user names; what is wrong with one is a mistake of use, said in a sentence. */
final class Files {
    private static final int LONGEST = 4 << 20;

    private Files() {}

    /** The path that a text is. */
    static Path path(String text, HostCommand command) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw command.usage("'" + text + "' can't be the name of a file.");
        }
    }

    /** The text of a file. */
    static String text(Path file, HostCommand command) {
        // A device or a pipe says nothing of how much it will give.
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw command.usage("'" + file + "' is longer than any file that is meant here.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IOException e) {
            throw wrong("read", file, e, command);
        }
    }

    /** A saved plan. */
    static PlanFile plan(Path file, HostCommand command) {
        try {
            return PlanFile.parse(text(file, command));
        } catch (BadDocument e) {
            throw command.usage("'" + file + "' is no saved plan: " + e.why() + ". Nothing was written.");
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
                throw command.usage("'-' and --json both want the standard output; name a file.");
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
        return command.usage("'" + file + "' can't be written: " + failure.getMessage() + ".");
    }

    private static ParameterException wrong(String what, Path file, IOException failure, HostCommand command) {
        String why = switch (failure) {
            case NoSuchFileException e -> "there is no such file or folder";
            case AccessDeniedException e -> "permission denied";
            case CharacterCodingException e -> "it is not text in UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
        return command.usage("'" + file + "' could not be " + what + ": " + why + ".");
    }
}
