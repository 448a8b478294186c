// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.RunReport;
import io.github.daxboard.text.Message;
import io.github.daxboard.ui.words.WindowTexts;
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
 * @param broken why its helper's answers ended before it did; with an outcome that is known from the host's journal
 * @param after the picture after it
 * @param recovery in which way it ends a plan that was left unfinished; none for a plan of its own
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
        Optional<Problem> broken,
        Optional<Snapshot> after,
        Optional<Recovery> recovery) {
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
                Optional.empty(),
                Optional.empty());
    }

    /** A run that ends an unfinished plan in one way: what was done before is known from the host's journal. */
    public static Run recovering(Recovery how, Unfinished plan, Snapshot before, Instant started) {
        Plan begun = plan.left().map(Left::plan).orElseGet(() -> new Plan(plan.order(), List.of(), ""));
        Map<Key, Told> steps = new HashMap<>();
        Map<Key, Told> undos = new HashMap<>();
        plan.left().ifPresent(left -> {
            HowFar far = left.howFar();
            for (int change = 0; change < far.change(); change++) {
                for (int step = 0; step < begun.changes().get(change).steps().size(); step++) {
                    steps.put(new Key(change, step), known(StepState.VERIFIED));
                }
            }
            far.begun().forEach(step -> steps.put(new Key(far.change(), step), known(StepState.INTERRUPTED)));
            far.done().forEach(step -> steps.put(new Key(far.change(), step), known(StepState.VERIFIED)));
            far.undone().forEach(step -> undos.put(new Key(far.change(), step), known(StepState.UNDONE)));
        });
        return new Run(
                begun,
                before,
                started,
                steps,
                undos,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(how));
    }

    private static Told known(StepState state) {
        return new Told(state, Optional.empty(), "");
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
                broken,
                Optional.of(now),
                recovery);
    }

    public Run broke(Problem why) {
        return new Run(
                plan,
                before,
                started,
                steps,
                undos,
                blocks,
                events,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                Optional.empty(),
                recovery);
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
                plan,
                before,
                started,
                told.steps,
                told.undos,
                told.blocks,
                all,
                told.progress,
                outcome,
                broken,
                after,
                recovery);
    }

    private Run told(ApplyEvent event) {
        return switch (event) {
            case ApplyEvent.StepStarted(int change, int step) ->
                step(change, step, StepState.RUNNING, Optional.empty(), "");
            case ApplyEvent.StepProgress(int change, int step, int done, int total, Message current) ->
                progress(new Progress(change, step, done, total, WindowTexts.say(current)));
            case ApplyEvent.StepVerified(int change, int step, Duration elapsed, Message evidence) ->
                step(change, step, StepState.VERIFIED, Optional.of(elapsed), WindowTexts.say(evidence));
            case ApplyEvent.StepFailed(int change, int step, Duration elapsed, Problem refusal) ->
                step(change, step, StepState.FAILED, Optional.of(elapsed), said(refusal));
            case ApplyEvent.UndoStarted(int change, int step) ->
                undo(change, step, StepState.UNDOING, Optional.empty(), "");
            case ApplyEvent.StepUndone(int change, int step, Duration elapsed, Message evidence) ->
                undo(change, step, StepState.UNDONE, Optional.of(elapsed), WindowTexts.say(evidence));
            case ApplyEvent.UndoFailed(int change, int step, Duration elapsed, Problem refusal) ->
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
        return new Run(plan, before, started, told, undone, touched, events, far, outcome, broken, after, recovery);
    }

    private static String said(Problem refusal) {
        return refusal.errno()
                .map(errno -> errno.symbol() + ", " + WindowTexts.say(errno.message()))
                .orElseGet(() -> WindowTexts.say(refusal.fact()));
    }

    /** Whether anything was told of a step. */
    public boolean hasBegun() {
        return !events.isEmpty();
    }

    public boolean isRunning() {
        return outcome.isEmpty() && broken.isEmpty();
    }

    public Told told(int change, int step) {
        return atTheEnd(change, steps.getOrDefault(new Key(change, step), NOTHING));
    }

    /** Of what was not told when the run ended nothing is claimed, unless it ended with all that was told. */
    private Told atTheEnd(int change, Told told) {
        boolean open = told.state() == StepState.WAITING || told.state().isAtWork();
        if (isRunning() || !open) {
            return told;
        }
        if (broken.isPresent()) {
            return known(isDone(change) ? StepState.VERIFIED : StepState.UNKNOWN);
        }
        return told.state() == StepState.WAITING ? known(StepState.NOT_STARTED) : told;
    }

    private boolean isDone(int change) {
        return outcome.map(Outcome::changes)
                .filter(all -> change < all.size() && all.get(change) == Outcome.ChangeResult.DONE)
                .isPresent();
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
        return recovery.filter(Recovery.UNDO::equals).isPresent() || !undos.isEmpty();
    }

    /** Whether its outcome is known from the host's journal alone, since its helper's answers had ended. */
    public boolean isLearned() {
        return outcome.isPresent() && broken.isPresent();
    }

    /** What was told of how a step is taken back. */
    public Told toldUndo(int change, int step) {
        return atTheEnd(change, undos.getOrDefault(new Key(change, step), NOTHING));
    }

    public PlanState state() {
        if (outcome.isPresent()) {
            return switch (outcome.get().verdict()) {
                case DONE -> PlanState.DONE;
                case FAILED_UNDONE -> undone();
                case FAILED_LEFT_CHANGED ->
                    recovery.filter(Recovery.FORGET::equals).isPresent() ? PlanState.FORGOTTEN : PlanState.LEFT_CHANGED;
            };
        }
        if (broken.isPresent()) {
            return PlanState.UNKNOWN;
        }
        return hasBegun() ? PlanState.RUNNING : PlanState.STARTING;
    }

    private PlanState undone() {
        if (recovery.filter(Recovery.UNDO::equals).isPresent()) {
            return PlanState.UNDONE;
        }
        return isCancelled() ? PlanState.STOPPED : PlanState.FAILED_UNDONE;
    }

    private boolean isCancelled() {
        return outcome.flatMap(Outcome::failure)
                .filter(refusal -> refusal.kind() == Problem.Kind.CANCELLED)
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
        boolean current = isRunning() && change == currentChange() && hasBegun();
        if (current && isUndoing()) {
            return StepState.UNDOING;
        }
        List<ChangePlan> changes = plan.changes();
        int steps = changes.get(change).steps().size();
        if (count(change, StepState.VERIFIED) == steps && !(isUndoing() && change == currentChange())) {
            return StepState.VERIFIED;
        }
        if (current) {
            return StepState.RUNNING;
        }
        if (broken.isPresent()) {
            return StepState.UNKNOWN;
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
