// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Snapshot;
import java.util.List;
import java.util.Optional;

/** Memory that kmem added and that the kernel keeps until a reboot, as far as /proc/iomem can be seen. */
final class Pinned {
    private Pinned() {}

    /** The ranges of it that no device in system-ram mode accounts for. The bus counts those without a device as free. */
    static List<IomemEntry> orphans(Snapshot snapshot) {
        List<Range> ram = snapshot.devices()
                .filter(Device::isRam)
                .map(Device::ranges)
                .flatMap(ranges -> ranges.value().orElse(List.of()).stream())
                .toList();
        return snapshot.iomem().value().orElse(List.of()).stream()
                .filter(entry -> entry.name().equals(IomemEntry.KMEM))
                .filter(entry -> ram.stream().noneMatch(entry::overlaps))
                .toList();
    }

    static Optional<IomemEntry> overlapping(List<IomemEntry> pinned, List<Range> ranges) {
        return pinned.stream()
                .filter(entry -> ranges.stream().anyMatch(entry::overlaps))
                .findFirst();
    }
}
