// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one line of a world, taken one after the other. */
final class LineTokens {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,15}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final int line;
    private final List<String> words;
    private int at;

    LineTokens(int line, String text) {
        this.line = line;
        this.words = List.of(text.strip().split("\\s+", -1));
    }

    boolean isAtEnd() {
        return at >= words.size();
    }

    int line() {
        return line;
    }

    /** The next word. */
    String next(String what) {
        if (isAtEnd()) {
            throw fail("the line ends where " + what + " is wanted");
        }
        return words.get(at++);
    }

    /** Takes the next word if it is this one. */
    boolean takes(String word) {
        boolean is = !isAtEnd() && words.get(at).equals(word);
        at += is ? 1 : 0;
        return is;
    }

    /** All words to the end of the line. */
    String rest() {
        String rest = String.join(" ", words.subList(at, words.size()));
        at = words.size();
        return rest;
    }

    void end() {
        if (!isAtEnd()) {
            throw fail("\"" + words.get(at) + "\" is not understood here");
        }
    }

    long size(String what) {
        String word = next(what);
        Matcher matcher = SIZE.matcher(word);
        if (!matcher.matches()) {
            throw fail("\"" + word + "\" is not " + what + " such as 256G or 2M");
        }
        int shift = matcher.group(2).isEmpty() ? 0 : 10 * (1 + "KMGT".indexOf(matcher.group(2)));
        long number = Long.parseLong(matcher.group(1));
        if (number > (Long.MAX_VALUE >> 12) >> shift) {
            throw fail("\"" + word + "\" is too large");
        }
        return number << shift;
    }

    long address() {
        String word = next("an address");
        if (!ADDRESS.matcher(word).matches()) {
            throw fail("\"" + word + "\" is not an address such as 0x100000000");
        }
        return Long.parseLong(word.substring(2), 16);
    }

    int number(String what) {
        String word = next(what);
        if (!NUMBER.matcher(word).matches()) {
            throw fail("\"" + word + "\" is not " + what);
        }
        return Integer.parseInt(word);
    }

    DeviceName device() {
        String word = next("a device");
        return DeviceName.parse(word).orElseThrow(() -> fail("\"" + word + "\" is not a device such as dax0.0"));
    }

    Driver driver() {
        String word = next("a driver");
        return Driver.parse(word).orElseThrow(() -> fail("\"" + word + "\" is not a driver's name"));
    }

    String oneOf(String... choices) {
        List<String> list = List.of(choices);
        String word = next(String.join(" or ", list));
        if (!list.contains(word)) {
            throw fail("\"" + word + "\" is none of " + String.join(", ", list));
        }
        return word;
    }

    /** The constant of an enum that a word names: {@code system-ram} is SYSTEM_RAM. */
    <E extends Enum<E>> E constant(Class<E> type, String what) {
        String word = next(what);
        return List.of(type.getEnumConstants()).stream()
                .filter(constant -> wordOf(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> fail("\"" + word + "\" is not " + what + "; they are "
                        + String.join(
                                ", ",
                                List.of(type.getEnumConstants()).stream()
                                        .map(LineTokens::wordOf)
                                        .toList())));
    }

    private static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<Integer> numberAfter(String word, String what) {
        return takes(word) ? Optional.of(number(what)) : Optional.empty();
    }

    WorldException fail(String what) {
        return new WorldException(line, what);
    }
}
