// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real dd, on files of /proc that are its own process's. */
@Timeout(60)
class KillableWriteTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static Optional<Errno> write(String path, String value) {
        return KillableWrite.write(new KernelPath(path), value, Cancel.never(), LONG);
    }

    @Test
    void aWriteThatTheKernelTakesHasNoError() {
        assertThat(write("/proc/self/comm", "daxboard")).isEmpty();
    }

    @Test
    void theKernelsOwnErrorComesThroughTheChild() {
        assertThat(write("/proc/self/oom_score_adj", "no number")).contains(Errno.EINVAL);
        assertThat(write("/proc/self/no_such_file", "1")).contains(Errno.ENOENT);
        assertThat(write("/proc/self/fd", "1")).contains(new Errno(21));
    }

    @Test
    void aLinkIsNotFollowed() {
        assertThat(write("/proc/self/exe", "1")).contains(Errno.ELOOP);
    }

    @Test
    void whoeverSaysItTheErrorIsUnderstood() {
        assertThat(KillableWrite.errno("dd: error writing '/sys/x/state': Device or resource busy\n"))
                .isEqualTo(Errno.EBUSY);
        assertThat(KillableWrite.errno("dd: IO error: Device or resource busy (os error 16)\n"))
                .isEqualTo(Errno.EBUSY);
        assertThat(KillableWrite.errno("dd: something else\n")).isEqualTo(Errno.EIO);
    }

    @Test
    void cancelEndsAWriteThatHangs() {
        Cancel cancel = new Cancel();
        Thread.ofVirtual().start(cancel::ask);
        assertThat(KillableWrite.write(List.of("/bin/sleep", "60"), "offline", cancel, LONG))
                .contains(Errno.EINTR);
    }

    @Test
    void aWriteThatHangsBeyondItsLimitIsEnded() {
        assertThat(KillableWrite.write(List.of("/bin/sleep", "60"), "offline", Cancel.never(), Duration.ofMillis(100)))
                .contains(Errno.ETIMEDOUT);
    }

    @Test
    void oneThatDoesNotHeedTheFirstSignalIsEndedAllTheSame() {
        List<String> deaf = List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done");
        assertThat(KillableWrite.write(deaf, "offline", Cancel.never(), Duration.ofMillis(500)))
                .contains(Errno.ETIMEDOUT);
    }

    /** A program that writes without end; its classes are the tests'. */
    static final class Endless {
        public static void main(String[] arguments) {
            KillableWrite.write(List.of("/bin/sleep", "600"), "offline", Cancel.never(), Duration.ofMinutes(10));
        }
    }

    @Test
    void aWriteThatHangsEndsWithTheProgramThatIsKilled() throws Exception {
        Process program = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName())
                .redirectErrorStream(true)
                .start();
        Optional<ProcessHandle> sleep = Optional.empty();
        while (sleep.isEmpty() && program.isAlive()) {
            sleep = program.descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("/sleep"))
                    .findFirst();
            Thread.onSpinWait();
        }

        program.destroyForcibly();

        assertThat(sleep.orElseThrow().onExit().get(20, TimeUnit.SECONDS).isAlive())
                .isFalse();
    }
}
