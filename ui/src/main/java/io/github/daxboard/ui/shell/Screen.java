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
    BOARD,
    /** Its nodes and addresses. */
    MAP,
    /** What was done on it. */
    ACTIVITY,
    /** All hosts. */
    FLEET;

    /** Whether it is one of the views of a host with DAX memory, which the toolbar's switch chooses from. */
    public boolean isView() {
        return this == BOARD || this == MAP || this == ACTIVITY;
    }

    /** Whether the selection has something to show beside it. */
    boolean hasInspector() {
        return this == BOARD || this == MAP;
    }
}
