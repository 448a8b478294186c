// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device on the bus: struct dev_dax, as far as it shows (drivers/dax/dax-private.h). */
final class SimDevice {
    private final DeviceName name;
    private final SimRegion region;
    private final int minor;
    private final List<Range> ranges = new ArrayList<>();
    private long align;
    private Optional<SimDriver> driver = Optional.empty();
    private boolean pageMapLeft;
    private boolean memmapOnMemory;

    SimDevice(DeviceName name, SimRegion region, int minor) {
        this.name = name;
        this.region = region;
        this.minor = minor;
        this.align = region.align();
    }

    DeviceName name() {
        return name;
    }

    SimRegion region() {
        return region;
    }

    int minor() {
        return minor;
    }

    String path() {
        return region.path() + "/" + name;
    }

    long size() {
        return ranges.stream().mapToLong(Range::size).sum();
    }

    long align() {
        return align;
    }

    void setAlign(long align) {
        this.align = align;
    }

    /** Its pieces, in order of page offset. The list is the device's own. */
    List<Range> ranges() {
        return ranges;
    }

    Optional<SimDriver> driver() {
        return driver;
    }

    void setDriver(Optional<SimDriver> driver) {
        this.driver = driver;
    }

    /**
     * Whether a page map of a failed bind is left in a dynamic device: device_dax then refuses it for ever
     * (drivers/dax/device.c, dev_dax_probe: the map is freed with the failed probe, the pointer stays).
     */
    boolean isPageMapLeft() {
        return pageMapLeft;
    }

    void setPageMapLeft(boolean left) {
        pageMapLeft = left;
    }

    boolean isMemmapOnMemory() {
        return memmapOnMemory;
    }

    void setMemmapOnMemory(boolean on) {
        memmapOnMemory = on;
    }
}
