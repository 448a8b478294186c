// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a newer picture of a host has that an older one had not. Found where the host is read, not on the screen thread.
 *
 * @param now the newer picture; what is equal in both is the older one's own object, so that comparing them again is quick
 * @param isNothing whether the two differ in their moment alone
 * @param changed the devices that are new, or are not as they were; also those whose memory blocks changed
 * @param gone the devices that are no more
 */
record News(Snapshot now, boolean isNothing, Set<DeviceName> changed, Set<DeviceName> gone) {
    News {
        changed = Set.copyOf(changed);
        gone = Set.copyOf(gone);
    }

    static News of(Snapshot before, Snapshot now) {
        Map<DeviceName, Device> known = new HashMap<>();
        before.devices().forEach(device -> known.put(device.name(), device));
        boolean sameMemory = now.memory().equals(before.memory());
        Set<DeviceName> gone = new HashSet<>(known.keySet());
        Set<DeviceName> changed = new HashSet<>();
        now.devices().forEach(device -> {
            gone.remove(device.name());
            boolean same = device.equals(known.get(device.name()))
                    && (sameMemory
                            || before.memory().of(device).equals(now.memory().of(device)));
            if (!same) {
                changed.add(device.name());
            }
        });
        Snapshot shared =
                now.withRegions(share(before, now, known)).withMemory(sameMemory ? before.memory() : now.memory());
        return new News(shared, shared.equals(before.takenAt(now.taken())), changed, gone);
    }

    private static List<Region> share(Snapshot before, Snapshot now, Map<DeviceName, Device> known) {
        Map<Integer, Region> regions = new HashMap<>();
        before.regions().forEach(region -> regions.put(region.id(), region));
        return now.regions().stream()
                .map(region -> {
                    Region old = regions.get(region.id());
                    return region.equals(old)
                            ? old
                            : region.withDevices(region.devices().stream()
                                    .map(device -> {
                                        Device same = known.get(device.name());
                                        return device.equals(same) ? same : device;
                                    })
                                    .toList());
                })
                .toList();
    }
}
