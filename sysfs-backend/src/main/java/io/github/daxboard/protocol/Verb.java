// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.util.Arrays;
import java.util.Optional;

/** What a helper is started for: its one argument. */
public enum Verb {
    /** Answers with trees until its input ends; has no way to write. */
    VIEW("view"),
    /** Carries one confirmed list of changes out, and ends. */
    APPLY("apply"),
    /** Ends a plan that was begun by a helper that was killed, and ends. */
    RECOVER("recover");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Verb> parse(String text) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(text)).findFirst();
    }
}
