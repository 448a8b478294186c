// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Visible;
import java.util.List;

/**
 * What a change brings with it that its asker may not expect. It does not stop the change.
 *
 * @param text one sentence
 * @param evidence what was read, verbatim: a file and its value
 * @param cure what to do about it, one or two sentences; empty where there is nothing to do
 */
public record Warning(String text, List<String> evidence, String cure) {
    public Warning {
        evidence = List.copyOf(evidence);
    }

    /** A warning that rests on nothing but the plan, and asks for nothing. */
    public Warning(String text) {
        this(text, List.of(), "");
    }

    /** All of it as lines of text; what was read adds none. */
    public String asText() {
        StringBuilder lines = new StringBuilder(Visible.line(text));
        evidence.forEach(line -> lines.append('\n').append("  | ").append(Visible.line(line)));
        return cure.isEmpty()
                ? lines.toString()
                : lines.append('\n')
                        .append("What to do: ")
                        .append(Visible.line(cure))
                        .toString();
    }
}
