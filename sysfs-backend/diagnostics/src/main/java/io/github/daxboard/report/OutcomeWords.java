// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Visible;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** An outcome in words. */
public final class OutcomeWords {
    private OutcomeWords() {}

    /** {@link #lines(Texts, Outcome)} in English. */
    public static List<String> lines(Outcome outcome) {
        return lines(Texts.ENGLISH, outcome);
    }

    /** The failure, failed undos, the state of each device, and the verdict last. */
    public static List<String> lines(Texts texts, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.failure()
                .ifPresent(failure -> lines.addAll(List.of(failure.asText(texts).split("\n", -1))));
        outcome.undoFailures()
                .forEach(failure -> lines.addAll(List.of(
                        (texts.say(Message.of("report.not-undone")) + " " + failure.asText(texts)).split("\n", -1))));
        outcome.stateNow()
                .forEach(
                        state -> lines.add(texts.say(Message.of("report.state.read", state.device(), message(state)))));
        lines.add(texts.say(verdictMessage(outcome)));
        return Visible.each(lines);
    }

    /** {@link #message(DeviceState)} in English. */
    public static String words(DeviceState state) {
        return message(state).english();
    }

    /**
     * A device's state, such as {@code system-ram, 16 GiB, 7 of 7 blocks online, 2 GiB left out by kmem}. Without the part
     * about kmem if it left nothing out.
     */
    public static Message message(DeviceState state) {
        List<Message> parts = new ArrayList<>();
        parts.add(state.isGone() ? Message.of("report.state.gone") : Message.verbatim(state.modeWord()));
        state.size()
                .filter(bytes -> !state.isGone())
                .ifPresent(bytes -> parts.add(Message.verbatim(Sizes.words(bytes))));
        state.blocks()
                .ifPresent(blocks -> parts.add(Message.of("report.state.blocks", blocks.online(), blocks.total())));
        if (state.isRam()) {
            if (state.leftOut().isEmpty()) {
                parts.add(Message.of("report.state.left-out.unknown"));
            }
            state.leftOut()
                    .filter(bytes -> bytes != 0)
                    .ifPresent(bytes -> parts.add(Message.of("report.state.left-out", Sizes.words(bytes))));
        }
        if (state.pinned()) {
            parts.add(Message.of("report.state.pinned"));
        }
        return Message.of("report.list", parts);
    }

    /** {@link #verdictMessage} in English. */
    public static String verdict(Outcome outcome) {
        return verdictMessage(outcome).english();
    }

    /** The verdict in a sentence. */
    public static Message verdictMessage(Outcome outcome) {
        return switch (outcome.verdict()) {
            case DONE -> Message.of("report.done");
            case FAILED_UNDONE -> Message.of("report.failed-undone");
            case FAILED_LEFT_CHANGED -> Message.of("report.failed-left-changed");
        };
    }
}
