// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

/** What the middle of the window shows. */
public enum Screen {
    /** A host is being opened. */
    OPENING,
    /** It could not be opened. */
    UNREACHABLE,
    /** It has no DAX memory. */
    THIS_MACHINE,
    /** Its regions. */
    BOARD
}
