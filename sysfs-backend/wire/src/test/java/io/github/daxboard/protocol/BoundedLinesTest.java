// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.protocol.BoundedLines.Complete;
import io.github.daxboard.protocol.BoundedLines.Cut;
import io.github.daxboard.protocol.BoundedLines.End;
import io.github.daxboard.protocol.BoundedLines.Line;
import io.github.daxboard.protocol.BoundedLines.NotText;
import io.github.daxboard.protocol.BoundedLines.TooLong;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoundedLinesTest {
    private static List<Line> all(InputStream in, int limit) throws IOException {
        BoundedLines lines = new BoundedLines(in, limit);
        List<Line> all = new ArrayList<>();
        do {
            all.add(lines.next());
        } while (!(all.getLast() instanceof End));
        return all;
    }

    private static List<Line> all(String text, int limit) throws IOException {
        return all(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limit);
    }

    @Test
    void aLineEndsWithItsNewline() throws IOException {
        assertThat(all("a\n\nbc\n", 9))
                .containsExactly(new Complete("a"), new Complete(""), new Complete("bc"), new End());
    }

    @Test
    void aLineWithoutItsNewlineIsDroppedAndSaidToBeCut() throws IOException {
        assertThat(all("a\nbc", 9)).containsExactly(new Complete("a"), new Cut(), new End());
    }

    @Test
    void aLineOfTheLimitIsTakenAndALongerOneIsNot() throws IOException {
        assertThat(all("1234\n12345\n1234\n", 4))
                .containsExactly(new Complete("1234"), new TooLong(), new Complete("1234"), new End());
    }

    @Test
    void aLongLineThatNeverEndsIsTooLongOnce() throws IOException {
        assertThat(all("12345678901234567890", 4)).containsExactly(new TooLong(), new End());
    }

    @Test
    void aLineThatIsNoUtf8IsNoText() throws IOException {
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, '\n', 'a', '\n'};
        assertThat(all(new ByteArrayInputStream(bytes), 9))
                .containsExactly(new NotText(), new Complete("a"), new End());
    }

    @Test
    void aLineOfAGigabyteTakesNoMemory() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 1L << 30;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] to, int from, int length) {
                // All x: what the buffer holds already need not be written again.
                if (left == 1L << 30) {
                    java.util.Arrays.fill(to, (byte) 'x');
                }
                left -= length;
                return left > 0 ? length : -1;
            }
        };
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Once before, so that what classes take is not counted.
        all("12345\n", 4);
        long before = threads.getCurrentThreadAllocatedBytes();
        List<Line> lines = all(endless, JsonText.MAX_REQUEST);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(lines).containsExactly(new TooLong(), new End());
        assertThat(taken).isLessThan(1 << 20);
    }
}
