// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Superblock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuperblocksTest {
    private static final String UUID = "2f0b4e5c-6d1a-4c57-9a39-0f3f1d1f2a3b";

    @TempDir
    private Path folder;

    private static Optional<Superblock> in(byte[] bytes) {
        return Superblocks.in(Arrays.copyOf(bytes, Superblocks.WANTED));
    }

    @Test
    void emptyMemoryHoldsNothingKnown() {
        assertThat(in(new byte[0])).isEmpty();
    }

    @Test
    void famfsIsKnownByTheMarkThatItsToolsWriteFirst() {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(in(bytes.putLong(0x87b282ffL).array())).map(Superblock::type).contains("famfs");
    }

    /** What the programs that make file systems write is what is read; a program that is not installed is passed over. */
    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "ext4,mkfs.ext4 -q -F -L data -U UUID",
        "ext3,mkfs.ext3 -q -F -L data -U UUID",
        "ext2,mkfs.ext2 -q -F -L data -U UUID",
        "xfs,mkfs.xfs -q -f -L data -m uuid=UUID",
        "btrfs,mkfs.btrfs -q -f -L data -U UUID",
        "swap,mkswap -L data -U UUID"
    })
    void aRealFileSystemIsRecognised(String type, String command) throws IOException, InterruptedException {
        Path file = folder.resolve("image");
        try (var image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(320L << 20);
        }
        List<String> words =
                new ArrayList<>(List.of(command.replace("UUID", UUID).split(" ")));
        words.add(file.toString());
        Path program = List.of("/sbin/", "/usr/sbin/").stream()
                .map(place -> Path.of(place + words.getFirst()))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(""));
        Assumptions.assumeTrue(
                Files.isExecutable(program) && !program.toString().isEmpty(), words.getFirst());
        words.set(0, program.toString());
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();

        byte[] bytes = new byte[Superblocks.WANTED];
        try (var in = Files.newInputStream(file)) {
            assertThat(in.readNBytes(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        }
        assertThat(Superblocks.in(bytes)).contains(new Superblock(type, Optional.of("data"), Optional.of(UUID)));
    }
}
