// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.PlanFile;
import io.github.daxboard.report.RunReport;
import io.github.daxboard.report.ShellScript;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The queue as a plan, its run, and what came of it. The plan is made anew from each snapshot, so a host that moves on is
 * seen before Apply; a run is shown until the queue changes or it is put away.
 */
public final class PlanViewModel {
    private static final String PROGRAM = "Daxboard";

    private final HostSession session;
    private final ChangeQueue queue;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Optional<Run>> run = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<PlanPicture> picture;
    private final ReadOnlyIntegerWrapper confirmations = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final Set<Integer> turned = new HashSet<>();
    private Plan plan = Plan.EMPTY;
    private Optional<Snapshot> promised = Optional.empty();
    private Optional<Problem> refused = Optional.empty();
    private boolean checked;
    private Optional<Cancel> cancel = Optional.empty();
    private String note = "";
    private int selected;
    // settle() changes the queue as part of a run's end, which must not put that run away.
    private boolean settling;
    private Recovery way = Recovery.FINISH;
    private boolean agreed;
    // An unfinished plan is put aside by its Close, and by a change that is queued: the notice brings it back.
    private boolean aside;

    /** @param clock tells how long a run takes */
    public PlanViewModel(HostSession session, ChangeQueue queue, InstantSource clock) {
        this.session = session;
        this.queue = queue;
        this.clock = clock;
        this.picture = new ReadOnlyObjectWrapper<>(PlanPictures.planned(plan, 0, queue, PlanPictures.Around.NOTHING));
        session.state().subscribe(this::hostChanged);
        session.pending().subscribe((before, now) -> pendingChanged());
        session.untold().subscribe((before, now) -> show());
        session.reads().subscribe((before, now) -> read());
        queue.changes().subscribe((before, now) -> queueChanged(before, now));
    }

    public ReadOnlyObjectProperty<PlanPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** How often a loss of data was confirmed: the plan that was blocked goes through then, and the queue is the same. */
    public ReadOnlyIntegerProperty confirmations() {
        return confirmations.getReadOnlyProperty();
    }

    /** The run that is shown, live or ended. */
    public ReadOnlyObjectProperty<Optional<Run>> run() {
        return run.getReadOnlyProperty();
    }

    /** What happened last, in words for the status line. */
    public ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    /** What is queued, planned on the newest snapshot. */
    public Plan plan() {
        return plan;
    }

    /** What the plan leads to; without one, what is. */
    public Snapshot promised() {
        return promised.or(session::snapshot).orElseThrow(() -> new IllegalStateException("no snapshot"));
    }

    public boolean isRunning() {
        return run.get().filter(Run::isRunning).isPresent();
    }

    /** How long the run takes so far; none where nothing runs. */
    public Optional<Duration> elapsed() {
        return run.get().filter(Run::isRunning).map(one -> Duration.between(one.started(), clock.instant()));
    }

    private void queueChanged(List<Change> before, List<Change> now) {
        if (settling) {
            return;
        }
        note = "";
        refused = Optional.empty();
        aside = true;
        run.set(Optional.empty());
        checked = false;
        // What was added or exchanged last is what the admin wants to read.
        for (int i = 0; i < now.size(); i++) {
            if (!before.contains(now.get(i))) {
                selected = i;
            }
        }
        replan();
        // The plan is checked on the host as it is now, not as it was when it was last read.
        session.poll();
    }

    /** Another picture of the host: a plan that comes out differently on it says so. */
    private void hostChanged() {
        String before = plan.digest();
        boolean same = plan.asked().equals(queue.list());
        replan();
        if (same && !queue.isEmpty() && run.get().isEmpty() && !plan.digest().equals(before) && !before.isEmpty()) {
            note = WindowTexts.text("plan.note.outside");
            said.set(note);
            show();
        }
    }

    private void read() {
        checked = true;
        if (!queue.isEmpty() && run.get().isEmpty()) {
            show();
        }
    }

