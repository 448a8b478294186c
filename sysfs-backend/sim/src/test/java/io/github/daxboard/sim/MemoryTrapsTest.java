// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.Uevent;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryTrapsTest {
    private static final KernelPath DEVICE = new KernelPath("/sys/devices/platform/hmem.0/dax0.0");
    private static final KernelPath KMEM = new KernelPath("/sys/bus/dax/drivers/kmem");
    private static final KernelPath BLOCK = KernelPath.MEMORY.child("memory32").child("state");

    private static SimulatedKernel boot(String more) {
        return SimulatedKernel.boot(World.parse("module kmem loaded\nram 0x0 4G node 0\n" + more));
    }

    private static SimulatedKernel ram(String more) {
        return boot(more + "region 0 hmem 0x100000000 256M node 1 cpus 0\ndevice dax0.0 256M system-ram online 2\n");
    }

    @Test
    void aBusyBlockRefusesAndStaysOnlineAndTheLogSaysWhy() {
        SimulatedKernel kernel = ram("trouble 32 busy\n");
        var mark = kernel.markLog();

        assertThat(kernel.write(BLOCK, "offline")).contains(Errno.EBUSY);
        assertThat(kernel.write(BLOCK, "offline")).contains(Errno.EBUSY);
        assertThat(kernel.read(BLOCK)).isEqualTo(Reading.of("online"));
        assertThat(mark.linesSince()).contains("page dumped because: unmovable page");
    }

    @Test
    void aBlockThatWasBusyOnceGoesAtTheSecondTry() {
        SimulatedKernel kernel = ram("trouble 32 busy-once\n");

        assertThat(kernel.write(BLOCK, "offline")).contains(Errno.EBUSY);
        assertThat(kernel.write(BLOCK, "offline")).isEmpty();
    }

    @Test
    void aStuckBlockWaitsForASignalAndIsOnlineAfterIt() throws InterruptedException {
        SimulatedKernel kernel = ram("trouble 32 stuck\n");
        List<Optional<Errno>> results = new ArrayList<>();
        Thread writer = Thread.ofPlatform().start(() -> results.add(kernel.write(BLOCK, "offline")));
        writer.interrupt();
        writer.join();

        assertThat(results).containsExactly(Optional.of(Errno.EINTR));
        assertThat(kernel.read(BLOCK)).isEqualTo(Reading.of("online"));
    }

    @Test
    void memoryInUseGoesToOtherNodesOnlyIfTheyHaveRoom() {
        String full = "node 0 used 4G\nnode 1 used 256M\n";
        String roomy = "node 0 used 1G\nnode 1 used 256M\n";

        assertThat(ram(full).write(BLOCK, "offline")).contains(Errno.EBUSY);
        assertThat(ram(roomy).write(BLOCK, "offline")).isEmpty();
    }

    @Test
    void anotherProgramBringsOnlineWhatWasTakenOffline() {
        SimulatedKernel kernel = ram("agent online_movable again\n");

        assertThat(kernel.write(BLOCK, "offline")).isEmpty();
        assertThat(kernel.read(BLOCK)).isEqualTo(Reading.of("online"));
    }

    @Test
    void anotherProgramBringsNewBlocksOnlineInSpiteOfThePolicy() {
        SimulatedKernel kernel = boot("agent online\nregion 0 hmem 0x100000000 256M node 1\n");
        kernel.write(KMEM.child("bind"), "dax0.0");

        assertThat(kernel.read(KernelPath.AUTO_ONLINE)).isEqualTo(Reading.of("offline"));
        assertThat(kernel.read(BLOCK)).isEqualTo(Reading.of("online"));
    }

    @Test
    void theStateOfNewerKernelsTakesAllMemoryOutOrNone() {
        SimulatedKernel kernel = ram("hotplug-state on\n");
        KernelPath state = DEVICE.child("state");
        kernel.setTrouble(33, Optional.of(World.Trouble.BUSY));

        assertThat(kernel.read(state)).isEqualTo(Reading.of("online_movable"));
        assertThat(kernel.write(state, "offline")).contains(Errno.EINVAL);
        assertThat(kernel.write(state, "unplugged")).contains(Errno.EBUSY);
        assertThat(kernel.read(BLOCK)).isEqualTo(Reading.of("online"));
        kernel.setTrouble(33, Optional.empty());
        assertThat(kernel.write(state, "unplugged")).isEmpty();
        assertThat(kernel.read(BLOCK).isAbsent()).isTrue();
        assertThat(kernel.write(state, "online_kernel")).isEmpty();
        assertThat(kernel.read(state)).isEqualTo(Reading.of("online_kernel"));
        assertThat(kernel.write(state, "unplugged")).isEmpty();
        assertThat(kernel.write(KMEM.child("unbind"), "dax0.0")).isEmpty();
        assertThat(kernel.read(state).isAbsent()).isTrue();
    }

    @Test
    void memmapOnMemoryIsTakenOnlyWithItsBootParameterAndNotWhileKmemIsBound() {
        SimulatedKernel kernel = ram("memmap-on-memory on\n");

        assertThat(kernel.write(DEVICE.child("memmap_on_memory"), "1")).contains(Errno.EBUSY);
        SimulatedKernel unbound = boot("memmap-on-memory on\nregion 0 hmem 0x100000000 256M node 1\n");
        assertThat(unbound.write(DEVICE.child("memmap_on_memory"), "1")).isEmpty();
        assertThat(boot("region 0 hmem 0x100000000 256M node 1\n").write(DEVICE.child("memmap_on_memory"), "1"))
                .contains(Errno.EOPNOTSUPP);
    }

    @Test
    void whatADeviceHoldsIsSeenInDevdaxOnlyAndLostInMemory() {
        SimulatedKernel kernel = boot("""
                region 0 hmem 0x100000000 256M node 1 cpus 0
                device dax0.0 256M devdax
                superblock dax0.0 ext4 label data
                """);
        DeviceName device = DeviceName.of("dax0.0");

        assertThat(kernel.superblock(device).value()).map(Superblock::describe).contains("ext4 \"data\"");
        assertThat(kernel.asUser().superblock(device)).isEqualTo(new Reading.Denied<>(Errno.EACCES));
        kernel.write(new KernelPath("/sys/bus/dax/drivers/device_dax/unbind"), "dax0.0");
        assertThat(kernel.superblock(device)).isEqualTo(new Reading.Unreadable<>(Errno.ENXIO));
        kernel.write(KMEM.child("bind"), "dax0.0");
        kernel.write(BLOCK, "online_movable");
        kernel.write(BLOCK, "offline");
        kernel.write(KMEM.child("unbind"), "dax0.0");
        kernel.write(new KernelPath("/sys/bus/dax/drivers/device_dax/new_id"), "dax0.0");
        assertThat(kernel.superblock(device).isAbsent()).isTrue();
    }

    @Test
    void listenersHearWhatARealKernelWouldTell() throws Exception {
        SimulatedKernel kernel = ram("");
        List<Uevent> heard = new ArrayList<>();
        AutoCloseable listening = kernel.listen(heard::add);
        kernel.write(BLOCK, "offline");
        kernel.write(KernelPath.MEMORY.child("memory33").child("state"), "offline");
        kernel.write(KMEM.child("unbind"), "dax0.0");
        listening.close();
        kernel.write(KMEM.child("bind"), "dax0.0");

        assertThat(heard)
                .extracting(event -> event.action() + " " + event.subsystem())
                .containsExactly(
                        "offline memory",
                        "offline memory",
                        "remove memory",
                        "remove memory",
                        "remove node",
                        "unbind dax");
        assertThat(heard).allMatch(Uevent::concernsSnapshots);
    }
}
