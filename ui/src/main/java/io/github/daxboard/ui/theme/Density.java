// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How close things stand. */
public enum Density {
    /** As drawn. */
    COMFORTABLE,
    /** A tile is one line: for a hundred devices and more. */
    COMPACT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Density> parse(String text) {
        return Arrays.stream(values())
                .filter(density -> density.word().equals(text))
                .findFirst();
    }
}
