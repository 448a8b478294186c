// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

/** The helper's exit codes, after sysexits.h. 126 and 127 are pkexec's, and never the helper's. */
final class Exit {
    /** All was answered, a refusal included. */
    static final int OK = 0;

    /** It was not started with one verb. */
    static final int USAGE = 64;

    /** The one request of an apply was not understood. */
    static final int BAD_REQUEST = 65;

    /** The kernel's files can't be opened, or native calls don't work. */
    static final int UNAVAILABLE = 69;

    /** A mistake in the helper itself. */
    static final int BUG = 70;

    /** It was to apply without being root. */
    static final int NOT_ROOT = 77;

    private Exit() {}
}
