// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes that are made of others. */
public final class Changes {
    private Changes() {}

    /**
     * Gives up the devices of size 0 that other tools left over; a daxX.0 is none, since the kernel never deletes it. Empty
     * where there is nothing to clean.
     */
    public static Order clean(Snapshot snapshot) {
        return Order.of(snapshot.devices()
                .filter(device -> device.isEmpty() && device.isUnbound())
                .map(Device::name)
                .filter(name -> !SpaceRecipe.isAnchor(name))
                .map(Change.Destroy::new)
                .toList());
    }

    /**
     * Splits a device into as many devices as alike as its alignment allows: it is made smaller, and new ones are made of
     * what it gave up. The first gets what does not divide. Empty where the device or its size is not known, or there are
     * not two parts to make of it.
     *
     * @param parts how many devices it becomes, itself among them
     */
    public static Optional<Order> split(Snapshot snapshot, DeviceName name, int parts) {
        Optional<Device> found = snapshot.device(name);
        long size = found.flatMap(device -> device.size().value()).orElse(0L);
        long step = found.map(device -> Alignments.step(Alignments.of(device))).orElse(1L);
        long part = parts < 2 ? 0 : size / parts / step * step;
        if (found.isEmpty() || part == 0) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Resize(name, size - part * (parts - 1)));
        Optional<Long> align = found.get().align().value().filter(own -> own != Alignments.MEDIUM);
        for (int made = 1; made < parts; made++) {
            changes.add(new Change.Create(name.region(), new Change.Extent.Size(part), align));
        }
        return Optional.of(Order.of(changes));
    }
}
