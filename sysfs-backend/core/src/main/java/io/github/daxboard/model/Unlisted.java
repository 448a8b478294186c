// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;

/**
 * A place of the kernel's that has to be there or to be absent, and that could not be looked into: what lies in it is not known,
 * which is not the same as that there is nothing.
 *
 * @param file the folder, or a device's link on the dax bus
 * @param why the reading that came of it; it has no value and is not absent
 */
public record Unlisted(KernelPath file, Reading<?> why) {

    /** Whether it hides devices: the dax bus's folder, or an entry in it. */
    public boolean hidesDevices() {
        return file.equals(KernelPath.DAX_DEVICES) || file.isBelow(KernelPath.DAX_DEVICES);
    }

    /** The file and why it was not read, as a line. */
    public Message message() {
        return Message.of("evidence.line", file, why.message());
    }

    /** {@link #message} in English. */
    public String line() {
        return message().english();
    }
}
