// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that goes online and offline block by block: dax0.0 of the lab's world, 512 MiB at 4 GiB, memory32 to memory35. */
@Timeout(60)
class MemoryStepsTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final BlockSteps.Patience SHORT =
            new BlockSteps.Patience(Duration.ofMillis(200), 3, Duration.ofMillis(5));

    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
    private final List<ApplyEvent> events = new ArrayList<>();
    private final StateReader states = new StateReader(kernel);

    private static KernelPath state(int block) {
        return KernelPath.MEMORY.child("memory" + block).child("state");
    }

    private Outcome run(Change change, Cancel cancel) {
        Plan plan = Planner.plan(SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH), List.of(change));
        assertThat(plan.changes().getFirst().blockers()).isEmpty();
        return new Executor(kernel, System::nanoTime, Journal.none(), SHORT).run(plan, events::add, cancel);
    }

    private Outcome run(Change change) {
        return run(change, Cancel.never());
    }

    private DeviceState toRam() {
        Outcome outcome = run(new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM));
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
        events.clear();
        return states.state(DAX00);
    }

    @Test
    void aRoundTripThroughSystemRamIsDoneAndCounted() {
        assertThat(toRam().blocks()).contains(new Outcome.Blocks(4, 4, 4));
        assertThat(run(new Change.SwitchMode(DAX00, Mode.DEVDAX)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(states.state(DAX00).modeWord()).isEqualTo("devdax");
        assertThat(states.state(DAX00).blocks()).isEmpty();
    }

    @Test
    void eachBlockIsToldAsItGoes() {
        toRam();
        run(new Change.Offline(DAX00));
        assertThat(events)
                .filteredOn(ApplyEvent.StepProgress.class::isInstance)
                .extracting(event -> ((ApplyEvent.StepProgress) event).current().english())
                .containsExactly(
                        "memory35, zone Movable",
                        "memory34, zone Movable",
                        "memory33, zone Movable",
                        "memory32, zone Movable");
    }

    @Test
    void aBlockThatIsBusyForAMomentIsTriedAgain() {
        toRam();
        kernel.failWrite(state(34), Errno.EBUSY, 1);
        kernel.failWrite(state(34), Errno.EBUSY, 2);
        assertThat(run(new Change.Offline(DAX00)).verdict()).isEqualTo(Verdict.DONE);
    }

    @Test
    void aBlockThatStaysBusyIsNamedWithItsZoneAndTheOthersComeBack() {
        DeviceState before = toRam();
        for (int nth = 1; nth <= 3; nth++) {
            kernel.failWrite(state(33), Errno.EBUSY, nth);
        }
        Outcome outcome = run(new Change.Offline(DAX00));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.object()).isEqualTo("memory33");
            assertThat(refusal.errno()).contains(Errno.EBUSY);
            assertThat(refusal.evidence()).contains("memory33: zone Movable", "offline > " + state(33));
        });
        assertThat(outcome.stateNow()).containsExactly(before);
    }

    @Test
    void aBlockThatNeverGoesIsGivenUpAfterItsTimeWhichIsSaid() {
        DeviceState before = toRam();
        kernel.hangWrites(state(32));
        Outcome outcome = run(new Change.Offline(DAX00));
        assertThat(outcome.failure()).get().satisfies(refusal -> {
            assertThat(refusal.errno()).contains(Errno.ETIMEDOUT);
            assertThat(refusal.what()).contains("Memory block 32 did not go offline in");
        });
        assertThat(outcome.stateNow()).containsExactly(before);
    }

    @Test
    void cancelDuringABlockUndoesTheChangeAndSaysSo() throws Exception {
        DeviceState before = toRam();
        kernel.hangWrites(state(33));
        Cancel cancel = new Cancel();
        BlockSteps.Patience endless = new BlockSteps.Patience(Duration.ofMinutes(5), 3, Duration.ofMillis(5));
        CompletableFuture<Void> reached = new CompletableFuture<>();
        Plan plan = Planner.plan(
                SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH),
                List.of(new Change.SwitchMode(DAX00, Mode.DEVDAX)));
        CompletableFuture<Outcome> running =
                CompletableFuture.supplyAsync(() -> new Executor(kernel, System::nanoTime, Journal.none(), endless)
                        .run(
                                plan,
                                event -> {
                                    if (event instanceof ApplyEvent.StepProgress progress
                                            && progress.current().english().startsWith("memory33")) {
                                        reached.complete(null);
                                    }
                                },
                                cancel));
        reached.get(20, TimeUnit.SECONDS);
        cancel.ask();
        Outcome outcome = running.get(20, TimeUnit.SECONDS);
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(outcome.stateNow()).containsExactly(before);
    }

    @Test
    void aCancelBeforeTheFirstStepWritesNothing() {
        Cancel cancel = new Cancel();
        cancel.ask();
        Outcome outcome = run(new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM), cancel);
        assertThat(outcome.failure().orElseThrow().kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void zonesComeBackAsTheyWere() {
        toRam();
        kernel.otherAdmin().write(state(34), "offline");
        kernel.otherAdmin().write(state(34), "online_kernel");
        kernel.otherAdmin().write(state(35), "offline");
        AtStart before = states.atStart(DAX00);
        kernel.failWrite(KernelPath.DAX_DRIVERS.child("kmem").child("unbind"), Errno.EIO, 1);
        Outcome outcome = run(new Change.SwitchMode(DAX00, Mode.DEVDAX));
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(states.atStart(DAX00)).isEqualTo(before);
    }

    @Test
    void aBlockThatIsOnlinedBeforeTheUnbindStopsIt() {
        DeviceState before = toRam();
        kernel.beforeWrites((path, value, other) -> {
            if (path.equals(state(32)) && value.equals("offline")) {
                other.write(state(35), "online_movable");
            }
        });
        Outcome outcome = run(new Change.SwitchMode(DAX00, Mode.UNBOUND));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.stateNow()).containsExactly(before);
    }

    @Test
    void aBlockThatIsOnlinedAtTheLastMomentPinsTheMemoryAndTheOutcomeSaysSo() {
        toRam();
        kernel.beforeWrites((path, value, other) -> {
            if (path.name().equals("unbind") && path.parent().name().equals("kmem")) {
                other.write(state(35), "online_movable");
            }
        });
        Outcome outcome = run(new Change.SwitchMode(DAX00, Mode.UNBOUND));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_LEFT_CHANGED);
        assertThat(outcome.failure().orElseThrow().what()).isEqualTo("dax0.0 is pinned until reboot.");
        assertThat(outcome.stateNow())
                .singleElement()
                .satisfies(state -> assertThat(state.pinned()).isTrue());
    }

    @Test
    void memoryOnlineInTheWrongZoneIsNotCalledDone() {
        toRam();
        run(new Change.Offline(DAX00));
        kernel.beforeWrites((path, value, other) -> {
            if (path.equals(state(33)) && value.equals("online_movable")) {
                other.write(state(33), "online_kernel");
            }
        });
        Outcome outcome = run(new Change.Online(DAX00, Zone.MOVABLE));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().evidence()).anyMatch(line -> line.contains("memory33"));
    }
}
