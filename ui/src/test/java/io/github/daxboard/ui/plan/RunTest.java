// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX02;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.plan.PlanPicture.Block;
import io.github.daxboard.ui.plan.PlanPicture.Rank;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan that runs, as the drawer tells it. */
class RunTest {
    private final Desk desk = new Desk();

    @Test
    void aFailureKeepsWhatWasVerifiedAndShowsTheUndoInReverse() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.host.kernel().failWrite(Desk.attribute(Driver.FSDEV_DAX, "bind"), Errno.EBUSY, 1);
        desk.plan.apply();
        List<PlanPicture.TreeRow> undos = desk.drawer().tree().stream()
                .filter(row -> row.rank() == Rank.UNDO)
                .toList();
        assertThat(undos).isNotEmpty().allMatch(row -> row.state() == StepState.UNDONE);
        assertThat(undos.stream().map(PlanPicture.TreeRow::step).toList())
                .isSortedAccordingTo((one, other) -> other - one);
        assertThat(desk.drawer().tree())
                .anySatisfy(row -> assertThat(row.state()).isEqualTo(StepState.VERIFIED))
                .anySatisfy(row -> assertThat(row.state()).isEqualTo(StepState.FAILED));
    }

    @Test
    void untilTheFirstStepBeginsNothingRunsAndAPasswordMayBeAskedFor() {
        Desk asking = new Desk(new SimHost(new HostAddress.Local(), World.demo()));
        List<PlanPicture> pictures = new ArrayList<>();
        asking.board.move(DAX01, Mode.FSDEV);
        asking.plan.picture().subscribe((before, now) -> pictures.add(now));
        List<String> said = new ArrayList<>();
        asking.plan.said().subscribe((before, now) -> said.add(now));
        asking.plan.apply();
        assertThat(said).startsWith("The plan is starting", "The plan is running");
        PlanPicture first = pictures.getFirst();
        assertThat(first.state()).isEqualTo(PlanState.STARTING);
        assertThat(first.counts()).isEqualTo("Your desktop may ask for a password. Nothing has been written yet.");
        assertThat(first.tree()).isNotEmpty().allMatch(row -> row.state() == StepState.WAITING);
        assertThat(pictures.get(1).state()).isEqualTo(PlanState.RUNNING);

        List<PlanPicture> unasked = new ArrayList<>();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.picture().subscribe((before, now) -> unasked.add(now));
        desk.plan.apply();
        assertThat(unasked.getFirst().counts()).isEqualTo("Nothing has been written yet.");
    }

    @Test
    void memoryThatGoesOfflineIsToldBlockByBlock() {
        List<PlanPicture.Strip> strips = new ArrayList<>();
        desk.plan.picture().subscribe((before, now) -> now.strip().ifPresent(strips::add));
        desk.board.ask(new Change.Offline(DAX02));
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.DONE);
        assertThat(strips).anySatisfy(strip -> assertThat(strip.blocks()).contains(Block.AT_WORK, Block.OFFLINE));
        assertThat(strips.getLast().blocks()).hasSize(16).containsOnly(Block.OFFLINE);
    }

    @Test
    void aPlanThatIsStoppedIsUndoneAndSaysSo() {
        desk.board.ask(new Change.Offline(DAX02));
        desk.plan.picture().subscribe((before, now) -> {
            if (now.strip()
                    .filter(strip -> strip.blocks().contains(Block.OFFLINE))
                    .isPresent()) {
                desk.plan.stop();
            }
        });
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.STOPPED);
        assertThat(desk.session.snapshot().orElseThrow().memory().blocks())
                .filteredOn(block -> block.index() < 400)
                .isNotEmpty();
        assertThat(desk.queue.list()).containsExactly(new Change.Offline(DAX02));
    }

    @Test
    void anUndoIsNotStoppedAndSaysWhy() {
        List<PlanPicture.Stop> stops = new ArrayList<>();
        desk.plan.picture().subscribe((before, now) -> {
            if (now.counts().startsWith("Undoing")) {
                now.stop().ifPresent(stops::add);
            }
        });
        desk.board.move(DAX01, Mode.FSDEV);
        desk.host.kernel().failWrite(Desk.attribute(Driver.FSDEV_DAX, "bind"), Errno.EBUSY, 1);
        desk.plan.apply();
        assertThat(stops)
                .isNotEmpty()
                .allMatch(stop -> !stop.enabled() && stop.why().contains("can't be interrupted"));
    }

    @Test
    void regionsThatAPlanDoesNotTouchStepAsideWhileItRuns() {
        List<Boolean> folded = new ArrayList<>();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.picture().subscribe((before, now) -> {
            if (desk.plan.isRunning()) {
                folded.add(now.regions().get(1).folded());
            }
        });
        desk.plan.apply();
        assertThat(folded).contains(true);
        assertThat(desk.board.picture().get().regions().get(1).folded()).isFalse();
    }
}
