// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void whatATerminalObeysIsWrittenOut() {
        assertThat(Visible.line("a\u001b]0;owned\u0007b")).isEqualTo("a\\u001b]0;owned\\u0007b");
        assertThat(Visible.line("\u009b31m\u007f\r\n\t")).isEqualTo("\\u009b31m\\u007f\\u000d\\u000a\\u0009");
        assertThat(Visible.lines("a\n\tb\rc")).isEqualTo("a\n\tb\\u000dc");
    }

    @Test
    void noControlFormatOrLoneSurrogateIsLeft() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            int type = Character.getType(point);
            boolean hostile = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            if (hostile) {
                String text = "a" + (point < 0x10000 ? "" + (char) point : Character.toString(point)) + "b";
                assertThat(Visible.line(text)).as("U+%04X", point).matches("a(\\\\u[0-9a-f]{4})+b");
            }
        }
    }

    @Test
    void directionMarksAndWhatHasNoShapeAreWrittenOut() {
        for (int point : List.of(
                0x202a, 0x202e, 0x2066, 0x2069, 0x200e, 0x200f, 0x61c, 0x200b, 0x200d, 0xfeff, 0x2028, 0x2029, 0xe0041,
                0xfe0f, 0x3164)) {
            assertThat(Visible.is(Character.toString(point)))
                    .as("U+%04X", point)
                    .isFalse();
        }
    }

    @Test
    void readableTextOfEveryScriptStays() {
        for (String text : List.of(
                "qemu-system-x86", "Müller, Straße", "日本語", "мир", "שלום", "مرحبا", "\u0939\u093f", "😀", "a b", "")) {
            assertThat(Visible.line(text)).isEqualTo(text);
        }
    }
}
