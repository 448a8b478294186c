// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Visible;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final String HOSTILE = "web\u001b]0;x\u0007\u202e1\u200b\u2028\ud800";

    @Test
    void whatIsReadOfAHostIsMarked() {
        assertThat(Shown.text(HOSTILE)).isEqualTo("web\\u001b]0;x\\u0007\\u202e1\\u200b\\u2028\\ud800");
        assertThat(Shown.text("two\nlines")).isEqualTo("two\nlines");
        assertThat(Shown.text("M\u00fcller")).isEqualTo("M\u00fcller");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(Shown.text("x".repeat(100_000))).hasSize(Shown.LONGEST_LINE).endsWith("x...");
        assertThat(Shown.text("a\n".repeat(100_000)).lines().count()).isLessThan(500);
        assertThat(Shown.text("\ud83d\ude00".repeat(1000))).doesNotContain("\\ud83d");
    }

    @Test
    void anotherDirectionIsIsolated() {
        assertThat(Shown.text("\u05d0\u05d1")).isEqualTo("\u2068\u05d0\u05d1\u2069");
        assertThat(Shown.text(Shown.text("\u05d0\u05d1"))).isEqualTo("\u2068\u05d0\u05d1\u2069");
        // Marks that do not belong together can't reach what stands beside them.
        assertThat(Shown.text("a\u2069b\u2067c")).isEqualTo("a\\u2069b\\u2067c");
    }

    @Test
    void whatIsPutIntoASentenceIsShownSo() {
        String said = WindowTexts.text("hosts.opening", HOSTILE);
        assertThat(said).contains("web\\u001b]0;x");
        assertThat(Visible.is(said)).isTrue();
        assertThat(WindowTexts.text("hosts.opening", "{0}{1}")).contains("{0}{1}");
    }
}
