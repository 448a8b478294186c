// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a module does not load, told from what modprobe and the kernel said. */
enum ModuleTrouble {
    KEY_REJECTED(
            129,
            "Secure Boot is on and the key that signed the module is not enrolled.",
            "Enrol the key that signed it (mokutil --import), reboot, and plan again."),
    OTHER_KERNEL(
            8,
            "The module was built for another kernel than the one that runs.",
            "Build it for the running kernel, or boot the kernel that it was built for."),
    NO_FILE(
            2,
            "Its file is not where the running kernel's list of modules says.",
            "Install the kernel's modules again, then plan again."),
    NO_RIGHT(
            1,
            "The process that loads it is not root, or the kernel lets no module in any more.",
            "Apply it through the helper; see kernel.modules_disabled."),
    UNKNOWN(0, "modprobe says why, below.", "Mend what it names, then plan again.");

    /** The error's number; 0 where what was said names none. */
    private final int errno;

    private final String why;
    private final String cure;

    ModuleTrouble(int errno, String why, String cure) {
        this.errno = errno;
        this.why = why;
        this.cure = cure;
    }

    /**
     * Tells the trouble.
     *
     * @param modprobe modprobe's words; it runs in the C locale
     * @param kernel the kernel's lines that name the module
     */
    static ModuleTrouble of(String modprobe, List<String> kernel) {
        String said = modprobe.toLowerCase(Locale.ROOT);
        String log = String.join("\n", kernel).toLowerCase(Locale.ROOT);
        if (said.contains("key was rejected")) {
            return KEY_REJECTED;
        }
        if (said.contains("exec format error")
                || said.contains("invalid module format")
                || log.contains("unknown symbol")) {
            return OTHER_KERNEL;
        }
        // kmod's words for any ENOENT are "Unknown symbol in module": where the kernel names no symbol, it is the file.
        if (said.contains("not found in directory")
                || said.contains("no such file")
                || said.contains("unknown symbol")) {
            return NO_FILE;
        }
        return said.contains("operation not permitted") ? NO_RIGHT : UNKNOWN;
    }

    Optional<Errno> errno() {
        return errno == 0 ? Optional.empty() : Optional.of(new Errno(errno));
    }

    String why() {
        return why;
    }

    String cure(Driver driver) {
        return this == NO_FILE && driver.equals(Driver.FSDEV_DAX)
                ? "Install the driver that comes with Daxboard again (kernel-driver/README.md), then plan again."
                : cure;
    }
}
