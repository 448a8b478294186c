// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the kernel reads what is written to it, and words what it shows (lib/kstrtox.c, lib/string_helpers.c). */
final class Text {
    private static final Pattern NUMBER = Pattern.compile("\\+?(0[xX])?([0-9a-fA-F]+)");
    private static final BigInteger TOP = BigInteger.ONE.shiftLeft(64);

    private Text() {}

    /** What sysfs_streq compares: the text up to a NUL, without one final newline. */
    static String written(String value) {
        int nul = value.indexOf('\0');
        String text = nul < 0 ? value : value.substring(0, nul);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** What kstrtoull makes of a text: a number, EINVAL, or ERANGE. */
    record Parsed(long value, Optional<Errno> errno) {
        static Parsed failed(Errno errno) {
            return new Parsed(0, Optional.of(errno));
        }
    }

    /**
     * kstrtoull. Numbers of 2^63 and more, which no size or address is, come out as ERANGE here.
     *
     * @param base 16, or 0 for as C writes numbers
     */
    static Parsed number(String value, int base) {
        Matcher matcher = NUMBER.matcher(written(value));
        if (!matcher.matches()) {
            return Parsed.failed(Errno.EINVAL);
        }
        String digits = matcher.group(2);
        boolean hex = base == 16 || matcher.group(1) != null;
        int radix = hex ? 16 : digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
        try {
            BigInteger number = new BigInteger(digits, radix);
            return number.compareTo(TOP) >= 0 || number.bitLength() > 63
                    ? Parsed.failed(Errno.ERANGE)
                    : new Parsed(number.longValue(), Optional.empty());
        } catch (NumberFormatException notOfThatBase) {
            return Parsed.failed(Errno.EINVAL);
        }
    }

    /** kstrtobool, by the first letter or two. */
    static Optional<Boolean> bool(String value) {
        return switch (written(value).toLowerCase(Locale.ROOT)) {
            case String on
            when on.startsWith("1") || on.startsWith("y") || on.startsWith("t") || on.startsWith("on") ->
                Optional.of(true);
            case String off
            when off.startsWith("0") || off.startsWith("n") || off.startsWith("f") || off.startsWith("of") ->
                Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** {@code %#llx}. */
    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
