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
        assertThat(Visible.each(List.of("a\nb", "c"))).containsExactly("a\\u000ab", "c");
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
                0xfe00, 0xfe0f, 0xe0100, 0xe01ef, 0x180b, 0x180f, 0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164,
                0xffa0)) {
            assertThat(Visible.is(Character.toString(point)))
                    .as("U+%04X", point)
                    .isFalse();
        }
    }

    /** A font may give a private character any shape, and a later Unicode may make one without a shape of what is not assigned. */
    @Test
    void whatHasNoMeaningYetIsWrittenOut() {
        assertThat(Visible.line("a\ue000b\ufdd0c")).isEqualTo("a\\ue000b\\ufdd0c");
        assertThat(Visible.line(Character.toString(0x10fffd))).isEqualTo("\\udbff\\udffd");
    }

    @Test
    void readableTextOfEveryScriptStays() {
        for (String text : List.of(
                "qemu-system-x86", "Müller, Straße", "日本語", "мир", "שלום", "مرحبا", "\u0939\u093f", "😀", "a b", "")) {
            assertThat(Visible.line(text)).isEqualTo(text);
        }
    }
}
