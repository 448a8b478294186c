// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.text.Message;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads a tar archive, gzipped or not, as data: nothing of it ever becomes a file. It knows POSIX ustar, GNU's long names
 * and the paths of pax headers, which is what tar programs write.
 */
final class TarReader implements AutoCloseable {
    /** A gzipped archive may unpack to this many bytes; captured trees are a hundredth of it. */
    private static final long TOTAL_LIMIT = 256L << 20;

    private static final int ENTRY_LIMIT = 500_000;
    /** An attribute has 4 KiB; what Daxboard writes beside them, and /proc/iomem, have more. */
    private static final int CONTENT_LIMIT = 4 << 20;

    /** A longer name is no file's (PATH_MAX); GNU's and pax's headers hold little else. */
    private static final int NAME_LIMIT = 64 << 10;

    private static final int BLOCK = 512;

    /** What an archive holds under a name. */
    sealed interface Entry {
        /** As the archive has it; it may be anything. */
        String name();

        record Folder(String name) implements Entry {}

        record File(String name, String content) implements Entry {}

        record Link(String name, String target) implements Entry {}
    }

    private final InputStream in;
    private long total;
    private int entries;

    private TarReader(InputStream in) {
        this.in = in;
    }

    static TarReader of(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        boolean gzipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return new TarReader(gzipped ? new GZIPInputStream(buffered) : buffered);
    }

    /** The next entry, but for those that are neither file, folder nor symbolic link; empty at the end. */
    Optional<Entry> next() throws IOException {
        Optional<String> longName = Optional.empty();
        Optional<String> longTarget = Optional.empty();
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return Optional.empty();
            }
            count(header.length);
            if (header.length < BLOCK || !isSumRight(header)) {
                throw new BadCaptureException(Message.of("client.capture.notTar"));
            }
            if (++entries > ENTRY_LIMIT) {
                throw new BadCaptureException(Message.of("client.capture.manyEntries", ENTRY_LIMIT));
            }
            boolean isAboutNext = "LKx".indexOf(header[156]) >= 0;
            byte[] content = content(number(header, 124, 12), isAboutNext ? NAME_LIMIT : CONTENT_LIMIT);
            String name = longName.orElseGet(() -> ustarName(header));
            switch (header[156]) {
                case 'L' -> longName = Optional.of(text(content, 0, content.length));
                case 'K' -> longTarget = Optional.of(text(content, 0, content.length));
                case 'x' -> {
                    longName = pax(content, "path");
                    longTarget = pax(content, "linkpath");
                }
                case '0', 0 -> {
                    return Optional.of(new Entry.File(name, new String(content, StandardCharsets.UTF_8)));
                }
                case '2' -> {
                    return Optional.of(new Entry.Link(name, longTarget.orElseGet(() -> text(header, 157, 100))));
                }
                case '5' -> {
                    return Optional.of(new Entry.Folder(name));
                }
                default -> {
                    longName = Optional.empty();
                    longTarget = Optional.empty();
                }
            }
        }
    }

    private byte[] content(long size, int limit) throws IOException {
        if (size < 0 || size > limit) {
            throw new BadCaptureException(Message.of("client.capture.largeFile"));
        }
        byte[] content = in.readNBytes((int) size);
        int padding = (int) (-size & (BLOCK - 1));
        if (content.length < size || in.readNBytes(padding).length < padding) {
            throw new EOFException("the archive ends in the middle of a file");
        }
        count(size + padding);
        return content;
    }

    private void count(long bytes) throws IOException {
        total += bytes;
        if (total > TOTAL_LIMIT) {
            throw new BadCaptureException(Message.of("client.capture.largeArchive", TOTAL_LIMIT >> 20));
        }
    }

    private static String ustarName(byte[] header) {
        String name = text(header, 0, 100);
        String prefix = text(header, 257, 6).equals("ustar") ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** The text of a field, which a NUL ends early. */
    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** An octal number; -1 for what is none. GNU's binary form is for sizes that no entry of a captured tree has. */
    private static long number(byte[] header, int from, int length) {
        String text = text(header, from, length).strip();
        return text.matches("[0-7]{1,12}") ? Long.parseLong(text, 8) : -1;
    }

    private static boolean isSumRight(byte[] header) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum == number(header, 148, 8);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The value of a pax record, whose lines read {@code LENGTH KEY=VALUE}. */
    private static Optional<String> pax(byte[] content, String key) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
