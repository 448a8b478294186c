// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an outcome says of a device, and above all what kmem left out of it: some, nothing, or not known. */
class StateReaderTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final long MIB = 1L << 20;

    private static SimulatedKernel boot(String device) {
        return SimulatedKernel.boot(World.parse("""
                block 128M
                module kmem loaded
                module device_dax loaded
                ram 0x0 4G node 0
                region 0 hmem 0x100000000 4G node 1 cpus 0
                """ + device + "\n"));
    }

    private static Outcome toRam(SimulatedKernel kernel) {
        Change change = new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM);
        Outcome outcome = new Executor(kernel, System::nanoTime)
                .run(
                        Planner.plan(SnapshotReader.read(kernel, new HostName("box"), Instant.EPOCH), List.of(change)),
                        event -> {});
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
        return outcome;
    }

    private static DeviceState state(SimulatedKernel kernel) {
        return new StateReader(kernel).state(DAX00);
    }

    /** One whole block, and half of the next. */
    @Test
    void theOutcomeSaysHowMuchKmemLeftOut() {
        Outcome outcome = toRam(boot("device dax0.0 192M devdax"));

        assertThat(outcome.stateNow()).singleElement().satisfies(state -> {
            assertThat(state.size()).contains(192 * MIB);
            assertThat(state.blocks()).contains(new Blocks(1, 1, 1));
            assertThat(state.leftOut()).contains(64 * MIB);
        });
    }

    @Test
    void nothingLeftOutIsKnownToBeNothing() {
        assertThat(toRam(boot("device dax0.0 256M devdax")).stateNow())
                .singleElement()
                .satisfies(state -> assertThat(state.leftOut()).contains(0L));
    }

    @Test
    void withoutKmemNobodyAsks() {
        assertThat(state(boot("device dax0.0 192M devdax")).leftOut()).isEmpty();
        assertThat(state(boot("device dax0.0 192M unbound")).leftOut()).isEmpty();
        DeviceState pinned = state(boot("device dax0.0 192M pinned online 1"));
        assertThat(pinned.pinned()).isTrue();
        assertThat(pinned.leftOut()).isEmpty();
    }

    @Test
    void whereTheSizeOfABlockCannotBeReadItIsNotKnown() {
        SimulatedKernel kernel = boot("device dax0.0 192M system-ram online 1");
        assertThat(state(kernel).leftOut()).contains(64 * MIB);
        kernel.failRead(KernelPath.MEMORY.child("block_size_bytes"), Errno.EIO);

        assertThat(state(kernel).isRam()).isTrue();
        assertThat(state(kernel).leftOut()).isEmpty();
    }

    @Test
    void whereTheRangesCannotBeReadItIsNotKnown() {
        SimulatedKernel kernel = boot("device dax0.0 192M system-ram online 1");
        kernel.failRead(new KernelPath("/sys/devices/platform/hmem.0/dax0.0/mapping0/start"), Errno.EIO);

        assertThat(state(kernel).ranges()).isEmpty();
        assertThat(state(kernel).leftOut()).isEmpty();
    }

    /** A block whose state can't be read is there all the same. */
    @Test
    void aBlockWhoseStateCannotBeReadIsNotLeftOut() {
        SimulatedKernel kernel = boot("device dax0.0 256M system-ram online 2");
        kernel.failRead(KernelPath.MEMORY.child("memory33").child("state"), Errno.EIO);

        assertThat(state(kernel).leftOut()).contains(0L);
    }

    /** kmem has some, or its bind had failed: that it left out all is the last thing that is so. */
    @Test
    void whereNoBlockIsSeenItIsNotKnown() {
        SimulatedKernel kernel = boot("device dax0.0 128M system-ram online 1");
        KernelPath block = KernelPath.MEMORY.child("memory32");
        kernel.failRead(block.child("state"), Errno.ENOENT);

        assertThat(state(kernel).blocks()).isEmpty();
        assertThat(state(kernel).leftOut()).isEmpty();
    }

    /** Journals of an older version have no such field, and their plans are undone all the same. */
    @Test
    void aStateOfAnOlderVersionIsTheSameAgain() {
        AtStart now = new StateReader(boot("device dax0.0 192M system-ram online 1")).atStart(DAX00);
        DeviceState device = now.device();
        AtStart older = new AtStart(
                new DeviceState(
                        device.device(),
                        device.modeWord(),
                        device.size(),
                        device.align(),
                        device.ranges(),
                        device.blocks(),
                        Optional.empty(),
                        device.pinned()),
                now.blocks(),
                now.autoprobe(),
                now.autoOnline(),
                now.idle());

        assertThat(older).isNotEqualTo(now);
        assertThat(older.isAgain(now)).isTrue();
    }
}
