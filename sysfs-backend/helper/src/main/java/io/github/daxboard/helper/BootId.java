// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.KernelPath;

/** Which start of the machine this is. */
final class BootId {
    private BootId() {}

    /** The id; the empty text where it can't be read. That is no id, and equal to none: see {@link #isSame}. */
    static String of(KernelView kernel) {
        return kernel.read(KernelPath.BOOT_ID).value().orElse("");
    }

    /** Whether two ids are known, and of one start of the machine. */
    static boolean isSame(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }
}
