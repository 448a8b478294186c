// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX03;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.plan.PlanPicture.Rank;
import io.github.daxboard.ui.plan.PlanPicture.TreeRow;
import io.github.daxboard.ui.plan.PlanPicture.Way;
import io.github.daxboard.ui.plan.PlanPicture.Ways;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The helper is gone in a run: what the window says then, and the ways out that it offers. */
@Timeout(60)
class HelperGoneTest {
    private final Desk desk = new Desk();
    private final List<Device> before = desk.host.lastSnapshotDevices();

    /** Each step of dax0.1 from devdax to fsdev. */
    static IntStream steps() {
        Desk other = new Desk();
        other.board.move(DAX01, Mode.FSDEV);
        return IntStream.rangeClosed(1, other.plan.plan().stepCount());
    }

    private void dies(int step) {
        desk.host.diesAt(step);
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.apply();
    }

    private Ways ways() {
        return desk.drawer().ways().orElseThrow();
    }

    private void end(Recovery how) {
        desk.plan.choose(how);
        if (how == Recovery.FORGET) {
            assertThat(desk.drawer().applyOff()).contains("Tick the box first");
            desk.plan.agree(true);
        }
        assertThat(desk.drawer().applyOff()).isEmpty();
        desk.plan.apply();
    }

    private void theBoardIsUsable() {
        desk.plan.clear();
        desk.queue.clear();
        desk.board.move(DAX03, Mode.DEVDAX);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.CHECKED);
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.DONE);
    }

    @ParameterizedTest(name = "at step {0}")
    @MethodSource("steps")
    void itIsUndoneThereAndThen(int step) {
        dies(step);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNFINISHED);
        assertThat(ways().all()).extracting(Way::how).containsExactly(Recovery.values());
        assertThat(ways().all()).allMatch(Way::possible);
        assertThat(desk.drawer().counts()).startsWith((step - 1) + " of ");
        assertThat(desk.drawer().cards().getFirst().refusal().why())
                .contains("exit code 137", "is not known here")
                .doesNotContain("finished or undone");
        int writes = desk.host.kernel().writes().size();
        desk.plan.choose(Recovery.UNDO);
        assertThat(desk.host.kernel().writes()).as("showing writes nothing").hasSize(writes);
        int shown = desk.drawer().steps().size();

        end(Recovery.UNDO);

        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNDONE);
        assertThat(desk.drawer().cards()).isEmpty();
        List<TreeRow> undos = desk.drawer().tree().stream()
                .filter(row -> row.rank() == Rank.UNDO)
                .toList();
        assertThat(undos).allMatch(row -> row.state() == StepState.UNDONE);
        assertThat(undos.size()).isLessThanOrEqualTo(shown);
        assertThat(desk.host.lastSnapshotDevices()).isEqualTo(before);
        assertThat(desk.queue.list())
                .as("what was asked for may be asked for again")
                .hasSize(1);
        theBoardIsUsable();
    }

    @ParameterizedTest(name = "at step {0}")
    @MethodSource("steps")
    void itIsFinishedThereAndThen(int step) {
        dies(step);
        desk.plan.choose(Recovery.FINISH);
        assertThat(desk.drawer().steps())
                .hasSize(desk.plan.run().get().orElseThrow().plan().stepCount());
        assertThat(desk.drawer().steps().get(step - 1).standing()).contains(StepState.INTERRUPTED);
        desk.host.afterEvent(() -> assertThat(desk.drawer().stop()).isPresent());
        end(Recovery.FINISH);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.DONE);
        assertThat(desk.drawer().tree().stream().filter(row -> row.rank() == Rank.STEP))
                .allMatch(row -> row.state() == StepState.VERIFIED);
        assertThat(desk.queue.isEmpty()).isTrue();
        theBoardIsUsable();
    }

    @ParameterizedTest(name = "at step {0}")
    @MethodSource("steps")
    void itIsForgottenByWhoAgrees(int step) {
        dies(step);
        List<Device> left = desk.host.lastSnapshotDevices();
        end(Recovery.FORGET);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.FORGOTTEN);
        assertThat(desk.host.lastSnapshotDevices()).as("nothing was written").isEqualTo(left);
        theBoardIsUsable();
    }

    @Test
    void aHelperThatDiesWhileItUndoesLeavesAPlanThatIsUndoneAndNotFinished() {
        dies(5);
        desk.host.diesAt(1);
        end(Recovery.UNDO);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNFINISHED);
        Way finish = ways().all().getFirst();
        assertThat(finish.possible()).isFalse();
        assertThat(finish.line()).isEqualTo("Not possible: it was already being undone.");
        end(Recovery.UNDO);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNDONE);
        assertThat(desk.host.lastSnapshotDevices()).isEqualTo(before);
    }

    @Test
    void stopGivesUpAFinishAndUndoesIt() {
        dies(2);
        desk.host.afterEvent(desk.plan::stop);
        end(Recovery.FINISH);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.STOPPED);
        assertThat(desk.host.lastSnapshotDevices()).isEqualTo(before);
    }

    @Test
    void aHelperThatWorksOnIsSaidToAndItsEndIsToldFromTheJournal() {
        desk.host.losesTheLinkAt(3);
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNKNOWN);
        assertThat(desk.drawer().ways()).isEmpty();
        assertThat(desk.drawer().note()).startsWith("A helper is still running");
        assertThat(desk.session.needsAsking()).isTrue();
        assertThat(desk.drawer().tree().stream()
                        .filter(row -> row.rank() == Rank.STEP)
                        .map(TreeRow::state))
                .as("of what was not told nothing is claimed")
                .containsExactly(
                        StepState.VERIFIED,
                        StepState.VERIFIED,
                        StepState.UNKNOWN,
                        StepState.UNKNOWN,
                        StepState.UNKNOWN,
                        StepState.UNKNOWN);

        desk.host.comesToItsEnd();
        desk.session.poll();

        assertThat(desk.drawer().state()).isEqualTo(PlanState.DONE);
        assertThat(desk.drawer().note()).startsWith("The connection was lost. This is from the host");
        assertThat(desk.session.needsAsking()).isFalse();
        assertThat(desk.places(DAX01)).containsExactly("fsdev ACTUAL");
    }

    @Test
    void whereTheHostCantBeAskedThatIsSaidAndAskedAgainByHand() {
        desk.host.doesNotTell(
                Optional.of(Problem.of(Problem.Kind.NOT_ALLOWED, "local", "Nobody gave a password.", "why", "cure")));
        dies(3);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNKNOWN);
        assertThat(desk.drawer().note()).isEqualTo("Not known how it ended: Nobody gave a password.");
        assertThat(desk.session.needsAsking())
                .as("a password is not asked for again by itself")
                .isFalse();
        assertThat(desk.drawer().can().look()).isTrue();
        desk.host.doesNotTell(Optional.empty());
        desk.plan.look();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNFINISHED);
    }

    @Test
    void anApplyThatIsRefusedForAnOpenPlanShowsThatPlan() {
        desk.host.wasInterrupted(new Change.SwitchMode(DAX01, Mode.FSDEV), 3);
        desk.board.move(DAX03, Mode.DEVDAX);
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNFINISHED);
        end(Recovery.UNDO);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.UNDONE);
        desk.plan.clear();
        assertThat(desk.drawer().changes())
                .as("what was queued beside it stays")
                .hasSize(1);
    }
}
