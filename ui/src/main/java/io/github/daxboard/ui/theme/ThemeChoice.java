// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which theme the user wants. */
public enum ThemeChoice {
    LIGHT,
    DARK,
    /** As the desktop is set, also when that changes. */
    SYSTEM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ThemeChoice> parse(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(text))
                .findFirst();
    }
}
