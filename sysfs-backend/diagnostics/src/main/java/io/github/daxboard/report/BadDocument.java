// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

/** A file is not what it should be. Its text says what is wrong and where, in words without a full stop. */
public final class BadDocument extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param place such as {@code line 3, column 7} or {@code changes[1].to}
     * @param why what is wrong there
     */
    public BadDocument(String place, String why) {
        super(place + ": " + why);
    }

    /** Where and why. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
