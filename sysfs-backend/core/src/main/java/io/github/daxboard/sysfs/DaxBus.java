// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bus itself: which devices it lists and what is bound to each. */
public final class DaxBus {
    private final KernelView kernel;

    public DaxBus(KernelView kernel) {
        this.kernel = kernel;
    }

    /** The devices that the bus lists, by name; absent on a kernel without the dax bus. */
    public Reading<List<DeviceName>> devices() {
        return kernel.list(KernelPath.DAX_DEVICES)
                .map(names -> names.stream()
                        .map(DeviceName::parse)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList());
    }

    /** A device's own folder below /sys/devices, to which its entry on the bus is a link. */
    public Reading<KernelPath> folder(DeviceName name) {
        KernelPath link = KernelPath.DAX_DEVICES.child(name.toString());
        return kernel.readLink(link).flatMap(target -> resolve(link, target));
    }

    /** What is bound to a device; absent means unbound. The link is the only truth about a device's mode. */
    public Reading<Driver> driver(DeviceName name) {
        return switch (folder(name)) {
            case Reading.Value<KernelPath>(KernelPath folder) -> driver(folder);
            // No such device is not the same as no driver.
            case Reading.Absent<KernelPath> gone -> new Reading.Unreadable<>(Errno.ENODEV);
            case Reading<KernelPath> other -> other.flatMap(folder -> Reading.absent());
        };
    }

    Reading<Driver> driver(KernelPath deviceFolder) {
        return kernel.readLink(deviceFolder.child("driver")).flatMap(target -> {
            String last = target.substring(target.lastIndexOf('/') + 1);
            return Driver.parse(last).map(Reading::of).orElseGet(() -> new Reading.Malformed<>(target));
        });
    }

    /** What is bound to each device now. */
    public SortedMap<DeviceName, Reading<Driver>> links() {
        SortedMap<DeviceName, Reading<Driver>> links = new TreeMap<>();
        for (DeviceName name : devices().value().orElse(List.of())) {
            links.put(name, driver(name));
        }
        return links;
    }

    /** Whether the bus offers devices and drivers to each other by itself. */
    public Reading<Boolean> autoprobe() {
        return kernel.read(KernelPath.AUTOPROBE).flatMap(Formats::flag);
    }

    private static Reading<KernelPath> resolve(KernelPath link, String target) {
        try {
            return Reading.of(link.resolveLink(target));
        } catch (IllegalArgumentException e) {
            return new Reading.Malformed<>(target);
        }
    }
}
