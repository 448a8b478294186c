// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a verified step is taken back when a later one fails. */
public sealed interface Undo {
    String describe();

    /** There is nothing to take back. */
    record Nothing(String why) implements Undo {
        @Override
        public String describe() {
            return why;
        }
    }

    /** These steps, in order, each with its own proof. */
    record ByDoing(List<Step> steps) implements Undo {
        public ByDoing {
            steps = List.copyOf(steps);
        }

        /** All of them: the first alone can be the opposite of what they come to. */
        @Override
        public String describe() {
            return steps.isEmpty()
                    ? "nothing to undo"
                    : steps.stream()
                            .map(step -> lowerFirst(step.action().describe()))
                            .collect(Collectors.joining(", then "));
        }

        private static String lowerFirst(String text) {
            return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
        }
    }
}
