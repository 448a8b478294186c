// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Visible;
import java.util.List;
import java.util.Optional;

/**
 * Why something is not done, or was not: what happened, to which device, why, what to do. Shown in one place on screen and
 * one on the command line, and the exit code derives from its kind.
 *
 * @param kind of what sort it is
 * @param object the device, module, host or file that it is about
 * @param what what happened or would happen, one sentence
 * @param errno the kernel's error, or the one that it would give
 * @param why the cause, one or two sentences
 * @param evidence what was read or said, verbatim: a file and its value, a line of the kernel's log
 * @param cure what to do, one or two sentences
 */
public record Refusal(
        Kind kind, String object, String what, Optional<Errno> errno, String why, List<String> evidence, String cure) {
    public Refusal {
        evidence = List.copyOf(evidence);
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

    public static Refusal of(Kind kind, String object, String what, String why, String cure) {
        return new Refusal(kind, object, what, Optional.empty(), why, List.of(), cure);
    }

    public Refusal withErrno(Errno error) {
        return new Refusal(kind, object, what, Optional.of(error), why, evidence, cure);
    }

    public Refusal withEvidence(List<String> lines) {
        return new Refusal(kind, object, what, errno, why, lines, cure);
    }

    /**
     * All of it as lines of text: the one rendering that the command line, reports and the clipboard share. What another machine said
     * adds no line of its own and nothing that a terminal obeys.
     */
    public String asText() {
        StringBuilder text = new StringBuilder(Visible.line(what));
        errno.ifPresent(error -> text.append(" (")
                .append(error.symbol())
                .append(": ")
                .append(error.words())
                .append(")"));
        text.append('\n').append("Why: ").append(Visible.line(why));
        evidence.forEach(line -> text.append('\n').append("  | ").append(Visible.line(line)));
        return text.append('\n')
                .append("What to do: ")
                .append(Visible.line(cure))
                .toString();
    }
}
