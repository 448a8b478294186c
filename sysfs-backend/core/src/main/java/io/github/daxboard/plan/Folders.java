// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Region;
import java.util.Optional;

/** Where devices and regions lie; none for a text that is no path of the kernel's, where nothing shall be written. */
final class Folders {
    private Folders() {}

    static Optional<KernelPath> of(Device device) {
        return of(device.path());
    }

    static Optional<KernelPath> of(Region region) {
        return of(region.path());
    }

    private static Optional<KernelPath> of(String path) {
        try {
            return Optional.of(new KernelPath(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
