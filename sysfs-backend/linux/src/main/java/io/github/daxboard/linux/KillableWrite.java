// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One write(2) in a process of its own, which a signal ends. Taking a memory block offline goes on trying until it works or
 * its writer has a signal pending (mm/memory_hotplug.c, offline_pages): a thread of this process could not be given one.
 *
 * <p>The process is dd, with a clean environment and no shell. It opens the file as {@link NativeFiles} would, writes what
 * it is given in one call, and says the error in the C library's words.
 */
final class KillableWrite {
    private static final String DD = "/bin/dd";
    /** Ends with this process, should that be killed: else it would go on alone, with the kernel's lock for memory hotplug. */
    private static final List<String> WITH_PARENT = List.of("/usr/bin/setpriv", "--pdeathsig", "KILL");

    private static final int SAID_LIMIT = 4096;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int SIGNALLED = 128;

    /** "dd: error writing 'FILE': WORDS", or uutils' "dd: FILE: WORDS (os error 16)". */
    private static final Pattern NUMBER = Pattern.compile("\\(os error (\\d{1,4})\\)");

    /** strerror(3) of glibc in the C locale, for all that opening and writing an attribute can give. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("Operation not permitted", 1),
            Map.entry("No such file or directory", 2),
            Map.entry("Interrupted system call", 4),
            Map.entry("Input/output error", 5),
            Map.entry("No such device or address", 6),
            Map.entry("Argument list too long", 7),
            Map.entry("Exec format error", 8),
            Map.entry("Bad file descriptor", 9),
            Map.entry("Resource temporarily unavailable", 11),
            Map.entry("Cannot allocate memory", 12),
            Map.entry("Permission denied", 13),
            Map.entry("Bad address", 14),
            Map.entry("Device or resource busy", 16),
            Map.entry("File exists", 17),
            Map.entry("Invalid cross-device link", 18),
            Map.entry("No such device", 19),
            Map.entry("Not a directory", 20),
            Map.entry("Is a directory", 21),
            Map.entry("Invalid argument", 22),
            Map.entry("Too many open files in system", 23),
            Map.entry("Too many open files", 24),
            Map.entry("No space left on device", 28),
            Map.entry("Read-only file system", 30),
            Map.entry("Numerical result out of range", 34),
            Map.entry("File name too long", 36),
            Map.entry("Function not implemented", 38),
            Map.entry("Too many levels of symbolic links", 40),
            Map.entry("Operation not supported", 95),
            Map.entry("Connection timed out", 110));

    private KillableWrite() {}

    /** As {@link KernelPort#writeKillable}. */
    static Optional<Errno> write(KernelPath path, String value, Cancel cancel, Duration limit) {
        List<String> command =
                List.of(DD, "of=" + path.text(), "bs=4096", "oflag=nofollow", "conv=notrunc,nocreat", "status=none");
        return write(command, value, cancel, limit);
    }

    /** By another program than dd, for tests. */
    static Optional<Errno> write(List<String> command, String value, Cancel cancel, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(tied(command));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(value.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // It ended before it had read: what it says, says why.
            }
            Optional<Errno> gaveUp = await(process, cancel, limit);
            return result(process, gaveUp);
        } catch (IOException e) {
            return Optional.of(Errno.ENOEXEC);
        }
    }

    /** By util-linux's setpriv, where it is: prctl(2), PR_SET_PDEATHSIG, stays over execve. */
    private static List<String> tied(List<String> command) {
        if (!Files.isExecutable(Path.of(WITH_PARENT.getFirst()))) {
            return command;
        }
        List<String> words = new ArrayList<>(WITH_PARENT);
        words.addAll(command);
        return words;
    }

    /** Waits for the end, and brings it about where it is asked for or overdue; the errno that stands for that. */
    private static Optional<Errno> await(Process process, Cancel cancel, Duration limit) {
        long start = System.nanoTime();
        Optional<Errno> gaveUp = Optional.empty();
        long asked = 0;
        boolean interrupted = false;
        while (process.isAlive()) {
            long now = System.nanoTime();
            if (gaveUp.isEmpty() && (cancel.isAsked() || now - start > limit.toNanos())) {
                gaveUp = Optional.of(cancel.isAsked() ? Errno.EINTR : Errno.ETIMEDOUT);
                asked = now;
                process.destroy();
            } else if (gaveUp.isPresent() && now - asked > GRACE.toNanos()) {
                process.destroyForcibly();
            }
            // Without an end to the wait: as long as the write is in the kernel, the block's state is not settled.
            try {
                process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return gaveUp;
    }

    private static Optional<Errno> result(Process process, Optional<Errno> gaveUp) throws IOException {
        int exit = process.exitValue();
        if (exit == 0) {
            return Optional.empty();
        }
        if (exit > SIGNALLED) {
            return gaveUp.or(() -> Optional.of(Errno.EINTR));
        }
        byte[] said = process.getErrorStream().readNBytes(SAID_LIMIT);
        return Optional.of(errno(new String(said, StandardCharsets.UTF_8)));
    }

    /** The error that dd's last words name; EIO where they name none that is known here. */
    static Errno errno(String said) {
        Matcher number = NUMBER.matcher(said);
        if (number.find()) {
            return new Errno(Integer.parseInt(number.group(1)));
        }
        String last = said.strip().lines().reduce("", (before, line) -> line);
        String words = last.substring(last.lastIndexOf(": ") + 1).strip();
        return Optional.ofNullable(NUMBERS.get(words)).map(Errno::new).orElse(Errno.EIO);
    }
}
