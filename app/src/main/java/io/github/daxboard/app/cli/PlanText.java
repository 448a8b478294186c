// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.plan.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A plan, its progress and its outcome as text. */
final class PlanText {
    private final PrintWriter out;

    PlanText(PrintWriter out) {
        this.out = out;
    }

    void print(Plan plan) {
        for (ChangePlan change : plan.changes()) {
            print(change);
        }
        if (!plan.isBlocked() && plan.stepCount() > 0) {
            out.println("Nothing has been written.");
        }
        out.flush();
    }

    private void print(ChangePlan plan) {
        String from = plan.from().map(mode -> " from " + mode.word()).orElse("");
        out.println(plan.device().map(Object::toString).orElse("") + from + " to " + target(plan)
                + (plan.effect().isEmpty() ? "" : ": " + plan.effect()));
        plan.blockers().forEach(blocker -> out.println("Blocked. " + blocker.asText()));
        plan.warnings().forEach(warning -> out.println("Warning: " + warning.text()));
        int number = 1;
        for (Step step : plan.steps()) {
            out.println(String.format(
                    Locale.ROOT, "%3d. %s", number++, step.action().describe()));
            if (step.action() instanceof Action.LoadModule load) {
                out.println("       modprobe " + load.driver());
            }
            for (KernelWrite write : step.action().writes()) {
                String when = write.when().words().isEmpty()
                        ? ""
                        : "   (" + write.when().words() + ")";
                out.println("       " + write.value() + " > " + write.path() + when);
            }
            out.println("       proved by: " + step.proof().describe() + "; undone by: "
                    + step.undo().describe());
        }
    }

    private static String target(ChangePlan plan) {
        String described = plan.change().describe();
        return described.substring(described.lastIndexOf(' ') + 1);
    }

    void printEvent(Plan plan, ApplyEvent event) {
        switch (event) {
            case ApplyEvent.StepStarted started -> {}
            case ApplyEvent.StepProgress progress -> {}
            case ApplyEvent.StepVerified(int change, int step, Duration elapsed, String evidence) ->
                line("verified", describe(plan, change, step), elapsed, evidence);
            case ApplyEvent.StepFailed(int change, int step, Duration elapsed, Refusal refusal) ->
                line(
                        "FAILED",
                        describe(plan, change, step),
                        elapsed,
                        refusal.errno().map(errno -> errno.symbol()).orElse(""));
            case ApplyEvent.UndoStarted started -> {}
            case ApplyEvent.StepUndone(int change, int step, Duration elapsed, String evidence) ->
                line("undone", describe(plan, change, step), elapsed, evidence);
            case ApplyEvent.UndoFailed(int change, int step, Duration elapsed, Refusal refusal) ->
                line("NOT UNDONE", describe(plan, change, step), elapsed, refusal.what());
        }
        out.flush();
    }

    private static String describe(Plan plan, int change, int step) {
        return plan.changes().get(change).steps().get(step).action().describe();
    }

    private void line(String state, String what, Duration elapsed, String detail) {
        out.println(String.format(Locale.ROOT, "%-10s %6.2f s  %s", state, elapsed.toNanos() / 1e9, what)
                + (detail.isEmpty() ? "" : "  [" + detail + "]"));
    }

    void printOutcome(Outcome outcome) {
        outcome.failure().ifPresent(failure -> out.println(failure.asText()));
        outcome.undoFailures().forEach(failure -> out.println("Not undone. " + failure.asText()));
        outcome.stateNow().forEach(state -> out.println(state.device() + " is " + state.modeWord() + ", read back."));
        out.println(
                switch (outcome.verdict()) {
                    case DONE -> "Done and verified.";
                    case FAILED_UNDONE -> "Failed; what was done was undone and read back.";
                    case FAILED_LEFT_CHANGED -> "Failed, and not all could be undone; the state above is what is left.";
                });
        out.flush();
    }
}
