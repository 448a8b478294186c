// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * A device of the dax bus (Documentation/ABI/testing/sysfs-bus-dax).
 *
 * @param name its name on the bus
 * @param path its folder, such as {@code /sys/devices/platform/hmem.0/dax0.0}
 * @param driver what the {@code driver} link points to; {@link Reading.Absent} means unbound
 * @param size its size in bytes; 0 for an empty anchor or a seed
 * @param align its alignment in bytes
 * @param targetNode the NUMA node that its memory would join; absent where the firmware names none
 * @param numaNode the node of the nearest processors; -1 where unknown
 * @param resource its first physical address; root only
 * @param ranges its pieces in order of page offset; root only
 * @param deviceNumber {@code major:minor} of its character device
 * @param memmapOnMemory whether kmem would keep the page array on the memory itself; absent before Linux 6.8
 * @param hotplugState {@code state}, of kernels that take a whole device's memory in and out as one; absent on others
 * @param superblock what it holds; absent where nothing known was found; root only, and only of a device in devdax mode
 */
public record Device(
        DeviceName name,
        String path,
        Reading<Driver> driver,
        Reading<Long> size,
        Reading<Long> align,
        Reading<Integer> targetNode,
        Reading<Integer> numaNode,
        Reading<Long> resource,
        Reading<List<Range>> ranges,
        Reading<String> deviceNumber,
        Reading<Boolean> memmapOnMemory,
        Reading<String> hotplugState,
        Reading<Superblock> superblock) {

    /** Its mode; none where a driver is bound that Daxboard does not know, or the link could not be read. */
    public Optional<Mode> mode() {
        return switch (driver) {
            case Reading.Absent<Driver> absent -> Optional.of(Mode.UNBOUND);
            case Reading.Value<Driver>(Driver bound) -> bound.mode();
            default -> Optional.empty();
        };
    }

    /** The word shown for its use: the mode, another driver's own name, or why it is not known. */
    public Message modeMessage() {
        return mode().map(Mode::message)
                .orElseGet(() -> driver.value()
                        .map(bound -> Message.verbatim(bound.name()))
                        .orElseGet(driver::message));
    }

    /** {@link #modeMessage} in English. */
    public String modeWord() {
        return modeMessage().english();
    }

    /** Whether kmem is bound to it: its memory is RAM. */
    public boolean isRam() {
        return driver.value().filter(Driver.KMEM::equals).isPresent();
    }

    public boolean isUnbound() {
        return driver.isAbsent();
    }

    /** Whether its size is known and 0: nothing can be bound to it (the kernel's probe gives ENXIO). */
    public boolean isEmpty() {
        return size.value().filter(bytes -> bytes == 0).isPresent();
    }

    /** The same device with another driver, for what a plan leads to. */
    public Device withDriver(Optional<Driver> other) {
        Reading<Driver> link = other.map(Reading::of).orElseGet(Reading::absent);
        return with(link, size, align, ranges);
    }

    /** The same device with another size, whose ranges are not known before the kernel has chosen them. */
    public Device withSize(long bytes, Reading<List<Range>> where) {
        return with(driver, Reading.of(bytes), align, where);
    }

    public Device withAlign(long bytes) {
        return with(driver, size, Reading.of(bytes), ranges);
    }

    private Device with(
            Reading<Driver> link, Reading<Long> bytes, Reading<Long> alignment, Reading<List<Range>> where) {
        return new Device(
                name,
                path,
                link,
                bytes,
                alignment,
                targetNode,
                numaNode,
                resource,
                where,
                deviceNumber,
                memmapOnMemory,
                hotplugState,
                superblock);
    }
}
