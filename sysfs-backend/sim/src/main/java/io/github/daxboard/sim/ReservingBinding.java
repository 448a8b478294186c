// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import io.github.daxboard.sim.Iomem.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A driver that reserves a device's ranges while it is bound, and no more. A driver of another maker is one of these. */
class ReservingBinding implements Binding {
    /** 2 MiB, in bytes. */
    static final long SUBSECTION = 1L << 21;

    private final String driver;
    private final Iomem iomem;
    private final KernelLog log;
    private final Map<DeviceName, List<Claim>> claims = new HashMap<>();

    ReservingBinding(String driver, Iomem iomem, KernelLog log) {
        this.driver = driver;
        this.iomem = iomem;
        this.log = log;
    }

    @Override
    public Optional<Errno> bind(SimDevice device) {
        List<Claim> reserved = new ArrayList<>();
        for (int i = 0; i < device.ranges().size(); i++) {
            Range range = device.ranges().get(i);
            Optional<Claim> claim =
                    iomem.request(range.start(), range.end(), device.name().toString());
            if (claim.isEmpty()) {
                say(device, busyWords(i, range));
                reserved.forEach(iomem::release);
                return Optional.of(Errno.EBUSY);
            }
            reserved.add(claim.get());
        }
        if (mapsPages() && device.ranges().stream().anyMatch(range -> range.start() % SUBSECTION != 0)) {
            reserved.forEach(iomem::release);
            return Optional.of(Errno.EINVAL);
        }
        claims.put(device.name(), reserved);
        return Optional.empty();
    }

    @Override
    public void unbind(SimDevice device) {
        Optional.ofNullable(claims.remove(device.name())).ifPresent(list -> list.forEach(iomem::release));
    }

    /**
     * Whether the driver has struct pages made for the memory. They are made for whole sub-sections (mm/memory_hotplug.c,
     * check_pfn_span), and a range's start is checked nowhere before.
     */
    boolean mapsPages() {
        return false;
    }

    /** How the driver's log words a range that somebody else has. */
    String busyWords(int index, Range range) {
        return "mapping%d: %s-%s could not reserve range"
                .formatted(index, Text.hex(range.start()), Text.hex(range.end()));
    }

    final void say(SimDevice device, String words) {
        log.about(driver, device, words);
    }
}
