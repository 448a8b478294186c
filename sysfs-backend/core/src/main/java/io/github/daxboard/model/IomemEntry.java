// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * A line of /proc/iomem.
 *
 * @param start first byte's physical address
 * @param end last byte's physical address, inclusive
 * @param name such as {@code System RAM (kmem)}
 * @param depth how many ranges it lies in
 */
public record IomemEntry(long start, long end, String name, int depth) {
    /** The mark of memory that a driver added, which is kmem's (drivers/dax/kmem.c). */
    public static final String KMEM = "System RAM (kmem)";

    public boolean overlaps(Range range) {
        return start <= range.end() && end >= range.start();
    }
}
