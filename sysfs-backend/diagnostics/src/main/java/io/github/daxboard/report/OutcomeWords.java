// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Visible;
import java.util.ArrayList;
import java.util.List;

/** An outcome in words. */
public final class OutcomeWords {
    private OutcomeWords() {}

    /** What failed, what could not be undone, what each device is now, and the verdict last. */
    public static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.failure()
                .ifPresent(failure -> lines.addAll(List.of(failure.asText().split("\n", -1))));
        outcome.undoFailures()
                .forEach(failure -> lines.addAll(List.of(("Not undone. " + failure.asText()).split("\n", -1))));
        outcome.stateNow().forEach(state -> lines.add(state.device() + " is " + words(state) + ", read back."));
        lines.add(verdict(outcome));
        return Visible.each(lines);
    }

    /**
     * What a device is, such as {@code system-ram, 16 GiB, 7 of 7 blocks online, 2 GiB left out by kmem}; nothing of kmem
     * where it left nothing out.
     */
    public static String words(DeviceState state) {
        StringBuilder words = new StringBuilder(state.modeWord());
        state.size()
                .filter(bytes -> !state.modeWord().equals(DeviceState.GONE))
                .ifPresent(bytes -> words.append(", ").append(Sizes.words(bytes)));
        state.blocks()
                .ifPresent(blocks -> words.append(", ")
                        .append(blocks.online())
                        .append(" of ")
                        .append(blocks.total())
                        .append(" blocks online"));
        if (state.isRam()) {
            words.append(state.leftOut().map(OutcomeWords::leftOut).orElse(", what kmem left out is not known"));
        }
        return words.append(state.pinned() ? ", pinned until reboot" : "").toString();
    }

    private static String leftOut(long bytes) {
        return bytes == 0 ? "" : ", " + Sizes.words(bytes) + " left out by kmem";
    }

    /** The verdict in a sentence. */
    public static String verdict(Outcome outcome) {
        return switch (outcome.verdict()) {
            case DONE -> "Done and verified.";
            case FAILED_UNDONE -> "Failed; what was done was undone and read back.";
            case FAILED_LEFT_CHANGED -> "Failed, and not all could be undone; the state above is what is left.";
        };
    }
}
