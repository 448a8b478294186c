// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.util.Map;

/** Colours for a terminal; the words always say the same without them. */
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
    String good(String text) {
        return in("32", text);
    }

    /** Failed or blocked. */
    String bad(String text) {
        return in("31;1", text);
    }

    /** To be thought about. */
    String warn(String text) {
        return in("33", text);
    }

    /** What one seeks with the eye. */
    String strong(String text) {
        return in("1", text);
    }

    /** A line of a plan or a run, coloured by how it begins. */
    String line(String text) {
        if (text.startsWith("Blocked.") || text.startsWith("FAILED") || text.startsWith("NOT UNDONE")) {
            return bad(text);
        }
        if (text.startsWith("Warning:")) {
            return warn(text);
        }
        return text.startsWith("verified") || text.startsWith("Done and") ? good(text) : text;
    }

    private String in(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