    private void replan() {
        makePlan();
        show();
    }

    private void makePlan() {
        Optional<Snapshot> snapshot = session.snapshot();
        plan = snapshot.map(one -> Planner.plan(one, queue.order())).orElse(Plan.EMPTY);
        promised = queue.isEmpty() ? Optional.empty() : snapshot.map(one -> Planner.promised(one, queue.order()));
    }

    /** A plan that was begun on the host and did not end, while it is what the drawer shows. */
    private Optional<Unfinished> shownUnfinished() {
        return session.unfinished().filter(plan -> !aside && !isRunning());
    }

    private void pendingChanged() {
        Optional<Pending> now = session.pending().get();
        if (now.filter(Pending.Left.class::isInstance).isPresent()) {
            aside = false;
            agreed = false;
            way = session.unfinished().map(RecoveryPictures::first).orElse(Recovery.FORGET);
            if (!isRunning()) {
                said.set(WindowTexts.text("plan.said.unfinished"));
            }
        } else if (now.filter(Pending.AllEnded.class::isInstance).isPresent() && isUnknown()) {
            session.history(this::learn, why -> show());
        }
        show();
    }

    /** Whether nobody knows yet how the run that is shown ended. */
    private boolean isUnknown() {
        return run.get().filter(one -> one.state() == PlanState.UNKNOWN).isPresent();
    }

    /** Its helper's answers had ended, and the host's journal knows how the plan ended. */
    private void learn(List<PastPlan> plans) {
        if (!isUnknown()) {
            return;
        }
        Run broken = run.get().orElseThrow();
        Instant planned = broken.before().taken();
        plans.stream()
                .filter(past -> past.order().equals(broken.plan().order()))
                .filter(past -> broken.recovery().isPresent()
                        ? !past.ended().isBefore(planned)
                        : !past.begun().isBefore(planned))
                .findFirst()
                .ifPresent(past -> ran(past.outcome(), session.snapshot().orElseThrow()));
    }

    /** What the host says of a run whose helper's answers ended. */
    private Optional<String> since() {
        return session.untold()
                .get()
                .map(why -> WindowTexts.text("plan.note.untold", WindowTexts.say(why.fact())))
                .or(() -> session.pending().get().map(pending -> switch (pending) {
                    case Pending.AtWork work -> WindowTexts.text("plan.note.at-work");
                    case Pending.AllEnded ended -> WindowTexts.text("plan.note.not-in-journal");
                    case Pending.Left left -> WindowTexts.text("plan.note.unfinished");
                }));
    }

    /** Why nothing can be carried out on the host now. */
    private Optional<String> off() {
        Optional<String> readOnly =
                session.connection().flatMap(HostConnection::readOnly).map(refusal -> WindowTexts.say(refusal.fact()));
        return readOnly.or(() -> session.unfinished()
                .filter(plan -> shownUnfinished().isEmpty())
                .map(plan -> WindowTexts.text("plan.off.unfinished")));
    }

    private void show() {
        int last = Math.max(0, plan.changes().size() - 1);
        selected = Math.min(selected, last);
        picture.set(shownUnfinished()
                .map(plan -> new RecoveryPictures(
                                plan,
                                way,
                                agreed,
                                new RecoveryPictures.Around(
                                        session.snapshot(),
                                        run.get().flatMap(Run::broken),
                                        refused,
                                        off(),
                                        run.get().isPresent()))
                        .draw())
                .or(() -> run.get().map(this::picture))
                .orElseGet(() -> PlanPictures.planned(
                        plan,
                        selected,
                        queue,
                        new PlanPictures.Around(
                                session.snapshot(),
                                checked && session.trouble().get().isEmpty(),
                                note,
                                refused,
                                off()))));
    }

