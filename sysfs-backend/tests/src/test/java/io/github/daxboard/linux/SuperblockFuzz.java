// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The first bytes of a device, which whoever wrote to it chose. An input is pieces: two bytes of place, one of length, bytes. */
public final class SuperblockFuzz implements FuzzTarget {
    private static final int UNIT = 2;

    @Override
    public void test(byte[] input) {
        byte[] device = new byte[Superblocks.WANTED];
        for (int at = 0; at + 3 < input.length; ) {
            int place = UNIT * (((input[at] & 0xff) << 8) | (input[at + 1] & 0xff));
            int length = Math.min(input[at + 2] & 0xff, Math.min(input.length - at - 3, device.length - place));
            System.arraycopy(input, at + 3, device, place, length);
            at += 3 + (input[at + 2] & 0xff);
        }
        check(device);
        check(input);
    }

    private static void check(byte[] bytes) {
        Superblocks.in(bytes).ifPresent(found -> {
            FuzzTarget.check(found.type().matches("[A-Za-z0-9_]+"), "a type that is none: " + found.type());
            found.label().ifPresent(label -> {
                FuzzTarget.check(!label.isBlank() && label.length() <= 256, "a label of a wrong length");
                FuzzTarget.check(label.chars().noneMatch(Character::isISOControl), "a control character in: " + label);
            });
            found.uuid().ifPresent(uuid -> FuzzTarget.check(uuid.matches("[0-9a-f-]{36}"), "no UUID: " + uuid));
        });
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(piece(
                0,
                HexFormat.of().formatHex("XFSB".getBytes(StandardCharsets.US_ASCII)) + "00".repeat(104)
                        + "6c6162656c"));
        seeds.add(piece(0, "ff82b28700000000"));
        seeds.add(piece(0, "4c554b53babe"));
        seeds.add(piece(24, "4c564d3220303031"));
        seeds.add(piece(54, "464154313220202000"));
        seeds.add(piece(82, "46415433322020"));
        seeds.add(piece(1024 + 0x38, "53ef" + "00".repeat(0x22) + "04000000c2020000" + "00".repeat(24) + "6c6162656c"));
        seeds.add(piece(1024, "1020f5f2"));
        seeds.add(piece(4086, "53574150535041434532"));
        seeds.add(piece(4096 + 24, "c68573f666ce90a9d96a60cf803df7ef"));
        seeds.add(piece(64 * 1024 + 64, "5f42485266535f4d"));
        seeds.add(piece(512, "4546492050415254"));
        return seeds;
    }

    private static byte[] piece(int place, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] input = new byte[bytes.length + 3];
        input[0] = (byte) ((place / UNIT) >> 8);
        input[1] = (byte) (place / UNIT);
        input[2] = (byte) bytes.length;
        System.arraycopy(bytes, 0, input, 3, bytes.length);
        return input;
    }
}
