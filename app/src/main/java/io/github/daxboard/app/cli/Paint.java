// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.util.Map;
import java.util.stream.Stream;

/** Colours for a terminal; the words always say the same without them. What it gives is the only text that {@link Terminal} prints in colour. */
final class Paint {
    /** When there are colours. */
    enum When {
        auto,
        always,
        never
    }

    private final boolean on;

    Paint(When when, boolean terminal, Map<String, String> environment) {
        this.on = switch (when) {
            case always -> true;
            case never -> false;
            case auto ->
                terminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        };
    }

    /** Done and read back. */
    Painted good(String text) {
        return in("32", text);
    }

    /** Failed or blocked. */
    Painted bad(String text) {
        return in("31;1", text);
    }

    /** To be thought about. */
    Painted warn(String text) {
        return in("33", text);
    }

    /** What one seeks with the eye. */
    Painted strong(String text) {
        return in("1", text);
    }

    /** A line of a plan or a run, coloured by how it begins. */
    Painted line(String text) {
        if (Stream.of("Blocked.", "Failed", "FAILED", "NOT UNDONE").anyMatch(text::startsWith)) {
            return bad(text);
        }
        if (text.startsWith("Warning:")) {
            return warn(text);
        }
        return text.startsWith("verified") || text.startsWith("Done and") ? good(text) : plain(text);
    }

    /** As it is. */
    Painted plain(String text) {
        return new Painted("", text);
    }

    /** A text and the terminal's code for its look, which is empty for none. The text may be anybody's. */
    record Painted(String code, String text) {}

    private Painted in(String code, String text) {
        return new Painted(on ? code : "", text);
    }
}
