// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturedTreeTest {
    private static final String DEVICE = "/sys/devices/platform/hmem.0/dax0.1";

    @TempDir
    private Path temp;

    private static KernelPath path(String text) {
        return new KernelPath(text);
    }

    @Test
    void anArchiveReadsAsTheKernelDid() {
        CapturedTree tree = Fixtures.tree("b-hmem-3dev");
        assertThat(tree.list(KernelPath.DAX_DEVICES))
                .isEqualTo(Reading.of(List.of("dax0.0", "dax0.1", "dax0.2", "dax0.3")));
        assertThat(tree.readLink(path("/sys/bus/dax/devices/dax0.1")))
                .isEqualTo(Reading.of("../../../devices/platform/hmem.0/dax0.1"));
        assertThat(tree.read(path(DEVICE + "/size"))).isEqualTo(Reading.of("134217728"));
        assertThat(tree.read(path(DEVICE + "/mapping0/start"))).isEqualTo(Reading.of("0x40000000"));
        assertThat(tree.read(path("/proc/iomem")).value().orElseThrow()).contains("48000000-57ffffff : dax0.2");
        assertThat(tree.driverState(Driver.KMEM)).isEqualTo(Reading.of(DriverState.LOADED));
    }

    @Test
    void whatCouldNotBeReadSaysWhy() {
        CapturedTree tree = Fixtures.tree("b-hmem-3dev");
        assertThat(tree.read(path(DEVICE + "/mapping"))).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(tree.read(path("/sys/bus/dax/drivers/kmem/bind"))).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(tree.list(path("/sys/bus/dax/drivers/kmem")).value().orElseThrow())
                .contains("bind", "unbind", "new_id", "remove_id");
    }

    @Test
    void whatWasNotCapturedIsAbsent() {
        CapturedTree tree = Fixtures.tree("a-hmem-devdax");
        assertThat(tree.read(KernelPath.OS_RELEASE)).isEqualTo(Reading.absent());
        assertThat(tree.driverState(Driver.KMEM)).isEqualTo(Reading.absent());
        assertThat(tree.holders()).isEqualTo(Reading.absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-hmem-devdax", "b-hmem-3dev", "c-pmem-devdax"})
    void aFolderReadsAsItsArchive(String fixture) throws IOException {
        CapturedTree archive = Fixtures.tree(fixture);
        CapturedTree folder = CapturedTree.open(Fixtures.unpack(fixture, temp));
        assertSame(archive, folder, path("/sys"));
        assertThat(folder.read(path("/proc/iomem"))).isEqualTo(archive.read(path("/proc/iomem")));
    }

    private static void assertSame(CapturedTree left, CapturedTree right, KernelPath at) {
        assertThat(right.read(at)).as("%s", at).isEqualTo(left.read(at));
        assertThat(right.readLink(at)).as("%s", at).isEqualTo(left.readLink(at));
        assertThat(right.list(at)).as("%s", at).isEqualTo(left.list(at));
        left.list(at).value().orElse(List.of()).forEach(name -> assertSame(left, right, at.child(name)));
    }

    @Test
    void theFolderAboveAlsoDoes() throws IOException {
        Fixtures.unpack("a-hmem-devdax", temp);
        assertThat(CapturedTree.open(temp).list(KernelPath.DAX_DEVICES)).isEqualTo(Reading.of(List.of("dax0.0")));
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path folder = Fixtures.unpack("a-hmem-devdax", temp);
        Path link = Files.createSymbolicLink(folder.resolve("sys/etc"), Path.of("/etc"));
        CapturedTree tree = CapturedTree.open(folder);
        Files.delete(link);
        assertThat(tree.readLink(path("/sys/etc"))).isEqualTo(Reading.of("/etc"));
        assertThat(tree.read(path("/sys/etc/hostname"))).isEqualTo(Reading.failed(Errno.ELOOP));
        assertThat(tree.read(path("/sys/bus/dax/devices/dax0.0/size"))).isEqualTo(Reading.failed(Errno.ELOOP));
    }

    @Test
    void aFolderWithoutSysIsRefused() {
        assertThatThrownBy(() -> CapturedTree.open(temp))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no folder sys in");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("x.tar"), "hello ".repeat(200));
        assertThatThrownBy(() -> CapturedTree.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a tar");
    }

    @Test
    void anArchiveThatClimbsOutIsRefused() throws IOException {
        Path file = Files.write(temp.resolve("x.tar"), tar("sys/../../etc/passwd", "x"));
        assertThatThrownBy(() -> CapturedTree.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out of it");
    }

    @Test
    void anArchiveThatEndsEarlyIsRefused() throws IOException {
        byte[] whole = tar("sys/bus/dax/drivers_autoprobe", "1\n");
        Path file = Files.write(temp.resolve("x.tar"), java.util.Arrays.copyOf(whole, 513));
        assertThatThrownBy(() -> CapturedTree.open(file)).isInstanceOf(IOException.class);
    }

    /** The first bytes are a gzip header with a field for extra bytes, a name, a comment and a checksum. */
    @Test
    void aGzipHeaderThatEndsEarlyIsRefusedWithAReason() throws IOException {
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0, 1, 1};
        for (int length = 2; length < header.length; length++) {
            Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(header, length));
            assertThatThrownBy(() -> CapturedTree.open(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class)
                    .message()
                    .isNotBlank();
        }
    }

    @Test
    void aPlainTarIsReadToo() throws IOException {
        Path file = Files.write(temp.resolve("x.tar"), tar("./sys/bus/dax/drivers_autoprobe", "1\n"));
        assertThat(CapturedTree.open(file).read(KernelPath.AUTOPROBE)).isEqualTo(Reading.of("1"));
    }

    /** An archive of one file. */
    private static byte[] tar(String name, String content) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, "%011o".formatted(content.length()));
        header[156] = '0';
        put(header, 257, "ustar\0" + "00");
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        out.write(java.util.Arrays.copyOf(content.getBytes(StandardCharsets.US_ASCII), 512));
        out.write(new byte[1024]);
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
