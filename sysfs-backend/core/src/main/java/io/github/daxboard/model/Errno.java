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
        EPERM(1),
        ENOENT(2),
        ESRCH(3),
        EINTR(4),
        EIO(5),
        ENXIO(6),
        E2BIG(7),
        ENOEXEC(8),
        EBADF(9),
        EAGAIN(11),
        ENOMEM(12),
        EACCES(13),
        EFAULT(14),
        EBUSY(16),
        EEXIST(17),
        EXDEV(18),
        ENODEV(19),
        ENOTDIR(20),
        EISDIR(21),
        EINVAL(22),
        ENFILE(23),
        EMFILE(24),
        ENOSPC(28),
        EROFS(30),
        ERANGE(34),
        ENAMETOOLONG(36),
        ENOSYS(38),
        ELOOP(40),
        EOPNOTSUPP(95),
        ETIMEDOUT(110),
        EKEYREJECTED(129);

        private final int number;

        Known(int number) {
            this.number = number;
        }

        private Message message() {
            return switch (this) {
                case EPERM -> Message.of("errno.EPERM");
                case ENOENT -> Message.of("errno.ENOENT");
                case ESRCH -> Message.of("errno.ESRCH");
                case EINTR -> Message.of("errno.EINTR");
                case EIO -> Message.of("errno.EIO");
                case ENXIO -> Message.of("errno.ENXIO");
                case E2BIG -> Message.of("errno.E2BIG");
                case ENOEXEC -> Message.of("errno.ENOEXEC");
                case EBADF -> Message.of("errno.EBADF");
                case EAGAIN -> Message.of("errno.EAGAIN");
                case ENOMEM -> Message.of("errno.ENOMEM");
                case EACCES -> Message.of("errno.EACCES");
                case EFAULT -> Message.of("errno.EFAULT");
                case EBUSY -> Message.of("errno.EBUSY");
                case EEXIST -> Message.of("errno.EEXIST");
                case EXDEV -> Message.of("errno.EXDEV");
                case ENODEV -> Message.of("errno.ENODEV");
                case ENOTDIR -> Message.of("errno.ENOTDIR");
                case EISDIR -> Message.of("errno.EISDIR");
                case EINVAL -> Message.of("errno.EINVAL");
                case ENFILE -> Message.of("errno.ENFILE");
                case EMFILE -> Message.of("errno.EMFILE");
                case ENOSPC -> Message.of("errno.ENOSPC");
                case EROFS -> Message.of("errno.EROFS");
                case ERANGE -> Message.of("errno.ERANGE");
                case ENAMETOOLONG -> Message.of("errno.ENAMETOOLONG");
                case ENOSYS -> Message.of("errno.ENOSYS");
                case ELOOP -> Message.of("errno.ELOOP");
                case EOPNOTSUPP -> Message.of("errno.EOPNOTSUPP");
                case ETIMEDOUT -> Message.of("errno.ETIMEDOUT");
                case EKEYREJECTED -> Message.of("errno.EKEYREJECTED");
            };
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
    public Message message() {
        return known().map(Known::message).orElseGet(() -> Message.of("errno.other"));
    }

    /** {@link #message} in English. */
    public String words() {
        return message().english();
    }

    private Optional<Known> known() {
        return Arrays.stream(Known.values()).filter(k -> k.number == number).findFirst();
    }

    @Override
    public String toString() {
        return symbol();
    }
}
