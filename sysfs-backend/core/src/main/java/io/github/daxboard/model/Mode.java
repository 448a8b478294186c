// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.Arrays;
import java.util.Optional;

/** The use that a driver gives a device. A device without a driver is unbound, which is a mode of its own here. */
public enum Mode {
    /** Raw mmap of /dev/daxX.Y, by device_dax. */
    DEVDAX("devdax", "devdax"),
    /** Pages fit for a file system such as famfs, by fsdev_dax; no mmap of the device itself. */
    FSDEV("fsdev", "famfs"),
    /** Ordinary memory of a NUMA node, by kmem. */
    SYSTEM_RAM("system-ram", "system-ram"),
    /** No driver. */
    UNBOUND("unbound", "devdax");

    private final String word;
    private final String daxctlWord;

    Mode(String word, String daxctlWord) {
        this.word = word;
        this.daxctlWord = daxctlWord;
    }

    /** The word for it, on screen and on the command line. */
    public String word() {
        return word;
    }

    /** {@link #word}, which is the same in every language. */
    public Message message() {
        return Message.verbatim(word);
    }

    /** The word that daxctl's JSON has for it (ndctl v85); daxctl shows an unbound device as devdax, disabled. */
    public String daxctlWord() {
        return daxctlWord;
    }

    /** The driver that gives this mode; none for unbound. */
    public Optional<Driver> driver() {
        return switch (this) {
            case DEVDAX -> Optional.of(Driver.DEVICE_DAX);
            case FSDEV -> Optional.of(Driver.FSDEV_DAX);
            case SYSTEM_RAM -> Optional.of(Driver.KMEM);
            case UNBOUND -> Optional.empty();
        };
    }

    static Optional<Mode> of(Driver driver) {
        return Arrays.stream(values())
                .filter(mode -> mode.driver().filter(driver::equals).isPresent())
                .findFirst();
    }

    /** The mode that a word names: ours, or daxctl's {@code famfs}. */
    public static Optional<Mode> parse(String text) {
        if (text.equals("famfs")) {
            return Optional.of(FSDEV);
        }
        return Arrays.stream(values()).filter(mode -> mode.word.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
