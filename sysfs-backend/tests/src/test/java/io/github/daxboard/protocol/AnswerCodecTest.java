// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerCodecTest {
    private static final KernelPath PATH = new KernelPath("/sys/bus/dax/devices");
    private static final Problem REFUSAL = Problem.of(
                    Problem.Kind.FAILED, "dax0.0", "It \"failed\".", "A cause\nof two lines.", "Do \u00e4 thing.")
            .withErrno(Errno.EBUSY)
            .withEvidence(List.of("a \u001b[31mline", "\ud83d\ude00", "a lone \ud83d half"));

    private final AnswerCodec codec = new AnswerCodec();

    private static Unfinished left(DeviceName device, Optional<Limit> limit) {
        return new Unfinished(
                Instant.parse("2026-11-24T02:00:00Z"),
                "you",
                Order.of(List.of(new Change.Offline(device))),
                List.of(Message.verbatim("so far")),
                EnumSet.of(Recovery.FORGET, Recovery.UNDO),
                limit,
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[-1]", "[1000]", "[\"1\"]", "1"})
    void aStepThatNoPlanHasIsRefused(String steps) {
        String line = codec.print(new Answer.Pending(
                left(DeviceName.of("dax0.0"), Optional.empty()),
                Optional.of(new Answer.Origin("abc", new HowFar(0, Set.of(), Set.of(), Set.of(), false)))));
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> codec.parse(line.replace("\"stepsDone\":[]", "\"stepsDone\":" + steps)));
    }

    private static Answer ram(DeviceName device, Optional<Long> leftOut) {
        return new Answer.Ended(new Outcome(
                Outcome.Verdict.DONE,
                List.of(Outcome.ChangeResult.DONE),
                Optional.empty(),
                List.of(),
                List.of(new Outcome.DeviceState(
                        device,
                        "system-ram",
                        Optional.of(192L << 20),
                        Optional.of(2L << 20),
                        List.of(),
                        Optional.of(new Outcome.Blocks(1, 1, 1)),
                        leftOut,
                        false))));
    }

    static Stream<Answer> answers() {
        DeviceName device = DeviceName.of("dax0.0");
        Duration took = Duration.ofNanos(123_456_789);
        return Stream.of(
                new Answer.Hello(Verb.VIEW),
                new Answer.Hello(Verb.APPLY),
                new Answer.Part(new TreeRecord.Content(PATH, Reading.of("")), false),
                new Answer.Part(new TreeRecord.Content(PATH, Reading.absent()), false),
                new Answer.Part(new TreeRecord.Content(PATH, new Reading.Denied<>(Errno.EACCES)), false),
                new Answer.Part(new TreeRecord.Content(PATH, new Reading.Unreadable<>(new Errno(999))), false),
                new Answer.Part(new TreeRecord.Content(PATH, new Reading.Malformed<>("\u0000\u001b")), false),
                new Answer.Part(new TreeRecord.Link(PATH, Reading.of("../../x")), false),
                new Answer.Part(new TreeRecord.Names(PATH, Reading.of(List.of("a", "b"))), true),
                new Answer.Part(new TreeRecord.Names(PATH, Reading.of(List.of())), false),
                new Answer.Part(new TreeRecord.State(Driver.KMEM, Reading.of(DriverState.LOADABLE)), false),
                new Answer.Part(
                        new TreeRecord.Holders(Reading.of(List.of(
                                new Holder(device, Holder.Kind.OPEN_FILE, 7, "evil\u001b]0;x\u0007\n", 1000),
                                new Holder(device, Holder.Kind.MOUNT, 0, "/mnt/a b", -1)))),
                        false),
                new Answer.TreeEnd(Instant.parse("2026-11-24T02:00:00.123456789Z"), 12),
                new Answer.Event(new ApplyEvent.StepStarted(0, 3)),
                new Answer.Event(
                        new ApplyEvent.StepVerified(1, 2, took, Message.of("read.file", "dax0.0/driver", "fsdev_dax"))),
                new Answer.Event(new ApplyEvent.StepFailed(1, 2, took, REFUSAL)),
                new Answer.Event(new ApplyEvent.UndoStarted(2, 0)),
                new Answer.Event(new ApplyEvent.StepUndone(2, 0, took, Message.verbatim("gone"))),
                new Answer.Event(new ApplyEvent.UndoFailed(2, 0, took, REFUSAL)),
                new Answer.Ended(new Outcome(
                        Outcome.Verdict.FAILED_LEFT_CHANGED,
                        List.of(Outcome.ChangeResult.DONE, Outcome.ChangeResult.LEFT_CHANGED),
                        Optional.of(REFUSAL),
                        List.of(REFUSAL, REFUSAL),
                        List.of(new Outcome.DeviceState(
                                device,
                                "fsdev",
                                Optional.of(1L << 30),
                                Optional.of(1L << 21),
                                List.of(new Range(1L << 32, (1L << 32) + (1L << 30) - 1, 0)),
                                Optional.of(new Outcome.Blocks(8, 4, 3)),
                                Optional.empty(),
                                true)))),
                ram(device, Optional.of(64L << 20)),
                ram(device, Optional.of(0L)),
                ram(device, Optional.empty()),
                new Answer.Ended(new Outcome(Outcome.Verdict.DONE, List.of(), Optional.empty(), List.of(), List.of())),
                new Answer.AllEnded(),
                new Answer.AtWork(),
                new Answer.Pending(left(device, Optional.of(Limit.RESTARTED)), Optional.empty()),
                new Answer.Pending(
                        left(device, Optional.empty()),
                        Optional.of(new Answer.Origin(
                                "abc", new HowFar(2, Set.of(0, 1, 2), Set.of(0, 1), Set.of(1), true)))),
                new Answer.Moved(),
                new Answer.Refused(REFUSAL),
                new Answer.Failed(REFUSAL));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatIsPrintedIsUnderstood(Answer answer) throws BadMessage {
        assertThat(codec.parse(codec.print(answer))).isEqualTo(answer);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsOneLineOfPrintableAscii(Answer answer) {
        assertThat(codec.print(answer)).matches("[ -~]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2,\"is\":\"moved\",\"really\":true}",
                "{\"v\":2,\"is\":\"hello\",\"verb\":\"shell\"}",
                "{\"v\":2,\"is\":\"content\",\"path\":\"/etc/passwd\",\"value\":\"x\"}",
                "{\"v\":2,\"is\":\"content\",\"path\":\"/sys/../etc\",\"value\":\"x\"}",
                "{\"v\":2,\"is\":\"content\",\"path\":\"/sys/a\",\"denied\":0}",
                "{\"v\":2,\"is\":\"content\",\"path\":\"/sys/a\"}",
                "{\"v\":2,\"is\":\"driver\",\"driver\":\"../x\",\"value\":\"loaded\"}",
                "{\"v\":2,\"is\":\"event\",\"event\":\"step-started\",\"change\":-1,\"step\":0}",
                "{\"v\":2,\"is\":\"event\",\"event\":\"step-started\",\"change\":99999999999,\"step\":0}",
                "{\"v\":2,\"is\":\"end\",\"taken\":\"yesterday\",\"parts\":1}",
                "{\"v\":2,\"is\":\"shell\"}",
                "{\"v\":9,\"is\":\"moved\"}",
                "Last login: Tue Nov 24"
            })
    void refuses(String line) {
        assertThatExceptionOfType(BadMessage.class).isThrownBy(() -> codec.parse(line));
    }

    /** The client says in its language what the helper read back; where it has no such key, in English. */
    @Test
    void whatWasReadBackIsSaidInTheReadersLanguage() throws BadMessage {
        String line = codec.print(new Answer.Event(
                new ApplyEvent.StepVerified(0, 0, Duration.ZERO, Message.of("read.blocks.none", "dax0.0"))));
        assertThat(line).contains("\"text\":\"dax0.0 has no memory block\"");
        assertThat(Texts.of(Locale.GERMAN).say(evidence(line))).isEqualTo("dax0.0 hat keinen Speicherblock");
        assertThat(evidence(line.replace("read.blocks.none", "read.of.a.later.version"))
                        .english())
                .isEqualTo("dax0.0 has no memory block");
    }

    /** A line that is too deep for the reader would end the helper's journal and its answers. */
    @Test
    void messagesInMessagesInEvidenceAreReadBack() throws BadMessage {
        Message deep = Message.of("read.zone", "Movable");
        for (int depth = 1; depth < Texts.DEEPEST; depth++) {
            deep = Message.of("fail.seen.readBack", deep);
        }
        Answer answer = new Answer.Failed(REFUSAL.withSeen(List.of(deep)));
        assertThat(codec.parse(codec.print(answer))).isEqualTo(answer);
    }

    /** Helpers wrote texts without keys before. */
    @Test
    void anEventWithPlainTextIsRead() throws BadMessage {
        String line = "{\"v\":2,\"is\":\"event\",\"event\":\"step-verified\",\"change\":0,\"step\":0,"
                + "\"nanoseconds\":1,\"evidence\":\"gone\"}";
        assertThat(evidence(line)).isEqualTo(Message.verbatim("gone"));
    }

    private Message evidence(String line) throws BadMessage {
        return ((ApplyEvent.StepVerified) ((Answer.Event) codec.parse(line)).event()).evidence();
    }

    @Test
    void evidenceIsCutToWhatAPersonReads() throws BadMessage {
        Problem long1 = REFUSAL.withEvidence(java.util.Collections.nCopies(100, "x".repeat(10_000)));
        String line = codec.print(new Answer.Failed(long1));
        assertThat(line).hasSizeLessThan(20_000);
        assertThat(((Answer.Failed) codec.parse(line)).refusal().evidence())
                .hasSize(21)
                .last()
                .isEqualTo("... and 80 lines more");
        assertThat(codec.print(codec.parse(line))).isEqualTo(line);
    }
}
