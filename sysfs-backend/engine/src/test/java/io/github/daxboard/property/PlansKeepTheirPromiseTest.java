// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For machines and orders made by chance: a plan leads to what it promised; and where a write fails, or only says that it
 * worked, the host is as it was before the change that failed, or the outcome says what is left.
 */
class PlansKeepTheirPromiseTest {
    private static final int CASES = 300;
    private static final long FIRST_SEED = 20_260;

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + CASES);
    }

    /**
     * A machine with a past, an order for it, and what came of it.
     *
     * @param past how many writes the changes took that it has behind it: they leave holes and several ranges
     * @param userDigest the digest that an ordinary user's plan has
     */
    private record Case(
            String world,
            SimulatedKernel kernel,
            int past,
            Snapshot before,
            Order order,
            Plan plan,
            String userDigest) {

        static Case of(long seed) {
            Random chance = new Random(seed);
            String world = new Worlds(chance).next();
            SimulatedKernel kernel = SimulatedKernel.boot(World.parse(world));
            Snapshot first = picture(kernel);
            new Executor(kernel, System::nanoTime)
                    .run(Planner.plan(first, Orders.possible(first, new Orders(chance).any(first, 4))), event -> {});
            Snapshot before = picture(kernel);
            Order order = Orders.possible(before, new Orders(chance).any(before, 4));
            String userDigest = Planner.plan(
                            SnapshotReader.read(kernel.asUser(), new HostName("random"), Instant.EPOCH), order)
                    .digest();
            return new Case(
                    world, kernel, kernel.writes().size(), before, order, Planner.plan(before, order), userDigest);
        }

        List<SimulatedKernel.Write> writes() {
            return kernel.writes().subList(past, kernel.writes().size());
        }

        Outcome run() {
            return new Executor(kernel, System::nanoTime).run(plan, event -> {});
        }

        Snapshot after() {
            return picture(kernel);
        }

        private static Snapshot picture(SimulatedKernel kernel) {
            return SnapshotReader.read(kernel, new HostName("random"), Instant.EPOCH);
        }

        /** What the first so many changes lead to. */
        Snapshot promised(int changes) {
            return Planner.promised(before, new Order(order.changes().subList(0, changes), order.mayLoseData()));
        }

        @Override
        public String toString() {
            return world
                    + order.changes().stream()
                            .map(change -> "> " + change.describe() + "\n")
                            .collect(Collectors.joining())
                    + kernel.writes().stream()
                            .map(write -> write.value() + " > " + write.path()
                                    + write.errno().map(errno -> " " + errno).orElse("") + "\n")
                            .collect(Collectors.joining());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlanLeadsToWhatItPromised(long seed) {
        Case one = Case.of(seed);

        Outcome outcome = one.run();

        assertThat(outcome.failure().map(Problem::asText)).as(one::toString).isEmpty();
        Snapshot promised = one.promised(one.order().changes().size());
        assertThat(Seen.of(one.after())).as(one::toString).isEqualTo(Seen.of(promised));
        assertThat(Seen.drivers(one.after())).as(one::toString).isEqualTo(Seen.drivers(promised));
        assertThat(one.userDigest()).as(one::toString).isEqualTo(one.plan().digest());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRefusedWriteIsUndoneOrTheOutcomeSaysWhatIsLeft(long seed) {
        faulty(seed, Optional.of(Errno.EIO));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWriteThatOnlyClaimsToWorkIsUndoneOrTheOutcomeSaysWhatIsLeft(long seed) {
        faulty(seed, Optional.empty());
    }

    private static void faulty(long seed, Optional<Errno> errno) {
        Case clean = Case.of(seed);
        clean.run();
        List<SimulatedKernel.Write> writes = clean.writes();
        if (writes.isEmpty()) {
            return;
        }
        int chosen = new Random(~seed).nextInt(writes.size());
        KernelPath path = writes.get(chosen).path();
        int nth = (int) writes.subList(0, chosen + 1).stream()
                .filter(write -> write.path().equals(path))
                .count();
        Case one = Case.of(seed);
        errno.ifPresentOrElse(
                error -> one.kernel().failWrite(path, error, nth),
                () -> one.kernel().ignoreWrite(path, nth));

        Outcome outcome = one.run();

        int done = (int)
                outcome.changes().stream().filter(ChangeResult.DONE::equals).count();
        String story = one + "fault at " + path + " " + nth + "\n" + outcome;
        if (outcome.verdict() == Verdict.FAILED_LEFT_CHANGED) {
            // One fault can't be undone only where it kept a neighbour that new_id took from being given back: its name
            // is said.
            assertThat(outcome.failure().orElseThrow().object())
                    .as(story)
                    .isNotEqualTo(one.plan()
                            .changes()
                            .get(done)
                            .device()
                            .orElseThrow()
                            .toString())
                    .startsWith("dax");
            // And what is left is what a fresh look shows.
            assertThat(outcome.stateNow())
                    .as(story)
                    .isNotEmpty()
                    .allSatisfy(state -> assertThat(one.after()
                                    .device(state.device())
                                    .map(Device::modeWord)
                                    .orElse(Outcome.DeviceState.GONE))
                            .isEqualTo(state.modeWord()));
        } else {
            assertThat(Seen.of(one.after())).as(story).isEqualTo(Seen.of(one.promised(done)));
        }
    }

    /** What chance seldom comes to: the old size alone would take the hole before it, and not the place that it had. */
    @Test
    void whatWasCutComesBackWhereItWas() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse("""
                kernel 6.12.117
                host holes
                block 128M
                auto-online offline
                module device_dax loaded
                ram 0x0 4G node 0
                region 0 hmem 0x400000000 512M node 1 cpus 0
                device dax0.0 256M unbound
                device dax0.1 256M devdax
                """));
        DeviceName cut = DeviceName.of("dax0.1");
        Executor executor = new Executor(kernel, System::nanoTime);
        Snapshot whole = Case.picture(kernel);
        DeviceName first = DeviceName.of("dax0.0");
        Order smaller = Order.of(List.of(new Change.Resize(first, 64L << 20))).allowing(first);
        executor.run(Planner.plan(whole, smaller), event -> {});
        Snapshot before = Case.picture(kernel);
        kernel.failWrite(KernelPath.DAX_DRIVERS.child(Driver.DEVICE_DAX.name()).child("bind"), Errno.ENOMEM, 1);

        Outcome outcome = executor.run(Planner.plan(before, List.of(new Change.Resize(cut, 128L << 20))), event -> {});

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(Seen.of(Case.picture(kernel))).isEqualTo(Seen.of(before));
    }
}
