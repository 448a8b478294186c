// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.linux.SystemCalls;
import io.github.daxboard.linux.SystemCalls.Status;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.util.Optional;
import jnr.posix.FileStat;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * The calls of POSIX on the helper's own files, by jnr-posix. A result below zero is minus the errno, as in {@link SystemCalls},
 * which has what Linux alone has.
 *
 * <p>The library is loaded by the first {@link #loaded}, which a helper that only looks never asks for. It finds its native part
 * by {@code jffi.boot.library.path}, which the launcher gives; the jar that would be unpacked to /tmp is not packaged.
 */
final class PosixCalls {
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int SEEK_END = 2;

    private static Optional<PosixCalls> only = Optional.empty();

    private final POSIX posix;

    private PosixCalls(POSIX posix) {
        this.posix = posix;
    }

    /**
     * The calls; loads the library the first time.
     *
     * @throws IllegalStateException when the library can't be loaded
     */
    static synchronized PosixCalls loaded() {
        if (only.isEmpty()) {
            only = Optional.of(new PosixCalls(load()));
        }
        return only.get();
    }

    private static POSIX load() {
        // Read once, when jnr-ffi and jffi are initialised: no generated code for the calls, no sun.misc.Unsafe.
        System.setProperty("jnr.ffi.asm.enabled", "false");
        System.setProperty("jffi.unsafe.disabled", "true");
        try {
            return POSIXFactory.getNativePOSIX();
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException("jnr-posix can't be loaded: " + cause(e), e);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    private int result(int result) {
        return result == -1 ? -posix.errno() : result;
    }

    /** Opens a path; O_CLOEXEC is always added. */
    int open(String path, int flags, int mode) {
        return result(posix.open(path, flags | SystemCalls.O_CLOEXEC, mode));
    }

    int close(int fd) {
        return result(posix.close(fd));
    }

    /** Writes bytes with one call; how many the kernel took. */
    int write(int fd, byte[] bytes) {
        return result(posix.write(fd, bytes, bytes.length));
    }

    /** Goes to a file's end; how far that is from its beginning, in bytes. */
    long seekToEnd(int fd) {
        long end = posix.lseekLong(fd, 0, SEEK_END);
        return end == -1 ? -posix.errno() : end;
    }

    int effectiveUser() {
        return posix.geteuid();
    }

    void umask(int mask) {
        posix.umask(mask);
    }

    /** Locks an open file for this process alone; EAGAIN when another one has it locked. */
    int lockOrFail(int fd) {
        return result(posix.flock(fd, LOCK_EX | LOCK_NB));
    }

    /** Cuts an open file to a length in bytes. */
    int cut(int fd, long length) {
        return result(posix.ftruncate(fd, length));
    }

    /** Waits until an open file is on the disk. */
    int sync(int fd) {
        return result(posix.fsync(fd));
    }

    /** What an open file is. */
    Reading<Status> status(int fd) {
        FileStat stat = posix.allocateStat();
        return status(result(posix.fstat(fd, stat)), stat);
    }

    /** What a path is; a link is a link. */
    Reading<Status> status(String path) {
        FileStat stat = posix.allocateStat();
        return status(result(posix.lstat(path, stat)), stat);
    }

    private static Reading<Status> status(int result, FileStat stat) {
        if (result < 0) {
            return Reading.failed(new Errno(-result));
        }
        long device = stat.dev();
        return Reading.of(new Status(stat.mode(), stat.uid(), stat.nlink(), stat.ino(), major(device), minor(device)));
    }

    // As the C library packs a device's number (gnu_dev_makedev): twelve bits of each, then the rest of each.

    private static int major(long device) {
        return (int) ((device >>> 8 & 0xfff) | (device >>> 32 & 0xfffff000L));
    }

    private static int minor(long device) {
        return (int) ((device & 0xff) | (device >>> 12 & 0xffffff00L));
    }
}
