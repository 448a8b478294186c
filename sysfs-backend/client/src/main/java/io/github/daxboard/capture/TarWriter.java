// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes a tar archive (POSIX ustar; GNU's entries for names that are too long for it). */
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;

    private final OutputStream out;
    private final Instant time;

    /** An archive all of whose entries are of one time. */
    public TarWriter(OutputStream out, Instant time) {
        this.out = out;
        this.time = time;
    }

    public void file(String name, String content) throws IOException {
        entry(name, "", '0', content.getBytes(StandardCharsets.UTF_8));
    }

    public void link(String name, String target) throws IOException {
        entry(name, target, '2', new byte[0]);
    }

    public void folder(String name) throws IOException {
        entry(name + "/", "", '5', new byte[0]);
    }

    /** Writes the two empty blocks that end an archive; the stream stays open. */
    public void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private void entry(String name, String target, char type, byte[] content) throws IOException {
        if (bytes(name).length > NAME) {
            raw("././@LongLink", "", 'L', bytes(name));
        }
        if (bytes(target).length > NAME) {
            raw("././@LongLink", "", 'K', bytes(target));
        }
        raw(name, target, type, content);
    }

    private void raw(String name, String target, char type, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, NAME, name);
        put(header, 100, 8, type == '5' ? "0000755" : "0000644");
        put(header, 108, 8, "0000000");
        put(header, 116, 8, "0000000");
        put(header, 124, 12, "%011o".formatted(content.length));
        put(header, 136, 12, "%011o".formatted(Math.max(0, time.getEpochSecond())));
        header[156] = (byte) type;
        put(header, 157, NAME, target);
        put(header, 257, 8, "ustar\00000");
        put(header, 148, 8, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, 7, "%06o\0".formatted(sum));
        out.write(header);
        out.write(content);
        out.write(new byte[-content.length & (BLOCK - 1)]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(byte[] header, int at, int length, String text) {
        byte[] utf8 = bytes(text);
        System.arraycopy(utf8, 0, header, at, Math.min(length, utf8.length));
    }
}
