// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.SimulatedKernel.Write;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every write of every kind of change, refused once, and once taken without effect. */
@Timeout(120)
public class EveryChangeTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final long MIB = 1L << 20;
    private static final BlockSteps.Patience SHORT =
            new BlockSteps.Patience(Duration.ofMillis(200), 1, Duration.ofMillis(1));

    /**
     * A change and what must be done first.
     *
     * @param before what makes the host fit for it
     * @param change what is looked at
     */
    public record Case(String name, List<Change> before, Change change) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Case> cases() {
        Change ram = new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM);
        Change unbind01 = new Change.SwitchMode(DAX01, Mode.UNBOUND);
        return List.of(
                new Case("devdax to system-ram", List.of(), ram),
                new Case("system-ram to devdax", List.of(ram), new Change.SwitchMode(DAX00, Mode.DEVDAX)),
                new Case("system-ram to unbound", List.of(ram), new Change.SwitchMode(DAX00, Mode.UNBOUND)),
                new Case("memory offline", List.of(ram), new Change.Offline(DAX00)),
                new Case(
                        "memory online",
                        List.of(ram, new Change.Offline(DAX00)),
                        new Change.Online(DAX00, Zone.KERNEL)),
                new Case(
                        "create by size",
                        List.of(),
                        new Change.Create(0, new Change.Extent.Size(128 * MIB), Optional.empty())),
                new Case(
                        "create by address",
                        List.of(),
                        new Change.Create(
                                0,
                                new Change.Extent.At(0x100000000L + 896 * MIB, 0x100000000L + 1024 * MIB - 1),
                                Optional.empty())),
                new Case("shrink", List.of(unbind01), new Change.Resize(DAX01, 128 * MIB)),
                new Case("grow", List.of(unbind01), new Change.Resize(DAX01, 384 * MIB)),
                new Case("align", List.of(unbind01), new Change.SetAlign(DAX01, 4096)),
                new Case("destroy", List.of(unbind01), new Change.Destroy(DAX01)));
    }

    /** A host, brought to where a case begins. */
    public static SimulatedKernel ready(Case one) {
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        for (Change change : one.before()) {
            Outcome outcome = new Executor(kernel, System::nanoTime).run(plan(kernel, change), event -> {});
            assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
        }
        return kernel;
    }

    public static Plan plan(SimulatedKernel kernel, Change change) {
        Plan plan = Planner.plan(
                SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH),
                new Order(List.of(change), change.target().stream().collect(java.util.stream.Collectors.toSet())));
        assertThat(plan.changes().getFirst().blockers()).isEmpty();
        return plan;
    }

    private static Outcome run(SimulatedKernel kernel, Plan plan) {
        return new Executor(kernel, System::nanoTime, Journal.none(), SHORT).run(plan, event -> {});
    }

    /** What a case writes when all goes well. */
    public static List<Write> writesOf(Case one) {
        SimulatedKernel kernel = ready(one);
        int before = kernel.writes().size();
        Outcome outcome = run(kernel, plan(kernel, one.change()));
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
        return kernel.writes().subList(before, kernel.writes().size());
    }

    static Stream<Arguments> everyWrite() {
        List<Arguments> all = new ArrayList<>();
        for (Case one : cases()) {
            List<Write> writes = writesOf(one);
            IntStream.range(0, writes.size()).forEach(nth -> {
                Write write = writes.get(nth);
                int nthOfPath = (int) writes.subList(0, nth + 1).stream()
                        .filter(other -> other.path().equals(write.path()))
                        .count();
                all.add(Arguments.of(one, write, nthOfPath));
            });
        }
        return all.stream();
    }

    private record Host(AtStart device, SortedMap<DeviceName, Reading<Driver>> links) {
        static Host of(SimulatedKernel kernel, Plan plan) {
            DeviceName device = plan.changes().getFirst().device().orElseThrow();
            return new Host(new StateReader(kernel).atStart(device), new DaxBus(kernel).links());
        }
    }

    @ParameterizedTest(name = "{0}: {1} refused")
    @MethodSource("everyWrite")
    void aRefusedWriteLeavesTheHostAsItWas(Case one, Write write, int nth) {
        SimulatedKernel kernel = ready(one);
        Plan plan = plan(kernel, one.change());
        Host before = Host.of(kernel, plan);
        kernel.failWrite(write.path(), Errno.EIO, nth);

        Outcome outcome = run(kernel, plan);

        // A plain bind that says ENODEV is followed by another way, which works.
        if (write.errno().isEmpty()) {
            assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
            assertThat(outcome.failure().orElseThrow().errno()).contains(Errno.EIO);
        }
        if (outcome.verdict() != Verdict.DONE) {
            assertThat(Host.of(kernel, plan)).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}: {1} without effect")
    @MethodSource("everyWrite")
    void aWriteWithoutEffectIsNotCalledDone(Case one, Write write, int nth) {
        SimulatedKernel kernel = ready(one);
        Plan plan = plan(kernel, one.change());
        Host before = Host.of(kernel, plan);
        kernel.ignoreWrite(write.path(), nth);

        Outcome outcome = run(kernel, plan);

        if (outcome.verdict() == Verdict.DONE) {
            // An id has no read that shows it, and a new_id that came to nothing is made up for by nothing but the
            // bind.
            assertThat(write.path().name()).isIn("remove_id", "new_id");
        } else {
            assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
            assertThat(Host.of(kernel, plan)).isEqualTo(before);
        }
    }
}
