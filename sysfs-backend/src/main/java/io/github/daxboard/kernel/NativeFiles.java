// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Opens, reads and writes the kernel's files by system calls, with the errno kept. It opens by openat2(2) (fs/open.c), which
 * lets the kernel itself promise that a path crosses no symbolic link and leaves neither /sys nor /proc.
 */
final class NativeFiles {
    /** More than any attribute that is read here has; sysfs itself ends at a page. */
    private static final int READ_LIMIT = 64 * 1024;

    private final SystemCalls calls = new SystemCalls();
    private final int sysRoot = openRoot("/sys");
    private final int procRoot = openRoot("/proc");

    private int openRoot(String root) {
        int fd = calls.open(root, SystemCalls.O_PATH | calls.directoryFlag(), 0);
        if (fd < 0) {
            throw new IllegalStateException("cannot open " + root + ": " + new Errno(-fd).symbol());
        }
        return fd;
    }

    int effectiveUser() {
        return calls.effectiveUser();
    }

    /** The attribute's bytes as text, without a final newline. */
    Reading<String> read(KernelPath path) {
        int fd = open(path, SystemCalls.O_RDONLY);
        if (fd < 0) {
            return Reading.failed(new Errno(-fd));
        }
        try {
            return readAll(fd);
        } finally {
            calls.close(fd);
        }
    }

    private Reading<String> readAll(int fd) {
        byte[] whole = new byte[READ_LIMIT];
        byte[] part = new byte[4096];
        int length = 0;
        while (length + part.length <= whole.length) {
            int count = calls.read(fd, part);
            if (count < 0) {
                return Reading.failed(new Errno(-count));
            }
            if (count == 0) {
                break;
            }
            System.arraycopy(part, 0, whole, length, count);
            length += count;
        }
        String text = new String(whole, 0, length, StandardCharsets.UTF_8);
        return Reading.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    /** Writes all of a value in one write(2). One that takes nothing, or a part, is an error: EIO. */
    Optional<Errno> write(KernelPath path, String value) {
        int fd = open(path, SystemCalls.O_WRONLY);
        if (fd < 0) {
            return Optional.of(new Errno(-fd));
        }
        try {
            byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
            int count = calls.write(fd, bytes);
            if (count < 0) {
                return Optional.of(new Errno(-count));
            }
            return count == bytes.length ? Optional.empty() : Optional.of(Errno.EIO);
        } finally {
            calls.close(fd);
        }
    }

    /** The names in a folder, sorted; the folder is opened as strictly as a file is. */
    Reading<List<String>> list(KernelPath path) {
        int fd = open(path, SystemCalls.O_RDONLY | calls.directoryFlag());
        if (fd < 0) {
            return Reading.failed(new Errno(-fd));
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd/" + fd))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return new Reading.Unreadable<>(Errno.EIO);
        } finally {
            calls.close(fd);
        }
        return Reading.of(names.stream().sorted().toList());
    }

    /** A link's own text. */
    Reading<String> readLink(KernelPath path) {
        byte[] buffer = new byte[4096];
        int length = calls.readLink(path.text(), buffer);
        return length < 0
                ? Reading.failed(new Errno(-length))
                : Reading.of(new String(Arrays.copyOf(buffer, length), StandardCharsets.UTF_8));
    }

    /** The kernel's log, at its end, not blocking. Empty where it may not be read. */
    Optional<Kmsg> openLog() {
        int fd = calls.open("/dev/kmsg", SystemCalls.O_RDONLY | SystemCalls.O_NONBLOCK, 0);
        return fd < 0 ? Optional.empty() : Optional.of(new Kmsg(calls, fd));
    }

    /** A descriptor, or minus the errno. */
    private int open(KernelPath path, int flags) {
        boolean inSys = path.text().startsWith("/sys/");
        String below = path.text().substring(inSys ? "/sys/".length() : "/proc/".length());
        return calls.openBeneath(inSys ? sysRoot : procRoot, below, flags);
    }
}
