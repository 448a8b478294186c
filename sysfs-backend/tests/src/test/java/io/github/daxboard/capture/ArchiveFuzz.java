// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.fuzz.Consequences;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A captured tree that somebody sent: it is refused, or it is a tree below /sys and /proc, and all that is worked out of its
 * picture comes out. The sums of tar's headers are put right first, since a change of a byte would otherwise end there.
 */
public final class ArchiveFuzz implements FuzzTarget {
    private static final int BLOCK = 512;
    private static final int MOST_LOOKED_AT = 2000;

    @Override
    public void test(byte[] input) throws Exception {
        Path file = Files.createTempFile("daxboard-fuzz", ".tar");
        try {
            Files.write(file, withSums(input));
            CapturedTree tree;
            try {
                tree = CapturedTree.open(file);
            } catch (IOException refused) {
                FuzzTarget.check(refused.getMessage() != null, "it is refused without a reason");
                return;
            }
            walk(tree);
            Consequences.of(SnapshotReader.read(tree, new HostName("captured"), Instant.EPOCH));
        } finally {
            Files.delete(file);
        }
    }

    /** Each folder has the names that it says, once, and nothing leads out of the tree. */
    private static void walk(CapturedTree tree) {
        List<KernelPath> left = new ArrayList<>(List.of(new KernelPath("/sys"), new KernelPath("/proc")));
        Set<KernelPath> seen = new HashSet<>(left);
        while (!left.isEmpty() && seen.size() < MOST_LOOKED_AT) {
            KernelPath path = left.removeLast();
            tree.read(path);
            tree.readLink(path);
            for (String name : tree.list(path).value().orElse(List.of())) {
                KernelPath.parse(path.text() + "/" + name).ifPresent(below -> {
                    FuzzTarget.check(seen.add(below), "a name is there twice");
                    Reading<String> link = tree.readLink(below);
                    if (link.value().isPresent()) {
                        FuzzTarget.check(tree.list(below).value().isEmpty(), "a link is followed");
                    }
                    left.add(below);
                });
            }
        }
    }

    static byte[] withSums(byte[] input) {
        byte[] tar = input.clone();
        for (int at = 0; at + BLOCK <= tar.length; ) {
            int sum = 0;
            for (int i = 0; i < BLOCK; i++) {
                sum += i >= 148 && i < 156 ? ' ' : tar[at + i] & 0xff;
            }
            if (sum == 8 * ' ') {
                break;
            }
            byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, tar, at + 148, digits.length);
            String size = new String(tar, at + 124, 12, StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
            int blocks = size.matches("[0-7]{1,7}") ? (Integer.parseInt(size, 8) + BLOCK - 1) / BLOCK : 0;
            at += BLOCK * (1 + blocks);
        }
        return tar;
    }

    @Override
    public List<byte[]> seeds() {
        try {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            TarWriter tar = new TarWriter(small, Instant.EPOCH);
            tar.folder("x/sys/bus/dax");
            tar.link("x/sys/bus/dax/devices/dax0.0", "../../../devices/platform/hmem.0/dax0.0");
            tar.file("x/sys/devices/platform/hmem.0/dax0.0/size", "1073741824\n");
            tar.file("x/sys/" + "long/".repeat(30) + "name", "x\n");
            tar.file("x/iomem", "100000000-13fffffff : Soft Reserved\n");
            tar.file("x/MANIFEST", "- | /sys/bus/dax/drivers_autoprobe | ERR Permission denied\n");
            tar.file("x/FACTS", """
                    daxboard facts 1
                    driver\tkmem\tvalue\tLOADED
                    holders\tvalue\t1
                    holder\tdax0.0\tOPEN_FILE\t7\tx\t0\t\t\t
                    superblock\tdax0.0\tvalue\txfs\tl\t
                    rules\tvalue\t1
                    rule\t/etc/x\t1\ty
                    """);
            tar.end();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(small.toByteArray());
            }
            List<byte[]> seeds = new ArrayList<>(List.of(small.toByteArray(), packed.toByteArray()));
            for (String fixture : Fixtures.ALL) {
                seeds.add(dax(Files.readAllBytes(Fixtures.file(fixture, "tree.tar.gz"))));
            }
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a captured machine, what the bus and its first region have; the rest would only make the inputs long. */
    private static byte[] dax(byte[] packed) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] all = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
        for (int at = 0; at + BLOCK <= all.length && all[at] != 0; ) {
            String name = new String(all, at, 100, StandardCharsets.US_ASCII);
            String size = new String(all, at + 124, 11, StandardCharsets.US_ASCII);
            int length = BLOCK * (1 + (Integer.parseInt(size, 8) + BLOCK - 1) / BLOCK);
            if (name.toLowerCase(Locale.ROOT).contains("dax") && kept.size() + length < 60_000) {
                kept.write(Arrays.copyOfRange(all, at, at + length));
            }
            at += length;
        }
        kept.write(new byte[2 * BLOCK]);
        return kept.toByteArray();
    }

    @Override
    public int longest() {
        return 64 << 10;
    }
}
