// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a verified step is taken back when a later one fails. */
public sealed interface Undo {
    String describe();

    /** {@link #describe} in every language. */
    default Message message() {
        return Message.verbatim(describe());
    }

    /** There is nothing to take back. */
    record Nothing(Message reason) implements Undo {
        @Override
        public String describe() {
            return reason.english();
        }

        @Override
        public Message message() {
            return reason;
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
