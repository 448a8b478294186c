// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The steps of each way to end an unfinished plan are shown before it is begun, and told as they are done. */
class RecoverTest {
    private static final Order ORDER = Order.of(List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.FSDEV)));

    private final Snapshot snapshot =
            SnapshotReader.read(SimulatedKernel.boot(World.demo()), new HostName("demo"), Instant.EPOCH);
    private final Plan plan = Planner.plan(snapshot, ORDER);
    private final List<Recovery> asked = new ArrayList<>();
    private Pending pending = new Pending.Left(new Unfinished(
            Instant.EPOCH,
            "you",
            ORDER,
            List.of(Message.verbatim("so far")),
            EnumSet.allOf(Recovery.class),
            Optional.empty(),
            Optional.of(new Left(plan, new HowFar(0, Set.of(0, 1, 2), Set.of(0, 1), Set.of(), false)))));

    private final class Host implements HostConnection {
        @Override
        public HostName name() {
            return new HostName("demo");
        }

        @Override
        public HostAddress address() {
            return new HostAddress.Demo();
        }

        @Override
        public Snapshot snapshot() {
            return snapshot;
        }

        @Override
        public Optional<Problem> readOnly() {
            return Optional.empty();
        }

        @Override
        public Message rights() {
            return Message.verbatim("none");
        }

        @Override
        public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) {
            throw new IllegalStateException("nothing is applied here");
        }

        @Override
        public List<PastPlan> history() {
            return List.of();
        }

        @Override
        public Pending pending() {
            return pending;
        }

        @Override
        public Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) {
            asked.add(how);
            progress.accept(new ApplyEvent.UndoStarted(0, 1));
            progress.accept(new ApplyEvent.StepUndone(0, 1, Duration.ofMillis(20), Message.verbatim("read back")));
            return new Applied.Ran(
                    new Outcome(
                            Outcome.Verdict.FAILED_UNDONE,
                            List.of(Outcome.ChangeResult.UNDONE),
                            Optional.empty(),
                            List.of(),
                            List.of()),
                    snapshot);
        }

        @Override
        public AutoCloseable watch(Runnable onStale) {
            return () -> {};
        }

        @Override
        public void close() {}
    }

    private CommandLineRun run(String typed, String... arguments) {
        return CommandLineRun.of((address, progress) -> new Host(), typed, arguments);
    }

    @Test
    void theStepsOfEachWayAreShown() {
        CommandLineRun shown = run("", "recover");
        assertThat(shown.out())
                .contains("finish: continues where the plan stopped; steps to do: ")
                .contains("(settled: not touched again)")
                .contains("(started, outcome not known: read first)")
                .contains("undo: takes back what the interrupted change has done; steps to undo: ")
                .contains("dax0.1 > /sys/bus/dax/drivers/")
                .contains("forget: writes nothing; the plan counts as ended, and the device stays as it is now.")
                .contains("What to do: daxboard recover finish | undo | forget")
                .contains("Nothing has been written.");
        assertThat(asked).isEmpty();
    }

    @Test
    void theWayThatIsAskedForIsShownBeforeItIsConfirmedAndItsStepsAreToldAsTheyAreDone() {
        CommandLineRun refused = run("n\n", "recover", "undo");
        assertThat(refused.out()).contains("undo: takes back").doesNotContain("finish: continues");
        assertThat(asked).isEmpty();
        CommandLineRun done = run("y\n", "recover", "undo");
        assertThat(asked).containsExactly(Recovery.UNDO);
        assertThat(done.out()).containsSubsequence("undo: takes back", "undone", "read back");
        assertThat(run("", "recover", "undo", "--yes").out()).containsSubsequence("undo: takes back", "undone");
    }

    @Test
    void jsonHasTheStepsOfEachWay() {
        assertThat(run("", "recover", "--json").out())
                .contains("\"ways\"", "\"how\" : \"finish\"", "\"standing\" : \"settled\"", "\"standing\" : \"begun\"")
                .contains("\"how\" : \"undo\"", "\"how\" : \"forget\"");
    }

    @Test
    void whyNotAllIsOfferedIsSaid() {
        pending = new Pending.Left(new Unfinished(
                Instant.EPOCH,
                "you",
                ORDER,
                List.of(Message.verbatim("so far")),
                EnumSet.of(Recovery.FORGET),
                Optional.of(Limit.RESTARTED),
                Optional.empty()));
        assertThat(run("", "recover", "--json").out()).contains("\"limit\" : \"restarted\"");
        assertThat(run("", "recover", "undo", "--yes").all()).contains("That can't be done with the unfinished plan.");
        assertThat(asked).isEmpty();
    }

    @Test
    void aHelperThatIsAtWorkIsSaidToBe() {
        pending = new Pending.AtWork();
        CommandLineRun said = run("", "recover");
        assertThat(said.exit()).isNotZero();
        assertThat(said.err()).contains("A helper is working on demo. Nothing was written.");
    }
}
