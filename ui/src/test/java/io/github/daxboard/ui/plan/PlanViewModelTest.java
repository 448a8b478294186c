// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import static io.github.daxboard.ui.Desk.DAX00;
import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX03;
import static io.github.daxboard.ui.Desk.DAX20;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.Desk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanViewModelTest {
    private final Desk desk = new Desk();

    @Test
    void anEmptyPlanSaysWhatToDoAndCannotBeApplied() {
        assertThat(desk.drawer().state()).isEqualTo(PlanState.EMPTY);
        assertThat(desk.drawer().counts()).contains("Drag a device");
        assertThat(desk.drawer().applyOff()).contains("nothing is queued");
    }

    @Test
    void aQueuedChangeShowsItsWritesAndThatNothingIsWritten() {
        desk.board.move(DAX01, Mode.FSDEV);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.CHECKED);
        assertThat(desk.drawer().note()).isEqualTo("Nothing has been written.");
        assertThat(desk.drawer().apply()).isEqualTo("Apply 1 change\u2026");
        assertThat(desk.drawer().applyOff()).isEmpty();
        assertThat(desk.drawer().steps().stream().flatMap(step -> step.writes().stream()))
                .anySatisfy(write -> {
                    assertThat(write.shortPath()).isEqualTo("drivers/fsdev_dax/bind");
                    assertThat(write.value()).isEqualTo("dax0.1");
                });
        assertThat(desk.host.kernel().writes()).isEmpty();
    }

    @Test
    void aLaterChangeOfADeviceTakesThePlaceOfTheEarlierOne() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.move(DAX20, Mode.FSDEV);
        desk.board.move(DAX01, Mode.UNBOUND);
        assertThat(desk.queue.list())
                .containsExactly(new Change.SwitchMode(DAX01, Mode.UNBOUND), new Change.SwitchMode(DAX20, Mode.FSDEV));
        assertThat(desk.board.said().get()).contains("replaces change 1");
    }

    @Test
    void aChangeBackToWhatIsCancelsBothOut() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.move(DAX01, Mode.DEVDAX);
        assertThat(desk.queue.isEmpty()).isTrue();
        assertThat(desk.board.said().get()).contains("cancel out");
    }

    @Test
    void theQueueCanBeUndoneRedoneAndCleared() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.move(DAX20, Mode.FSDEV);
        desk.plan.undo();
        assertThat(desk.queue.list()).hasSize(1);
        desk.plan.redo();
        assertThat(desk.queue.list()).hasSize(2);
        desk.plan.clear();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.EMPTY);
        desk.plan.undo();
        assertThat(desk.queue.list()).hasSize(2);
    }

    @Test
    void aHostThatMovesUnderTheQueueBlocksThePlan() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.host
                .kernel()
                .addHolder(new io.github.daxboard.model.Holder(
                        DAX01, io.github.daxboard.model.Holder.Kind.MAPPING, 77, "redis", 0));
        desk.session.poll();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.BLOCKED);
        assertThat(desk.drawer().cards()).isNotEmpty();
        assertThat(desk.drawer().applyOff()).contains("Change 1 is blocked");
    }

    @Test
    void aPlanThatRunsTellsEachStepAndEndsWithWhatWasReadBack() {
        List<PlanState> states = new ArrayList<>();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.picture().subscribe((before, now) -> states.add(now.state()));
        desk.plan.apply();
        assertThat(states).contains(PlanState.RUNNING);
        assertThat(desk.drawer().state()).isEqualTo(PlanState.DONE);
        assertThat(desk.drawer().tree()).isNotEmpty().allMatch(row -> row.state() == StepState.VERIFIED);
        assertThat(desk.drawer().stateNow())
                .anySatisfy(now -> assertThat(now.words()).startsWith("fsdev"));
        assertThat(desk.queue.isEmpty()).isTrue();
        assertThat(desk.places(DAX01)).containsExactly("fsdev ACTUAL");
    }

    @Test
    void aFailureShowsItsCardAndKeepsWhatWasNotDone() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.move(DAX03, Mode.DEVDAX);
        desk.host.kernel().failWrite(Desk.attribute(Driver.FSDEV_DAX, "bind"), Errno.EBUSY, 1);
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.FAILED_UNDONE);
        assertThat(desk.drawer().cards())
                .first()
                .satisfies(card -> assertThat(card.refusal().errno()).contains(Errno.EBUSY));
        assertThat(desk.drawer().tree().getLast().state()).isEqualTo(StepState.NOT_STARTED);
        assertThat(desk.queue.list()).hasSize(2);
        assertThat(desk.drawer().can().again()).isTrue();
        assertThat(desk.places(DAX01)).containsExactly("devdax ACTUAL");
        desk.plan.planAgain();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.CHECKED);
    }

    @Test
    void aHostThatMovedOnIsSaidAndNothingIsWritten() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.host.beforeApply(
                () -> desk.host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1"));
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.CHECKED);
        assertThat(desk.drawer().note()).contains("The host has changed").contains("Nothing was written");
        assertThat(desk.drawer().noteWarns()).isTrue();
        assertThat(desk.host.kernel().writes()).isEmpty();
    }

    @Test
    void aReadOnlyHostSaysSoAtApplyAndInEachColumn() {
        desk.host.readOnlyBecause(
                Problem.of(Problem.Kind.NOT_ALLOWED, "host", "This host is read-only.", "No helper.", "Install it."));
        assertThat(desk.board.verdicts(DAX00).get(Mode.FSDEV)).isInstanceOf(Verdict.Refused.class);
    }
}
