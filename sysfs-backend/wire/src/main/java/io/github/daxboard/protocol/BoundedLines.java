// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads lines and never holds more than a limit of one, whatever comes. Not for several threads. */
public final class BoundedLines {
    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;
    private boolean skipping;

    /**
     * Reads from a stream, which it does not close.
     *
     * @param limit the longest line in bytes, without its newline
     */
    public BoundedLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** What comes next. */
    public sealed interface Line {}

    /** A line that ended with a newline, without it. */
    public record Complete(String text) implements Line {}

    /** A line that is no UTF-8. */
    public record NotText() implements Line {}

    /** A line is longer than the limit. Told as soon as that is known; what is left of it is passed over by the next call. */
    public record TooLong() implements Line {}

    /** The input ended inside a line. What there was of it is dropped: it may have been going to say something else. */
    public record Cut() implements Line {}

    /** The input ended. */
    public record End() implements Line {}

    /**
     * The next line, or why there is none.
     *
     * @throws IOException when reading fails
     */
    public Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (fill()) {
            int from = next;
            boolean ended = findNewline();
            int length = next - from;
            next += ended ? 1 : 0;
            if (skipping) {
                skipping = !ended;
            } else if (line.size() + length > limit) {
                skipping = !ended;
                return new TooLong();
            } else {
                line.write(buffer, from, length);
                if (ended) {
                    return decoded(line.toByteArray());
                }
            }
        }
        skipping = false;
        return line.size() == 0 ? new End() : new Cut();
    }

    private static Line decoded(byte[] line) {
        try {
            return new Complete(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException e) {
            return new NotText();
        }
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** Moves to the newline, or to the buffer's end where there is none. */
    private boolean findNewline() {
        while (next < end && buffer[next] != '\n') {
            next++;
        }
        return next < end;
    }
}
