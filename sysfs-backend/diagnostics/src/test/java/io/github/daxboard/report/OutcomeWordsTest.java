// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person and a program are told of a device that was read back. */
class OutcomeWordsTest {
    private static final long MIB = 1L << 20;

    private static DeviceState state(String mode, Optional<Blocks> blocks, Optional<Long> leftOut) {
        return new DeviceState(
                DeviceName.of("dax0.0"),
                mode,
                Optional.of(192 * MIB),
                Optional.of(2 * MIB),
                List.of(),
                blocks,
                leftOut,
                false);
    }

    private static DeviceState ram(Optional<Long> leftOut) {
        return state("system-ram", Optional.of(new Blocks(1, 1, 1)), leftOut);
    }

    @Test
    void whatKmemLeftOutIsSaidAndNothingIsNot() {
        assertThat(OutcomeWords.words(ram(Optional.of(64 * MIB))))
                .isEqualTo("system-ram, 192 MiB, 1 of 1 blocks online, 64 MiB left out by kmem");
        assertThat(OutcomeWords.words(ram(Optional.of(0L)))).isEqualTo("system-ram, 192 MiB, 1 of 1 blocks online");
    }

    @Test
    void notKnownIsNotNothing() {
        assertThat(OutcomeWords.words(ram(Optional.empty())))
                .isEqualTo("system-ram, 192 MiB, 1 of 1 blocks online, what kmem left out is not known");
        assertThat(OutcomeWords.words(state("devdax", Optional.empty(), Optional.empty())))
                .isEqualTo("devdax, 192 MiB");
    }

    @Test
    void theOutcomesLinesHaveIt() {
        Outcome outcome =
                new Outcome(Verdict.DONE, List.of(), Optional.empty(), List.of(), List.of(ram(Optional.of(64 * MIB))));
        assertThat(OutcomeWords.lines(outcome))
                .containsExactly(
                        "dax0.0 is system-ram, 192 MiB, 1 of 1 blocks online, 64 MiB left out by kmem, read back.",
                        "Done and verified.");
    }

    @Test
    void theLinesAreInTheCallersLanguage() {
        Outcome outcome =
                new Outcome(Verdict.DONE, List.of(), Optional.empty(), List.of(), List.of(ram(Optional.of(64 * MIB))));
        assertThat(OutcomeWords.lines(Texts.of(Locale.GERMAN), outcome))
                .containsExactly(
                        "dax0.0 ist system-ram, 192 MiB, 1 von 1 Speicherblöcken online, 64 MiB von kmem ausgelassen,"
                                + " zurückgelesen.",
                        "Ausgeführt und geprüft.");
    }

    @Test
    void inJsonItIsBytesAndWithoutAKeyItIsNotKnown() {
        assertThat(Shapes.state(ram(Optional.of(64 * MIB))).content())
                .containsEntry("leftOut", new Json.Whole(64 * MIB));
        assertThat(Shapes.state(ram(Optional.of(0L))).content()).containsEntry("leftOut", new Json.Whole(0));
        assertThat(Shapes.state(ram(Optional.empty())).content()).doesNotContainKey("leftOut");
    }
}
