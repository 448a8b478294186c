// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.daxboard.save.OutputFile.Readers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a name that a user gives for a file, whatever it stands for. */
@Timeout(60)
final class OutputFileTest {
    private static final byte[] CONTENT = "new\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self/task"), "unix:uid"));
    }

    private static void asRoot(String why) throws IOException {
        Assumptions.assumeTrue(isRoot(), () -> "skipped, since only root may " + why);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertRefused(Path file, String cause) {
        assertThatThrownBy(() -> OutputFile.write(file, CONTENT, Readers.AS_USUAL))
                .isInstanceOf(BadTargetException.class)
                .hasMessageContaining(cause);
        assertThatThrownBy(() -> OutputFile.check(file))
                .isInstanceOf(BadTargetException.class)
                .hasMessageContaining(cause);
    }

    @Test
    void aNewFileHasTheModeThatTheUmaskSays() throws Exception {
        Path usual = folder.resolve("usual");
        Files.createFile(usual);
        OutputFile.write(folder.resolve("new"), CONTENT, Readers.AS_USUAL);
        assertThat(folder.resolve("new")).hasBinaryContent(CONTENT);
        assertThat(mode(folder.resolve("new"))).isEqualTo(mode(usual));
        assertThat(names()).containsExactly("new", "usual");
    }

    @Test
    void whatHoldsSecretsIsForItsOwnerWhateverTheModeWas() throws Exception {
        Path file = folder.resolve("capture");
        OutputFile.write(file, CONTENT, Readers.OWNER);
        assertThat(mode(file)).isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        OutputFile.write(file, CONTENT, Readers.OWNER);
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsReplacedKeepsItsMode() throws Exception {
        Path file = Files.writeString(folder.resolve("old"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        OutputFile.write(file, CONTENT, Readers.AS_USUAL);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(mode(file)).isEqualTo("rw-r-----");
    }

    @Test
    void aFileThatIsReplacedKeepsItsOwner() throws Exception {
        asRoot("give files away");
        Path file = Files.writeString(folder.resolve("old"), "old");
        Files.setAttribute(file, "unix:uid", 12_345);
        OutputFile.write(file, CONTENT, Readers.AS_USUAL);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(12_345);
    }

    @Test
    void aLinkStaysAndWhatItLeadsToIsWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), link);
        OutputFile.write(second, CONTENT, Readers.AS_USUAL);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(link).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(names()).containsExactly("file", "link", "second");
    }

    @Test
    void aLinkToNothingAndLinksInACircleAreRefused() throws Exception {
        Files.createSymbolicLink(folder.resolve("to-nothing"), folder.resolve("absent"));
        assertRefused(
                folder.resolve("to-nothing"), "a link to " + folder.toRealPath().resolve("absent"));
        Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
        assertRefused(folder.resolve("one"), "links form a loop");
        assertThat(names()).containsExactly("one", "to-nothing", "two");
    }

    @Test
    void aLinkOfAnotherUserIsRefused() throws Exception {
        asRoot("make links that belong to others");
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Files.setAttribute(link, "unix:uid", 12_345, LinkOption.NOFOLLOW_LINKS);
        assertRefused(link, "belongs to another user, uid 12345");
        assertThat(file).hasContent("old");
    }

    @Test
    void aFifoIsWrittenThrough() throws Exception {
        Path fifo = folder.resolve("fifo");
        run("mkfifo", fifo.toString());
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(fifo);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        OutputFile.write(fifo, CONTENT, Readers.OWNER);
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(CONTENT);
        assertThat(Files.getAttribute(fifo, "unix:mode"))
                .isInstanceOfSatisfying(
                        Integer.class, mode -> assertThat(mode & 0170000).isEqualTo(0010000));
    }

    @Test
    void aNodeOfTheNullDeviceIsWrittenThroughAndStays() throws Exception {
        asRoot("make device nodes");
        Path node = folder.resolve("null2");
        run("mknod", node.toString(), "c", "1", "3");
        Object made = Files.getAttribute(node, "unix:mode");
        OutputFile.write(node, CONTENT, Readers.OWNER);
        assertThat(Files.getAttribute(node, "unix:mode")).isEqualTo(made);
        assertThat(names()).containsExactly("null2");
    }

    @Test
    void aDeviceThatHoldsSomethingIsRefused() throws Exception {
        asRoot("make device nodes");
        run("mknod", folder.resolve("disk").toString(), "b", "7", "250");
        run("mknod", folder.resolve("mem").toString(), "c", "1", "1");
        assertRefused(folder.resolve("disk"), "its content would be lost");
        assertRefused(folder.resolve("mem"), "it is a device");
        assertThat(names()).containsExactly("disk", "mem");
    }

    @Test
    void theFullDeviceIsAnErrorAndNotABadTarget() {
        assertThatThrownBy(() -> OutputFile.write(Path.of("/dev/full"), CONTENT, Readers.AS_USUAL))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BadTargetException.class)
                .hasMessageContaining("No space left");
    }

    @Test
    void aFullDiskLeavesTheOldFileWholeAndNoPart() throws Exception {
        asRoot("mount a small file system");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path file = disk.resolve("file");
        // In a mount namespace of its own, which ends with the process.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(
                "unshare",
                "--mount",
                "--",
                "sh",
                "-euc",
                "mount -t tmpfs -o size=64k tmpfs \"$1\"; echo old >\"$2\"; \"$3\" -cp \"$4\" \"$5\" \"$2\";"
                        + " [ \"$(cat \"$2\")\" = old ]; [ \"$(ls -A \"$1\")\" = file ]",
                "sh",
                disk.toString(),
                file.toString(),
                java,
                System.getProperty("java.class.path"),
                TooMuch.class.getName());
    }

    /** Writes more than there is room for; ends with 0 when it was told so. */
    static final class TooMuch {
        private TooMuch() {}

        public static void main(String[] args) {
            try {
                OutputFile.write(Path.of(args[0]), new byte[1 << 20], Readers.AS_USUAL);
                System.exit(1);
            } catch (IOException e) {
                System.exit(e instanceof BadTargetException ? 2 : 0);
            }
        }
    }

    @Test
    void aFolderAndAPathThatIsNotThereAreRefusedPlainly() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        Files.createFile(folder.resolve("file"));
        assertRefused(folder.resolve("sub"), "it is a folder");
        assertRefused(Path.of("/"), "it is a folder");
        assertRefused(folder.resolve("absent/file"), "there is no such file or folder");
        assertRefused(folder.resolve("file/file"), "not a folder");
    }

    @Test
    void whatMayNotBeWrittenIsRefusedAndStays() throws Exception {
        Assumptions.assumeFalse(isRoot(), "skipped, since root may write to every file");
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertRefused(file, "permission denied");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertRefused(folder.resolve("new"), "no permission to create a file in");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theDescriptorOfAFileIsAStreamAndNoFileThatIsReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old\n");
        Object before = Files.getAttribute(file, "unix:ino");
        try (var open = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND);
                Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            open.flush();
            Path own = descriptors
                    .filter(descriptor -> descriptor.toFile().exists() && isSame(descriptor, file))
                    .findFirst()
                    .orElseThrow();
            OutputFile.write(own, CONTENT, Readers.AS_USUAL);
        }
        assertThat(file).hasContent("old\nnew\n");
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    }

    private static boolean isSame(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException e) {
            return false;
        }
    }
}
