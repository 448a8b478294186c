// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.text.Message;
import java.util.function.Consumer;

/** Opens the connection that an address names. */
@FunctionalInterface
public interface HostOpener {
    /**
     * Opens a host; may take long (the lab boots a machine).
     *
     * @param address which
     * @param progress gets each stage, such as {@code booting Linux 6.12}
     * @throws HostException when it can't be reached
     */
    HostConnection open(HostAddress address, Consumer<Message> progress) throws HostException;

    /** Whether a lab can be booted here: it needs the scripts of a checkout, which an installed program does not have. */
    default boolean hasLab() {
        return true;
    }
}
