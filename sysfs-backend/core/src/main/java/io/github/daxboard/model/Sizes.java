// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in words, as every size is shown, in the window and on the command line. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final long TIB = 1L << 40;
    private static final double GIB = 1L << 30;

    private static final Pattern HEX = Pattern.compile("0x([0-9a-fA-F]{1,15})");
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,3})?)\\s?(?:([KMGTkmgt])(?:iB)?|B)?");

    private Sizes() {}

    /**
     * A size in bytes, such as {@code 64 GiB}: at most one decimal. From 1 TiB on it is in TiB where two decimals say exactly
     * what is there, as {@code 1.5 TiB}, and else in GiB: devices are made to fit, and a rounded size would not.
     */
    public static String words(long bytes) {
        if (bytes == 0) {
            return "0";
        }
        if (bytes >= TIB && bytes % (TIB / 4) == 0) {
            return BigDecimal.valueOf(bytes / (TIB / 4))
                            .divide(BigDecimal.valueOf(4))
                            .toPlainString()
                    + " TiB";
        }
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return oneDecimal(amount) + " " + UNITS[unit];
    }

    /** About how much it is, such as {@code 20.4 TiB}: for a sum that is compared with others at a glance. */
    public static String about(long bytes) {
        return bytes < TIB ? words(bytes) : oneDecimal(bytes / GIB / 1024) + " TiB";
    }

    private static String oneDecimal(double amount) {
        String number = String.format(Locale.ROOT, "%.1f", amount);
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    /**
     * The size that a person wrote: bytes, decimal or with 0x in front; or a number with K, M, G or T, alone or as KiB, MiB,
     * GiB, TiB; decimals that come to whole bytes, as in {@code 1.5G}. GB and its like are not taken: some mean
     * powers of 1000 by them, some of 1024.
     */
    public static Optional<Long> parse(String text) {
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            return Optional.of(Long.parseLong(hex.group(1), 16));
        }
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        String unit = Optional.ofNullable(written.group(2)).orElse("");
        int power = unit.isEmpty() ? 0 : "KMGT".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        BigDecimal bytes = new BigDecimal(written.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        try {
            return Optional.of(bytes.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** A size, or why it is not known. */
    public static Message message(Reading<Long> bytes) {
        return bytes.value().map(known -> Message.verbatim(words(known))).orElseGet(bytes::message);
    }

    /** {@link #message} in English. */
    public static String words(Reading<Long> bytes) {
        return message(bytes).english();
    }
}
