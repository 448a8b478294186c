// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import io.github.daxboard.model.Visible;
import java.text.Bidi;
import java.util.stream.Collectors;

/**
 * Text that was read of a host, as the window may show it: cut, so that a name can't push everything else away; marked, so that what has no
 * shape or turns the direction is seen as {@code \}{@code u202e}; and isolated, so that a name in another direction does not turn the words
 * beside it. {@link WindowTexts#text} does this to all that it puts into a sentence, and labels to all that they show.
 */
public final class Shown {
    /** Characters of a line. A command line is kept at 4096 by who reads it, and nobody reads so much in a window. */
    static final int LONGEST_LINE = 600;

    private static final int MOST_LINES = 400;
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';

    private Shown() {}

    /** Lines of text. What comes of it can be given here again and stays as it is. */
    public static String text(String text) {
        if (text.length() <= LONGEST_LINE && isPlain(text)) {
            return text;
        }
        return text.lines().limit(MOST_LINES).map(Shown::line).collect(Collectors.joining("\n"))
                + (text.lines().skip(MOST_LINES).findAny().isPresent() ? "\n..." : "");
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    }

    private static String line(String text) {
        if (isIsolated(text)) {
            return text;
        }
        String cut = text.length() <= LONGEST_LINE ? text : head(text) + "...";
        String marked = marked(cut);
        return Bidi.requiresBidi(marked.toCharArray(), 0, marked.length()) && !isIsolated(marked)
                ? ISOLATE + marked + END
                : marked;
    }

    /** Not between the two halves of one character. */
    private static String head(String text) {
        int end = LONGEST_LINE - 3;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** As this class makes it: our two marks around what has none. */
    private static boolean isIsolated(String text) {
        return text.length() > 2
                && text.length() <= LONGEST_LINE + 2
                && text.charAt(0) == ISOLATE
                && text.indexOf(END) == text.length() - 1
                && Visible.is(text.substring(1, text.length() - 1));
    }

    /** Isolates that begin and end in the text stay: they are ours, and another one's can do no more than they. */
    private static String marked(String text) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int begin = text.indexOf(ISOLATE, from);
            int end = begin < 0 ? -1 : text.indexOf(END, begin);
            if (end < 0) {
                break;
            }
            shown.append(Visible.line(text.substring(from, begin)))
                    .append(ISOLATE)
                    .append(Visible.line(text.substring(begin + 1, end)))
                    .append(END);
            from = end + 1;
        }
        return shown.append(Visible.line(text.substring(from))).toString();
    }
}
