// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.plan.Step;
import io.github.daxboard.plan.Warning;
import io.github.daxboard.ui.plan.PlanPicture.ChangeRow;
import io.github.daxboard.ui.plan.PlanPicture.StepRow;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** From a plan, or a run of one, to what the drawer shows. Pure. */
final class PlanPictures {
    private PlanPictures() {}

    /**
     * A plan that waits for Apply.
     *
     * @param refused what the host answered when it was asked and did not begin
     * @param readOnly why nothing can be applied on this host
     */
    static PlanPicture planned(
            Plan plan,
            int selected,
            ChangeQueue queue,
            String note,
            Optional<Refusal> refused,
            Optional<Refusal> readOnly) {
        boolean empty = plan.changes().isEmpty();
        PlanState state = empty ? PlanState.EMPTY : plan.isBlocked() ? PlanState.BLOCKED : PlanState.PLANNED;
        List<Refusal> refusals = Stream.concat(
                        refused.stream(), plan.changes().stream().flatMap(change -> change.blockers().stream()))
                .toList();
        return new PlanPicture(
                state,
                empty ? Words.text("plan.empty") : counts(plan),
                empty || !note.isEmpty() ? note : Words.text("plan.nothing-written"),
                !note.isEmpty(),
                changeRows(plan, Optional.empty()),
                selected,
                empty ? List.of() : stepRows(plan.changes().get(selected), selected, Optional.empty()),
                false,
                refusals,
                List.of(),
                empty
                        ? Words.text("plan.apply.none")
                        : Words.count("plan.apply", plan.changes().size()),
                applyOff(plan, readOnly),
                queue.canUndo(),
                queue.canRedo(),
                !empty,
                false);
    }

    /** A plan that runs or ran. */
    static PlanPicture ran(Run run, int selected, ChangeQueue queue) {
        Plan plan = run.plan();
        List<Refusal> refusals = Stream.of(
                        run.outcome().flatMap(Outcome::failure).stream(),
                        run.outcome().map(Outcome::undoFailures).orElse(List.of()).stream(),
                        run.broken().stream())
                .flatMap(each -> each)
                .toList();
        return new PlanPicture(
                run.state(),
                runCounts(run),
                runNote(run),
                run.state() == PlanState.LEFT_CHANGED || run.state() == PlanState.UNKNOWN,
                changeRows(plan, Optional.of(run)),
                selected,
                stepRows(plan.changes().get(selected), selected, Optional.of(run)),
                true,
                refusals,
                run.outcome().map(Outcome::stateNow).orElse(List.<DeviceState>of()),
                Words.count("plan.apply", plan.changes().size()),
                Optional.of(Words.text("plan.off.running")),
                false,
                false,
                !run.isRunning(),
                !run.isRunning() && !queue.isEmpty());
    }

    private static String counts(Plan plan) {
        long warnings = plan.changes().stream()
                .mapToLong(change -> change.warnings().size())
                .sum();
        long blockers = plan.changes().stream()
                .mapToLong(change -> change.blockers().size())
                .sum();
        List<String> parts = new ArrayList<>();
        parts.add(Words.count("changes", plan.changes().size()));
        parts.add(Words.count("steps", plan.stepCount()));
        if (warnings > 0) {
            parts.add(Words.count("warnings", warnings));
        }
        if (blockers > 0) {
            parts.add(Words.count("blockers", blockers));
        }
        return String.join(", ", parts) + ".";
    }

    private static String runCounts(Run run) {
        int changes = run.plan().changes().size();
        if (run.isRunning()) {
            return Words.text(run.isUndoing() ? "plan.undoing" : "plan.running", run.currentChange() + 1, changes);
        }
        long done = run.outcome().map(Outcome::changes).orElse(List.of()).stream()
                .filter(result -> result == Outcome.ChangeResult.DONE)
                .count();
        return run.broken().isPresent() ? "" : Words.text("plan.done-of", done, Words.count("changes", changes));
    }

    private static String runNote(Run run) {
        return switch (run.state()) {
            case RUNNING -> Words.text(run.isUndoing() ? "plan.note.undoing" : "plan.note.running");
            case DONE -> Words.text("plan.note.done");
            case FAILED_UNDONE -> Words.text("plan.note.failed-undone");
            case LEFT_CHANGED -> Words.text("plan.note.left-changed");
            default -> Words.text("plan.note.unknown");
        };
    }

    private static Optional<String> applyOff(Plan plan, Optional<Refusal> readOnly) {
        if (plan.changes().isEmpty()) {
            return Optional.of(Words.text("plan.off.empty"));
        }
        if (readOnly.isPresent()) {
            return readOnly.map(Refusal::what);
        }
        if (plan.isBlocked()) {
            int first = 0;
            while (!plan.changes().get(first).isBlocked()) {
                first++;
            }
            return Optional.of(Words.text("plan.off.blocked", first + 1));
        }
        return Optional.empty();
    }

    private static List<ChangeRow> changeRows(Plan plan, Optional<Run> run) {
        List<ChangeRow> rows = new ArrayList<>();
        for (int i = 0; i < plan.changes().size(); i++) {
            rows.add(changeRow(plan.changes().get(i), i, run));
        }
        return rows;
    }

    private static ChangeRow changeRow(ChangePlan change, int index, Optional<Run> run) {
        Mode to = switch (change.change()) {
            case Change.SwitchMode request -> request.to();
            // The window queues no other change yet.
            default -> throw new IllegalStateException("not drawn: " + change.change());
        };
        StepState state = run.map(one -> one.stateOf(index)).orElse(StepState.PLANNED);
        return new ChangeRow(
                index + 1,
                change.device().orElseThrow(),
                change.from().map(Look::of),
                Look.of(to),
                Words.text(
                        "plan.change.title",
                        change.device().orElseThrow(),
                        change.from().map(Mode::word).orElse("?"),
                        to.word()),
                run.map(one -> runLine(one, change, index)).orElseGet(() -> plannedLine(change)),
                change.warnings().stream().map(Warning::text).toList(),
                change.isBlocked(),
                state,
                run.isEmpty());
    }

    private static String plannedLine(ChangePlan change) {
        return change.isBlocked()
                ? change.blockers().getFirst().what()
                : Words.count("steps", change.steps().size()) + ". " + change.effect();
    }

    private static String runLine(Run run, ChangePlan change, int index) {
        StepState state = run.stateOf(index);
        long verified = run.count(index, StepState.VERIFIED);
        return switch (state) {
            case VERIFIED, RUNNING, UNDOING ->
                Words.text(
                        "plan.change.of-steps",
                        state.word(),
                        verified,
                        Words.count("steps", change.steps().size()));
            default -> state.word();
        };
    }

    private static List<StepRow> stepRows(ChangePlan change, int index, Optional<Run> run) {
        List<StepRow> rows = new ArrayList<>();
        for (int i = 0; i < change.steps().size(); i++) {
            Step step = change.steps().get(i);
            int number = i;
            Run.Told told = run.map(one -> one.told(index, number))
                    .orElse(new Run.Told(StepState.PLANNED, Optional.empty(), ""));
            rows.add(new StepRow(
                    i + 1,
                    step.action().describe(),
                    step.action().writes(),
                    step.proof().describe(),
                    step.undo().describe(),
                    told.state(),
                    told.evidence(),
                    told.elapsed().map(PlanPictures::seconds).orElse("")));
        }
        return rows;
    }

    private static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.2f s", elapsed.toMillis() / 1000.0);
    }
}