    private PlanPicture picture(Run one) {
        return new RunPictures(
                        one,
                        turned,
                        cancel.filter(Cancel::isAsked).isPresent(),
                        session.connection().filter(HostConnection::mayAsk).isPresent(),
                        since())
                .draw(queue);
    }

    /** Chooses the way in which an unfinished plan is to be ended; its steps are shown. */
    public void choose(Recovery how) {
        if (session.unfinished().filter(plan -> plan.offers().contains(how)).isPresent()) {
            way = how;
            agreed = false;
            refused = Optional.empty();
            show();
        }
    }

    /** Whether it is agreed that the device stays as it is, which forgetting a plan means. */
    public void agree(boolean yes) {
        agreed = yes;
        show();
    }

    /** Shows the unfinished plan again that was put aside. */
    public void showUnfinished() {
        aside = false;
        show();
    }

    /** Asks the host again what became of a plan. */
    public void look() {
        session.look();
    }

    public void select(int change) {
        selected = change;
        show();
    }

    /** Shows or hides the steps of a change that runs or ran. */
    public void turn(int change) {
        if (!turned.remove(change)) {
            turned.add(change);
        }
        show();
    }

    /** Drops a change, and those of a device that would then never be made. */
    public void drop(int index) {
        if (!isRunning() && index < plan.changes().size()) {
            String title = PlanPictures.title(plan.changes().get(index));
            queue.replace(QueueRules.without(plan.changes(), index));
            said.set(WindowTexts.text("plan.said.dropped", title));
        }
    }

    /** Lets a change come one place earlier or later. */
    public void shift(int index, int by) {
        if (!isRunning()) {
            queue.shift(index, by);
            selected = Math.clamp(index + by, 0, Math.max(0, queue.list().size() - 1));
            show();
            said.set(WindowTexts.text("plan.said.shifted", index + 1, selected + 1));
        }
    }

    /** What becomes of the memory of a device that goes to system-ram. */
    public void choose(int index, Onlining onlining) {
        if (!isRunning()
                && queue.list().get(index) instanceof Change.SwitchMode request
                && request.to() == Mode.SYSTEM_RAM) {
            List<Change> next = new ArrayList<>(queue.list());
            next.set(index, new Change.SwitchMode(request.device(), request.to(), onlining));
            queue.replace(next);
        }
    }

