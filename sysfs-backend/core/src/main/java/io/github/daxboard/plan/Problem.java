// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Visible;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * Why something is not done, or was not: what happened, to which device, why, what to do. Shown in one place on screen and
 * one on the command line, and the exit code derives from its kind.
 *
 * @param kind of what sort it is
 * @param object the device, module, host or file that it is about
 * @param fact what happened or would happen, one sentence
 * @param errno the kernel's error, or the one that it would give
 * @param cause why, one or two sentences
 * @param seen what was read or said: a file and its value, a line of the kernel's log
 * @param remedy what to do, one or two sentences
 */
public record Problem(
        Kind kind,
        String object,
        Message fact,
        Optional<Errno> errno,
        Message cause,
        List<Message> seen,
        Message remedy) {
    public Problem {
        seen = List.copyOf(seen);
    }

    public enum Kind {
        /** The request itself makes no sense: an unknown device, a word that is no mode. */
        USAGE,
        /** Something on the host stands in the way, and was seen before anything was written. */
        BLOCKED,
        /** A change would destroy known data, and its loss was not agreed to by the device's name. */
        UNCONFIRMED,
        /** The user has no right, or said no. */
        NOT_ALLOWED,
        /** The user gave it up while it ran. */
        CANCELLED,
        /** The kernel refused, or the read-back did not show what was promised. */
        FAILED,
        /** The host is not as it was when the plan was shown. */
        MOVED,
        /** The host or its helper could not be reached. */
        UNREACHABLE
    }

    /** The refusal whose texts are {@code key.what}, {@code key.why} and {@code key.cure}, each with these arguments. */
    public static Problem keyed(Kind kind, String key, Object object, Object... arguments) {
        return of(
                kind,
                object.toString(),
                Message.of(key + ".what", arguments),
                Message.of(key + ".why", arguments),
                Message.of(key + ".cure", arguments));
    }

    public static Problem of(Kind kind, String object, Message fact, Message cause, Message remedy) {
        return new Problem(kind, object, fact, Optional.empty(), cause, List.of(), remedy);
    }

    /** One whose texts are in no bundle: they read the same in every language. */
    public static Problem of(Kind kind, String object, String what, String why, String cure) {
        return of(kind, object, Message.verbatim(what), Message.verbatim(why), Message.verbatim(cure));
    }

    public Problem withErrno(Errno error) {
        return new Problem(kind, object, fact, Optional.of(error), cause, seen, remedy);
    }

    public Problem withEvidence(List<String> lines) {
        return withSeen(lines.stream().map(Message::verbatim).toList());
    }

    public Problem withSeen(List<Message> lines) {
        return new Problem(kind, object, fact, errno, cause, lines, remedy);
    }

    /** The fact, in English. */
    public String what() {
        return fact.english();
    }

    /** The cause, in English. */
    public String why() {
        return cause.english();
    }

    /** What was read or said; what of it is Daxboard's own words is in English. */
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

    /**
     * All of it as lines of text: the one rendering that the command line, reports and the clipboard share. What another machine said
     * adds no line of its own and nothing that a terminal obeys.
     */
    public String asText(Texts texts) {
        StringBuilder text = new StringBuilder(Visible.line(texts, fact));
        errno.ifPresent(error -> text.append(" (")
                .append(error.symbol())
                .append(": ")
                .append(texts.say(error.message()))
                .append(")"));
        return text.append('\n')
                .append(Visible.line(texts, Message.of("problem.why", cause)))
                .append(Visible.below(texts, seen))
                .append('\n')
                .append(Visible.line(texts, Message.of("problem.cure", remedy)))
                .toString();
    }
}
