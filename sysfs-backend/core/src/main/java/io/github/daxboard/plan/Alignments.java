// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Region;
import java.util.List;

/** Which alignments there are, and what sizes they ask for. */
public final class Alignments {
    static final long PAGE = 4L << 10;
    static final long MEDIUM = 2L << 20;
    static final long LARGE = 1L << 30;

    /** What a device on x86 can have (drivers/dax/bus.c, align_store; 1 GiB where the processor has such pages). */
    static final List<Long> ALL = List.of(PAGE, MEDIUM, LARGE);

    private Alignments() {}

    /** What a region gives its new devices: 2 MiB by dax_hmem and cxl (drivers/dax/hmem/hmem.c, drivers/dax/cxl.c), where
     * its own attribute, which is root's to read, does not say. */
    public static long ofNewDevices(Region region) {
        return region.align().value().filter(align -> align > 0).orElse(MEDIUM);
    }

    /** What a size must be a multiple of: the alignment, and at least a sub-section of memory, 2 MiB on x86. */
    public static long step(long align) {
        return Math.max(align, MEDIUM);
    }

    /** A device's own; 2 MiB, the kernel's default, where it does not say. */
    public static long of(Device device) {
        return device.align().value().filter(align -> align > 0).orElse(MEDIUM);
    }
}
