// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;

/**
 * What a change is planned for: a device whose driver, region and folder are known.
 *
 * @param mayLoseData whether it was agreed by the device's name that known data on it is lost
 */
record Subject(Snapshot snapshot, Region region, Device device, KernelPath folder, boolean mayLoseData) {
    DeviceName name() {
        return device.name();
    }

    boolean is(Mode mode) {
        return device.mode().filter(mode::equals).isPresent();
    }

    boolean isBound() {
        return !device.isUnbound();
    }
}
