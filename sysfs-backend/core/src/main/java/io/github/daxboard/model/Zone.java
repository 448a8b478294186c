// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.Arrays;
import java.util.Optional;

/** Where memory goes when it is brought online (Documentation/admin-guide/mm/memory-hotplug.rst). */
public enum Zone {
    /** Only for pages that can be moved away, so that the memory can be taken back. */
    MOVABLE("movable", "online_movable"),
    /** For the kernel's own data too: can hardly be taken back. */
    KERNEL("kernel", "online_kernel");

    private final String word;
    private final String kernelWord;

    Zone(String word, String kernelWord) {
        this.word = word;
        this.kernelWord = kernelWord;
    }

    /** The word for it, on screen and on the command line. */
    public String word() {
        return word;
    }

    /** {@link #word} in the reader's language. */
    public Message message() {
        return switch (this) {
            case MOVABLE -> Message.of("zone.movable");
            case KERNEL -> Message.of("zone.kernel");
        };
    }

    /** What is written to a block's {@code state}. */
    public String kernelWord() {
        return kernelWord;
    }

    public static Optional<Zone> parse(String text) {
        return Arrays.stream(values()).filter(zone -> zone.word.equals(text)).findFirst();
    }
}
