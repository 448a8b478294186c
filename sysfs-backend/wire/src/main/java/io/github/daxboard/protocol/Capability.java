// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.util.Locale;

/** Those of root's capabilities (include/uapi/linux/capability.h) that a helper needs. docs/helper-rights.md says what for. */
public enum Capability {
    /** Folders in /proc of other users' processes, nodes in /dev that were given to another user: to read them. */
    DAC_READ_SEARCH(2),
    /** To have modprobe load a driver. */
    SYS_MODULE(16),
    /** What other processes have open and mapped. */
    SYS_PTRACE(19),
    /** True addresses in /proc/iomem; without it all of them are 0. */
    SYS_ADMIN(21),
    /** The kernel's log where kernel.dmesg_restrict is set. */
    SYSLOG(34);

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    /** The bit that stands for it in /proc/PID/status. */
    public long bit() {
        return 1L << number;
    }

    /** As setpriv(1) calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
