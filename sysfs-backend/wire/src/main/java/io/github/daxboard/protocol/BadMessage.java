// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

/** A line is no message of this protocol. Its text says why, in words without a full stop, and repeats nothing of the line. */
public final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    public BadMessage(String why) {
        super(why);
    }

    public BadMessage(String why, Throwable cause) {
        super(why, cause);
    }

    /** Why, in words without a full stop. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
