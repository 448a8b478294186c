// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marks that stand where each format's own documents say, on a device that is otherwise empty. */
class FarMarksTest {
    private static final long SIZE = 300L << 30;

    /** A device of which only a few bytes are not 0, and that may have a place that can't be read. */
    private static final class Image implements FarMarks.Bytes {
        private final TreeMap<Long, byte[]> parts = new TreeMap<>();
        private final long size;
        private long badFrom = Long.MAX_VALUE;
        private long read;

        Image(long size) {
            this.size = size;
        }

        void put(long place, byte[] bytes) {
            parts.put(place, bytes);
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Reading<byte[]> at(long offset, int length) {
            assertThat(offset).isBetween(0L, size - length);
            if (offset + length > badFrom) {
                return new Reading.Unreadable<>(Errno.EIO);
            }
            read += length;
            byte[] bytes = new byte[length];
            parts.forEach((place, part) -> {
                for (int i = 0; i < part.length; i++) {
                    if (place + i >= offset && place + i < offset + length) {
                        bytes[(int) (place + i - offset)] = part[i];
                    }
                }
            });
            return Reading.of(bytes);
        }
    }

    private static byte[] bytes(String mark) {
        return mark.startsWith("0x")
                ? HexFormat.of().parseHex(mark.substring(2))
                : mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String typeOn(Image image) {
        return FarMarks.on(image).map(Superblock::type).value().orElse("none");
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "swap,4086,SWAPSPACE2",
        "swap,65526,SWAPSPACE2",
        "swap,4086,SWAP-SPACE",
        "swsuspend,4086,S1SUSPEND",
        "swsuspend,8182,S1SUSPEND",
        "swsuspend,16374,S2SUSPEND",
        "swsuspend,32758,ULSUSPEND",
        "swsuspend,65526,LINHIB0001",
        "LVM2_member,24,LVM2 001",
        "LVM2_member,536,LVM2 001",
        "LVM2_member,1048,LVM2 001",
        "LVM2_member,1560,LVM2 001",
        "bcache,4120,0xc68573f64e1a45ca8265f57f48ba6d81",
        "ceph_bluestore,0,bluestore block device",
        "f2fs,1024,0x1020f5f2",
        "f2fs,5120,0x1020f5f2",
        "btrfs,65600,_BHRfS_M",
        "btrfs,67108928,_BHRfS_M",
        "btrfs,274877907008,_BHRfS_M",
        "crypto_LUKS,16384,0x534b554cbabe",
        "crypto_LUKS,4194304,0x534b554cbabe",
        "gpt,512,EFI PART",
        "gpt,4096,EFI PART",
        "dos,510,0x55aa",
        "zfs_member,131072,0x0cb1ba0000000000",
        "zfs_member,140288,0x0000000000bab10c",
        "zfs_member,393216,0x0cb1ba0000000000",
        "linux_raid_member,4096,0xfc4e2ba9",
        "xfs,0,XFSB",
        "VMFS_volume_member,1048576,0x0dd001c0",
    })
    void aMarkIsSeen(String type, long place, String mark) {
        Image image = new Image(SIZE);
        image.put(place, bytes(mark));
        assertThat(typeOn(image)).isEqualTo(type);
    }

    /** A size that is a multiple of 4 KiB only, as a device of 4-KiB pages may have. */
    @ParameterizedTest(name = "{0} at {1} before the end of {3}")
    @CsvSource({
        "gpt,512,EFI PART,1073741824",
        "gpt,4096,EFI PART,1073745920",
        "linux_raid_member,65536,0xfc4e2ba9,1073741824",
        "linux_raid_member,65536,0xa92b4efc,1073741824",
        // 1 GiB and 4 KiB: the last whole 64 KiB but one begin 68 KiB before the end.
        "linux_raid_member,69632,0xfc4e2ba9,1073745920",
        "linux_raid_member,8192,0xfc4e2ba9,1073741824",
        "linux_raid_member,8192,0xfc4e2ba9,1073745920",
        "isw_raid_member,1024,'Intel Raid ISM Cfg Sig. ',1073741824",
        "ddf_raid_member,512,0xde11de11,1073741824",
        "nilfs2,4090,0x3434,1073741824",
        "zfs_member,393216,0x0cb1ba0000000000,1073741824",
        "zfs_member,131072,0x0000000000bab10c,1073741824",
        "zfs_member,135168,0x0cb1ba0000000000,1073745920",
    })
    void aMarkAtTheEndIsSeen(String type, long before, String mark, long size) {
        Image image = new Image(size);
        image.put(size - before, bytes(mark));
        assertThat(typeOn(image)).isEqualTo(type);
    }

    @Test
    void anEmptyDeviceHoldsNothingKnownAndIsNotReadWhole() {
        for (long size : new long[] {4096, 64 << 10, 512 << 10, 2 << 20, 1L << 30, SIZE}) {
            Image image = new Image(size);
            assertThat(FarMarks.on(image).isAbsent()).as("%d bytes", size).isTrue();
            assertThat(image.read).isLessThan(2 << 20);
        }
    }

    @Test
    void whatCannotBeReadAtOnePlaceIsNotKnown() {
        Image image = new Image(1L << 30);
        image.badFrom = (1L << 30) - 1024;
        assertThat(FarMarks.on(image)).isEqualTo(new Reading.Unreadable<>(Errno.EIO));
        image.put(64 << 20, bytes("0x" + "00".repeat(64) + "5f42485266535f4d"));
        assertThat(typeOn(image)).isEqualTo("btrfs");
    }

    /** The beginning can't be read, and a copy at the end can. */
    @Test
    void aMarkThatIsSeenCountsWhateverElseCannotBeRead() {
        Image image = new Image(1L << 30);
        image.put((1L << 30) - 512, bytes("EFI PART"));
        FarMarks.Bytes blind = new FarMarks.Bytes() {
            @Override
            public long size() {
                return image.size();
            }

            @Override
            public Reading<byte[]> at(long offset, int length) {
                return offset == 0 ? new Reading.Unreadable<>(Errno.EIO) : image.at(offset, length);
            }
        };
        assertThat(FarMarks.on(blind).map(Superblock::type)).isEqualTo(Reading.of("gpt"));
    }
}
