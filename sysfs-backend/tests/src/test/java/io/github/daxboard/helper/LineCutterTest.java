// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCutterTest {
    private final List<String> taken = new ArrayList<>();
    private final LineCutter cutter = new LineCutter(5, (text, whole) -> taken.add(whole ? text : text + "..."));

    private void take(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cutter.take(bytes, bytes.length);
    }

    @Test
    void linesAreTheSameWhereverTheyAreCutInPieces() {
        for (String piece : "ab\n\nc|d\n|fgh".split("\\|", -1)) {
            take(piece);
        }
        cutter.end();
        assertThat(taken).containsExactly("ab", "", "cd", "fgh...");
    }

    @Test
    void aLineThatIsTooLongIsOneAndTheNextIsWhole() {
        take("12345\n123456\nabc\n123");
        take("456");
        cutter.end();
        assertThat(taken).containsExactly("12345", "\0", "abc", "\0...");
    }

    /** More than this program has memory for. */
    @Test
    void aLineThatIsTooLongIsNotKept() {
        byte[] much = new byte[1 << 20];
        for (long bytes = 0; bytes <= Runtime.getRuntime().maxMemory(); bytes += much.length) {
            cutter.take(much, much.length);
        }
        take("\nabc\n");
        cutter.end();
        assertThat(taken).containsExactly("\0", "abc");
    }
}
