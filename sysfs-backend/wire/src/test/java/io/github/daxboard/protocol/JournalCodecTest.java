// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.PriorState;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Range;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalCodecTest {
    private static final long TIB = 1L << 40;
    private static final long BLOCK = 128L << 20;

    private final JournalCodec codec = new JournalCodec();

    private static JournalLine.Intends found(List<PriorState.Run> runs) {
        List<Range> ranges = List.of(new Range(64 * TIB, 576 * TIB - 1, 0));
        return new JournalLine.Intends(0, 3, new PriorState(Optional.of(ranges), Optional.of(runs)));
    }

    @Test
    void aDeviceOfHundredsOfTerabytesFitsIntoALine() throws Exception {
        long first = 64 * TIB / BLOCK;
        long last = 576 * TIB / BLOCK - 1;
        JournalLine.Intends line = found(List.of(
                new PriorState.Run(first, first + 999, true, "Normal"),
                new PriorState.Run(first + 1000, last - 1, true, "Movable"),
                new PriorState.Run(last, last, false, "")));
        String text = codec.print(line);
        assertThat(text).hasSizeLessThan(400);
        assertThat(codec.parse(text)).isEqualTo(line);
    }

    @Test
    void aBlockAsAnOlderVersionWroteItIsRead() throws Exception {
        assertThat(codec.parse("{\"v\":2,\"is\":\"intends\",\"change\":0,\"step\":3,\"found\":{\"blocks\":[{\"n\":40,"
                        + "\"zone\":\"Movable\"},{\"n\":41}]}}"))
                .isEqualTo(new JournalLine.Intends(
                        0,
                        3,
                        new PriorState(
                                Optional.empty(),
                                Optional.of(List.of(
                                        new PriorState.Run(40, 40, true, "Movable"),
                                        new PriorState.Run(41, 41, false, ""))))));
    }

    private static JournalLine.Turn turn(Optional<Long> leftOut) {
        DeviceState device = new DeviceState(
                DeviceName.of("dax0.0"),
                "system-ram",
                Optional.of(192L << 20),
                Optional.of(2L << 20),
                List.of(),
                Optional.of(new Blocks(1, 1, 1)),
                leftOut,
                false);
        return new JournalLine.Turn(
                0,
                Optional.of(2),
                new AtStart(device, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void whatKmemLeftOutIsKeptAndNotKnownIsNotNothing() throws Exception {
        for (Optional<Long> leftOut : List.of(Optional.of(64L << 20), Optional.of(0L), Optional.<Long>empty())) {
            assertThat(codec.parse(codec.print(turn(leftOut)))).isEqualTo(turn(leftOut));
        }
    }

    @Test
    void aStateAsAnOlderVersionWroteItIsReadAndWhatKmemLeftOutIsNotKnown() throws Exception {
        assertThat(codec.parse("{\"v\":2,\"is\":\"turn\",\"change\":0,\"steps\":2,\"device\":{\"device\":\"dax0.0\","
                        + "\"mode\":\"system-ram\",\"size\":201326592,\"align\":2097152,\"blocks\":1,\"online\":1,"
                        + "\"movable\":1}}"))
                .isEqualTo(turn(Optional.empty()));
    }

    /** Texts had no keys then. */
    @Test
    void anEndAsAnOlderVersionWroteItIsReadWithItsEnglishText() throws Exception {
        JournalLine line = codec.parse("{\"v\":2,\"is\":\"plan-ends\",\"time\":\"2026-11-24T02:00:00Z\",\"outcome\":{"
                + "\"verdict\":\"failed-undone\",\"changes\":[\"undone\"],\"failure\":{\"kind\":\"failed\","
                + "\"object\":\"dax0.0\",\"what\":\"The kernel refused: Bind dax0.0 to kmem.\",\"errno\":16,"
                + "\"why\":\"A driver is bound to it.\",\"evidence\":[\"dax0.0 > bind\"],\"cure\":\"Unbind it first.\"},"
                + "\"undoFailures\":[],\"stateNow\":[]}}");
        assertThat(((JournalLine.End) line).outcome().failure()).get().satisfies(failure -> {
            assertThat(failure.fact()).isEqualTo(Message.verbatim("The kernel refused: Bind dax0.0 to kmem."));
            assertThat(failure.seen()).containsExactly(Message.verbatim("dax0.0 > bind"));
        });
        assertThat(codec.parse(codec.print(line))).isEqualTo(line);
    }

    @Test
    void blocksThatWereNotReadAreNotNone() throws Exception {
        JournalLine unread = new JournalLine.Intends(0, 3, PriorState.NOTHING);
        JournalLine none = new JournalLine.Intends(0, 3, new PriorState(Optional.empty(), Optional.of(List.of())));
        assertThat(codec.parse(codec.print(unread))).isEqualTo(unread).isNotEqualTo(none);
        assertThat(codec.parse(codec.print(none))).isEqualTo(none);
    }

    @Test
    void moreBlocksThanAnyMachineHasAreRefused() {
        String text = codec.print(found(List.of(new PriorState.Run(0, 1L << 40, false, ""))));
        assertThatExceptionOfType(BadMessage.class).isThrownBy(() -> codec.parse(text));
    }
}
