// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.Optional;

/**
 * What the first bytes of a device say that it holds.
 *
 * @param type the name that libblkid has for it, such as {@code ext4}, or {@code famfs}
 * @param label its label, where it has one
 * @param uuid its UUID, where it has one
 */
public record Superblock(String type, Optional<String> label, Optional<String> uuid) {
    /** Such as {@code ext4 "data"}. */
    public String describe() {
        return type + label.map(text -> " \"" + text + "\"").orElse("");
    }

    /** {@link #describe}, which is the same in every language. */
    public Message message() {
        return Message.verbatim(describe());
    }
}
