// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import java.util.Optional;

/** What a driver does to a device when it takes it and when it leaves it. */
interface Binding {

    /** The driver's probe. */
    Optional<Errno> bind(SimDevice device);

    /** The driver's remove. It cannot refuse. */
    void unbind(SimDevice device);
}
