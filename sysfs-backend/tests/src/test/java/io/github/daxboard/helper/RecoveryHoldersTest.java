// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.apply.WayOut;
import io.github.daxboard.apply.WayOut.Part;
import io.github.daxboard.apply.WayOut.Standing;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Between the kill and the recovery a program has opened a device: it is not pulled, and the plan stays to be ended later. */
@Timeout(60)
class RecoveryHoldersTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final Holder MAPPED = new Holder(DAX00, Holder.Kind.MAPPING, 4711, "db", 1000);

    @TempDir
    private Path folder;

    private GuardedApply helper(SimulatedKernel kernel, Mortal mortal) {
        return new GuardedApply(
                mortal.on(kernel),
                Helpers.places(folder),
                Helpers.CALLER,
                Helpers.CLOCK,
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrivateFiles(mortal.disk()));
    }

    private Result recover(SimulatedKernel kernel, Recovery how) {
        return helper(kernel, Mortal.never()).recover(how, event -> {}, Cancel.never());
    }

    private static Plan plan(SimulatedKernel kernel, Change change) {
        Order order = Order.of(List.of(change)).allowing(change.target().orElseThrow());
        return Planner.plan(SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH), order);
    }

    /** Kills a helper right before (or after) the nth write that a step of this sort makes. */
    private void killed(World world, SimulatedKernel kernel, Change change, String file, boolean after) {
        Plan plan = plan(kernel, change);
        assertThat(plan.isBlocked()).isFalse();
        SimulatedKernel other = SimulatedKernel.boot(world);
        Plan same = plan(other, change);
        int[] writes = {0};
        int[] at = {0};
        other.beforeWrites((path, value, admin) -> {
            writes[0]++;
            if (at[0] == 0 && path.toString().endsWith(file)) {
                at[0] = writes[0];
            }
        });
        Mortal counting = Mortal.never();
        new Executor(counting.on(other), System::nanoTime).run(same, event -> {});
        int moment = at[0] * 2 + (after ? 0 : -1);
        assertThatExceptionOfType(Mortal.Killed.class)
                .isThrownBy(() -> helper(kernel, Mortal.atWrite(moment))
                        .run(plan.order(), plan.digest(), event -> {}, Cancel.never()));
    }

    private static final String LINES = """
            kernel 7.1.0
            block 128M
            module kmem loaded
            module fsdev_dax loaded
            ram 0x0 4G node 0
            region 0 hmem 0x100000000 512M node 1 cpus 0
            device dax0.0 256M devdax
            device dax0.1 256M unbound
            """;

    private static final Change TO_FSDEV = new Change.SwitchMode(DAX00, Mode.FSDEV);

    private static Reading<Driver> driver(SimulatedKernel kernel, DeviceName device) {
        return new DaxBus(kernel).driver(device);
    }

    private static Problem refused(Result result) {
        assertThat(result).isInstanceOf(Result.Refused.class);
        return ((Result.Refused) result).refusal();
    }

    private void done(SimulatedKernel kernel, Result result, Verdict verdict) throws Exception {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ran.class,
                        ran -> assertThat(ran.outcome().verdict())
                                .as(ran.outcome().toString())
                                .isEqualTo(verdict));
        assertThat(new PastPlans(kernel, Helpers.places(folder)).ended()).hasSize(1);
    }

    @Test
    void finishDoesNotPullADeviceThatIsMappedSince() throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(LINES));
        killed(World.parse(LINES), kernel, TO_FSDEV, "device_dax/unbind", false);
        kernel.addHolder(MAPPED);
        int before = kernel.writes().size();

        Problem refusal = refused(recover(kernel, Recovery.FINISH));

        assertThat(refusal.kind()).isEqualTo(Kind.BLOCKED);
        assertThat(refusal.asText()).isEqualTo("""
                dax0.0 is in use. The interrupted plan stays as it is; nothing was written. (EBUSY: device or resource busy)
                Why: The kernel would pull its memory from under its user without asking.
                  | db (pid 4711) has it mapped
                What to do: Stop the programs or unmount the file systems that use it. Then run: daxboard recover \
                finish. To leave everything as it is, run: daxboard recover forget.""");
        assertThat(kernel.writes()).hasSize(before);
        assertThat(driver(kernel, DAX00)).isEqualTo(Reading.of(Driver.DEVICE_DAX));

        kernel.removeHolders(DAX00);
        done(kernel, recover(kernel, Recovery.FINISH), Verdict.DONE);
        assertThat(driver(kernel, DAX00)).isEqualTo(Reading.of(Driver.FSDEV_DAX));
    }

    @Test
    void whoUsesItIsNotKnownSoItIsNotFinished() throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(LINES));
        killed(World.parse(LINES), kernel, TO_FSDEV, "device_dax/unbind", false);
        kernel.hideHolders(Errno.EPERM);
        int before = kernel.writes().size();

        Problem refusal = refused(recover(kernel, Recovery.FINISH));

        assertThat(refusal.what()).startsWith("It is not known whether dax0.0 is in use.");
        assertThat(refusal.why()).contains("CAP_SYS_PTRACE");
        assertThat(refusal.cure()).contains("daxboard recover finish", "daxboard recover forget");
        assertThat(kernel.writes()).hasSize(before);
    }

    /** Undoing it would unbind it from fsdev_dax; going back to the driver that it still has takes nothing from anybody. */
    @Test
    void undoLooksOnlyWhereItTakesTheDevice() throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(LINES));
        killed(World.parse(LINES), kernel, TO_FSDEV, "fsdev_dax/bind", true);
        kernel.addHolder(MAPPED);
        int before = kernel.writes().size();

        Problem refusal = refused(recover(kernel, Recovery.UNDO));

        assertThat(refusal.what()).startsWith("dax0.0 is in use.");
        assertThat(refusal.cure()).contains("daxboard recover undo");
        assertThat(kernel.writes()).hasSize(before);
        kernel.removeHolders(DAX00);
        done(kernel, recover(kernel, Recovery.UNDO), Verdict.FAILED_UNDONE);
        assertThat(driver(kernel, DAX00)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
    }

    @Test
    void undoBesideAUserOfADeviceThatWasNotTouchedYetGoes() throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(LINES));
        killed(World.parse(LINES), kernel, TO_FSDEV, "device_dax/unbind", false);
        kernel.addHolder(MAPPED);

        done(kernel, recover(kernel, Recovery.UNDO), Verdict.FAILED_UNDONE);
        assertThat(driver(kernel, DAX00)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
    }

    /** All that is left is to forget an id: whoever uses the device as what it has become keeps it. */
    @Test
    void finishBesideAUserOfWhatThePlanMadeGoes() throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(LINES));
        killed(World.parse(LINES), kernel, TO_FSDEV, "fsdev_dax/bind", true);
        kernel.addHolder(MAPPED);
        var left = new PastPlans(kernel, Helpers.places(folder)).unfinished().orElseThrow();
        assertThat(WayOut.of(Recovery.FINISH, left.left().orElseThrow()).parts())
                .filteredOn(part -> part.steps().getFirst().action() instanceof Action.CheckHolders)
                .extracting(Part::standing)
                .containsExactly(Standing.SETTLED);

        done(kernel, recover(kernel, Recovery.FINISH), Verdict.DONE);
        assertThat(driver(kernel, DAX00)).isEqualTo(Reading.of(Driver.FSDEV_DAX));
    }

    /** The neighbour that new_id bound too, right before the kill, is given back: not while somebody uses it. */
    @ParameterizedTest
    @EnumSource(names = {"FINISH", "UNDO"})
    void aNeighbourThatWasSweptAlongAndIsInUseIsNotUnbound(Recovery how) throws Exception {
        World world =
                World.parse(LINES.replace("dax0.0 256M devdax", "dax0.0 256M unbound") + "id device_dax dax0.1\n");
        SimulatedKernel kernel = SimulatedKernel.boot(world);
        killed(world, kernel, new Change.SwitchMode(DAX00, Mode.DEVDAX), "device_dax/new_id", true);
        assertThat(driver(kernel, DAX01)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
        kernel.addHolder(new Holder(DAX01, Holder.Kind.OPEN_FILE, 4712, "db", 1000));
        int before = kernel.writes().size();

        assertThat(refused(recover(kernel, how)).what()).startsWith("dax0.1 is in use.");
        assertThat(kernel.writes()).hasSize(before);
        assertThat(driver(kernel, DAX01)).isEqualTo(Reading.of(Driver.DEVICE_DAX));

        kernel.removeHolders(DAX01);
        done(kernel, recover(kernel, how), how == Recovery.FINISH ? Verdict.DONE : Verdict.FAILED_UNDONE);
        assertThat(driver(kernel, DAX01)).isEqualTo(Reading.absent());
    }

    /** In a run without any kill: it was opened between the sweep and the look. */
    @Test
    void aRunDoesNotPullANeighbourThatItSweptAlongEither() throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(
                World.parse(LINES.replace("dax0.0 256M devdax", "dax0.0 256M unbound") + "id device_dax dax0.1\n"));
        Plan plan = plan(kernel, new Change.SwitchMode(DAX00, Mode.DEVDAX));
        kernel.beforeWrites((path, value, other) -> {
            if (path.name().equals("remove_id")) {
                kernel.addHolder(new Holder(DAX01, Holder.Kind.OPEN_FILE, 4712, "db", 1000));
            }
        });

        Outcome outcome = new Executor(kernel, System::nanoTime).run(plan, event -> {});

        assertThat(outcome.failure().orElseThrow().what()).isEqualTo("dax0.1 is in use.");
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_LEFT_CHANGED);
        assertThat(driver(kernel, DAX01)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
    }
}
