// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.LastComputed;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import java.util.List;
import java.util.Set;

/** The unbound devices of a picture that a new_id could bind: an empty one can't be bound at all. */
final class IdleDevices {
    private static final LastComputed<List<Region>, IdleDevices> NEWEST = new LastComputed<>(IdleDevices::new);

    private final List<DeviceName> all;
    private final Set<DeviceName> names;

    private IdleDevices(List<Region> regions) {
        this.all = regions.stream()
                .flatMap(region -> region.devices().stream())
                .filter(device -> device.isUnbound() && !device.isEmpty())
                .map(Device::name)
                .toList();
        this.names = Set.copyOf(all);
    }

    static IdleDevices of(Snapshot snapshot) {
        return NEWEST.of(snapshot.regions());
    }

    /** All but one, in the order of the picture. */
    List<DeviceName> beside(DeviceName name) {
        return names.contains(name)
                ? all.stream().filter(other -> !other.equals(name)).toList()
                : all;
    }
}
