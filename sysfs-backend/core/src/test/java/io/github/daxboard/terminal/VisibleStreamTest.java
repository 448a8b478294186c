// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every way by which a program or a library prints: none of them lets through what a terminal obeys. */
class VisibleStreamTest {
    private static final String HOSTILE = "\u001b]52;c;eA\u0007\u001b[2J\r\b\u009b31m\u202e\u2066";
    private static final String SHOWN = "\\u001b]52;c;eA\\u0007\\u001b[2J\\u000d\\u0008\\u009b31m\\u202e\\u2066";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = VisibleStream.of(new PrintStream(out, true, StandardCharsets.UTF_8));

    private String shown() {
        stream.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textsAreWrittenOut() {
        stream.print(HOSTILE);
        stream.println((Object) HOSTILE);
        stream.append(HOSTILE);
        stream.println(HOSTILE.toCharArray());
        assertThat(shown()).isEqualTo((SHOWN + SHOWN + "\n").repeat(2));
    }

    @Test
    void singleCharactersAreWrittenOut() {
        HOSTILE.chars().forEach(one -> {
            stream.print((char) one);
            stream.append((char) one);
        });
        assertThat(shown()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]").contains("\\u202e\\u202e\\u2066\\u2066");
    }

    /** As a writer over it does, which is how java.util.logging writes its warnings. */
    @Test
    void bytesAreWrittenOut() {
        byte[] bytes = HOSTILE.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        assertThat(shown()).isEqualTo(SHOWN);
    }

    @Test
    void singleBytesCannotMakeAnEscape() {
        for (byte one : HOSTILE.getBytes(StandardCharsets.UTF_8)) {
            stream.write(one);
        }
        assertThat(shown()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]").startsWith("\\u001b]52;c;eA\\u0007");
    }

    @Test
    void readableTextAndTheEndsOfLinesStay() {
        stream.println("Müller 日本 😀");
        byte[] lines = "a\n\tb\n".getBytes(StandardCharsets.UTF_8);
        stream.write(lines, 0, lines.length);
        assertThat(shown()).isEqualTo("Müller 日本 😀\na\n\tb\n");
    }
}
