// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The lock between programs that look into devices, which share it, and the one that changes devices, which has it alone. It
 * is another file than the one that keeps two changes apart, so that a look never makes a change fail. The kernel gives the
 * lock back when its holder ends.
 */
final class LooksLock {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final SystemCalls calls;
    private final Path file;

    /** @param file whose folder only root may write to */
    LooksLock(SystemCalls calls, Path file) {
        this.calls = calls;
        this.file = file;
    }

    /** Does a look under the lock; EAGAIN, without a look, while somebody has the lock alone. */
    <T> Reading<T> share(Supplier<Reading<T>> look) {
        int fd = open();
        if (fd < 0) {
            return new Reading.Unreadable<>(new Errno(-fd));
        }
        try {
            int held = calls.lockSharedOrFail(fd);
            return held < 0 ? new Reading.Unreadable<>(new Errno(-held)) : look.get();
        } finally {
            calls.close(fd);
        }
    }

    /**
     * Takes the lock alone, and waits for looks that are under way: each is a matter of milliseconds.
     *
     * @return what gives it back; EAGAIN when it was not free within the limit
     */
    Reading<KernelPort.Hold> take(Duration limit) {
        int fd = open();
        if (fd < 0) {
            return new Reading.Unreadable<>(new Errno(-fd));
        }
        long end = System.nanoTime() + limit.toNanos();
        int held = calls.lockOrFail(fd);
        while (held == -Errno.EAGAIN.number() && System.nanoTime() < end) {
            Cancel.never().await(PAUSE);
            held = calls.lockOrFail(fd);
        }
        if (held < 0) {
            calls.close(fd);
            return new Reading.Unreadable<>(new Errno(-held));
        }
        return Reading.of(() -> calls.close(fd));
    }

    private int open() {
        int flags = SystemCalls.O_RDWR | SystemCalls.O_CREAT | SystemCalls.O_NONBLOCK | calls.noFollowFlag();
        return calls.open(file.toString(), flags, 0600);
    }
}
