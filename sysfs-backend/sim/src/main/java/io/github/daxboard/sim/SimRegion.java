// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.sim.World.RegionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A region: struct dax_region (drivers/dax/dax-private.h). */
final class SimRegion {
    private final RegionSpec spec;
    private final List<SimDevice> devices = new ArrayList<>();
    private Optional<SimDevice> seed = Optional.empty();
    private Optional<SimDevice> youngest = Optional.empty();

    SimRegion(RegionSpec spec) {
        this.spec = spec;
    }

    int id() {
        return spec.id();
    }

    /** The folder that holds dax_region and the devices: that of the device of another bus which provides the memory. */
    String path() {
        int id = spec.id();
        return "/sys/devices/"
                + switch (spec.kind()) {
                    case HMEM -> "platform/hmem." + id;
                    case CXL -> "platform/ACPI0017:00/root0/decoder0.0/region%1$d/dax_region%1$d".formatted(id);
                    case PMEM -> "LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region%1$d/dax%1$d.0".formatted(id);
                    case E820 -> "platform/e820_pmem/ndbus0/region%1$d/dax%1$d.0".formatted(id);
                };
    }

    long start() {
        return spec.dataStart();
    }

    long end() {
        return spec.dataStart() + spec.size() - 1;
    }

    long size() {
        return spec.size();
    }

    /** The alignment in bytes that its devices are born with. */
    long align() {
        return World.DEFAULT_ALIGN;
    }

    Optional<Integer> node() {
        return spec.node();
    }

    int nearestProcessors() {
        return spec.cpus().orElse(-1);
    }

    boolean isStatic() {
        return spec.isStatic();
    }

    /** Whether the region has IORESOURCE_DAX_KMEM: hmem (but with region_idle) and CXL (drivers/dax/hmem, drivers/dax/cxl.c). */
    boolean isKmemType() {
        return !spec.isStatic() && !spec.idle();
    }

    /** In the order in which they were made. The list is the region's own. */
    List<SimDevice> devices() {
        return devices;
    }

    long available() {
        return size() - devices.stream().mapToLong(SimDevice::size).sum();
    }

    /** The first device that was made by {@code create} and never bound since. */
    Optional<SimDevice> seed() {
        return seed;
    }

    void setSeed(Optional<SimDevice> seed) {
        this.seed = seed;
    }

    /** The device that {@code create} made last. */
    Optional<SimDevice> youngest() {
        return youngest;
    }

    void setYoungest(Optional<SimDevice> youngest) {
        this.youngest = youngest;
    }

    /** What free number a new device gets: the lowest. */
    int nextInstance() {
        int instance = 0;
        while (has(instance)) {
            instance++;
        }
        return instance;
    }

    private boolean has(int instance) {
        return devices.stream().anyMatch(device -> device.name().instance() == instance);
    }
}
