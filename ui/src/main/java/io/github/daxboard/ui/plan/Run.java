// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan that runs or ran, as told by its events. A value: each event gives another one.
 *
 * @param plan what was confirmed
 * @param steps what was told of each step
 * @param outcome how it ended
 * @param broken why nobody knows how it ended
 */
public record Run(Plan plan, Map<Run.Key, Run.Told> steps, Optional<Outcome> outcome, Optional<Refusal> broken) {
    /** A step of a change, both from 0. */
    public record Key(int change, int step) {}

    /** What was told of a step. */
    public record Told(StepState state, Optional<Duration> elapsed, String evidence) {}

    private static final Told NOTHING = new Told(StepState.WAITING, Optional.empty(), "");

    public Run {
        steps = Map.copyOf(steps);
    }

    public static Run of(Plan plan) {
        return new Run(plan, Map.of(), Optional.empty(), Optional.empty());
    }

    public Run ended(Outcome how) {
        return new Run(plan, steps, Optional.of(how), Optional.empty());
    }

    public Run broke(Refusal why) {
        return new Run(plan, steps, Optional.empty(), Optional.of(why));
    }

    public Run with(ApplyEvent event) {
        return switch (event) {
            case ApplyEvent.StepStarted(int change, int step) ->
                with(change, step, StepState.RUNNING, Optional.empty(), "");
            case ApplyEvent.StepProgress progress -> this;
            case ApplyEvent.StepVerified(int change, int step, Duration elapsed, String evidence) ->
                with(change, step, StepState.VERIFIED, Optional.of(elapsed), evidence);
            case ApplyEvent.StepFailed(int change, int step, Duration elapsed, Refusal refusal) ->
                with(change, step, StepState.FAILED, Optional.of(elapsed), said(refusal));
            case ApplyEvent.UndoStarted(int change, int step) ->
                with(change, step, StepState.UNDOING, Optional.empty(), "");
            case ApplyEvent.StepUndone(int change, int step, Duration elapsed, String evidence) ->
                with(change, step, StepState.UNDONE, Optional.of(elapsed), evidence);
            case ApplyEvent.UndoFailed(int change, int step, Duration elapsed, Refusal refusal) ->
                with(change, step, StepState.UNDO_FAILED, Optional.of(elapsed), said(refusal));
        };
    }

    private Run with(int change, int step, StepState state, Optional<Duration> elapsed, String evidence) {
        Map<Key, Told> next = new HashMap<>(steps);
        next.put(new Key(change, step), new Told(state, elapsed, evidence));
        return new Run(plan, next, outcome, broken);
    }

    private static String said(Refusal refusal) {
        return refusal.errno().map(errno -> errno.symbol() + ": ").orElse("") + refusal.what();
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
        return steps.values().stream()
                .map(Told::state)
                .anyMatch(state ->
                        state == StepState.UNDOING || state == StepState.UNDONE || state == StepState.UNDO_FAILED);
    }

    public PlanState state() {
        if (broken.isPresent()) {
            return PlanState.UNKNOWN;
        }
        return outcome.map(Outcome::verdict)
                .map(verdict -> switch (verdict) {
                    case DONE -> PlanState.DONE;
                    case FAILED_UNDONE -> PlanState.FAILED_UNDONE;
                    case FAILED_LEFT_CHANGED -> PlanState.LEFT_CHANGED;
                })
                .orElse(PlanState.RUNNING);
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
        if (change == currentChange()) {
            return isUndoing() ? StepState.UNDOING : StepState.RUNNING;
        }
        return isRunning() ? StepState.WAITING : StepState.NOT_STARTED;
    }
}
