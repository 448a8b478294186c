// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * How full a NUMA node is, from its {@code meminfo} and {@code cpulist} (drivers/base/node.c).
 *
 * @param node its number
 * @param hasProcessors whether it has processors. Such a node has memory for the kernel itself; another one's is taken to
 *     be all in the movable zone
 * @param total bytes of memory that are online, {@code MemTotal}
 * @param free bytes of it that nobody uses, {@code MemFree}
 * @param reclaimable bytes of it that only cache files, {@code Active(file)} and {@code Inactive(file)}
 */
public record NodeMemory(
        int node, Reading<Boolean> hasProcessors, Reading<Long> total, Reading<Long> free, Reading<Long> reclaimable) {

    /** Bytes that are in use, caches of files among them. */
    public Reading<Long> used() {
        return total.flatMap(all -> free.map(left -> Math.max(0, all - left)));
    }

    /** Bytes that are free or can be made so by giving up caches of files. */
    public Reading<Long> available() {
        return free.flatMap(left -> reclaimable.map(cached -> left + cached));
    }

    /** Whether it is known to have no memory online: such a node takes no pages. */
    public boolean isEmpty() {
        return total.value().filter(bytes -> bytes == 0).isPresent();
    }
}
