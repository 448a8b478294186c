// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number formats of sysfs. A text that is not of the form is malformed, not a guess. */
final class Formats {
    /** A kernel knows 1,024 nodes at most (include/linux/numa.h). */
    private static final int MOST_NODES = 4096;

    private Formats() {}

    /** Decimal bytes, as in {@code size}. */
    static Reading<Long> decimal(String text) {
        return number(text, text, 10);
    }

    /** Hexadecimal with 0x, as in {@code resource} and {@code mappingN/start}. */
    static Reading<Long> hex0x(String text) {
        return text.startsWith("0x") ? number(text, text.substring(2), 16) : new Reading.Malformed<>(text);
    }

    /** Hexadecimal without 0x, as in {@code block_size_bytes}. */
    static Reading<Long> bareHex(String text) {
        return number(text, text, 16);
    }

    /** A NUMA node: a small decimal number, or -1 for none. */
    static Reading<Integer> node(String text) {
        try {
            int node = Integer.parseInt(text);
            return node >= -1 ? Reading.of(node) : new Reading.Malformed<>(text);
        } catch (NumberFormatException e) {
            return new Reading.Malformed<>(text);
        }
    }

    /**
     * Numbers as the kernel lists them, such as {@code 0-2,5} (lib/vsprintf.c, bitmap_list_string): each run is behind the one
     * before, so that no text makes a list that is longer than the most nodes.
     */
    static Reading<List<Integer>> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int before = -1;
        for (String run : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            int dash = run.indexOf('-');
            Reading<Integer> first = node(dash < 0 ? run : run.substring(0, dash));
            Reading<Integer> last = dash < 0 ? first : node(run.substring(dash + 1));
            if (first.value().isEmpty()
                    || last.value().isEmpty()
                    || first.value().get() <= before
                    || last.value().get() < first.value().get()
                    || last.value().get() > MOST_NODES) {
                return new Reading.Malformed<>(text);
            }
            before = last.value().get();
            for (int number = first.value().get(); number <= last.value().get(); number++) {
                numbers.add(number);
            }
        }
        return Reading.of(List.copyOf(numbers));
    }

    /** The numbers in the names of a folder's entries that have a form such as {@code node(\\d+)}, in order. */
    static List<Integer> numbered(KernelView kernel, KernelPath folder, Pattern form) {
        return kernel.list(folder).value().orElse(List.of()).stream()
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .sorted()
                .toList();
    }

    /** A flag, {@code 0} or {@code 1}. */
    static Reading<Boolean> flag(String text) {
        return switch (text) {
            case "0" -> Reading.of(false);
            case "1" -> Reading.of(true);
            default -> new Reading.Malformed<>(text);
        };
    }

    private static Reading<Long> number(String text, String digits, int radix) {
        try {
            long number = Long.parseLong(digits, radix);
            return number >= 0 && !digits.startsWith("+") ? Reading.of(number) : new Reading.Malformed<>(text);
        } catch (NumberFormatException e) {
            return new Reading.Malformed<>(text);
        }
    }
}
