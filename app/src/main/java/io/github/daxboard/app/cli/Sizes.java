// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Reading;
import java.util.Locale;

/** Sizes in words: the largest binary unit that leaves a number of at least 1, with at most one decimal. */
final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Sizes() {}

    static String words(long bytes) {
        int unit = 0;
        double number = bytes;
        while (number >= 1024 && unit < UNITS.length - 1) {
            number /= 1024;
            unit++;
        }
        String digits = String.format(Locale.ROOT, "%.1f", number);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " " + UNITS[unit];
    }

    static String words(Reading<Long> bytes) {
        return bytes.value().map(Sizes::words).orElseGet(bytes::whyNot);
    }
}
