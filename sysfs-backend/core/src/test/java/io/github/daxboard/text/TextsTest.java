// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Texts GERMAN = Texts.of(Locale.GERMAN);

    @Test
    void aMessageIsSaidInTheLanguageThatIsAskedFor() {
        Message message = Message.of("problem.why", Message.of("problem.moreLines", 3));
        assertThat(Texts.ENGLISH.say(message)).isEqualTo("Why: ... and 3 lines more");
        assertThat(GERMAN.say(message)).isEqualTo("Grund: ... und 3 Zeilen mehr");
        assertThat(message).hasToString("Why: ... and 3 lines more");
    }

    @Test
    void aLanguageWithoutATranslationReadsEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Texts.of(Locale.JAPANESE).say(Message.of("problem.why", "x")))
                    .isEqualTo("Why: x");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatStandsInAMessageIsNotSearchedForPlaces() {
        assertThat(Message.of("problem.why", "{0} {1} $1 \\").english()).isEqualTo("Why: {0} {1} $1 \\");
    }

    @Test
    void severalAreJoined() {
        assertThat(Message.of("problem.why", List.of("dax0.0", Message.verbatim("dax0.1")))
                        .english())
                .isEqualTo("Why: dax0.0, dax0.1");
    }

    @Test
    void whatTheBundleLacksReadsAsItsSenderPutIt() {
        Message unknown = Message.of("no.such.key", 4).orElse("In words of a newer version.");
        assertThat(GERMAN.say(unknown)).isEqualTo("In words of a newer version.");
        assertThat(GERMAN.say(Message.of("no.such.key", 4))).isEqualTo("no.such.key");
    }

    @Test
    void onlyWhatWasReadOfAHostIsMarked() {
        assertThat(GERMAN.say(Message.of("problem.why", "abc"), String::toUpperCase))
                .isEqualTo("Grund: ABC");
    }

    @Test
    void aMessageInItselfEnds() {
        Message deep = Message.of("problem.why", "x");
        for (int i = 0; i < 100; i++) {
            deep = Message.of("problem.why", List.of(deep));
        }
        assertThat(deep.english()).endsWith("...").hasSizeLessThan(200);
    }

    /** A place that stands twice in a text doubles what stands in it, at each depth. */
    @Test
    void aMessageThatGrowsWithEachDepthStaysBounded() {
        Message message = Message.verbatim("x".repeat(100));
        for (int depth = 0; depth < Texts.DEEPEST; depth++) {
            message = Message.of("cli.capture.done.one", "1", "host", message);
        }
        assertThat(message.english()).hasSizeLessThan(8 << 20).contains("...");
    }
}
