// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.model.Visible;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;

/**
 * One thing that was looked for.
 *
 * @param key which, one of a fixed set, such as {@code soft-reserved}
 * @param state how it stands
 * @param fact one sentence for a person
 * @param seen what was read: a file and its value, a line each
 * @param remedy what to do next: a command, or a sentence; empty where there is nothing to do
 */
public record Finding(String key, State state, Message fact, List<Message> seen, Message remedy) {
    public Finding {
        seen = List.copyOf(seen);
    }

    /** One whose texts are in no bundle. */
    public Finding(String key, State state, String title, List<String> evidence, String next) {
        this(
                key,
                state,
                Message.verbatim(title),
                evidence.stream().map(Message::verbatim).toList(),
                Message.verbatim(next));
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

    /** The fact, in English. */
    public String title() {
        return fact.english();
    }

    /** What was read; what of it is Daxboard's own words is in English. */
    public List<String> evidence() {
        return seen.stream().map(Message::english).toList();
    }

    /** What to do next, in English. */
    public String next() {
        return remedy.english();
    }

    /** All of it as lines of English text. */
    public String asText() {
        return asText(Texts.ENGLISH);
    }

    /** All of it as lines of text; what was read adds none. */
    public String asText(Texts texts) {
        String lines = Visible.line(texts, fact) + Visible.below(texts, seen);
        return remedy.isEmpty() ? lines : lines + "\n  " + Visible.line(texts, Message.of("finding.next", remedy));
    }
}
