// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.Locale;

/** Sizes in words: GiB with at most one decimal, as every size is shown, in the window and on the command line. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

    private Sizes() {}

    /** A size in bytes, such as {@code 64 GiB}. */
    public static String words(long bytes) {
        if (bytes == 0) {
            return "0";
        }
        double amount = bytes;
        int unit = 0;
        // Memory is counted in GiB however much there is, so that sizes compare at a glance; less than one goes down.
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.1f", amount);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " " + UNITS[unit];
    }

    /** A size, or why it is not known. */
    public static String words(Reading<Long> bytes) {
        return bytes.value().map(Sizes::words).orElseGet(bytes::whyNot);
    }
}
