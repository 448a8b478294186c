// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * A memory block of the kernel's memory hotplug (Documentation/admin-guide/mm/memory-hotplug.rst).
 *
 * @param index N of {@code memoryN}
 * @param start its first physical address in bytes
 * @param state {@code online}, {@code offline} or {@code going-offline}
 * @param zones {@code valid_zones} as the kernel words it; one zone's name for an online block
 * @param node the NUMA node that it is on
 */
public record MemoryBlock(long index, long start, Reading<String> state, Reading<String> zones, Reading<Integer> node) {
    public boolean isOnline() {
        return state.value().filter("online"::equals).isPresent();
    }

    /** Whether it is known to be out of use. */
    public boolean isOffline() {
        return state.value().filter("offline"::equals).isPresent();
    }

    public boolean isMovable() {
        return zones.value().filter("Movable"::equals).isPresent();
    }
}
