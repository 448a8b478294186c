// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The look at processes, in a tree that looks like /proc. The devices are the ones that each machine has: /dev/full stands for
 * dax0.0, and /dev/zero for dax0.1. The lab has the same questions for a real kernel.
 */
@Timeout(60)
final class HolderScanTest {
    private static final String DAX00 = "/dev/full";
    private static final String DAX01 = "/dev/zero";
    private static final String HOST_USERS = "user:[4026531837]";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path root;

    private final SystemCalls calls = new SystemCalls();

    @BeforeEach
    void makeTree() throws IOException {
        put("devices/dax0.0/dev", "1:7\n");
        put("devices/dax0.1/dev", "1:5\n");
        process("self");
        put("proc/self/status", "Name:\tjava\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n");
        link("proc/self/ns/pid", "pid:[4026531836]");
    }

    private void put(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void link(String name, String target) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of(target));
    }

    /** A process that holds nothing. */
    private String process(String pid) throws IOException {
        String at = "proc/" + pid;
        Files.createDirectories(root.resolve(at + "/fd"));
        put(at + "/maps", "00400000-00452000 r-xp 00000000 08:02 173521  /bin/app\n");
        put(at + "/comm", "app\n");
        put(at + "/status", "Name:\tapp\nUid:\t1000\t1000\t1000\t1000\n");
        put(at + "/cgroup", "0::/system.slice/app.service\n");
        put(at + "/cmdline", "app\0--serve\0");
        put(at + "/mountinfo", "22 1 8:2 / / rw - ext4 /dev/sda2 rw\n");
        link(at + "/ns/mnt", "mnt:[1]");
        link(at + "/ns/user", HOST_USERS);
        link(at + "/root", "/");
        Files.createDirectories(root.resolve(at + "/task/" + pid));
        return at;
    }

    private HolderScan scan(Duration step, Duration words) {
        return new HolderScan(
                calls,
                root + "/proc",
                root + "/devices",
                new Bounded("test look", step, LONG, 8),
                new Bounded("test words", words, words, 8));
    }

    private List<String> lines() {
        Reading<List<Holder>> all = scan(LONG, LONG).scan();
        return Holder.describe(all.value().orElseThrow(() -> new AssertionError(all.whyNot()))).stream()
                .toList();
    }

    @Test
    void nobodyHoldsWhatNobodyHas() throws IOException {
        process("7");
        assertThat(lines()).isEmpty();
    }

    @Test
    void theNumberBehindADescriptorCountsAndNoText() throws IOException {
        String at = process("7");
        link("srv/node", DAX00);
        link(at + "/fd/3", root + "/srv/node");
        put("srv/dev/dax0.1", "an ordinary file");
        link(at + "/fd/4", root + "/srv/dev/dax0.1");
        assertThat(lines()).containsExactly("app (pid 7, app.service) has it open as " + root + "/srv/node");
        assertThat(scan(LONG, LONG).scan().value().orElseThrow())
                .extracting(holder -> holder.device().toString())
                .containsExactly("dax0.0");
    }

    /** The inner /dev/dax0.0 is the outer dax0.1. */
    @Test
    void aContainersNameForAnotherDeviceIsThatDevice() throws IOException {
        String at = process("7");
        link("container/dev/dax0.0", DAX01);
        link(at + "/fd/3", root + "/container/dev/dax0.0");
        assertThat(scan(LONG, LONG).scan().value().orElseThrow())
                .extracting(holder -> holder.device().toString())
                .containsExactly("dax0.1");
    }

    @Test
    void aSharedMappingIsLookedAtWhateverItsPathSays() throws IOException {
        String at = process("7");
        put(at + "/maps", """
                00200000-00400000 rw-s 00000000 00:06 1234    /x/dev/dax0.7 (deleted)
                7f0000000000-7f0000200000 rw-s 00000000 00:06 1234    /x/dev/dax0.7 (deleted)
                7f1000000000-7f1000200000 rw-p 00000000 00:06 99    /dev/dax0.1
                7f2000000000-7f2000200000 rw-s 00000000 00:01 100    /dev/dax0.1 (deleted)
                """);
        link(at + "/map_files/200000-400000", DAX00);
        link(at + "/map_files/7f2000000000-7f2000200000", "/etc/passwd");
        assertThat(lines()).containsExactly("app (pid 7, app.service) has it mapped as /dev/full");
    }

    @Test
    void oneProgramThatHasItOpenAndMappedIsOneUser() throws IOException {
        String at = process("7");
        link(at + "/fd/3", DAX00);
        put(at + "/maps", "7f00-7f80 rw-s 00000000 00:06 1234    /dev/dax0.0\n");
        link(at + "/map_files/7f00-7f80", DAX00);
        assertThat(lines()).containsExactly("app (pid 7, app.service) has it open and mapped as /dev/full");
    }

    @Test
    void anotherThreadIsLookedAtWhereTheMainOneHasEnded() throws IOException {
        String at = process("7");
        put(at + "/maps", "");
        link(at + "/task/900000008/fd/3", DAX01);
        link("proc/900000008/map_files/7f00-7f80", DAX00);
        put("proc/900000008/maps", "7f00-7f80 rw-s 00000000 00:06 1234    /dev/dax0.0\n");
        assertThat(scan(LONG, LONG).scan().value().orElseThrow())
                .filteredOn(holder -> holder.pid() == 7)
                .extracting(holder -> holder.device() + " " + holder.kind())
                .containsExactlyInAnyOrder("dax0.1 OPEN_FILE", "dax0.0 MAPPING");
    }

    @Test
    void namesAreToldInUtf8() throws IOException {
        String at = process("7");
        link(at + "/fd/3", DAX00);
        put(at + "/comm", "b\u00fccher\n");
        Holder holder = scan(LONG, LONG).scan().value().orElseThrow().getFirst();
        assertThat(holder.command()).isEqualTo("b\u00fccher");
        Files.write(root.resolve(at + "/comm"), new byte[] {'a', (byte) 0xff, '\n'});
        holder = scan(LONG, LONG).scan().value().orElseThrow().getFirst();
        assertThat(holder.command()).isEqualTo("a\ufffd");
    }

    @Test
    void theEffectiveUserIsToldAndNotTheOwnerOfTheFolder() throws IOException {
        link(process("7") + "/fd/3", DAX00);
        assertThat(scan(LONG, LONG).scan().value().orElseThrow().getFirst().user())
                .isEqualTo(1000);
    }

    /** As prctl(2), PR_SET_MM_ARG_END, lets a process have it. */
    @Test
    void aCommandLineOfFourGibibytesIsNotReadWhole() throws IOException {
        String at = process("7");
        link(at + "/fd/3", DAX00);
        try (RandomAccessFile file =
                new RandomAccessFile(root.resolve(at + "/cmdline").toFile(), "rw")) {
            file.write("app\0".getBytes(StandardCharsets.UTF_8));
            file.setLength(4L << 30);
        }
        assertThat(lines()).containsExactly("app (pid 7, app.service) has it open as /dev/full");
    }

    /** A pipe that nobody writes into: opening it for reading waits, as a page of a hung FUSE file does. */
    private void hang(Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            Process made = new ProcessBuilder("mkfifo", file.toString()).start();
            assertThat(made.waitFor()).isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aCommandLineThatNeverComesIsLeftOut() throws IOException {
        String at = process("7");
        link(at + "/fd/3", DAX00);
        hang(root.resolve(at + "/cmdline"));
        List<Holder> all = scan(LONG, SHORT).scan().value().orElseThrow();
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().commandLine()).isEmpty();
        assertThat(all.getFirst().command()).isEqualTo("app");
    }

    @Test
    void aLookThatHangsEndsAndIsNotKnown() throws IOException {
        hang(root.resolve(process("7") + "/maps"));
        assertThat(scan(SHORT, LONG).scan()).isEqualTo(Reading.failed(Errno.ETIMEDOUT));
    }

    @Test
    void tooManyLooksThatHangAreNotAddedTo() throws IOException {
        hang(root.resolve(process("7") + "/maps"));
        HolderScan scan = new HolderScan(
                calls,
                root + "/proc",
                root + "/devices",
                new Bounded("test look", SHORT, LONG, 1),
                new Bounded("test words", LONG, LONG, 8));
        assertThat(scan.scan()).isEqualTo(Reading.failed(Errno.ETIMEDOUT));
        assertThat(scan.scan()).isEqualTo(Reading.failed(Errno.EAGAIN));
    }

    @Test
    void withoutTheCapabilityNothingIsKnown() throws IOException {
        put("proc/self/status", "Name:\tjava\nUid:\t0\t0\t0\t0\nCapEff:\t000001fffff7ffff\n");
        assertThat(scan(LONG, LONG).scan()).isEqualTo(Reading.failed(Errno.EPERM));
    }

    @Test
    void inAContainerNothingIsKnown() throws IOException {
        link("proc/self/ns/pid", "pid:[4026532299]");
        assertThat(scan(LONG, LONG).scan()).isEqualTo(Reading.failed(Errno.ESRCH));
    }

    @Test
    void aDeviceWithoutANumberMakesTheAnswerUnknown() throws IOException {
        put("devices/dax0.0/dev", "");
        assertThat(scan(LONG, LONG).scan()).isEqualTo(Reading.failed(Errno.EIO));
    }

    @Test
    void mountsOfEachNamespaceCountOnceByTheNodeOfTheirSource() throws IOException {
        put("proc/self/mountinfo", """
                22 1 8:2 / / rw - ext4 /dev/dax0.0 rw
                23 22 0:50 / /srv/ours rw - famfs /dev/zero rw
                24 22 0:51 / /run rw - tmpfs /dev/full rw
                """);
        String at = process("7");
        link(at + "/ns/mnt", "mnt:[2]");
        put(at + "/mountinfo", """
                22 1 0:50 / /inner rw - famfs /dev/zero rw
                23 22 0:52 / /srv/my\\040files rw shared:1 - famfs none rw,daxdevs=/dev/full:/dev/null
                """);
        assertThat(lines())
                .containsExactly(
                        "famfs at /srv/ours and one more mount point is mounted from it",
                        "famfs at /srv/my files in the mount namespace of app (pid 7) is mounted from it");
    }

    /** Their source is what a user calls it. */
    @Test
    void whatAnyUserMayMountDoesNotCount() throws IOException {
        put("proc/self/mountinfo", """
                22 1 0:50 / /a rw - fuse.x /dev/full rw,user_id=1000,group_id=1000
                23 1 0:51 / /b rw - overlay /dev/full rw
                """);
        String at = process("7");
        link(at + "/ns/user", "user:[4026532300]");
        put(at + "/mountinfo", "22 1 0:52 / /c rw - fuse.x /dev/full rw,user_id=0,group_id=0\n");
        assertThat(lines()).isEmpty();
        put("proc/self/mountinfo", "22 1 0:50 / /a rw - fuse.famfs /dev/full rw,user_id=0,group_id=0\n");
        assertThat(lines()).containsExactly("fuse.famfs at /a is mounted from it");
    }

    @Test
    void aServerIsOneOnlyIfItIsRoots() throws IOException {
        String at = process("7");
        put(at + "/comm", "famfs_fused\n");
        put(at + "/cmdline", "famfs_fused\0-o\0source=/dev/full\0/mnt\0");
        assertThat(lines()).isEmpty();
        put(at + "/status", "Name:\tfamfs_fused\nUid:\t0\t0\t0\t0\n");
        assertThat(lines()).containsExactly("famfs_fused (pid 7, app.service) serves a file system on it as /dev/full");
        link(at + "/ns/user", "user:[4026532300]");
        assertThat(lines()).isEmpty();
    }

    /** A kernel without CONFIG_USER_NS has no such links: all processes are in one user namespace (fs/proc/namespaces.c). */
    @Test
    void withoutUserNamespacesMountsAndServersAreSeen() throws IOException {
        put("proc/self/mountinfo", "22 1 0:50 / /a rw - fuse.famfs /dev/full rw,user_id=0,group_id=0\n");
        String mounted = process("7");
        link(mounted + "/ns/mnt", "mnt:[2]");
        put(mounted + "/mountinfo", "22 1 0:51 / /b rw - famfs /dev/zero rw\n");
        String server = process("8");
        put(server + "/comm", "famfs_fused\n");
        put(server + "/status", "Name:\tfamfs_fused\nUid:\t0\t0\t0\t0\n");
        put(server + "/cmdline", "famfs_fused\0-o\0source=/dev/full\0/mnt\0");
        for (String process : List.of("self", "7", "8")) {
            Files.delete(root.resolve("proc/" + process + "/ns/user"));
        }
        assertThat(lines())
                .containsExactlyInAnyOrder(
                        "famfs_fused (pid 8, app.service) serves a file system on it as /dev/full",
                        "fuse.famfs at /a is mounted from it",
                        "famfs at /b in the mount namespace of app (pid 7) is mounted from it");
    }

    @Test
    void aServerWhoseArgumentsDoNotComeMakesTheAnswerUnknown() throws IOException {
        String at = process("7");
        put(at + "/comm", "famfs_fused\n");
        put(at + "/status", "Name:\tfamfs_fused\nUid:\t0\t0\t0\t0\n");
        hang(root.resolve(at + "/cmdline"));
        assertThat(scan(LONG, SHORT).scan()).isEqualTo(Reading.failed(Errno.ETIMEDOUT));
    }

    @Test
    void aFileSystemInTheKernelSaysSoItself() throws IOException {
        put("devices/dax0.1/fsdev/holder", "1\n");
        assertThat(lines()).containsExactly("a file system in the kernel has claimed it");
        put("devices/dax0.1/fsdev/holder", "0\n");
        assertThat(lines()).isEmpty();
    }

    @Test
    void listsOfAnyLengthAreReadLineByLine() throws IOException {
        String at = process("7");
        String many = IntStream.range(0, 20_000)
                .mapToObj(i -> Integer.toHexString(0x10000 + i) + "000-" + Integer.toHexString(0x10001 + i)
                        + "000 rw-s 00000000 00:01 " + (i % 50 + 1) + "    /" + "x".repeat(300))
                .collect(Collectors.joining("\n"));
        put(at + "/maps", many + "\n7f00-7f80 rw-s 00000000 00:06 1234    /dev/dax0.0\n");
        link(at + "/map_files/7f00-7f80", DAX00);
        assertThat(lines()).containsExactly("app (pid 7, app.service) has it mapped as /dev/full");
    }
}
