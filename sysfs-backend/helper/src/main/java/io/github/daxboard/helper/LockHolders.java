// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.linux.SystemCalls.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which process has a file locked for itself, as the kernel tells it: {@code /proc/locks} (fs/locks.c, lock_get_status) has a
 * line such as {@code 3: FLOCK  ADVISORY  WRITE 812 00:1a:644 0 EOF}, with the device in hexadecimal. The pid is of the
 * process that took the lock, in the reader's own pid namespace; a lock from outside of it is not listed.
 */
final class LockHolders {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final Pattern LINE =
            Pattern.compile("\\d+: +FLOCK +ADVISORY +WRITE +([1-9]\\d{0,9}) +([0-9a-f]+):([0-9a-f]+):(\\d+) .*");
    private static final int MOST_LINES = 100_000;

    private LockHolders() {}

    /** The process that has an open file locked, where that is known for certain. */
    static Optional<Long> of(PrivateFiles files, int fd) {
        Optional<Status> status = files.status(fd).value();
        if (status.isEmpty()) {
            return Optional.empty();
        }
        try (BufferedReader lines = Files.newBufferedReader(LOCKS, StandardCharsets.US_ASCII)) {
            return lines.lines()
                    .limit(MOST_LINES)
                    .map(LINE::matcher)
                    .filter(line -> line.matches() && isOf(line, status.get()))
                    .map(line -> Long.parseLong(line.group(1)))
                    .filter(pid -> Files.exists(Path.of("/proc/" + pid)))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Matcher line, Status file) {
        return Long.parseLong(line.group(2), 16) == file.major()
                && Long.parseLong(line.group(3), 16) == file.minor()
                && line.group(4).equals(Long.toString(file.inode()));
    }
}
