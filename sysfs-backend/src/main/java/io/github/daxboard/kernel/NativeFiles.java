// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jnr.constants.platform.OpenFlags;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * Opens, reads and writes the kernel's files by system calls, with the errno kept. What Java and jnr-posix lack is
 * openat2(2) (fs/open.c): it lets the kernel itself promise that a path crosses no symbolic link and leaves neither /sys
 * nor /proc.
 */
final class NativeFiles {
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_NONBLOCK = 0x800;
    // Of these flags it is the one whose number differs from one processor to another.
    private static final int O_DIRECTORY = OpenFlags.O_DIRECTORY.intValue();
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;

    // include/uapi/linux/openat2.h
    private static final long RESOLVE_NO_XDEV = 0x01;
    private static final long RESOLVE_NO_SYMLINKS = 0x04;
    private static final long RESOLVE_BENEATH = 0x08;
    private static final long OPEN_HOW_SIZE = 24;
    private static final long SYS_OPENAT2 = 437;

    /** More than any attribute that is read here has; sysfs itself ends at a page. */
    private static final int READ_LIMIT = 64 * 1024;

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final POSIX posix;
    private final MethodHandle openat2;
    private final int sysRoot;
    private final int procRoot;

    NativeFiles() {
        // getPOSIX() would quietly fall back to a Java imitation; this one throws.
        posix = POSIXFactory.getNativePOSIX();
        Linker linker = Linker.nativeLinker();
        openat2 = linker.downcallHandle(
                linker.defaultLookup().find("syscall").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
        sysRoot = openRoot("/sys");
        procRoot = openRoot("/proc");
    }

    private int openRoot(String root) {
        int fd = posix.open(root, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
        if (fd < 0) {
            throw new IllegalStateException(
                    "cannot open " + root + ": " + lastError().symbol());
        }
        return fd;
    }

    int effectiveUser() {
        return posix.geteuid();
    }

    Errno lastError() {
        return new Errno(posix.errno());
    }

    /** The attribute's bytes as text, without a final newline. */
    Reading<String> read(KernelPath path) {
        return switch (open(path, O_RDONLY)) {
            case Opened.Failed(Errno errno) -> Reading.failed(errno);
            case Opened.Descriptor(int fd) -> {
                try {
                    yield readAll(fd);
                } finally {
                    posix.close(fd);
                }
            }
        };
    }

    private Reading<String> readAll(int fd) {
        byte[] buffer = new byte[READ_LIMIT];
        int length = 0;
        while (length < buffer.length) {
            byte[] part = new byte[Math.min(4096, buffer.length - length)];
            int count = posix.read(fd, part, part.length);
            if (count < 0) {
                return Reading.failed(lastError());
            }
            if (count == 0) {
                break;
            }
            System.arraycopy(part, 0, buffer, length, count);
            length += count;
        }
        String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
        return Reading.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    /** Writes all of a value in one write(2). One that takes nothing, or a part, is an error: EIO. */
    Optional<Errno> write(KernelPath path, String value) {
        return switch (open(path, O_WRONLY)) {
            case Opened.Failed(Errno errno) -> Optional.of(errno);
            case Opened.Descriptor(int fd) -> {
                try {
                    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
                    int count = posix.write(fd, bytes, bytes.length);
                    if (count < 0) {
                        yield Optional.of(lastError());
                    }
                    yield count == bytes.length ? Optional.empty() : Optional.of(Errno.EIO);
                } finally {
                    posix.close(fd);
                }
            }
        };
    }

    /** The names in a folder, sorted; the folder is opened as strictly as a file is. */
    Reading<List<String>> list(KernelPath path) {
        return switch (open(path, O_RDONLY | O_DIRECTORY)) {
            case Opened.Failed(Errno errno) -> Reading.failed(errno);
            case Opened.Descriptor(int fd) -> {
                List<String> names = new ArrayList<>();
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd/" + fd))) {
                    entries.forEach(entry -> names.add(entry.getFileName().toString()));
                } catch (IOException | DirectoryIteratorException e) {
                    yield new Reading.Unreadable<>(Errno.EIO);
                } finally {
                    posix.close(fd);
                }
                yield Reading.of(names.stream().sorted().toList());
            }
        };
    }

    /** A link's own text. The link itself may be the last part of a path; no other part may be one. */
    Reading<String> readLink(KernelPath path) {
        byte[] buffer = new byte[4096];
        int length = posix.readlink(path.text(), buffer, buffer.length);
        return length < 0
                ? Reading.failed(lastError())
                : Reading.of(new String(Arrays.copyOf(buffer, length), StandardCharsets.UTF_8));
    }

    /** The kernel's log, at its end, not blocking. Empty where it may not be read. */
    Optional<Kmsg> openLog() {
        int fd = posix.open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
        if (fd < 0) {
            return Optional.empty();
        }
        return Optional.of(new Kmsg(posix, fd));
    }

    private sealed interface Opened {
        record Descriptor(int fd) implements Opened {}

        record Failed(Errno errno) implements Opened {}
    }

    private Opened open(KernelPath path, int flags) {
        boolean inSys = path.text().startsWith("/sys/");
        String below = path.text().substring(inSys ? "/sys/".length() : "/proc/".length());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocate(OPEN_HOW_SIZE, 8);
            how.set(ValueLayout.JAVA_LONG, 0, flags | O_CLOEXEC);
            how.set(ValueLayout.JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV);
            MemorySegment state = arena.allocate(CALL_STATE);
            long fd = (long) openat2.invokeExact(
                    state,
                    SYS_OPENAT2,
                    (long) (inSys ? sysRoot : procRoot),
                    arena.allocateFrom(below),
                    how,
                    OPEN_HOW_SIZE);
            if (fd >= 0) {
                return new Opened.Descriptor((int) fd);
            }
            return new Opened.Failed(new Errno((int) ERRNO.get(state, 0L)));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }
}
