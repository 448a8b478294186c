// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The events of a run, one line for each. */
public final class EventWords {
    private EventWords() {}

    /** {@link #of(Texts, Plan, ApplyEvent)} in English. */
    public static Optional<String> of(Plan plan, ApplyEvent event) {
        return of(Texts.ENGLISH, plan, event);
    }

    /** A line; none for an event that only reports a start or progress. */
    public static Optional<String> of(Texts texts, Plan plan, ApplyEvent event) {
        return switch (event) {
            case ApplyEvent.StepStarted started -> Optional.empty();
            case ApplyEvent.StepProgress progress -> Optional.empty();
            case ApplyEvent.UndoStarted started -> Optional.empty();
            case ApplyEvent.StepVerified(var change, var step, var elapsed, var evidence) ->
                line(texts, Message.of("report.event.verified"), plan, change, step, elapsed, evidence);
            case ApplyEvent.StepFailed(var change, var step, var elapsed, var refusal) ->
                line(texts, Message.of("report.event.failed"), plan, change, step, elapsed, errno(refusal));
            case ApplyEvent.StepUndone(var change, var step, var elapsed, var evidence) ->
                line(texts, Message.of("report.event.undone"), plan, change, step, elapsed, evidence);
            case ApplyEvent.UndoFailed(var change, var step, var elapsed, var refusal) ->
                line(texts, Message.of("report.event.not-undone"), plan, change, step, elapsed, refusal.fact());
        };
    }

    /** {@link #stepMessage} in English. */
    public static String step(Plan plan, int change, int step) {
        return stepMessage(plan, change, step).english();
    }

    /** A step in words; a host may name one that the plan does not have. */
    public static Message stepMessage(Plan plan, int change, int step) {
        boolean isThere = change >= 0
                && change < plan.changes().size()
                && step >= 0
                && step < plan.changes().get(change).steps().size();
        return isThere
                ? plan.changes().get(change).steps().get(step).action().message()
                : Message.of("report.step.unknown", step + 1L, change + 1L);
    }

    private static Message errno(Problem refusal) {
        return refusal.errno().map(error -> Message.verbatim(error.symbol())).orElseGet(refusal::fact);
    }

    private static Optional<String> line(
            Texts texts, Message state, Plan plan, int change, int step, Duration elapsed, Message detail) {
        String line = String.format(
                Locale.ROOT,
                "%-10s %6.2f s  %s",
                texts.say(state),
                elapsed.toMillis() / 1000.0,
                texts.say(stepMessage(plan, change, step)));
        return Optional.of(detail.isEmpty() ? line : line + "  [" + texts.say(detail) + "]");
    }
}
