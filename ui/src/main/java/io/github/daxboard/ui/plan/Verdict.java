// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Warning;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.stream.Collectors;

/** What a column says to a device that might be dropped on it. */
public sealed interface Verdict {

    /** The device is there now, or was dropped there already. Dropping it puts it back, or changes nothing. */
    record Home() implements Verdict {}

    record Allowed(String effect, int steps) implements Verdict {}

    record Warned(String effect, List<Warning> warnings, int steps) implements Verdict {
        public Warned {
            warnings = List.copyOf(warnings);
        }
    }

    /** At least one refusal; the first one is said, all are shown. */
    record Refused(List<Problem> refusals) implements Verdict {
        public Refused {
            refusals = List.copyOf(refusals);
        }

        public Problem first() {
            return refusals.getFirst();
        }
    }

    default boolean isRefused() {
        return this instanceof Refused;
    }

    /** What it says in one line; the empty text where it need not say anything. */
    default String reason() {
        return switch (this) {
            case Home home -> WindowTexts.text("verdict.home");
            case Allowed allowed -> allowed.effect();
            case Warned warned ->
                warned.warnings().stream()
                        .map(warning -> WindowTexts.say(warning.fact()))
                        .collect(Collectors.joining(" "));
            case Refused refused -> WindowTexts.say(refused.first().fact());
        };
    }
}
