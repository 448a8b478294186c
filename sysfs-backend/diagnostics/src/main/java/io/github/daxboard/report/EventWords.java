// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What happens while a plan runs, a line an event. */
public final class EventWords {
    private EventWords() {}

    /** A line; none for an event that only says that something begins or goes on. */
    public static Optional<String> of(Plan plan, ApplyEvent event) {
        return switch (event) {
            case ApplyEvent.StepStarted started -> Optional.empty();
            case ApplyEvent.StepProgress progress -> Optional.empty();
            case ApplyEvent.UndoStarted started -> Optional.empty();
            case ApplyEvent.StepVerified(int change, int step, Duration elapsed, String evidence) ->
                line("verified", plan, change, step, elapsed, evidence);
            case ApplyEvent.StepFailed(int change, int step, Duration elapsed, Problem refusal) ->
                line("FAILED", plan, change, step, elapsed, errno(refusal));
            case ApplyEvent.StepUndone(int change, int step, Duration elapsed, String evidence) ->
                line("undone", plan, change, step, elapsed, evidence);
            case ApplyEvent.UndoFailed(int change, int step, Duration elapsed, Problem refusal) ->
                line("NOT UNDONE", plan, change, step, elapsed, refusal.what());
        };
    }

    /** A step in words; a host may name one that there is not. */
    public static String step(Plan plan, int change, int step) {
        boolean isThere = change >= 0
                && change < plan.changes().size()
                && step >= 0
                && step < plan.changes().get(change).steps().size();
        return isThere
                ? plan.changes().get(change).steps().get(step).action().describe()
                : "step " + (step + 1L) + " of change " + (change + 1L) + ", which the plan does not have";
    }

    private static String errno(Problem refusal) {
        return refusal.errno().map(error -> error.symbol()).orElseGet(refusal::what);
    }

    private static Optional<String> line(
            String state, Plan plan, int change, int step, Duration elapsed, String detail) {
        return Optional.of(String.format(
                        Locale.ROOT, "%-10s %6.2f s  %s", state, elapsed.toMillis() / 1000.0, step(plan, change, step))
                + (detail.isEmpty() ? "" : "  [" + detail + "]"));
    }
}
