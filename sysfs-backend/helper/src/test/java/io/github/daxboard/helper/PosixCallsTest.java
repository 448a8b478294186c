// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.linux.SystemCalls;
import io.github.daxboard.linux.SystemCalls.Status;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's calls say what the kernel says: the same errno, and the same of a file as statx(2). */
final class PosixCallsTest {
    private static final int EBADF = 9;
    private static final int EISDIR = 21;
    private static final int ESPIPE = 29;
    private static final int NO_SUCH_FILE = 1_000_000;

    private final PosixCalls posix = PosixCalls.loaded();
    private final SystemCalls system = new SystemCalls();

    @TempDir
    private Path folder;

    private Path file = Path.of("/");

    @BeforeEach
    void make() throws Exception {
        file = Files.writeString(folder.resolve("a file"), "12345");
    }

    private int open(Path path, int flags) {
        int fd = posix.open(path.toString(), flags, 0600);
        assertThat(fd).as("open %s", path).isNotNegative();
        return fd;
    }

    @Test
    void anOpenThatFailsSaysWhy() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(posix.open(folder.resolve("none").toString(), SystemCalls.O_RDONLY, 0))
                .isEqualTo(-Errno.ENOENT.number());
        assertThat(posix.open(link.toString(), SystemCalls.O_RDWR | system.noFollowFlag(), 0))
                .isEqualTo(-Errno.ELOOP.number());
        assertThat(posix.open(file.toString(), SystemCalls.O_RDONLY | system.directoryFlag(), 0))
                .isEqualTo(-Errno.ENOTDIR.number());
        assertThat(posix.open(folder.toString(), SystemCalls.O_WRONLY, 0)).isEqualTo(-EISDIR);
    }

    @Test
    void whatIsMadeHasTheModeThatIsLeftByTheUmask() throws Exception {
        int fd = open(folder.resolve("new"), SystemCalls.O_RDWR | SystemCalls.O_CREAT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(Path.of("/proc/self/fdinfo/" + fd)))
                .as("O_CLOEXEC")
                .containsPattern("flags:\\s+02\\d{6}\\b");
        posix.close(fd);
    }

    @Test
    void aWriteSaysHowMuchWasTakenOrWhyNothing() throws Exception {
        int full = open(Path.of("/dev/full"), SystemCalls.O_WRONLY);
        int end = open(file, SystemCalls.O_WRONLY | SystemCalls.O_APPEND);
        int reads = open(file, SystemCalls.O_RDONLY);

        assertThat(posix.write(full, new byte[] {1, 2})).isEqualTo(-Errno.ENOSPC.number());
        assertThat(posix.write(end, "678".getBytes(StandardCharsets.UTF_8))).isEqualTo(3);
        assertThat(posix.write(end, new byte[0])).isZero();
        assertThat(posix.write(reads, new byte[] {1})).isEqualTo(-EBADF);
        assertThat(Files.readString(file)).isEqualTo("12345678");
        posix.close(full);
        posix.close(end);
        posix.close(reads);
    }

    /** The helper opens what it keeps with O_NONBLOCK; a fifo in a file's place is full at once, and is not waited for. */
    @Test
    void aWriteThatWouldWaitIsEagain() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        int fd = open(fifo, SystemCalls.O_RDWR | SystemCalls.O_NONBLOCK);

        int taken = posix.write(fd, new byte[1 << 20]);

        assertThat(taken).isBetween(1, (1 << 20) - 1);
        assertThat(posix.write(fd, new byte[1 << 20])).isEqualTo(-Errno.EAGAIN.number());
        assertThat(posix.seekToEnd(fd)).isEqualTo(-ESPIPE);
        assertThat(posix.sync(fd)).isEqualTo(-Errno.EINVAL.number());
        posix.close(fd);
    }

    @Test
    void aFileIsCutAndSyncedAndItsEndIsFound() throws Exception {
        int fd = open(file, SystemCalls.O_RDWR);
        int reads = open(file, SystemCalls.O_RDONLY);

        assertThat(posix.seekToEnd(fd)).isEqualTo(5);
        assertThat(posix.cut(fd, 2)).isZero();
        assertThat(posix.cut(fd, 5L << 30)).isZero();
        assertThat(posix.seekToEnd(fd)).isEqualTo(5L << 30);
        assertThat(posix.cut(fd, 1)).isZero();
        assertThat(posix.sync(fd)).isZero();
        assertThat(Files.readString(file)).isEqualTo("1");
        assertThat(posix.cut(reads, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(posix.cut(fd, -1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(posix.close(fd)).isZero();
        assertThat(posix.close(reads)).isZero();
    }

    @Test
    void aLockOfAnotherOpenFileIsEagainUntilThatIsClosed() {
        int first = open(file, SystemCalls.O_RDWR);
        int second = open(file, SystemCalls.O_RDWR);

        assertThat(posix.lockOrFail(first)).isZero();
        assertThat(posix.lockOrFail(second)).isEqualTo(-Errno.EAGAIN.number());
        assertThat(system.lockSharedOrFail(second)).isEqualTo(-Errno.EAGAIN.number());
        posix.close(first);
        assertThat(posix.lockOrFail(second)).isZero();
        posix.close(second);
    }

    @Test
    void aDescriptorThatIsNotOpenIsEbadf() {
        assertThat(posix.close(NO_SUCH_FILE)).isEqualTo(-EBADF);
        assertThat(posix.sync(NO_SUCH_FILE)).isEqualTo(-EBADF);
        assertThat(posix.cut(NO_SUCH_FILE, 0)).isEqualTo(-EBADF);
        assertThat(posix.lockOrFail(NO_SUCH_FILE)).isEqualTo(-EBADF);
        assertThat(posix.seekToEnd(NO_SUCH_FILE)).isEqualTo(-EBADF);
        assertThat(posix.status(NO_SUCH_FILE)).isEqualTo(Reading.<Status>failed(new Errno(EBADF)));
        assertThat(posix.status(folder.resolve("none").toString())).isEqualTo(Reading.<Status>failed(Errno.ENOENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/proc/self/status",
                "/proc/self/exe",
                "/sys/kernel",
                "/dev/null",
                "/dev/shm",
                "/run",
                "/tmp"
            })
    void aFileIsWhatStatxSays(String path) {
        assertThat(posix.status(path)).isEqualTo(system.status(path));
        int fd = system.open(path, SystemCalls.O_RDONLY, 0);
        assertThat(posix.status(fd)).isEqualTo(system.status(fd));
        system.close(fd);
    }

    @Test
    void aPlainFileWithTwoNamesIsWhatStatxSays() throws Exception {
        Files.createLink(folder.resolve("other"), file);
        int fd = open(file, SystemCalls.O_RDONLY);

        assertThat(posix.status(fd)).isEqualTo(system.status(fd));
        assertThat(posix.status(fd).value().orElseThrow().links()).isEqualTo(2);
        assertThat(posix.status(fd).value().orElseThrow().isPlainFile()).isTrue();
        posix.close(fd);
    }

    @Test
    void thePersonWhoRunsItIsTheKernels() {
        assertThat(posix.effectiveUser()).isEqualTo(system.effectiveUser());
    }

    /** The errno of one thread's call is not another's. */
    @Test
    void eachThreadHasItsOwnErrno() {
        CompletableFuture<?> others = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 2000; i++) {
                assertThat(posix.close(NO_SUCH_FILE)).isEqualTo(-EBADF);
            }
        });
        String none = folder.resolve("none").toString();
        for (int i = 0; i < 2000; i++) {
            assertThat(posix.open(none, SystemCalls.O_RDONLY, 0)).isEqualTo(-Errno.ENOENT.number());
        }
        others.join();
    }
}
