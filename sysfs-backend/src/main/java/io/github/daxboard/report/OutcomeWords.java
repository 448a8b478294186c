// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.Outcome;
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
        outcome.stateNow().forEach(state -> lines.add(state.device() + " is " + state.modeWord() + ", read back."));
        lines.add(verdict(outcome));
        return lines;
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
