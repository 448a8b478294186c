// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.List;

/**
 * A range of physical memory that the dax bus manages, with the devices carved out of it.
 *
 * @param id X of its devices' names
 * @param kind who provides it
 * @param path its folder, which holds {@code dax_region/} and the devices
 * @param size its size in bytes
 * @param align the alignment in bytes that new devices get; root only
 * @param available the bytes that no device owns; absent in a static region
 * @param seed the device that was created first and never bound; absent in a static region, or where there is none
 * @param devices its devices, by name
 */
public record Region(
        int id,
        RegionKind kind,
        String path,
        Reading<Long> size,
        Reading<Long> align,
        Reading<Long> available,
        Reading<DeviceName> seed,
        List<Device> devices) {
    public Region {
        devices = List.copyOf(devices);
    }

    /** Whether it always has just the one device that it has: a pmem namespace has no {@code available_size}. */
    public boolean isStatic() {
        return available.isAbsent();
    }

    public Region withDevices(List<Device> others) {
        return new Region(id, kind, path, size, align, available, seed, others);
    }

    /** The same region with other devices and other free space, for what a plan leads to. */
    public Region with(Reading<Long> free, List<Device> others) {
        return new Region(id, kind, path, size, align, free, seed, others);
    }
}
