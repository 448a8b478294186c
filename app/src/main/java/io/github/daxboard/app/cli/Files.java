// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.report.BadDocument;
import io.github.daxboard.report.PlanFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.ParameterException;

/** Files that a user names; what is wrong with one is a mistake of use, said in a sentence. */
final class Files {
    private static final long LONGEST = 4L << 20;

    private Files() {}

    /** The text of a file. */
    static String text(Path file, HostCommand command) {
        try {
            if (java.nio.file.Files.size(file) > LONGEST) {
                throw command.usage("'" + file + "' is longer than any file that is meant here.");
            }
            return java.nio.file.Files.readString(file, StandardCharsets.UTF_8);
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

    /** Writes a whole file or none: it takes its name when all of it is on disk, so that nothing there is lost before. */
    static void write(Path file, String text, HostCommand command) {
        write(file, text.getBytes(StandardCharsets.UTF_8), command);
    }

    /** {@link #write(Path, String, HostCommand)} for what is no text. */
    static void write(Path file, byte[] content, HostCommand command) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path part = java.nio.file.Files.createTempFile(folder, ".daxboard", ".part");
            try {
                java.nio.file.Files.write(part, content);
                java.nio.file.Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                java.nio.file.Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw wrong("written", file, e, command);
        }
    }

    private static ParameterException wrong(String what, Path file, IOException failure, HostCommand command) {
        String why = switch (failure) {
            case NoSuchFileException e -> "there is no such file or folder";
            case AccessDeniedException e -> "permission denied";
            case MalformedInputException e -> "it is not text in UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
        return command.usage("'" + file + "' could not be " + what + ": " + why + ".");
    }
}
