// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The system calls that Java has no way to, through the one door of syscall(2): what a look at the kernel takes, and what no
 * POSIX library has. What the helper keeps on a disk is opened, written and locked by its PosixCalls.
 *
 * <p>As in the kernel, a result below zero is minus the errno. What is kept between calls is each thread's own, so any thread may
 * call.
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
    private static final int AT_NO_AUTOMOUNT = 0x800;
    private static final int AT_EMPTY_PATH = 0x1000;
    /** A network's or a FUSE server's own answer is not waited for (include/uapi/linux/fcntl.h). */
    private static final int AT_STATX_DONT_SYNC = 0x4000;

    private static final int SEEK_END = 2;
    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int LOCK_SH = 1;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    // include/uapi/linux/openat2.h
    private static final long RESOLVE_NO_XDEV = 0x01;
    private static final long RESOLVE_NO_SYMLINKS = 0x04;
    private static final long RESOLVE_BENEATH = 0x08;
    private static final long RESOLVE_IN_ROOT = 0x10;
    private static final long OPEN_HOW_SIZE = 24;

    // include/uapi/linux/stat.h: struct statx, the same on every processor
    private static final int STATX_WANTED = 0x1 | 0x2 | 0x4 | 0x8 | 0x100;
    private static final long STATX_DEV_MAJOR = 136;
    private static final long STATX_DEV_MINOR = 140;
    private static final long STATX_NLINK = 16;
    private static final long STATX_UID = 20;
    private static final long STATX_MODE = 28;
    private static final long STATX_INODE = 32;
    private static final long STATX_RDEV_MAJOR = 128;
    private static final long STATX_RDEV_MINOR = 132;
    private static final int STATX_TYPE = 1;
    private static final int TYPE_OF_MODE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    /** Which of a process's things kcmp(2) compares: its table of open files (include/uapi/linux/kcmp.h). */
    private static final int KCMP_FILES = 2;

    // include/linux/dirent.h: struct linux_dirent64
    private static final int DIRENT_LENGTH = 16;
    private static final int DIRENT_NAME = 19;

    // include/uapi/asm-generic/mman-common.h, include/uapi/linux/netlink.h, include/uapi/asm-generic/poll.h
    private static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM = 2;
    private static final int NETLINK_KOBJECT_UEVENT = 15;
    private static final int SOCKADDR_NL_SIZE = 12;
    private static final int POLLFD_SIZE = 8;
    private static final short POLLIN = 1;

    // include/uapi/linux/prctl.h, include/uapi/asm-generic/resource.h, include/uapi/linux/seccomp.h
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int RLIMIT_CORE = 4;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
    private static final int SOCK_FPROG_SIZE = 16;

    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /** The numbers of the calls: arch/x86/entry/syscalls/syscall_64.tbl, and include/uapi/asm-generic/unistd.h for arm64. */
    private enum Call {
        READ(0, 63),
        WRITE(1, 64),
        CLOSE(3, 57),
        LSEEK(8, 62),
        MMAP(9, 222),
        MUNMAP(11, 215),
        SOCKET(41, 198),
        BIND(49, 200),
        FLOCK(73, 32),
        GETEUID(107, 175),
        GETDENTS64(217, 61),
        FALLOCATE(285, 47),
        OPENAT(257, 56),
        READLINKAT(267, 78),
        PRCTL(157, 167),
        PPOLL(271, 73),
        EVENTFD2(290, 19),
        PRLIMIT64(302, 261),
        KCMP(312, 272),
        SECCOMP(317, 277),
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

    /**
     * Memory that a thread's calls use over and over: one of its own for each call would cost more than the call.
     *
     * @param state what errno is captured in
     * @param name a path, or the structure that a call fills
     * @param how an open_how
     * @param bytes what is read
     */
    private record Scratch(MemorySegment state, MemorySegment name, MemorySegment how, MemorySegment bytes) {
        static final int NAME = 8192;
        static final int BYTES = 32 * 1024;

        static Scratch make() {
            Arena arena = Arena.ofAuto();
            return new Scratch(
                    arena.allocate(CALL_STATE),
                    arena.allocate(NAME, 8),
                    arena.allocate(OPEN_HOW_SIZE, 8),
                    arena.allocate(BYTES, 8));
        }

        /** The address of a path, or 0 where it is longer than any that the kernel takes. */
        long path(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (utf8.length >= NAME) {
                return 0;
            }
            MemorySegment.copy(utf8, 0, name, ValueLayout.JAVA_BYTE, 0, utf8.length);
            name.set(ValueLayout.JAVA_BYTE, utf8.length, (byte) 0);
            return name.address();
        }
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::make);

    private long call(Call call, long a, long b, long c, long d, long e, long f) {
        return call(scratch.get(), call, a, b, c, d, e, f);
    }

    private long call(Scratch own, Call call, long a, long b, long c, long d, long e, long f) {
        try {
            long number = arm64 ? call.onArm64 : call.onX86;
            long result = (long) syscall.invokeExact(own.state(), number, a, b, c, d, e, f);
            return result == -1 ? -(int) ERRNO.get(own.state(), 0L) : result;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("a native call threw", failure);
        }
    }

    private int call(Call call, long a, long b) {
        return (int) call(call, a, b, 0, 0, 0, 0);
    }

    /** Opens a path; O_CLOEXEC is always added. */
    public int open(String path, int flags, int mode) {
        Scratch own = scratch.get();
        return (int) call(own, Call.OPENAT, AT_FDCWD, own.path(path), flags | O_CLOEXEC, mode, 0, 0);
    }

    /** Opens a path below an open folder; the kernel keeps it below, on the same file system, and free of links. */
    public int openBeneath(int folder, String path, int flags) {
        Scratch own = scratch.get();
        own.how().set(ValueLayout.JAVA_LONG, 0, flags | O_CLOEXEC);
        own.how().set(ValueLayout.JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV);
        return (int) call(own, Call.OPENAT2, folder, own.path(path), own.how().address(), OPEN_HOW_SIZE, 0, 0);
    }

    /** Reads at most a buffer's length of bytes. */
    public int read(int fd, byte[] buffer) {
        Scratch own = scratch.get();
        int most = Math.min(buffer.length, Scratch.BYTES);
        return taken(own, (int) call(own, Call.READ, fd, own.bytes().address(), most, 0, 0, 0), buffer);
    }

    private static int taken(Scratch own, int count, byte[] buffer) {
        if (count > 0) {
            MemorySegment.copy(own.bytes(), ValueLayout.JAVA_BYTE, 0, buffer, 0, count);
        }
        return count;
    }

    /** Writes bytes with one call; how many the kernel took. */
    public int write(int fd, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
            return (int) call(Call.WRITE, fd, copy.address(), bytes.length, 0, 0, 0);
        }
    }

    /** Reads a symbolic link's own text; how many bytes it has. */
    public int readLink(String path, byte[] buffer) {
        Scratch own = scratch.get();
        int most = Math.min(buffer.length, Scratch.BYTES);
        long address = own.bytes().address();
        return taken(own, (int) call(own, Call.READLINKAT, AT_FDCWD, own.path(path), address, most, 0, 0), buffer);
    }

    /**
     * Reads the next names of an open folder, {@code .} and {@code ..} among them (struct linux_dirent64).
     *
     * @return how many bytes of entries there were: 0 at the end
     */
    public int names(int fd, List<String> into) {
        Scratch own = scratch.get();
        MemorySegment entries = own.bytes();
        int length = (int) call(own, Call.GETDENTS64, fd, entries.address(), Scratch.BYTES, 0, 0, 0);
        int at = 0;
        while (at < length) {
            into.add(entries.getString(at + DIRENT_NAME));
            at += Short.toUnsignedInt(entries.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + DIRENT_LENGTH));
        }
        return length;
    }

    /**
     * Some bytes of an open file, by a shared, read-only mapping, which is the only way into a devdax device.
     *
     * @param start where what is mapped begins: a multiple of the device's alignment
     * @param length how much is mapped: a multiple of it too, or the kernel refuses it (check_vma in drivers/dax/device.c)
     * @param from where the bytes that are copied begin, in the file
     * @param wanted how many bytes are copied
     */
    public Reading<byte[]> mappedBytes(int fd, long start, long length, long from, int wanted) {
        long address = call(Call.MMAP, 0, length, PROT_READ, MAP_SHARED, fd, start);
        if (address < 0 && address > -4096) {
            return Reading.failed(new Errno((int) -address));
        }
        try {
            byte[] bytes = new byte[wanted];
            MemorySegment mapped = MemorySegment.ofAddress(address).reinterpret(length);
            MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, from - start, bytes, 0, wanted);
            return Reading.of(bytes);
        } catch (InternalError poisoned) {
            // How the JVM tells of a SIGBUS: memory that is broken, or a device that went away meanwhile.
            return Reading.failed(Errno.EIO);
        } finally {
            call(Call.MUNMAP, address, length);
        }
    }

    /** A socket that the kernel's uevents come to (lib/kobject_uevent.c); its first group is the kernel's own. */
    public int openUevents() {
        int fd = (int) call(Call.SOCKET, AF_NETLINK, SOCK_DGRAM | O_CLOEXEC, NETLINK_KOBJECT_UEVENT, 0, 0, 0);
        if (fd < 0) {
            return fd;
        }
        try (Arena arena = Arena.ofConfined()) {
            // struct sockaddr_nl: family, padding, port, groups
            MemorySegment address = arena.allocate(SOCKADDR_NL_SIZE, 4);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            address.set(ValueLayout.JAVA_INT, 8, 1);
            int bound = (int) call(Call.BIND, fd, address.address(), SOCKADDR_NL_SIZE, 0, 0, 0);
            if (bound < 0) {
                close(fd);
                return bound;
            }
        }
        return fd;
    }

    /** A descriptor that becomes readable by {@link #wake}. */
    public int openWaker() {
        return call(Call.EVENTFD2, 0, O_CLOEXEC | O_NONBLOCK);
    }

    public void wake(int waker) {
        byte[] one = new byte[Long.BYTES];
        ByteBuffer.wrap(one).order(ByteOrder.nativeOrder()).putLong(1);
        write(waker, one);
    }

    /** Waits until one of two descriptors can be read from; 0 when the time is over first. */
    public int await(int first, int second, Duration time) {
        try (Arena arena = Arena.ofConfined()) {
            // struct pollfd: descriptor, events, what came
            MemorySegment polled = arena.allocate(2 * POLLFD_SIZE, 4);
            polled.set(ValueLayout.JAVA_INT, 0, first);
            polled.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
            polled.set(ValueLayout.JAVA_INT, POLLFD_SIZE, second);
            polled.set(ValueLayout.JAVA_SHORT, POLLFD_SIZE + 4, POLLIN);
            MemorySegment timeout = arena.allocate(16, 8);
            timeout.set(ValueLayout.JAVA_LONG, 0, time.toSeconds());
            timeout.set(ValueLayout.JAVA_LONG, 8, time.toNanosPart());
            return (int) call(Call.PPOLL, polled.address(), 2, timeout.address(), 0, 0, 0);
        }
    }

    public int close(int fd) {
        return call(Call.CLOSE, fd, 0);
    }

    /** Goes to a file's end; how far that is from its beginning, in bytes. */
    public long seekToEnd(int fd) {
        return call(Call.LSEEK, fd, 0, SEEK_END, 0, 0, 0);
    }

    public int effectiveUser() {
        return call(Call.GETEUID, 0, 0);
    }

    /** Locks an open file for this process alone; EAGAIN when another one has it locked. */
    public int lockOrFail(int fd) {
        return call(Call.FLOCK, fd, LOCK_EX | LOCK_NB);
    }

    /** Locks an open file together with others that lock it so; EAGAIN when another process has it for itself. */
    public int lockSharedOrFail(int fd) {
        return call(Call.FLOCK, fd, LOCK_SH | LOCK_NB);
    }

    /**
     * Takes room on the disk for what will be written to an open file; its length stays (FALLOC_FL_KEEP_SIZE, fallocate(2)).
     * EOPNOTSUPP where the file system can't do that.
     */
    public int reserve(int fd, long from, long length) {
        return (int) call(Call.FALLOCATE, fd, FALLOC_FL_KEEP_SIZE, from, length, 0, 0);
    }

    /** From now on no memory of this process gets into a core file, and only root may look into it. */
    public int denyDumps() {
        try (Arena arena = Arena.ofConfined()) {
            // struct rlimit64: 0 now, and 0 at most
            MemorySegment none = arena.allocate(16, 8);
            int limited = (int) call(Call.PRLIMIT64, 0, RLIMIT_CORE, none.address(), 0, 0, 0);
            int dumpable = (int) call(Call.PRCTL, PR_SET_DUMPABLE, 0, 0, 0, 0, 0);
            return limited < 0 ? limited : dumpable;
        }
    }

    /**
     * Puts a filter on the system calls of all threads of this process, and of what it starts; with it none of them gains rights
     * by what it executes (PR_SET_NO_NEW_PRIVS). Neither can be taken back.
     *
     * @param program struct sock_filter of include/uapi/linux/filter.h, one after the other, in this machine's byte order
     * @return 0, or minus the errno
     */
    public int filterCalls(byte[] program) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment filter = arena.allocate(program.length, 8);
            MemorySegment.copy(program, 0, filter, ValueLayout.JAVA_BYTE, 0, program.length);
            MemorySegment header = arena.allocate(SOCK_FPROG_SIZE, 8);
            header.set(ValueLayout.JAVA_SHORT, 0, (short) (program.length / Long.BYTES));
            header.set(ValueLayout.JAVA_LONG, 8, filter.address());
            int result = (int) call(Call.PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
            if (result < 0) {
                return result;
            }
            result = (int)
                    call(Call.SECCOMP, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, header.address(), 0, 0, 0);
            // A number above 0 is a thread that has another filter and can't be given this one.
            return result > 0 ? -Errno.EBUSY.number() : result;
        }
    }

    /** The numbers of all calls that are made here, on one of the processors. */
    static List<Integer> numbers(boolean arm64) {
        return Arrays.stream(Call.values())
                .map(call -> arm64 ? call.onArm64 : call.onX86)
                .toList();
    }

    /** Whether this is arm64, and else x86-64. */
    public boolean isArm64() {
        return arm64;
    }

    /**
     * What a file is.
     *
     * @param mode type and permissions, as in {@code st_mode}
     * @param user the owner's uid
     * @param links how many names it has
     * @param inode its number, which sysfs gives anew to each file that it makes
     * @param major of the file system's device
     * @param minor of the file system's device
     */
    public record Status(int mode, int user, int links, long inode, int major, int minor) {
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

    /** A number that no device has. */
    public static final long NO_DEVICE = Long.MAX_VALUE;

    /** One number for a device's major and minor. */
    public static long deviceNumber(int major, int minor) {
        return ((long) major << 32) | Integer.toUnsignedLong(minor);
    }

    /**
     * The number of the character device that a path leads to, links followed: {@link #NO_DEVICE} for whatever is not one,
     * and minus the errno. Neither a server of a file system nor a network is asked for its own answer, and nothing is
     * mounted for it.
     */
    public long characterDevice(String path) {
        return characterDevice(AT_FDCWD, path, 0);
    }

    /** As {@link #characterDevice(String)}, of an open file. */
    public long characterDevice(int fd) {
        return characterDevice(fd, "", AT_EMPTY_PATH);
    }

    private long characterDevice(int fd, String path, int flags) {
        Scratch own = scratch.get();
        MemorySegment statx = own.bytes();
        int all = flags | AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT;
        long result = call(own, Call.STATX, fd, own.path(path), all, STATX_TYPE, statx.address(), 0);
        if (result < 0) {
            return result;
        }
        int mode = Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, STATX_MODE));
        return (mode & TYPE_OF_MODE) == CHARACTER_DEVICE
                ? deviceNumber(
                        statx.get(ValueLayout.JAVA_INT, STATX_RDEV_MAJOR),
                        statx.get(ValueLayout.JAVA_INT, STATX_RDEV_MINOR))
                : NO_DEVICE;
    }

    /** Whether two threads have one table of open files: 0 when they do, above 0 when not, or minus the errno. */
    public int sameFiles(int first, int second) {
        return (int) call(Call.KCMP, first, second, KCMP_FILES, 0, 0, 0);
    }

    /** Opens a path as a process sees it that has an open folder for its root; not the file, only its place (O_PATH). */
    public int openInRoot(int root, String path) {
        Scratch own = scratch.get();
        own.how().set(ValueLayout.JAVA_LONG, 0, O_PATH | O_CLOEXEC);
        own.how().set(ValueLayout.JAVA_LONG, 16, RESOLVE_IN_ROOT);
        return (int) call(own, Call.OPENAT2, root, own.path(path), own.how().address(), OPEN_HOW_SIZE, 0, 0);
    }

    private Reading<Status> status(int fd, String path, int flags) {
        Scratch own = scratch.get();
        MemorySegment statx = own.bytes();
        long result = call(own, Call.STATX, fd, own.path(path), flags, STATX_WANTED, statx.address(), 0);
        if (result < 0) {
            return Reading.failed(new Errno((int) -result));
        }
        return Reading.of(new Status(
                Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, STATX_MODE)),
                statx.get(ValueLayout.JAVA_INT, STATX_UID),
                statx.get(ValueLayout.JAVA_INT, STATX_NLINK),
                statx.get(ValueLayout.JAVA_LONG, STATX_INODE),
                statx.get(ValueLayout.JAVA_INT, STATX_DEV_MAJOR),
                statx.get(ValueLayout.JAVA_INT, STATX_DEV_MINOR)));
    }
}
