// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.List;

/**
 * A NUMA node of the host (Documentation/admin-guide/mm/numaperf.rst, Documentation/ABI/stable/sysfs-devices-node).
 *
 * @param id N of {@code nodeN}
 * @param cpus its processors as the kernel lists them, such as {@code 0-15,32-47}; empty where it has none
 * @param socket the package that its first processor is in, {@code physical_package_id} of that processor's topology
 *     (Documentation/admin-guide/cputopology.rst); absent where it has no processors or the firmware tells none
 * @param total bytes of memory, {@code MemTotal} of its {@code meminfo}
 * @param free bytes of it that nobody uses, {@code MemFree}
 * @param reclaimable bytes of it that only cache files, {@code Active(file)} and {@code Inactive(file)}
 * @param distances to each node, by the nodes' order; 10 is the node itself
 * @param tier the memory tier that it is in ({@code memory_tierN}); absent before Linux 6.1, or where it has no memory
 * @param access how fast its nearest initiators reach it; each is absent where the firmware tells nothing (HMAT)
 */
public record NumaNode(
        int id,
        Reading<String> cpus,
        Reading<Integer> socket,
        Reading<Long> total,
        Reading<Long> free,
        Reading<Long> reclaimable,
        Reading<List<Integer>> distances,
        Reading<Integer> tier,
        Access access) {

    /** How full it is, and whether it has processors. */
    public NodeMemory memory() {
        return new NodeMemory(id, cpus.map(text -> !text.isBlank()), total, free, reclaimable);
    }

    /**
     * {@code access0/initiators}.
     *
     * @param readBandwidth MB/s
     * @param readLatency ns
     * @param writeBandwidth MB/s
     * @param writeLatency ns
     */
    public record Access(
            Reading<Long> readBandwidth,
            Reading<Long> readLatency,
            Reading<Long> writeBandwidth,
            Reading<Long> writeLatency) {}
}
