// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.ProofCheck.Checked;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While a plan runs something can't be read: that is never taken for "none", "offline", "gone" or "as before". */
@Timeout(60)
class NotReadIsNotDoneTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final KernelPath BLOCK_SIZE = KernelPath.MEMORY.child("block_size_bytes");
    private static final BlockSteps.Patience SHORT =
            new BlockSteps.Patience(Duration.ofMillis(200), 1, Duration.ofMillis(1));

    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());

    private static KernelPath memory(int block, String file) {
        return KernelPath.MEMORY.child("memory" + block).child(file);
    }

    private Plan plan(Change change) {
        Order order = Order.of(List.of(change)).allowing(change.target().orElseThrow());
        Plan plan = Planner.plan(SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH), order);
        assertThat(plan.isBlocked()).as(plan.toString()).isFalse();
        return plan;
    }

    private Outcome run(Plan plan) {
        return new Executor(kernel, System::nanoTime, Journal.none(), SHORT).run(plan, event -> {});
    }

    private void toRam() {
        assertThat(run(plan(new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM))).verdict())
                .isEqualTo(Verdict.DONE);
    }

    private Checked check(Proof proof, PriorState found) {
        return new ProofCheck(kernel).check(proof, new DaxBus(kernel).links(), found);
    }

    private static void isBroken(Checked checked, String words) {
        assertThat(checked)
                .isInstanceOfSatisfying(
                        Checked.Broken.class,
                        broken -> assertThat(broken.read())
                                .anySatisfy(line -> assertThat(line.english()).contains(words)));
    }

    /** What state it had can't be remembered, so the step is not begun. */
    @Test
    void aBlockWhoseStateCannotBeReadIsNotTakenForOffline() {
        toRam();
        Plan offline = plan(new Change.Offline(DAX00));
        kernel.failRead(memory(33, "state"), Errno.EIO);
        int before = kernel.writes().size();

        assertThat(new StateReader(kernel).found(DAX00).blocks()).isEmpty();
        Outcome outcome = run(offline);

        assertThat(outcome.failure().orElseThrow().why()).contains("the state of its memory blocks");
        assertThat(kernel.writes()).hasSize(before);
    }

    @Test
    void aBlockWhoseZoneCannotBeReadIsNotRememberedAsOneOfTheKernels() {
        toRam();
        kernel.failRead(memory(33, "valid_zones"), Errno.EIO);
        assertThat(new StateReader(kernel).found(DAX00).blocks()).isEmpty();
    }

    @Test
    void ofBlocksThatWereNotReadNoneIsAsItWasFound() {
        toRam();
        isBroken(check(new Proof.BlocksAsBefore(DAX00), PriorState.NOTHING), "were not read");

        PriorState found = new StateReader(kernel).found(DAX00);
        assertThat(check(new Proof.BlocksAsBefore(DAX00), found)).isInstanceOf(Checked.Holds.class);
        kernel.failRead(memory(33, "state"), Errno.EIO);
        isBroken(check(new Proof.BlocksAsBefore(DAX00), found), "is: not there, or not readable");
    }

    /** Not movable is not yet the kernel's zone. */
    @Test
    void onlineInTheKernelsZoneIsNotProvedByAZoneThatCannotBeRead() {
        toRam();
        assertThat(run(plan(new Change.Offline(DAX00))).verdict()).isEqualTo(Verdict.DONE);
        Plan online = plan(new Change.Online(DAX00, Zone.KERNEL));
        kernel.beforeWrites((path, value, other) -> {
            if (value.equals("online_kernel")) {
                kernel.failRead(memory(33, "valid_zones"), Errno.EIO);
            }
        });

        assertThat(run(online).failure().orElseThrow().asText()).contains("memory33: online, unreadable (EIO");
    }

    @Test
    void aDeviceIsNotGoneWhereTheBusCannotBeListed() {
        assertThat(run(plan(new Change.SwitchMode(DAX01, Mode.UNBOUND))).verdict())
                .isEqualTo(Verdict.DONE);
        Plan destroy = plan(new Change.Destroy(DAX01));
        kernel.beforeWrites((path, value, other) -> {
            if (path.name().equals("delete")) {
                kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO);
            }
        });

        Outcome outcome = run(destroy);

        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_LEFT_CHANGED);
        assertThat(outcome.failure().orElseThrow().asText()).contains("/sys/bus/dax/devices: unreadable (EIO");
        assertThat(outcome.stateNow()).extracting(DeviceState::modeWord).doesNotContain(DeviceState.GONE);
    }

    @Test
    void otherDevicesAreNotUnchangedWhereTheyCannotBeListed() {
        SimulatedKernel unlisted = SimulatedKernel.boot(World.lab());
        unlisted.failRead(KernelPath.DAX_DEVICES, Errno.EIO);
        isBroken(
                new ProofCheck(unlisted).check(new Proof.LinksUnchanged(), new TreeMap<>(), PriorState.NOTHING),
                "/sys/bus/dax/devices: unreadable (EIO");
        Plan plan = plan(new Change.SwitchMode(DAX00, Mode.UNBOUND));
        kernel.beforeWrites((path, value, other) -> kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO));

        Outcome outcome = run(plan);

        assertThat(outcome.changes()).doesNotContain(ChangeResult.DONE);
        assertThat(outcome.failure().orElseThrow().what())
                .startsWith("Not known whether other devices changed their driver");
    }

    @Test
    void aDriverLinkThatCannotBeReadIsNotUnchanged() {
        kernel.failRead(folder(DAX01).child("driver"), Errno.EIO);
        isBroken(check(new Proof.LinksUnchanged(), PriorState.NOTHING), "dax0.1/driver: unreadable (EIO");
    }

    private KernelPath folder(DeviceName device) {
        return new DaxBus(kernel).folder(device).value().orElseThrow();
    }

    /** The write that takes all blocks at once asks for room first, which needs the blocks. */
    @Test
    void thereIsNoRoomForBlocksThatCannotBeRead() {
        toRam();
        var action = new Action.SetHotplugState(DAX00, folder(DAX00), "unplugged");
        BlockSteps blocks = new BlockSteps(kernel, SHORT);
        assertThat(blocks.noRoomFor(action)).isEmpty();
        kernel.failRead(BLOCK_SIZE, Errno.EIO);
        assertThat(blocks.noRoomFor(action).orElseThrow().why())
                .isEqualTo("The device's memory blocks could not be read: unreadable (EIO, input or output error).");
    }

    /** It was offline: bringing it online because its state can't be read would be the opposite. */
    @Test
    void restoringWritesNothingToABlockWhoseStateCannotBeRead() {
        toRam();
        assertThat(run(plan(new Change.Offline(DAX00))).verdict()).isEqualTo(Verdict.DONE);
        PriorState found = new StateReader(kernel).found(DAX00);
        kernel.failRead(memory(33, "state"), Errno.EIO);
        int before = kernel.writes().size();
        var restore = new Action.RestoreBlocks(DAX00);

        assertThat(new BlockSteps(kernel, SHORT)
                        .restore(restore, context(found), List::of)
                        .failure())
                .get()
                .satisfies(refusal -> assertThat(refusal.why()).contains("memory33/state: unreadable (EIO"));
        assertThat(new BlockSteps(kernel, SHORT)
                        .restore(restore, context(PriorState.NOTHING), List::of)
                        .failure())
                .get()
                .satisfies(refusal -> assertThat(refusal.why()).contains("they were not read before"));
        assertThat(kernel.writes()).hasSize(before);
    }

    private StepContext context(PriorState found) {
        return new StepContext(new DaxBus(kernel).links(), found, Cancel.never(), (done, total, current) -> {});
    }

    /** Each undone step was proved; whether nothing else changed could not be seen. */
    @Test
    void whatCannotBeReadIsNotAsItWasBefore() {
        Plan plan = plan(new Change.SwitchMode(DAX00, Mode.FSDEV));
        kernel.failWrite(KernelPath.DAX_DRIVERS.child("fsdev_dax").child("bind"), Errno.EIO, 1);
        kernel.beforeWrites((path, value, other) -> {
            if (path.toString().endsWith("fsdev_dax/bind")) {
                kernel.failRead(folder(DAX00).child("size"), Errno.EIO);
            }
        });

        Outcome outcome = run(plan);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_LEFT_CHANGED);
        assertThat(outcome.undoFailures())
                .anySatisfy(refusal ->
                        assertThat(refusal.what()).isEqualTo("Not known whether dax0.0 is as it was before."));
        assertThat(new DaxBus(kernel).driver(DAX00)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
    }

    @Test
    void twoStatesThatCouldNotBeReadAreNotTheSame() {
        AtStart known = new StateReader(kernel).atStart(DAX00);
        assertThat(known.isAgain(new StateReader(kernel).atStart(DAX00))).isTrue();
        AtStart unread =
                new AtStart(known.device(), Optional.empty(), known.autoprobe(), known.autoOnline(), known.idle());
        assertThat(unread.isAgain(unread)).isFalse();
        kernel.failRead(folder(DAX00).child("driver"), Errno.EIO);
        AtStart noDriver = new StateReader(kernel).atStart(DAX00);
        assertThat(noDriver.isAgain(noDriver)).isFalse();
    }
}
