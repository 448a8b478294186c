// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryFactsTest {
    private static final KernelPath HMEM = new KernelPath("/sys/devices/platform/hmem.0");

    private static Snapshot read(SimulatedKernel kernel) {
        return SnapshotReader.read(kernel, new HostName("box"), Instant.EPOCH);
    }

    private static SimulatedKernel boot(String devices) {
        return SimulatedKernel.boot(World.parse("""
                module kmem loaded
                ram 0x0 4G node 0
                node 0 used 1G cached 512M
                region 0 hmem 0x100000000 4G node 1 cpus 0
                """ + devices));
    }

    private static Device device(Snapshot snapshot, String name) {
        return snapshot.device(DeviceName.of(name)).orElseThrow();
    }

    @Test
    void aDeviceGivesTheWholeBlocksInsideItAndTheRestIsLost() {
        Snapshot snapshot =
                read(boot("device dax0.0 192M devdax\ndevice dax0.1 192M devdax\ndevice dax0.2 64M devdax\n"));

        assertThat(snapshot.memory().yieldOf(device(snapshot, "dax0.0")))
                .isEqualTo(Reading.of(new RamYield(128L << 20, 64L << 20, 1, false)));
        assertThat(snapshot.memory()
                        .yieldOf(device(snapshot, "dax0.1"))
                        .value()
                        .orElseThrow()
                        .blocks())
                .isEqualTo(1);
        assertThat(snapshot.memory()
                        .yieldOf(device(snapshot, "dax0.2"))
                        .value()
                        .orElseThrow()
                        .bytes())
                .isZero();
    }

    @Test
    void withoutRootTheYieldIsAnEstimateAndSaysSo() {
        Snapshot snapshot =
                SnapshotReader.read(boot("device dax0.0 192M devdax\n").asUser(), new HostName("box"), Instant.EPOCH);

        assertThat(snapshot.memory().yieldOf(device(snapshot, "dax0.0")))
                .isEqualTo(Reading.of(new RamYield(128L << 20, 64L << 20, 1, true)));
    }

    @Test
    void memoryThatKmemLeftIsPinnedAndAfterItsDeviceWentAnOrphan() {
        SimulatedKernel kernel = boot("device dax0.0 1G unbound\ndevice dax0.1 256M pinned online 2\n");
        Snapshot pinned = read(kernel);
        kernel.otherAdmin().write(HMEM.child("dax0.1").child("size"), "0");
        Snapshot after = read(kernel);

        assertThat(pinned.isPinned(device(pinned, "dax0.1"))).isTrue();
        assertThat(pinned.orphans()).isEqualTo(Reading.of(List.of()));
        assertThat(after.isPinned(device(after, "dax0.1"))).isFalse();
        assertThat(after.orphans().value().orElseThrow())
                .extracting(IomemEntry::start)
                .containsExactly((1L << 32) + (1L << 30));
        assertThat(after.memory().blocks()).hasSize(2);
    }

    @Test
    void pinnedMemoryIsFoundByItsMarkAloneToo() {
        SimulatedKernel kernel = boot("device dax0.0 256M pinned online 2\n");
        kernel.failRead(KernelPath.MEMORY, Errno.EIO);
        Snapshot snapshot = read(kernel);

        assertThat(snapshot.memory().blocks()).isEmpty();
        assertThat(snapshot.isPinned(device(snapshot, "dax0.0"))).isTrue();
    }

    @Test
    void withoutRootOrphansAreNotKnownAndNotNone() {
        Snapshot snapshot = SnapshotReader.read(
                boot("device dax0.0 256M pinned online 2\n").asUser(), new HostName("box"), Instant.EPOCH);

        assertThat(snapshot.iomem()).isEqualTo(new Reading.Denied<>(Errno.EACCES));
        assertThat(snapshot.orphans().value()).isEmpty();
    }

    @Test
    void nodesTellTheirMemoryAndWhatIsFree() {
        Snapshot snapshot = read(boot("device dax0.0 256M system-ram online 2\n"));
        NumaNode ram = snapshot.node(0).orElseThrow();
        NumaNode dax = snapshot.node(1).orElseThrow();

        assertThat(ram.total()).isEqualTo(Reading.of(4L << 30));
        assertThat(ram.free()).isEqualTo(Reading.of((2L << 30) + (512L << 20)));
        assertThat(ram.reclaimable()).isEqualTo(Reading.of(512L << 20));
        assertThat(ram.tier()).isEqualTo(Reading.of(4));
        assertThat(dax.cpus()).isEqualTo(Reading.of(""));
        assertThat(dax.distances()).isEqualTo(Reading.of(List.of(20, 10)));
        assertThat(dax.tier()).isEqualTo(Reading.of(22));
        assertThat(dax.access().readLatency().isAbsent()).isTrue();
        assertThat(snapshot.memory().blocks())
                .allSatisfy(block -> assertThat(block.node()).isEqualTo(Reading.of(1)));
    }

    @Test
    void nodesTellTheSocketOfTheirProcessorsAndTheDistancesThatTheFirmwareKnows() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse("""
                module kmem loaded
                ram 0x0 4G node 0
                ram 0x200000000 4G node 1
                distance 0 1 21
                distance 1 2 17
                region 0 hmem 0x100000000 4G node 2 cpus 0
                device dax0.0 256M system-ram online 2
                """));
        Snapshot snapshot = read(kernel);

        assertThat(snapshot.nodes())
                .extracting(NumaNode::socket)
                .containsExactly(Reading.of(0), Reading.of(1), Reading.absent());
        assertThat(snapshot.nodes())
                .extracting(NumaNode::distances)
                .containsExactly(
                        Reading.of(List.of(10, 21, 20)),
                        Reading.of(List.of(21, 10, 17)),
                        Reading.of(List.of(20, 17, 10)));
        kernel.failRead(new KernelPath("/sys/devices/system/cpu/cpu2/topology/physical_package_id"), Errno.EIO);
        assertThat(read(kernel).node(1).orElseThrow().socket()).isEqualTo(new Reading.Unreadable<>(Errno.EIO));
    }

    @Test
    void aKernelsBugsAreToldFromItsRelease() {
        assertThat(KernelBug.of("7.1.0-rc3")).contains(KernelBug.FSDEV_SEVERAL_RANGES, KernelBug.FSDEV_STALE_MEMMAP);
        assertThat(KernelBug.of("7.1.4-1-amd64")).doesNotContain(KernelBug.FSDEV_MATCHES_BY_ITSELF);
        assertThat(KernelBug.of("6.12.117+deb12-amd64")).containsExactly(KernelBug.MAPPING_SAYS_DONE);
        assertThat(KernelBug.of("6.6.1")).isEmpty();
        assertThat(KernelBug.of("7.3.0")).doesNotContain(KernelBug.FSDEV_SPOILED_BY_FAILURE);
        assertThat(KernelBug.of("something else")).isEmpty();
    }
}
