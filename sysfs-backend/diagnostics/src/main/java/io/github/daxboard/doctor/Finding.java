// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.model.Visible;
import java.util.List;

/**
 * One thing that was looked for.
 *
 * @param key which, one of a fixed set, such as {@code soft-reserved}
 * @param state how it stands
 * @param title one sentence for a person
 * @param evidence what was read: a file and its value, a line each
 * @param next what to do next: a command, or a sentence; empty where there is nothing to do
 */
public record Finding(String key, State state, String title, List<String> evidence, String next) {
    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** How a thing stands. */
    public enum State {
        /** As it should be. */
        GOOD,
        /** Worth knowing; nothing is wrong. */
        NOTE,
        /** Something that works otherwise than one may wish, or will. */
        WARNING,
        /** Something that is missing or in the way. */
        PROBLEM,
        /** It could not be looked at. */
        UNKNOWN
    }

    /** All of it as lines of text; what was read adds none. */
    public String asText() {
        StringBuilder text = new StringBuilder(Visible.line(title));
        evidence.forEach(line -> text.append('\n').append("  | ").append(Visible.line(line)));
        return next.isEmpty()
                ? text.toString()
                : text.append('\n')
                        .append("  Next: ")
                        .append(Visible.line(next))
                        .toString();
    }
}
