// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a module does not load, judged by what modprobe and the kernel said. */
enum ModuleTrouble {
    KEY_REJECTED(129),
    OTHER_KERNEL(8),
    NO_FILE(2),
    NO_RIGHT(1),
    UNKNOWN(0);

    /** The error's number; 0 where what was said names none. */
    private final int errno;

    ModuleTrouble(int errno) {
        this.errno = errno;
    }

    /**
     * The trouble.
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

    Cause cause(Driver driver) {
        return switch (this) {
            case KEY_REJECTED -> Cause.keyed("cause.module.key");
            case OTHER_KERNEL -> Cause.keyed("cause.module.otherKernel");
            case NO_FILE ->
                driver.equals(Driver.FSDEV_DAX)
                        ? Cause.keyed("cause.module.noDriverFile")
                        : Cause.keyed("cause.module.noFile");
            case NO_RIGHT -> Cause.keyed("cause.module.noRight");
            case UNKNOWN -> Cause.keyed("cause.module.unknown");
        };
    }
}
