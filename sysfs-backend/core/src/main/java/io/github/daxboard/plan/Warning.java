// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Visible;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;

/**
 * What a change brings with it that its asker may not expect. It does not stop the change.
 *
 * @param fact one sentence
 * @param seen what was read: a file and its value
 * @param remedy what to do about it, one or two sentences; empty where there is nothing to do
 */
public record Warning(Message fact, List<Message> seen, Message remedy) {
    public Warning {
        seen = List.copyOf(seen);
    }

    /** A warning that rests on nothing but the plan, and asks for nothing. */
    public Warning(Message fact) {
        this(fact, List.of(), Message.NONE);
    }

    /** A warning whose text is in no bundle, that rests on nothing but the plan, and asks for nothing. */
    public Warning(String text) {
        this(Message.verbatim(text));
    }

    /** The fact, in English. */
    public String text() {
        return fact.english();
    }

    /** What was read; what of it is Daxboard's own words is in English. */
    public List<String> evidence() {
        return seen.stream().map(Message::english).toList();
    }

    /** What to do, in English. */
    public String cure() {
        return remedy.english();
    }

    /** All of it as lines of English text. */
    public String asText() {
        return asText(Texts.ENGLISH);
    }

    /** All of it as lines of text; what was read adds none. */
    public String asText(Texts texts) {
        String lines = Visible.line(texts, fact) + Visible.below(texts, seen);
        return remedy.isEmpty() ? lines : lines + "\n" + Visible.line(texts, Message.of("problem.cure", remedy));
    }
}
