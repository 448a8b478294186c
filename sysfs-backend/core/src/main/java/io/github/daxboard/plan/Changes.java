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

    /** Gives up {@link Snapshot#leftovers}. Empty where there is nothing to clean. */
    public static List<Change> clean(Snapshot snapshot) {
        return snapshot.leftovers().stream()
                .<Change>map(device -> new Change.Destroy(device.name()))
                .toList();
    }

    /**
     * Splits a device into as many devices as alike as its alignment allows: it is made smaller, and new ones of the same
     * alignment are made of what it gave up. It keeps what does not divide. Empty where the device or its size is not known,
     * or where its size does not give so many parts.
     *
     * @param parts how many devices it becomes, itself among them
     */
    public static List<Change> split(Snapshot snapshot, DeviceName name, int parts) {
        Optional<Device> found = snapshot.device(name);
        long size = found.flatMap(device -> device.size().value()).orElse(0L);
        long step = found.map(device -> Alignments.step(Alignments.of(device))).orElse(1L);
        long part = parts < 2 ? 0 : size / parts / step * step;
        return found.isEmpty() || part == 0
                ? List.of()
                : parts(found.get(), size - part * (parts - 1), part, parts - 1);
    }

    /**
     * Cuts a device in two: it keeps so much, and the rest becomes another one of the same alignment. Empty where the device
     * or its size is not known, or nothing would be left for one of them. Whether the sizes suit the alignment is for the
     * planner to say.
     *
     * @param bytes what the device keeps
     */
    public static List<Change> cut(Snapshot snapshot, DeviceName name, long bytes) {
        Optional<Device> found = snapshot.device(name);
        long size = found.flatMap(device -> device.size().value()).orElse(0L);
        return bytes <= 0 || bytes >= size ? List.of() : parts(found.orElseThrow(), bytes, size - bytes, 1);
    }

    private static List<Change> parts(Device device, long first, long part, int others) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Resize(device.name(), first));
        // The kernel gives 2 MiB to new devices of the regions that can have some.
        Optional<Long> align = device.align().value().filter(own -> own != Alignments.MEDIUM);
        for (int made = 0; made < others; made++) {
            changes.add(new Change.Create(device.name().region(), new Change.Extent.Size(part), align));
        }
        return List.copyOf(changes);
    }
}
