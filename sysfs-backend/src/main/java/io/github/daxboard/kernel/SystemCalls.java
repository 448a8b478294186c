// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The system calls that Java has no way to, through the one door of syscall(2): opening with flags, one write with its
 * errno, flock, uid and mode.
 *
 * <p>As in the kernel, a result below zero is minus the errno. Nothing is kept between calls, so any thread may call.
 */
public final class SystemCalls {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int SEEK_END = 2;
    private static final int LOCK_SH = 1;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    // include/uapi/linux/openat2.h
    private static final long RESOLVE_NO_XDEV = 0x01;
    private static final long RESOLVE_NO_SYMLINKS = 0x04;
    private static final long RESOLVE_BENEATH = 0x08;
    private static final long OPEN_HOW_SIZE = 24;

    // include/uapi/linux/stat.h: struct statx, the same on every processor
    private static final int STATX_TYPE_MODE_NLINK_UID = 0x1 | 0x2 | 0x4 | 0x8;
    private static final long STATX_SIZE = 256;
    private static final long STATX_NLINK = 16;
    private static final long STATX_UID = 20;
    private static final long STATX_MODE = 28;

    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /** The numbers of the calls: arch/x86/entry/syscalls/syscall_64.tbl, and include/uapi/asm-generic/unistd.h for arm64. */
    private enum Call {
        READ(0, 63),
        WRITE(1, 64),
        CLOSE(3, 57),
        LSEEK(8, 62),
        FLOCK(73, 32),
        FSYNC(74, 82),
        FTRUNCATE(77, 46),
        UMASK(95, 166),
        GETEUID(107, 175),
        OPENAT(257, 56),
        READLINKAT(267, 78),
        STATX(332, 291),
        OPENAT2(437, 437);

        private final int onX86;
        private final int onArm64;

        Call(int onX86, int onArm64) {
            this.onX86 = onX86;
            this.onArm64 = onArm64;
        }
    }

    private final boolean arm64;
    private final MethodHandle syscall;

    /**
     * Finds the door.
     *
     * @throws IllegalStateException on another system than Linux, or a processor whose numbers are not known here
     */
    public SystemCalls() {
        String system = System.getProperty("os.name", "");
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!system.equals("Linux") || !(processor.equals("amd64") || processor.equals("aarch64"))) {
            throw new IllegalStateException(
                    "Daxboard runs on Linux on x86-64 or arm64, not on " + system + " on " + processor);
        }
        arm64 = processor.equals("aarch64");
        Linker linker = Linker.nativeLinker();
        syscall = linker.downcallHandle(
                linker.defaultLookup().find("syscall").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }

    /** The flag for folders only, whose number differs from one processor to another. */
    public int directoryFlag() {
        return arm64 ? 0x4000 : 0x10000;
    }

    /** The flag that refuses a link as the last part of a path; it differs as {@link #directoryFlag} does. */
    public int noFollowFlag() {
        return arm64 ? 0x8000 : 0x20000;
    }

    private long call(Arena arena, Call call, long a, long b, long c, long d, long e) {
        MemorySegment state = arena.allocate(CALL_STATE);
        try {
            long number = arm64 ? call.onArm64 : call.onX86;
            long result = (long) syscall.invokeExact(state, number, a, b, c, d, e);
            return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("a native call threw", failure);
        }
    }

    private int call(Call call, long a, long b) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, call, a, b, 0, 0, 0);
        }
    }

    /** Opens a path; O_CLOEXEC is always added. */
    public int open(String path, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            return (int) call(arena, Call.OPENAT, AT_FDCWD, name, flags | O_CLOEXEC, mode, 0);
        }
    }

    /** Opens a path below an open folder; the kernel keeps it below, on the same file system, and free of links. */
    public int openBeneath(int folder, String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocate(OPEN_HOW_SIZE, 8);
            how.set(ValueLayout.JAVA_LONG, 0, flags | O_CLOEXEC);
            how.set(ValueLayout.JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV);
            long name = arena.allocateFrom(path).address();
            return (int) call(arena, Call.OPENAT2, folder, name, how.address(), OPEN_HOW_SIZE, 0);
        }
    }

    /** Reads at most a buffer's length of bytes. */
    public int read(int fd, byte[] buffer) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(Math.max(1, buffer.length));
            int count = (int) call(arena, Call.READ, fd, bytes.address(), buffer.length, 0, 0);
            if (count > 0) {
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, buffer, 0, count);
            }
            return count;
        }
    }

    /** Writes bytes with one call; how many the kernel took. */
    public int write(int fd, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
            return (int) call(arena, Call.WRITE, fd, copy.address(), bytes.length, 0, 0);
        }
    }

    /** Reads a symbolic link's own text; how many bytes it has. */
    public int readLink(String path, byte[] buffer) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(buffer.length);
            long name = arena.allocateFrom(path).address();
            int count = (int) call(arena, Call.READLINKAT, AT_FDCWD, name, bytes.address(), buffer.length, 0);
            if (count > 0) {
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, buffer, 0, count);
            }
            return count;
        }
    }

    public int close(int fd) {
        return call(Call.CLOSE, fd, 0);
    }

    public int seekToEnd(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, Call.LSEEK, fd, 0, SEEK_END, 0, 0);
        }
    }

    public int effectiveUser() {
        return call(Call.GETEUID, 0, 0);
    }

    public void umask(int mask) {
        call(Call.UMASK, mask, 0);
    }

    /** Locks an open file for this process alone; EAGAIN when another one has it locked. */
    public int lockOrFail(int fd) {
        return call(Call.FLOCK, fd, LOCK_EX | LOCK_NB);
    }

    /** Locks an open file together with others that lock it so; EAGAIN when another process has it for itself. */
    public int lockSharedOrFail(int fd) {
        return call(Call.FLOCK, fd, LOCK_SH | LOCK_NB);
    }

    /** Cuts an open file to a length in bytes. */
    public int cut(int fd, long length) {
        return call(Call.FTRUNCATE, fd, length);
    }

    /** Makes an open file empty. */
    public int makeEmpty(int fd) {
        return call(Call.FTRUNCATE, fd, 0);
    }

    /** Waits until an open file is on the disk. */
    public int sync(int fd) {
        return call(Call.FSYNC, fd, 0);
    }

    /**
     * What a file is.
     *
     * @param mode type and permissions, as in {@code st_mode}
     * @param user the owner's uid
     * @param links how many names it has
     */
    public record Status(int mode, int user, int links) {
        private static final int TYPE = 0170000;

        public boolean isFolder() {
            return (mode & TYPE) == 0040000;
        }

        public boolean isPlainFile() {
            return (mode & TYPE) == 0100000;
        }
    }

    /** What an open file is. */
    public Reading<Status> status(int fd) {
        return status(fd, "", AT_EMPTY_PATH);
    }

    /** What a path is; a link is a link. */
    public Reading<Status> status(String path) {
        return status(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
    }

    private Reading<Status> status(int fd, String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(STATX_SIZE, 8);
            long name = arena.allocateFrom(path).address();
            long result = call(arena, Call.STATX, fd, name, flags, STATX_TYPE_MODE_NLINK_UID, statx.address());
            if (result < 0) {
                return Reading.failed(new Errno((int) -result));
            }
            return Reading.of(new Status(
                    Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, STATX_MODE)),
                    statx.get(ValueLayout.JAVA_INT, STATX_UID),
                    statx.get(ValueLayout.JAVA_INT, STATX_NLINK)));
        }
    }
}
