// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Looks at all of the places of a device where formats have their marks: its first bytes ({@link Superblocks}), its end, and
 * those between where copies lie. Where one of them can't be read and none of the others has a mark, it is not known what the
 * device holds.
 */
final class FarMarks {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final int SECTOR = 512;
    private static final long NOWHERE = -1;

    private FarMarks() {}

    /** What is looked at. */
    interface Bytes {
        /** How long it is. */
        long size();

        /** Some of its bytes, all of them or none. */
        Reading<byte[]> at(long offset, int length);
    }

    /**
     * A mark far from the beginning.
     *
     * @param type libblkid's name
     * @param place where the bytes that are read begin, for a device of some size; below 0 where it has no such place
     * @param length how many bytes are read
     * @param step the mark may stand at each multiple of it in those bytes
     * @param at where it stands, from there
     * @param marks its forms, such as one for each byte order, in hexadecimal, each of one length
     */
    private record Far(String type, LongUnaryOperator place, int length, int step, int at, List<String> marks) {
        static Far one(String type, LongUnaryOperator place, int at, String... marks) {
            int length = at + marks[0].length() / 2;
            return new Far(type, place, length, length, at, List.of(marks));
        }

        boolean isIn(byte[] bytes) {
            return marks.stream().anyMatch(mark -> isIn(bytes, HexFormat.of().parseHex(mark)));
        }

        private boolean isIn(byte[] bytes, byte[] wanted) {
            for (int from = at; from + wanted.length <= bytes.length; from += step) {
                if (Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final String GPT = hex("EFI PART");
    private static final String BTRFS = hex("_BHRfS_M");
    private static final String MD_LITTLE = "fc4e2ba9";
    private static final String MD_BIG = "a92b4efc";

    private static final List<Far> ALL = all();

    private static List<Far> all() {
        List<Far> all = new ArrayList<>();
        // Before 1.0 in the last whole 64 KiB but one, 1.0 in the last 8 to 12 KiB (include/uapi/linux/raid/md_p.h,
        // drivers/md/md.c).
        LongUnaryOperator old = size -> size / (64 * KIB) * (64 * KIB) - 64 * KIB;
        all.add(Far.one("linux_raid_member", old, 0, MD_LITTLE, MD_BIG));
        all.add(Far.one("linux_raid_member", size -> ((size / SECTOR - 16) & ~7) * SECTOR, 0, MD_LITTLE));
        all.add(Far.one("isw_raid_member", fromEnd(2 * SECTOR), 0, hex("Intel Raid ISM Cfg Sig. ")));
        all.add(Far.one("ddf_raid_member", fromEnd(SECTOR), 0, "de11de11"));
        // The copy of the table stands in the last sector, of 512 bytes or of 4 KiB.
        all.add(Far.one("gpt", fromEnd(SECTOR), 0, GPT));
        all.add(Far.one("gpt", fromEnd(4 * KIB), 0, GPT));
        all.add(Far.one("nilfs2", size -> size / (4 * KIB) * (4 * KIB) - 4 * KIB, 6, "3434"));
        all.add(Far.one("VMFS_volume_member", at(MIB), 0, "0dd001c0"));
        for (long place : List.of(128 * KIB, 256 * KIB, 512 * KIB, MIB, 2 * MIB, 4 * MIB)) {
            all.add(Far.one("crypto_LUKS", at(place), 0, "534b554cbabe"));
        }
        all.add(Far.one("btrfs", at(64 * MIB), 64, BTRFS));
        all.add(Far.one("btrfs", at(256L << 30), 64, BTRFS));
        zfs(all);
        return List.copyOf(all);
    }

    /**
     * Four labels of 256 KiB, two at the beginning and two at the end; the second half of each is a ring of uberblocks, a KiB or
     * more apart, in the byte order of the machine that wrote them.
     */
    private static void zfs(List<Far> all) {
        long label = 256 * KIB;
        long ring = label / 2;
        List<LongUnaryOperator> rings = List.of(
                at(ring),
                at(label + ring),
                size -> size / label * label - 2 * label + ring,
                size -> size / label * label - label + ring);
        for (LongUnaryOperator place : rings) {
            all.add(new Far(
                    "zfs_member", place, (int) ring, (int) KIB, 0, List.of("0cb1ba0000000000", "0000000000bab10c")));
        }
    }

    private static LongUnaryOperator at(long place) {
        return size -> place;
    }

    private static LongUnaryOperator fromEnd(long bytes) {
        return size -> size % SECTOR == 0 ? size - bytes : NOWHERE;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What it holds; absent where nothing known is at any of these places. */
    static Reading<Superblock> on(Bytes bytes) {
        Reading<byte[]> first = bytes.at(0, (int) Math.min(bytes.size(), Superblocks.WANTED));
        Reading<Superblock> found =
                first.flatMap(read -> Superblocks.in(read).map(Reading::of).orElseGet(Reading::absent));
        for (Far far : ALL) {
            if (found.value().isPresent()) {
                return found;
            }
            long place = far.place().applyAsLong(bytes.size());
            if (place < 0 || place > bytes.size() - far.length()) {
                continue;
            }
            Reading<byte[]> there = bytes.at(place, far.length());
            if (there.value().filter(far::isIn).isPresent()) {
                found = Reading.of(new Superblock(far.type(), Optional.empty(), Optional.empty()));
            } else if (there.value().isEmpty() && found.isAbsent()) {
                found = there.map(never -> new Superblock(far.type(), Optional.empty(), Optional.empty()));
            }
        }
        return found;
    }
}
