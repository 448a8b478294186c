// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text that somebody else chose, as a person can be shown it: names of processes, units, guests, labels, hosts and paths, values
 * of the kernel, whatever another machine says. A terminal obeys control characters, and a direction mark or a character
 * without a shape makes a line look like another one. Each of them is written out, as {@code \}{@code u001b}: a form that can be read, and
 * that stands for the same character inside of JSON.
 */
public final class Visible {
    /** What takes no room on the screen and is not of Unicode's category of formats. */
    private static final String SHAPELESS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    private Visible() {}

    /** As a part of one line: line feeds and tabs are written out too. */
    public static String line(String text) {
        return written(text, "");
    }

    /** As lines: line feeds and tabs stay. Only for a text whose lines are our own. */
    public static String lines(String text) {
        return written(text, "\n\t");
    }

    /** Each as one line. */
    public static List<String> each(List<String> lines) {
        return lines.stream().map(Visible::line).toList();
    }

    /** A message in a language, as a part of one line. */
    public static String line(Texts texts, Message message) {
        return line(texts.say(message));
    }

    /** What was read or said, each on a line of its own below the sentence that it belongs to; begins with a line feed. */
    public static String below(Texts texts, List<Message> seen) {
        return seen.stream().map(message -> "\n  | " + line(texts, message)).collect(Collectors.joining());
    }

    /** Whether there is nothing in it that {@link #line} writes out. */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(Visible::isHidden);
    }

    private static String written(String text, String kept) {
        if (is(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHidden(point) && kept.indexOf(point) < 0) {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u").append(hex(unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static String hex(char unit) {
        String digits = Integer.toHexString(unit);
        return "0".repeat(4 - digits.length()) + digits;
    }

    private static boolean isHidden(int point) {
        if (point >= ' ' && point < 0x7f) {
            return false;
        }
        return switch (Character.getType(point)) {
            // A surrogate by itself; a pair is one code point.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isVariation(point) || SHAPELESS.indexOf(point) >= 0;
        };
    }

    /** Asks for another form of the character before it, and can carry hidden text. */
    private static boolean isVariation(int point) {
        return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef) || isMongolian(point);
    }

    private static boolean isMongolian(int point) {
        return point >= 0x180b && point <= 0x180f;
    }
}