    /** The admin typed a device's name. Whether it was the right one: then its data may be lost. */
    public boolean confirm(DeviceName device, String typed) {
        if (!typed.strip().equals(device.toString())) {
            said.set(WindowTexts.text("plan.said.other-name", device));
            return false;
        }
        queue.confirm(device);
        said.set(WindowTexts.text("plan.said.confirmed", device));
        replan();
        confirmations.set(confirmations.get() + 1);
        return true;
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
        if (isRunning()) {
            return;
        }
        if (shownUnfinished().isPresent()) {
            aside = true;
            planAgain();
        } else if (run.get().isPresent()) {
            // Closing a report leaves what is still queued.
            planAgain();
        } else {
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
        turned.clear();
        selected = 0;
        Optional<Unfinished> left = shownUnfinished();
        if (left.isPresent()) {
            recover(left.get(), way);
            return;
        }
        Plan confirmed = plan;
        Cancel wish = new Cancel();
        cancel = Optional.of(wish);
        run.set(Optional.of(Run.of(confirmed, session.snapshot().orElseThrow(), clock.instant())));
        said.set(WindowTexts.text("plan.said.starting"));
        show();
        session.apply(confirmed.order(), confirmed.digest(), wish, this::told, this::ended, this::broke);
    }

    private void recover(Unfinished left, Recovery how) {
        Cancel wish = new Cancel();
        cancel = Optional.of(wish);
        run.set(Optional.of(Run.recovering(how, left, session.snapshot().orElseThrow(), clock.instant())));
        said.set(WindowTexts.text("plan.said.starting"));
        show();
        session.recover(how, wish, this::told, this::ended, this::broke);
    }

    /** Gives the run up where that is safe: what the change at work has done is undone. */
    public void stop() {
        if (picture.get().stop().filter(PlanPicture.Stop::enabled).isPresent()) {
            cancel.ifPresent(Cancel::ask);
            said.set(WindowTexts.text("plan.stop.asked"));
            show();
        }
    }

    private void told(ApplyEvent event) {
        run.get().filter(Run::isRunning).ifPresent(one -> {
            if (!one.hasBegun()) {
                said.set(WindowTexts.text("plan.said.running"));
            }
            run.set(Optional.of(one.with(event, clock.instant())));
            show();
        });
    }

    private void ended(Applied applied) {
        switch (applied) {
            case Applied.Ran(Outcome outcome, Snapshot now) -> ran(outcome, now);
            case Applied.Moved moved -> notBegun(WindowTexts.text("plan.note.moved"), Optional.empty());
            case Applied.Refused(Problem refusal) ->
                notBegun(WindowTexts.text("plan.note.refused"), Optional.of(refusal));
        }
    }

    private void ran(Outcome outcome, Snapshot now) {
        Run ended = run.get().orElseThrow().ended(outcome, now);
        List<Change> rest = new ArrayList<>();
        List<Change> asked =
                ended.recovery().isPresent() ? List.of() : ended.plan().asked();
        for (int i = 0; i < asked.size(); i++) {
            if (i >= outcome.changes().size() || outcome.changes().get(i) != ChangeResult.DONE) {
                rest.add(asked.get(i));
            }
        }
        settling = true;
        queue.settle(ended.recovery().isPresent() ? stillQueued(ended.plan(), outcome) : rest);
        settling = false;
        // The board draws what is left of the plan as soon as the run has ended.
        makePlan();
        run.set(Optional.of(ended));
        show();
        said.set(picture.get().state().word() + ". " + picture.get().note());
    }

    /** What was queued beside an unfinished plan stays; what that has done need not be done again. */
    private List<Change> stillQueued(Plan ended, Outcome outcome) {
        List<Change> rest = new ArrayList<>(queue.list());
        List<Change> asked = ended.asked();
        for (int i = 0; i < asked.size() && i < outcome.changes().size(); i++) {
            if (outcome.changes().get(i) == ChangeResult.DONE) {
                rest.remove(asked.get(i));
            }
        }
        return rest;
    }

    private void notBegun(String why, Optional<Problem> refusal) {
        run.set(Optional.empty());
        note = why;
        refused = refusal;
        replan();
        said.set(why);
    }

    private void broke(Problem refusal) {
        run.set(run.get().map(one -> one.broke(refusal)));
        replan();
        said.set(WindowTexts.say(refusal.fact()));
    }

    /**
     * Queues what a saved plan asks for, in the place of what is queued. It is planned anew on this host, as any change is; what
     * its saver confirmed to lose is to be confirmed again.
     */
    public void open(PlanFile file) {
        if (isRunning()) {
            said.set(WindowTexts.text("plan.said.running"));
            return;
        }
        queue.replace(file.order().changes());
        said.set(WindowTexts.text("plan.said.opened", file.host()));
    }

    /** The plan as a file that can be applied later, refused where the host moved on. */
    public Optional<String> planFile() {
        return queue.isEmpty() || plan.isBlocked()
                ? Optional.empty()
                : session.snapshot().map(snapshot -> PlanFile.of(snapshot, plan).print());
    }

    /** The plan as a shell script of plain writes to sysfs, to be read or to be run elsewhere. */
    public Optional<String> planScript() {
        return queue.isEmpty() || plan.isBlocked()
                ? Optional.empty()
                : session.snapshot().map(snapshot -> ShellScript.of(snapshot, plan));
    }

    /** The report of the run that is shown, once it has ended. */
    public Optional<RunReport> report() {
        return run.get().filter(one -> !one.isRunning()).map(one -> one.report(PROGRAM));
    }
}
