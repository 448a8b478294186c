// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;

/** What an admin asks for. */
public sealed interface Change {
    DeviceName device();

    /** One line for a person, such as {@code dax0.0 to fsdev}. */
    String describe();

    /**
     * Give a device another mode.
     *
     * @param device the device
     * @param to the mode that it shall have
     */
    record SwitchMode(DeviceName device, Mode to) implements Change {
        @Override
        public String describe() {
            return device + " to " + to.word();
        }
    }
}
