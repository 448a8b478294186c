// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The lock that keeps two helpers from working at once. The kernel gives it back when its holder ends, however it ends. The
 * file stays: who removed it could take a lock beside one that is held. daxctl and udev know nothing of it.
 */
final class HostLock implements AutoCloseable {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final PrivateFiles files;
    private final int fd;

    private HostLock(PrivateFiles files, int fd) {
        this.files = files;
        this.fd = fd;
    }

    /**
     * Takes the lock, without waiting.
     *
     * @param file whose folder only root may write to, such as {@code /run/daxboard.lock}
     * @throws RefusedException when another helper has it, or the file can't be used
     */
    static HostLock take(PrivateFiles files, Path file) throws RefusedException {
        try {
            int fd = files.openToLock(file);
            if (!lockSoon(files, fd, file)) {
                Optional<Long> holder = LockHolders.of(files, fd);
                files.close(fd);
                throw new RefusedException(held(file, holder));
            }
            try {
                leavePid(files, fd, file);
            } catch (RuntimeException | Error e) {
                files.close(fd);
                throw e;
            }
            return new HostLock(files, fd);
        } catch (IOException e) {
            throw new RefusedException(unusable(file, e));
        }
    }

    /** For other programs. The helper itself asks the kernel for who has the lock; so a full disk does not matter. */
    private static void leavePid(PrivateFiles files, int fd, Path file) {
        try {
            files.cut(fd, 0, file);
            files.write(fd, ProcessHandle.current().pid() + "\n", file);
        } catch (IOException e) {
            // Then it is not there.
        }
    }

    /** Whether the lock could be had, at once or nearly so: a program that only tests whether it is free has it for a moment. */
    private static boolean lockSoon(PrivateFiles files, int fd, Path file) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (files.lock(fd, file)) {
                return true;
            }
            Cancel.never().await(PAUSE);
        }
        return false;
    }

    private static Problem held(Path file, Optional<Long> holder) {
        Message which =
                holder.map(pid -> Message.verbatim("pid " + pid)).orElseGet(() -> Message.of("helper.held.unknown"));
        return Problem.keyed(
                        Problem.Kind.BLOCKED,
                        "helper.held",
                        holder.map(pid -> "pid " + pid).orElse("the lock"),
                        which)
                .withSeen(List.of(holder.map(pid -> Message.of("helper.held.by", file, pid))
                        .orElseGet(() -> Message.of("helper.held.locked", file))));
    }

    private static Problem unusable(Path file, IOException failure) {
        return Problem.keyed(Problem.Kind.FAILED, "helper.lock", file).withSeen(List.of(FileFailure.message(failure)));
    }

    @Override
    public void close() {
        files.close(fd);
    }
}
