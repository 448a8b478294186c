// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Superblock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the first bytes of a device tell about what it holds. The names are libblkid's, and so are the places of the marks
 * (each format's own documentation); famfs is known by the mark that its tools write to the first byte (FAMFS_SUPER_MAGIC).
 */
final class Superblocks {
    /** How many bytes are needed: btrfs has its superblock at 64 KiB. */
    static final int WANTED = 128 << 10;

    private static final int KIB = 1 << 10;

    /** Where a text or a UUID of so many bytes stands; none at a place below 0. */
    private record Place(int at, int length) {
        static final Place NONE = new Place(-1, 0);
    }

    /** A format, with its mark in hexadecimal. */
    private record Format(String type, int at, String mark, Place label, Charset charset, Place uuid) {
        static Format of(String type, int at, String mark) {
            return ofHex(type, at, HexFormat.of().formatHex(mark.getBytes(StandardCharsets.ISO_8859_1)));
        }

        static Format ofHex(String type, int at, String mark) {
            return new Format(type, at, mark, Place.NONE, StandardCharsets.UTF_8, Place.NONE);
        }

        /** A mark that is a number, as the processors that Daxboard runs on store it. */
        static Format of(String type, int at, long number, int bytes) {
            ByteBuffer little = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            return ofHex(
                    type, at, HexFormat.of().formatHex(little.putLong(number).array(), 0, bytes));
        }

        Format label(int place, int length) {
            return new Format(type, at, mark, new Place(place, length), charset, uuid);
        }

        Format wideLabel(int place, int length) {
            return new Format(type, at, mark, new Place(place, length), StandardCharsets.UTF_16LE, uuid);
        }

        Format uuid(int place) {
            return new Format(type, at, mark, label, charset, new Place(place, 16));
        }

        boolean isIn(byte[] bytes) {
            int end = at + mark.length() / 2;
            return end <= bytes.length
                    && HexFormat.of().formatHex(bytes, at, end).equals(mark);
        }
    }

    private static final List<Format> FORMATS = List.of(
            Format.of("famfs", 0, 0x87b282ffL, 8),
            Format.of("xfs", 0, "XFSB").label(108, 12).uuid(32),
            Format.ofHex("crypto_LUKS", 0, "4c554b53babe"),
            // Its second header, which stands at one of these places.
            Format.ofHex("crypto_LUKS", 16 * KIB, "534b554cbabe"),
            Format.ofHex("crypto_LUKS", 32 * KIB, "534b554cbabe"),
            Format.ofHex("crypto_LUKS", 64 * KIB, "534b554cbabe"),
            Format.of("squashfs", 0, "hsqs"),
            Format.of("ceph_bluestore", 0, "bluestore block device"),
            Format.of("vdo", 0, "dmvdo001"),
            Format.of("BitLocker", 3, "-FVE-FS-"),
            Format.of("apfs", 32, "NXSB"),
            Format.of("stratis", 512 + 4, "!Stra0tis"),
            Format.of("linux_raid_member", 0, 0xa92b4efcL, 4).label(32, 32).uuid(16),
            Format.of("linux_raid_member", 4 * KIB, 0xa92b4efcL, 4)
                    .label(4 * KIB + 32, 32)
                    .uuid(4 * KIB + 16),
            Format.of("LVM2_member", 24, "LVM2 001"),
            Format.of("LVM2_member", 512 + 24, "LVM2 001"),
            Format.of("LVM2_member", 1024 + 24, "LVM2 001"),
            Format.of("LVM2_member", 1536 + 24, "LVM2 001"),
            Format.of("ntfs", 3, "NTFS    "),
            Format.of("exfat", 3, "EXFAT   "),
            Format.of("vfat", 82, "FAT32   ").label(71, 11),
            Format.of("vfat", 54, "FAT16   ").label(43, 11),
            Format.of("vfat", 54, "FAT12   ").label(43, 11),
            Format.of("ext4", KIB + 0x38, 0xef53, 2).label(KIB + 0x78, 16).uuid(KIB + 0x68),
            Format.of("f2fs", KIB, 0xf2f52010L, 4).wideLabel(KIB + 124, 512).uuid(KIB + 108),
            Format.of("erofs", KIB, 0xe0f5e1e2L, 4).label(KIB + 64, 16).uuid(KIB + 48),
            Format.of("nilfs2", KIB + 6, 0x3434, 2).label(KIB + 168, 80).uuid(KIB + 152),
            // The second of its two superblocks.
            Format.of("f2fs", 5 * KIB, 0xf2f52010L, 4),
            Format.ofHex("bcache", 4 * KIB + 24, "c68573f64e1a45ca8265f57f48ba6d81")
                    .label(4 * KIB + 72, 32)
                    .uuid(4 * KIB + 40),
            Format.of("ocfs2", KIB, "OCFSV2"),
            Format.of("ocfs2", 2 * KIB, "OCFSV2"),
            Format.of("ocfs2", 4 * KIB, "OCFSV2"),
            Format.ofHex("bcachefs", 4 * KIB + 24, "c68573f666ce90a9d96a60cf803df7ef")
                    .label(4 * KIB + 72, 32)
                    .uuid(4 * KIB + 56),
            Format.of("jfs", 32 * KIB, "JFS1").label(32 * KIB + 152, 16).uuid(32 * KIB + 136),
            Format.of("iso9660", 32 * KIB + 1, "CD001").label(32 * KIB + 40, 32),
            Format.of("btrfs", 64 * KIB + 64, "_BHRfS_M")
                    .label(64 * KIB + 0x12b, 256)
                    .uuid(64 * KIB + 32),
            Format.of("reiserfs", 64 * KIB + 52, "ReIsEr"),
            Format.ofHex("gfs2", 64 * KIB, "01161970"),
            Format.of("udf", 32 * KIB + 1, "BEA01"),
            Format.of("gpt", 512, "EFI PART"),
            Format.of("gpt", 4 * KIB, "EFI PART"),
            Format.ofHex("dos", 510, "55aa"));

    /** The sizes that a page can have: swap has its mark at the end of its first page, whatever machine made it. */
    private static final List<Integer> PAGES = List.of(4 * KIB, 8 * KIB, 16 * KIB, 32 * KIB, 64 * KIB);

    /** What stands there; the others are those of a system that was put to sleep on disk (include/linux/swap.h, kernel/power). */
    private static final List<String> SLEEP = List.of("S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001");

    private static Stream<Format> swaps() {
        return PAGES.stream()
                .flatMap(page -> Stream.concat(
                                SLEEP.stream().map(mark -> Format.of("swsuspend", page - 10, mark)),
                                Stream.of("SWAPSPACE2", "SWAP-SPACE").map(mark -> Format.of("swap", page - 10, mark)))
                        .map(format -> format.label(KIB + 28, 16).uuid(KIB + 12)));
    }

    private Superblocks() {}

    /** What it is; empty when nothing known is there. */
    static Optional<Superblock> in(byte[] bytes) {
        return Stream.concat(swaps(), FORMATS.stream())
                .filter(format -> format.isIn(bytes))
                .findFirst()
                .map(format -> new Superblock(type(format, bytes), label(format, bytes), uuid(format, bytes)));
    }

    /** The ext family shares a mark. A journal makes it ext3, and what only ext4 can read makes it that. */
    private static String type(Format format, byte[] bytes) {
        if (!format.type().equals("ext4")) {
            return format.type();
        }
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean hasJournal = (little.getInt(KIB + 0x5c) & 0x4) != 0;
        // What ext3 knows of s_feature_incompat: filetype, recover, meta_bg; of s_feature_ro_compat: sparse, large
        // files.
        boolean isNew = (little.getInt(KIB + 0x60) & ~0x16) != 0 || (little.getInt(KIB + 0x64) & ~0x7) != 0;
        return isNew ? "ext4" : hasJournal ? "ext3" : "ext2";
    }

    private static Optional<String> label(Format format, byte[] bytes) {
        Place place = format.label();
        if (place.at() < 0 || place.at() + place.length() > bytes.length) {
            return Optional.empty();
        }
        String text = new String(bytes, place.at(), place.length(), format.charset());
        int nul = text.indexOf('\0');
        String label = (nul < 0 ? text : text.substring(0, nul)).strip();
        boolean isShown = !label.isEmpty()
                && !label.equals("NO NAME")
                && label.chars().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
        return isShown ? Optional.of(label) : Optional.empty();
    }

    private static Optional<String> uuid(Format format, byte[] bytes) {
        Place place = format.uuid();
        if (place.at() < 0 || place.at() + place.length() > bytes.length) {
            return Optional.empty();
        }
        ByteBuffer big = ByteBuffer.wrap(bytes);
        UUID uuid = new UUID(big.getLong(place.at()), big.getLong(place.at() + 8));
        boolean isZero =
                HexFormat.of().formatHex(bytes, place.at(), place.at() + 16).matches("0+");
        return isZero ? Optional.empty() : Optional.of(uuid.toString());
    }
}
