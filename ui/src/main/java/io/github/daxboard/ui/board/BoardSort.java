// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import java.util.Locale;

/** The order in which regions and tiles stand. */
public enum BoardSort {
    /** By name, as the kernel numbers them. */
    NAME,
    /** The largest first. */
    SIZE,
    /** Regions with the most free space first. */
    FREE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
