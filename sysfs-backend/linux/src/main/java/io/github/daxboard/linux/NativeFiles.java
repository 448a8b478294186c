// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Opens, reads and writes the kernel's files by system calls, with the errno kept. It opens by openat2(2) (fs/open.c), which
 * lets the kernel itself promise that a path crosses no symbolic link and leaves neither /sys nor /proc.
 */
final class NativeFiles {
    /** More than any file that is read here has: /proc/iomem of a host with 16,384 devices has a megabyte. */
    private static final int READ_LIMIT = 8 << 20;

    private final SystemCalls calls = new SystemCalls();
    /** Each thread's own, since a new one for each of some ten thousand reads would cost more than the reads. */
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[16 * 1024]);

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
        return readAndClose(open(path, SystemCalls.O_RDONLY), isSysfs(path));
    }

    /** Attributes of one folder, by their names; a name with a slash in it is refused. */
    List<Reading<String>> read(KernelPath folder, List<String> names) {
        for (String name : names) {
            KernelPath.requireName(name);
        }
        int at = open(folder, SystemCalls.O_PATH | calls.directoryFlag());
        if (at < 0) {
            return Collections.nCopies(names.size(), Reading.failed(new Errno(-at)));
        }
        List<Reading<String>> texts = new ArrayList<>(names.size());
        try {
            for (String name : names) {
                texts.add(readAndClose(calls.openBeneath(at, name, SystemCalls.O_RDONLY), isSysfs(folder)));
            }
        } finally {
            calls.close(at);
        }
        return texts;
    }

    private Reading<String> readAndClose(int fd, boolean isSysfs) {
        if (fd < 0) {
            return Reading.failed(new Errno(-fd));
        }
        try {
            return readAll(fd, isSysfs);
        } finally {
            calls.close(fd);
        }
    }

    private Reading<String> readAll(int fd, boolean isSysfs) {
        byte[] part = buffers.get();
        int count = calls.read(fd, part);
        if (count < 0) {
            return Reading.failed(new Errno(-count));
        }
        // sysfs gives an attribute whole with the first read, since it has a page at most (fs/kernfs/file.c).
        if (count == 0 || (isSysfs && count < part.length)) {
            return Reading.of(text(part, count));
        }
        return readOn(fd, part, count);
    }

    private Reading<String> readOn(int fd, byte[] part, int first) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int count = first;
        while (count > 0 && whole.size() < READ_LIMIT) {
            whole.write(part, 0, count);
            count = calls.read(fd, part);
        }
        return count < 0 ? Reading.failed(new Errno(-count)) : Reading.of(text(whole.toByteArray(), whole.size()));
    }

    private static String text(byte[] bytes, int length) {
        int end = length > 0 && bytes[length - 1] == '\n' ? length - 1 : length;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
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
        try {
            int length = calls.names(fd, names);
            while (length > 0) {
                length = calls.names(fd, names);
            }
            if (length < 0) {
                return Reading.failed(new Errno(-length));
            }
        } finally {
            calls.close(fd);
        }
        names.removeIf(name -> name.equals(".") || name.equals(".."));
        names.sort(Comparator.naturalOrder());
        return Reading.of(List.copyOf(names));
    }

    /** A link's own text. */
    Reading<String> readLink(KernelPath path) {
        byte[] buffer = buffers.get();
        int length = calls.readLink(path.text(), buffer);
        return length < 0
                ? Reading.failed(new Errno(-length))
                : Reading.of(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    /** The kernel's log, at its end, not blocking. Empty where it may not be read. */
    Optional<Kmsg> openLog() {
        int fd = calls.open("/dev/kmsg", SystemCalls.O_RDONLY | SystemCalls.O_NONBLOCK, 0);
        return fd < 0 ? Optional.empty() : Optional.of(new Kmsg(calls, fd));
    }

    /** A descriptor, or minus the errno. */
    private int open(KernelPath path, int flags) {
        boolean isSysfs = isSysfs(path);
        String below = path.text().substring(isSysfs ? "/sys/".length() : "/proc/".length());
        return calls.openBeneath(isSysfs ? sysRoot : procRoot, below, flags);
    }

    private static boolean isSysfs(KernelPath path) {
        return path.text().startsWith("/sys/");
    }

    SystemCalls calls() {
        return calls;
    }
}
