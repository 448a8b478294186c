// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.ui.hosts.HostSession;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The queue as a plan, its run, and what came of it. The plan is made anew from each snapshot, so a host that moves on is
 * seen before Apply; a run is shown until the queue changes or it is put away.
 */
public final class PlanViewModel {
    private final HostSession session;
    private final ChangeQueue queue;
    private final ReadOnlyObjectWrapper<Optional<Run>> run = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<PlanPicture> picture;
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private Plan plan = Plan.EMPTY;
    private Optional<Refusal> refused = Optional.empty();
    private String note = "";
    private int selected;
    // settle() changes the queue as part of a run's end, which must not put that run away.
    private boolean settling;

    public PlanViewModel(HostSession session, ChangeQueue queue) {
        this.session = session;
        this.queue = queue;
        this.picture = new ReadOnlyObjectWrapper<>(
                PlanPictures.planned(plan, 0, queue, "", Optional.empty(), Optional.empty()));
        session.state().subscribe(this::replan);
        queue.changes().subscribe((before, now) -> queueChanged(before, now));
    }

    public ReadOnlyObjectProperty<PlanPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** The run that is shown, live or ended. */
    public ReadOnlyObjectProperty<Optional<Run>> run() {
        return run.getReadOnlyProperty();
    }

    /** What happened last, in words for the status line. */
    public ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    public boolean isRunning() {
        return run.get().filter(Run::isRunning).isPresent();
    }

    private void queueChanged(List<Change> before, List<Change> now) {
        if (settling) {
            return;
        }
        note = "";
        refused = Optional.empty();
        run.set(Optional.empty());
        // What was added or exchanged last is what the admin wants to read.
        for (int i = 0; i < now.size(); i++) {
            if (!before.contains(now.get(i))) {
                selected = i;
            }
        }
        replan();
    }

    private void replan() {
        plan = session.snapshot()
                .map((Snapshot snapshot) -> Planner.plan(snapshot, queue.list()))
                .orElse(Plan.EMPTY);
        show();
    }

    private void show() {
        int last = Math.max(0, shownPlan().changes().size() - 1);
        selected = Math.min(selected, last);
        picture.set(run.get()
                .map(one -> PlanPictures.ran(one, selected, queue))
                .orElseGet(() -> PlanPictures.planned(
                        plan,
                        selected,
                        queue,
                        note,
                        refused,
                        session.connection().flatMap(HostConnection::readOnly))));
    }

    private Plan shownPlan() {
        return run.get().map(Run::plan).orElse(plan);
    }

    public void select(int change) {
        selected = change;
        show();
    }

    public void drop(DeviceName device) {
        if (!isRunning()) {
            queue.drop(device);
            said.set(Words.text("plan.said.dropped", device));
        }
    }

    public void undo() {
        if (!isRunning()) {
            queue.undo();
        }
    }

    public void redo() {
        if (!isRunning()) {
            queue.redo();
        }
    }

    public void clear() {
        if (!isRunning()) {
            queue.clear();
            planAgain();
        }
    }

    /** Puts an ended run away, and shows the plan of what is still queued. */
    public void planAgain() {
        if (!isRunning()) {
            run.set(Optional.empty());
            refused = Optional.empty();
            note = "";
            replan();
        }
    }

    /** Starts to write. The one place in the window that does. */
    public void apply() {
        if (isRunning() || picture.get().applyOff().isPresent()) {
            return;
        }
        note = "";
        refused = Optional.empty();
        Plan confirmed = plan;
        run.set(Optional.of(Run.of(confirmed)));
        selected = 0;
        said.set(Words.text("plan.said.running"));
        show();
        session.apply(confirmed.order(), confirmed.digest(), this::told, this::ended, this::broke);
    }

    private void told(ApplyEvent event) {
        run.get().filter(Run::isRunning).ifPresent(one -> {
            Run next = one.with(event);
            if (next.currentChange() != one.currentChange()) {
                selected = next.currentChange();
            }
            run.set(Optional.of(next));
            show();
        });
    }

    private void ended(Applied applied) {
        switch (applied) {
            case Applied.Ran ran -> ran(ran.outcome());
            case Applied.Moved moved -> notBegun(Words.text("plan.note.moved"), Optional.empty());
            case Applied.Refused(Refusal refusal) -> notBegun(Words.text("plan.note.refused"), Optional.of(refusal));
        }
    }

    private void ran(Outcome outcome) {
        Run ended = run.get().orElseThrow().ended(outcome);
        List<Change> rest = new ArrayList<>();
        List<Change> asked = ended.plan().asked();
        for (int i = 0; i < asked.size(); i++) {
            if (i >= outcome.changes().size() || outcome.changes().get(i) != ChangeResult.DONE) {
                rest.add(asked.get(i));
            }
        }
        settling = true;
        queue.settle(rest);
        settling = false;
        firstNotDone(ended).ifPresent(index -> selected = index);
        run.set(Optional.of(ended));
        replan();
        said.set(picture.get().state().word() + ". " + picture.get().note());
    }

    private static Optional<Integer> firstNotDone(Run run) {
        for (int i = 0; i < run.plan().changes().size(); i++) {
            if (run.stateOf(i) != StepState.VERIFIED) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void notBegun(String why, Optional<Refusal> refusal) {
        run.set(Optional.empty());
        note = why;
        refused = refusal;
        replan();
        said.set(why);
    }

    private void broke(Refusal refusal) {
        run.set(run.get().map(one -> one.broke(refusal)));
        replan();
        said.set(refusal.what());
    }
}
