// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.plan.Problem;

/** How the program ends; docs/cli.md lists the numbers for scripts. */
enum ExitCode {
    /** Done, and read back; or there was nothing to do. */
    DONE(0),
    /** A defect of Daxboard's own. */
    INTERNAL(1),
    /** The request makes no sense: an unknown word, option or device. */
    USAGE(2),
    /** Something on the host stands in the way; nothing was written. */
    BLOCKED(3),
    /** No right to do it, or the user said no; nothing was written. */
    NOT_ALLOWED(4),
    /** A step failed, and what was done was undone and read back. */
    FAILED_UNDONE(5),
    /** A step failed, and the host is left changed, as the output says. */
    FAILED_LEFT_CHANGED(6),
    /** The host could not be reached, or the connection broke. */
    UNREACHABLE(7),
    /** The host is not as it was when the plan was shown; nothing was written. */
    MOVED(8),
    /** What was asked for is done, but the output, or a file that was asked for, could not be written: a full disk. */
    OUTPUT(9);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Problem refusal) {
        return switch (refusal.kind()) {
            case USAGE -> USAGE;
            case BLOCKED, UNCONFIRMED -> BLOCKED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case CANCELLED, FAILED -> FAILED_UNDONE;
            case MOVED -> MOVED;
            case UNREACHABLE -> UNREACHABLE;
        };
    }

    static ExitCode of(Verdict verdict) {
        return switch (verdict) {
            case DONE -> DONE;
            case FAILED_UNDONE -> FAILED_UNDONE;
            case FAILED_LEFT_CHANGED -> FAILED_LEFT_CHANGED;
        };
    }
}
