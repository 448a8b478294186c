// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.KernelWrite.When;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutorTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final DeviceName DAX10 = DeviceName.of("dax1.0");

    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
    private final List<ApplyEvent> events = new ArrayList<>();

    private Snapshot snapshot() {
        return SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH);
    }

    private Plan plan(DeviceName device, Mode to) {
        return Planner.plan(snapshot(), List.of(new Change.SwitchMode(device, to)));
    }

    private Outcome run(Plan plan) {
        return new Executor(kernel, System::nanoTime).run(plan, events::add);
    }

    private Outcome run(DeviceName device, Mode to) {
        return run(plan(device, to));
    }

    private SortedMap<DeviceName, Reading<Driver>> links() {
        return new DaxBus(kernel).links();
    }

    private static KernelPath attribute(Driver driver, String name) {
        return KernelPath.DAX_DRIVERS.child(driver.name()).child(name);
    }

    @Test
    void aSwitchToFsdevAndBackMovesThisDeviceAndNoOther() {
        Map<DeviceName, Reading<Driver>> before = links();

        assertThat(run(DAX00, Mode.FSDEV).verdict()).isEqualTo(Verdict.DONE);
        Map<DeviceName, Reading<Driver>> expected = new HashMap<>(before);
        expected.put(DAX00, Reading.of(Driver.FSDEV_DAX));
        assertThat(links()).isEqualTo(expected);

        assertThat(run(DAX00, Mode.DEVDAX).verdict()).isEqualTo(Verdict.DONE);
        assertThat(links()).isEqualTo(before);
        assertThat(new DaxBus(kernel).autoprobe()).isEqualTo(Reading.of(true));
    }

    @Test
    void noWriteIsMadeThatThePlanDoesNotShow() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        List<String> shown = plan.changes().getFirst().steps().stream()
                .flatMap(step -> step.action().writes().stream())
                .map(write -> write.value() + " > " + write.path())
                .toList();

        run(plan);

        assertThat(kernel.writes())
                .extracting(write -> write.value() + " > " + write.path())
                .isNotEmpty()
                .allSatisfy(made -> assertThat(shown).contains(made));
    }

    @Test
    void everyStepIsToldAsStartedAndVerified() {
        Plan plan = plan(DAX00, Mode.FSDEV);

        run(plan);

        assertThat(events)
                .hasSize(2 * plan.stepCount())
                .filteredOn(ApplyEvent.StepVerified.class::isInstance)
                .hasSize(plan.stepCount());
    }

    /** Every write that the switches of a device among the three modes make, by the plan that makes it. */
    static Stream<Arguments> everyWriteOfEverySwitch() {
        List<Arguments> cases = new ArrayList<>();
        for (DeviceName device : List.of(DAX00, DAX10)) {
            for (Mode from : List.of(Mode.DEVDAX, Mode.FSDEV, Mode.UNBOUND)) {
                for (Mode to : List.of(Mode.DEVDAX, Mode.FSDEV, Mode.UNBOUND)) {
                    if (from != to) {
                        writesOf(device, from, to).forEach(write -> cases.add(Arguments.of(device, from, to, write)));
                    }
                }
            }
        }
        return cases.stream();
    }

    private static List<KernelPath> writesOf(DeviceName device, Mode from, Mode to) {
        ExecutorTest test = new ExecutorTest();
        test.bring(device, from);
        return test.plan(device, to).changes().getFirst().steps().stream()
                .flatMap(step -> step.action().writes().stream())
                .filter(write -> write.when() == When.ALWAYS)
                .map(KernelWrite::path)
                .distinct()
                .toList();
    }

    private void bring(DeviceName device, Mode mode) {
        Plan plan = plan(device, mode);
        if (plan.stepCount() > 0) {
            assertThat(run(plan).verdict()).isEqualTo(Verdict.DONE);
        }
        events.clear();
    }

    @ParameterizedTest(name = "{0} from {1} to {2}, {3} refused")
    @MethodSource("everyWriteOfEverySwitch")
    void aRefusedWriteEndsWithTheDeviceAsItWasAndSaysWhichWriteAndWhichErrno(
            DeviceName device, Mode from, Mode to, KernelPath path) {
        bring(device, from);
        Map<DeviceName, Reading<Driver>> before = links();
        kernel.failWrite(path, Errno.EIO, 1);

        Outcome outcome = run(device, to);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.changes()).containsExactly(ChangeResult.UNDONE);
        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.errno()).contains(Errno.EIO);
            assertThat(refusal.evidence()).anyMatch(line -> line.endsWith("> " + path));
        });
        assertThat(outcome.stateNow())
                .extracting(Outcome.DeviceState::device, Outcome.DeviceState::modeWord)
                .containsExactly(tuple(device, from.word()));
        assertThat(links()).isEqualTo(before);
        assertThat(new DaxBus(kernel).autoprobe()).isEqualTo(Reading.of(true));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}, {3} without effect")
    @MethodSource("everyWriteOfEverySwitch")
    void aWriteThatOnlyClaimsToWorkIsNotCalledDone(DeviceName device, Mode from, Mode to, KernelPath path) {
        bring(device, from);
        Map<DeviceName, Reading<Driver>> before = links();
        kernel.ignoreWrite(path, 1);

        Outcome outcome = run(device, to);

        if (outcome.verdict() == Verdict.DONE) {
            // Forgetting an id has no read that shows it; and a lost new_id is made up for by nothing but the bind.
            assertThat(path.name()).isEqualTo("remove_id");
            assertThat(links().get(device))
                    .isEqualTo(to.driver().<Reading<Driver>>map(Reading::of).orElse(Reading.absent()));
        } else {
            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
            assertThat(links()).isEqualTo(before);
        }
    }

    @Test
    void aModuleThatDoesNotLoadLeavesEverythingAsItWas() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        Map<DeviceName, Reading<Driver>> before = links();
        kernel.failModule(
                Driver.FSDEV_DAX, 1, "modprobe: FATAL: Module fsdev_dax not found in directory /lib/modules/6.12.117");

        Outcome outcome = run(plan);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.what()).isEqualTo("The module fsdev_dax could not be loaded.");
            assertThat(refusal.errno()).contains(Errno.ENOENT);
            assertThat(refusal.evidence()).anyMatch(line -> line.contains("not found in directory"));
            assertThat(refusal.cure()).contains("kernel-driver/README.md");
        });
        assertThat(links()).isEqualTo(before);
        assertThat(new DaxBus(kernel).autoprobe()).isEqualTo(Reading.of(true));
    }

    @Test
    void aHolderThatCameAfterPlanningStopsThePlanBeforeAnyWrite() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        kernel.addHolder(new Holder(DAX00, Holder.Kind.MAPPING, 4211, "qemu-system-x86", 0));

        Outcome outcome = run(plan);

        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.BLOCKED);
            assertThat(refusal.evidence()).containsExactly("qemu-system-x86 (pid 4211) has it mapped");
        });
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void holdersThatMayNotBeSeenStopThePlanBeforeAnyWriteAndAreNotCalledUsers() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        kernel.hideHolders(Errno.EPERM);

        Outcome outcome = run(plan);

        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.what()).isEqualTo("It is not known whether dax0.0 is in use.");
            assertThat(refusal.why()).contains("CAP_SYS_PTRACE");
            assertThat(refusal.cure()).doesNotContain("sudo");
        });
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void memoryThatSomebodyElseTookIsEbusyWithTheKernelsOwnLine() {
        bring(DAX00, Mode.UNBOUND);
        Plan plan = plan(DAX00, Mode.DEVDAX);
        kernel.claim(0x100000000L, 1 << 21, "stray");

        Outcome outcome = run(plan);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure()).get().satisfies(refusal -> {
            // dax0.0 matches device_dax by id only, so new_id bound it and hid the errno: it is from the log.
            assertThat(refusal.errno()).contains(Errno.EBUSY);
            assertThat(refusal.evidence()).anyMatch(line -> line.contains("failed with error -16"));
        });
        assertThat(links().get(DAX00)).isEqualTo(Reading.absent());
    }

    @Test
    void anIdleNeighbourThatNewIdSweptUpIsGivenBack() {
        bring(DAX10, Mode.UNBOUND);
        bring(DAX00, Mode.UNBOUND);

        Outcome outcome = run(DAX00, Mode.DEVDAX);

        assertThat(outcome.verdict()).isEqualTo(Verdict.DONE);
        assertThat(kernel.writes())
                .anyMatch(write ->
                        write.value().equals("dax1.0") && write.path().name().equals("unbind"));
        assertThat(links().get(DAX10)).isEqualTo(Reading.absent());
    }

    @Test
    void aNeighbourThatSomebodyElseMovesMeanwhileStopsThePlan() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        kernel.beforeWrites((path, value, other) -> {
            if (path.name().equals("unbind")) {
                other.write(attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1");
            }
        });

        Outcome outcome = run(plan);

        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.object()).isEqualTo("dax0.1");
            assertThat(refusal.evidence())
                    .containsExactly("before: dax0.1/driver: device_dax", "now: dax0.1/driver: none");
        });
        assertThat(links().get(DAX00)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
        assertThat(links().get(DAX01)).isEqualTo(Reading.absent());
    }

    @Test
    void whatCannotBeUndoneIsSaidAndTheStateThatIsLeftIsReadBack() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        kernel.failWrite(attribute(Driver.FSDEV_DAX, "bind"), Errno.ENOMEM, 1);
        kernel.failWrite(attribute(Driver.DEVICE_DAX, "bind"), Errno.ENOMEM, 1);

        Outcome outcome = run(plan);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_LEFT_CHANGED);
        assertThat(outcome.changes()).containsExactly(ChangeResult.LEFT_CHANGED);
        assertThat(outcome.undoFailures())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.errno()).contains(Errno.ENOMEM));
        assertThat(outcome.stateNow())
                .extracting(Outcome.DeviceState::device, Outcome.DeviceState::modeWord)
                .containsExactly(tuple(DAX00, "unbound"));
    }

    @Test
    void aPlanOfTwoChangesKeepsTheFirstWhenTheSecondFails() {
        Plan plan = Planner.plan(
                snapshot(),
                List.of(new Change.SwitchMode(DAX00, Mode.FSDEV), new Change.SwitchMode(DAX01, Mode.FSDEV)));
        kernel.failWrite(attribute(Driver.FSDEV_DAX, "bind"), Errno.ENOMEM, 2);

        Outcome outcome = run(plan);

        assertThat(outcome.changes()).containsExactly(ChangeResult.DONE, ChangeResult.UNDONE);
        assertThat(links().get(DAX00)).isEqualTo(Reading.of(Driver.FSDEV_DAX));
        assertThat(links().get(DAX01)).isEqualTo(Reading.of(Driver.DEVICE_DAX));
    }

    @Test
    void aDefectInTheMiddleIsUndoneLikeAnyFailure() {
        Plan plan = plan(DAX00, Mode.FSDEV);
        Map<DeviceName, Reading<Driver>> before = links();
        kernel.beforeWrites((path, value, other) -> {
            if (path.equals(attribute(Driver.FSDEV_DAX, "bind"))) {
                throw new IllegalStateException("a defect");
            }
        });

        Outcome outcome = run(plan);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure())
                .get()
                .satisfies(refusal -> assertThat(refusal.why()).contains("a defect of Daxboard,"));
        assertThat(links()).isEqualTo(before);
    }

    @Test
    void aListenerThatThrowsDoesNotLeaveTheHostHalfChanged() {
        Outcome outcome = new Executor(kernel, System::nanoTime).run(plan(DAX00, Mode.FSDEV), event -> {
            throw new IllegalStateException("the window closed");
        });

        assertThat(outcome.verdict()).isEqualTo(Verdict.DONE);
    }
}
