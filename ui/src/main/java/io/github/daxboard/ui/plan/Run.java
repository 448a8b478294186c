// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A plan that runs or ran, as told by its events. A value: each event gives another one.
 *
 * @param plan what was confirmed
 * @param before what it was planned on
 * @param started when
 * @param steps what was told of each step
 * @param undos what was told of how a step was taken back
 * @param blocks what became of each memory block that was told of, by its index
 * @param events all that was told, for the report
 * @param progress how far the step at work is, where it tells
 * @param outcome how it ended
 * @param broken why nobody knows how it ended
 * @param after the picture after it
 */
public record Run(
        Plan plan,
        Snapshot before,
        Instant started,
        Map<Run.Key, Run.Told> steps,
        Map<Run.Key, Run.Told> undos,
        Map<Long, Run.Touch> blocks,
        List<RunReport.Told> events,
        Optional<Run.Progress> progress,
        Optional<Outcome> outcome,
        Optional<Refusal> broken,
        Optional<Snapshot> after) {
    /** A step of a change, both from 0. */
    public record Key(int change, int step) {}

    /** What was told of a step. */
    public record Told(StepState state, Optional<Duration> elapsed, String evidence) {}

    /**
     * How far a long step is.
     *
     * @param current what is being done now
     */
    public record Progress(int change, int step, int done, int total, String current) {
        public double share() {
            return total == 0 ? 0 : (double) done / total;
        }
    }

    /** What became of a memory block. */
    public enum Touch {
        AT_WORK,
        DONE,
        FAILED,
        /** It was done, and is again as it was. */
        BACK
    }

    private static final Pattern BLOCK = Pattern.compile("^memory(\\d{1,10})");
    private static final Told NOTHING = new Told(StepState.WAITING, Optional.empty(), "");

    public Run {
        steps = Map.copyOf(steps);
        undos = Map.copyOf(undos);
        blocks = Map.copyOf(blocks);
        events = List.copyOf(events);
    }

    public static Run of(Plan plan, Snapshot before, Instant started) {
        return new Run(
                plan,
                before,
                started,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Run ended(Outcome how, Snapshot now) {
        return new Run(
                plan,
                before,
                started,
                steps,
                undos,
                settled(Touch.FAILED),
                events,
                Optional.empty(),
                Optional.of(how),
                Optional.empty(),
                Optional.of(now));
    }

    public Run broke(Refusal why) {
        return new Run(
                plan,
                before,
                started,
                steps,
                undos,
                settled(Touch.FAILED),
                events,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                Optional.empty());
    }

    /**
     * The run after one more event.
     *
     * @param now when it was told
     */
    public Run with(ApplyEvent event, Instant now) {
        List<RunReport.Told> all = new ArrayList<>(events);
        // How far a long step was is of no use once it has ended, and there are thousands of those.
        if (!(event instanceof ApplyEvent.StepProgress)) {
            all.add(new RunReport.Told(Duration.between(started, now), event));
        }
        Run told = told(event);
        return new Run(
                plan, before, started, told.steps, told.undos, told.blocks, all, told.progress, outcome, broken, after);
    }

    private Run told(ApplyEvent event) {
        return switch (event) {
            case ApplyEvent.StepStarted(int change, int step) ->
                step(change, step, StepState.RUNNING, Optional.empty(), "");
            case ApplyEvent.StepProgress(int change, int step, int done, int total, String current) ->
                progress(new Progress(change, step, done, total, current));
            case ApplyEvent.StepVerified(int change, int step, Duration elapsed, String evidence) ->
                step(change, step, StepState.VERIFIED, Optional.of(elapsed), evidence);
            case ApplyEvent.StepFailed(int change, int step, Duration elapsed, Refusal refusal) ->
                step(change, step, StepState.FAILED, Optional.of(elapsed), said(refusal));
            case ApplyEvent.UndoStarted(int change, int step) ->
                undo(change, step, StepState.UNDOING, Optional.empty(), "");
            case ApplyEvent.StepUndone(int change, int step, Duration elapsed, String evidence) ->
                undo(change, step, StepState.UNDONE, Optional.of(elapsed), evidence);
            case ApplyEvent.UndoFailed(int change, int step, Duration elapsed, Refusal refusal) ->
                undo(change, step, StepState.UNDO_FAILED, Optional.of(elapsed), said(refusal));
        };
    }

    private Run step(int change, int step, StepState state, Optional<Duration> elapsed, String evidence) {
        Map<Key, Told> next = new HashMap<>(steps);
        next.put(new Key(change, step), new Told(state, elapsed, evidence));
        Touch end = state == StepState.FAILED ? Touch.FAILED : Touch.DONE;
        return at(next, undos, settled(end), Optional.empty());
    }

    private Run undo(int change, int step, StepState state, Optional<Duration> elapsed, String evidence) {
        Map<Key, Told> next = new HashMap<>(undos);
        next.put(new Key(change, step), new Told(state, elapsed, evidence));
        Touch end = state == StepState.UNDO_FAILED ? Touch.FAILED : Touch.BACK;
        return at(steps, next, settled(end), Optional.empty());
    }

    private Run progress(Progress far) {
        Map<Long, Touch> next = new HashMap<>(settled(isUndoing() ? Touch.BACK : Touch.DONE));
        Matcher block = BLOCK.matcher(far.current());
        if (block.find()) {
            next.put(Long.parseLong(block.group(1)), Touch.AT_WORK);
        }
        return at(steps, undos, next, Optional.of(far));
    }

    /** The blocks, when what was at work has ended so. */
    private Map<Long, Touch> settled(Touch end) {
        Map<Long, Touch> next = new HashMap<>(blocks);
        next.replaceAll((index, touch) -> touch == Touch.AT_WORK ? end : touch);
        return next;
    }

    private Run at(Map<Key, Told> told, Map<Key, Told> undone, Map<Long, Touch> touched, Optional<Progress> far) {
        return new Run(plan, before, started, told, undone, touched, events, far, outcome, broken, after);
    }

    private static String said(Refusal refusal) {
        return refusal.errno()
                .map(errno -> errno.symbol() + ", " + errno.words())
                .orElse(refusal.what());
    }

    /** Whether anything was told of a step. */
    public boolean hasBegun() {
        return !steps.isEmpty();
    }

    public boolean isRunning() {
        return outcome.isEmpty() && broken.isEmpty();
    }

    public Told told(int change, int step) {
        Told told = steps.getOrDefault(new Key(change, step), NOTHING);
        return told.state() == StepState.WAITING && !isRunning()
                ? new Told(StepState.NOT_STARTED, Optional.empty(), "")
                : told;
    }

    /** How many steps of a change were told to be in a state. */
    public long count(int change, StepState state) {
        return steps.entrySet().stream()
                .filter(entry ->
                        entry.getKey().change() == change && entry.getValue().state() == state)
                .count();
    }

    /** The change that is at work: the last one that anything was told of. */
    public int currentChange() {
        return steps.keySet().stream().mapToInt(Key::change).max().orElse(0);
    }

    public boolean isUndoing() {
        return !undos.isEmpty();
    }

    /** What was told of how a step is taken back. */
    public Told toldUndo(int change, int step) {
        Told told = undos.getOrDefault(new Key(change, step), NOTHING);
        return told.state() == StepState.WAITING && !isRunning()
                ? new Told(StepState.NOT_STARTED, Optional.empty(), "")
                : told;
    }

    public PlanState state() {
        if (broken.isPresent()) {
            return PlanState.UNKNOWN;
        }
        return outcome.map(Outcome::verdict)
                .map(verdict -> switch (verdict) {
                    case DONE -> PlanState.DONE;
                    case FAILED_UNDONE -> isCancelled() ? PlanState.STOPPED : PlanState.FAILED_UNDONE;
                    case FAILED_LEFT_CHANGED -> PlanState.LEFT_CHANGED;
                })
                .orElse(hasBegun() ? PlanState.RUNNING : PlanState.STARTING);
    }

    private boolean isCancelled() {
        return outcome.flatMap(Outcome::failure)
                .filter(refusal -> refusal.kind() == Refusal.Kind.CANCELLED)
                .isPresent();
    }

    /** What a change is at, as one step state. */
    public StepState stateOf(int change) {
        if (outcome.isPresent() && change < outcome.get().changes().size()) {
            return switch (outcome.get().changes().get(change)) {
                case DONE -> StepState.VERIFIED;
                case UNDONE -> StepState.UNDONE;
                case LEFT_CHANGED -> StepState.UNDO_FAILED;
                case NOT_STARTED -> StepState.NOT_STARTED;
            };
        }
        List<ChangePlan> changes = plan.changes();
        int steps = changes.get(change).steps().size();
        if (count(change, StepState.VERIFIED) == steps) {
            return StepState.VERIFIED;
        }
        if (change == currentChange() && hasBegun()) {
            return isUndoing() ? StepState.UNDOING : StepState.RUNNING;
        }
        return isRunning() ? StepState.WAITING : StepState.NOT_STARTED;
    }

    /** How long a change took, by what was told of its steps. */
    public Duration took(int change) {
        return Stream.concat(steps.entrySet().stream(), undos.entrySet().stream())
                .filter(entry -> entry.getKey().change() == change)
                .flatMap(entry -> entry.getValue().elapsed().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** All of it as a document that can be saved. */
    public RunReport report(String program) {
        return new RunReport(program, before, plan, started, events, outcome, broken, after);
    }
}
