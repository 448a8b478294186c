// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A kernel with what scenarios need besides: somebody who uses a device, and a way to unload a driver. */
interface ConformancePort extends KernelPort {
    /** Lets a process open a device, or open and map it. */
    void hold(DeviceName device, Holder.Kind kind);

    /** Ends all such uses of a device. */
    void release(DeviceName device);

    /** No scenario has a write that hangs. */
    @Override
    default Optional<Errno> writeKillable(KernelPath path, String value, Cancel cancel, Duration limit) {
        return write(path, value);
    }

    /** rmmod. */
    void unload(Driver driver);

    /** Each device's driver, or "unbound". */
    default SortedMap<DeviceName, String> drivers() {
        SortedMap<DeviceName, String> drivers = new TreeMap<>();
        for (String name : list(KernelPath.DAX_DEVICES).value().orElseThrow()) {
            KernelPath link = KernelPath.DAX_DEVICES.child(name);
            KernelPath folder = link.resolveLink(readLink(link).value().orElseThrow());
            String driver = readLink(folder.child("driver"))
                    .value()
                    .map(target -> target.substring(target.lastIndexOf('/') + 1))
                    .orElse("unbound");
            drivers.put(DeviceName.of(name), driver);
        }
        return drivers;
    }
}
