// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import java.util.Optional;

/** device_dax (drivers/dax/device.c). */
final class DeviceDaxBinding extends ReservingBinding {

    DeviceDaxBinding(Iomem iomem, KernelLog log) {
        super("device_dax", iomem, log);
    }

    @Override
    public Optional<Errno> bind(SimDevice device) {
        if (device.region().isStatic()) {
            return super.bind(device);
        }
        if (device.isPageMapLeft()) {
            say(device, "dynamic-dax with pre-populated page map");
            return Optional.of(Errno.EINVAL);
        }
        // The map is hung into the device before the ranges are reserved, and a failure doesn't take it out again.
        device.setPageMapLeft(true);
        return super.bind(device);
    }

    @Override
    boolean mapsPages() {
        return true;
    }

    @Override
    public void unbind(SimDevice device) {
        super.unbind(device);
        // kill_dev_dax in drivers/dax/bus.c
        device.setPageMapLeft(false);
    }
}
