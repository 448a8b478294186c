// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

/** A world's text was not understood. The message names the line and the word. */
public final class WorldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;

    WorldException(int line, String what) {
        super("line " + line + ": " + what);
        this.line = line;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }
}
