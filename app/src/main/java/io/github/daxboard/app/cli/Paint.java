// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
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
    private final Texts texts;

    Paint(When when, boolean terminal, Map<String, String> environment, Texts texts) {
        this.texts = texts;
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
        if (begins(
                text,
                Message.of("report.plan.blocked"),
                Message.of("report.failed-undone"),
                Message.of("report.failed-left-changed"),
                Message.of("report.event.failed"),
                Message.of("report.event.not-undone"))) {
            return bad(text);
        }
        if (begins(text, Message.of("report.plan.warning"))) {
            return warn(text);
        }
        return begins(text, Message.of("report.event.verified"), Message.of("report.done")) ? good(text) : plain(text);
    }

    private boolean begins(String text, Message... words) {
        return Stream.of(words).map(texts::say).anyMatch(text::startsWith);
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
