// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.text.Message;
import java.util.List;

/** How a verified step is taken back when a later one fails. */
public sealed interface Undo {
    Message message();

    /** {@link #message} in English. */
    default String describe() {
        return message().english();
    }

    /** There is nothing to take back. */
    record Nothing(Message reason) implements Undo {
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
        public Message message() {
            return steps.stream()
                    .map(step -> step.action().message())
                    .reduce((first, next) -> Message.of("undo.then", first, next))
                    .orElseGet(() -> Message.of("undo.nothing"));
        }
    }
}
