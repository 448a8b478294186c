// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;

/** Who provides a region, told from its path under /sys/devices. */
public enum RegionKind {
    /** Soft Reserved ("specific purpose") memory, by dax_hmem. */
    HMEM("hmem"),
    /** A CXL ram region, by cxl. */
    CXL("cxl"),
    /** A persistent memory namespace in devdax mode, by dax_pmem. Static: one device, cannot be resized or split. */
    PMEM("pmem"),
    /** A provider that Daxboard does not know: shown, not changed. */
    OTHER("unknown");

    private final String word;

    RegionKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** {@link #word} in the reader's language. */
    public Message message() {
        return this == OTHER ? Message.of("regionKind.other") : Message.verbatim(word);
    }
}
