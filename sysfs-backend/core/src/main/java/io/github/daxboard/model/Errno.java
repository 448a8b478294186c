// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.Arrays;
import java.util.Optional;

/**
 * A Linux error number, as a system call left it.
 *
 * @param number the number, as in {@code include/uapi/asm-generic/errno-base.h}; positive
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    /** Also of a look at all processes: those outside of this container have no number here. */
    public static final Errno ESRCH = new Errno(3);

    public static final Errno EINTR = new Errno(4);
    public static final Errno EIO = new Errno(5);
    public static final Errno ENXIO = new Errno(6);
    public static final Errno E2BIG = new Errno(7);
    public static final Errno ENOEXEC = new Errno(8);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno ENOMEM = new Errno(12);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EBUSY = new Errno(16);
    public static final Errno ENODEV = new Errno(19);
    public static final Errno ENOTDIR = new Errno(20);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENOSPC = new Errno(28);
    public static final Errno ERANGE = new Errno(34);
    public static final Errno ELOOP = new Errno(40);
    public static final Errno EOPNOTSUPP = new Errno(95);

    public static final Errno ETIMEDOUT = new Errno(110);

    private enum Known {
        EPERM(1, "operation not permitted"),
        ENOENT(2, "no such file or directory"),
        ESRCH(3, "no such process"),
        EINTR(4, "interrupted"),
        EIO(5, "input or output error"),
        ENXIO(6, "no such device or address"),
        E2BIG(7, "argument list too long"),
        ENOEXEC(8, "the file has the wrong format"),
        EBADF(9, "bad file descriptor"),
        EAGAIN(11, "temporarily unavailable"),
        ENOMEM(12, "out of memory"),
        EACCES(13, "permission denied"),
        EFAULT(14, "bad address"),
        EBUSY(16, "device or resource busy"),
        EEXIST(17, "file exists"),
        EXDEV(18, "leads to another file system"),
        ENODEV(19, "no such device, or the driver does not match it"),
        ENOTDIR(20, "not a directory"),
        EISDIR(21, "is a directory"),
        EINVAL(22, "invalid argument"),
        ENFILE(23, "too many open files in the system"),
        EMFILE(24, "too many open files"),
        ENOSPC(28, "no space left"),
        EROFS(30, "read-only file system"),
        ERANGE(34, "out of range"),
        ENAMETOOLONG(36, "file name too long"),
        ENOSYS(38, "not implemented by this kernel"),
        ELOOP(40, "a symbolic link where none may be"),
        EOPNOTSUPP(95, "operation not supported"),
        ETIMEDOUT(110, "timed out"),
        EKEYREJECTED(129, "key was rejected by service");

        private final int number;
        private final String words;

        Known(int number, String words) {
            this.number = number;
            this.words = words;
        }
    }

    public Errno {
        if (number <= 0) {
            throw new IllegalArgumentException("an errno is positive, not " + number);
        }
    }

    /** The symbol, such as {@code EBUSY}, or {@code errno 77} for a number without a name here. */
    public String symbol() {
        return known().map(Enum::name).orElse("errno " + number);
    }

    /** What it means, in a few words without a full stop. */
    public String words() {
        return known().map(k -> k.words).orElse("an error that has no name here");
    }

    /** {@link #words} in every language. */
    public Message message() {
        return Message.verbatim(words());
    }

    private Optional<Known> known() {
        return Arrays.stream(Known.values()).filter(k -> k.number == number).findFirst();
    }

    @Override
    public String toString() {
        return symbol();
    }
}
