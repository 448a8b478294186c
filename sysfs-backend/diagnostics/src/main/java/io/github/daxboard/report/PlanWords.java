// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Visible;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan in words: what each change means, what blocks it, and each step with its writes, its proof and its undo. */
public final class PlanWords {
    private PlanWords() {}

    /** The whole plan, a line of text each. */
    public static List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.changes().forEach(change -> lines.addAll(lines(change)));
        return Visible.each(lines);
    }

    /** One change. */
    public static List<String> lines(ChangePlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(head(plan));
        plan.blockers().forEach(blocker -> lines.addAll(List.of(("Blocked. " + blocker.asText()).split("\n", -1))));
        plan.warnings().forEach(warning -> lines.addAll(List.of(("Warning: " + warning.asText()).split("\n", -1))));
        int number = 1;
        for (Step step : plan.steps()) {
            lines.addAll(lines(number++, step));
        }
        return Visible.each(lines);
    }

    /** What a change is, from which mode it starts, and what it means. */
    public static String head(ChangePlan plan) {
        String asked = plan.change().describe();
        String device = plan.device().map(Object::toString).orElse("");
        String from = plan.from().map(mode -> " from " + mode.word()).orElse("");
        String words = !device.isEmpty() && asked.startsWith(device + " ")
                ? device + from + asked.substring(device.length())
                : asked;
        return words + (plan.effect().isEmpty() ? "" : ": " + plan.effect());
    }

    /** A step, with its number. */
    static List<String> lines(int number, Step step) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%3d. %s", number, step.action().describe()));
        if (step.action() instanceof Action.LoadModule load) {
            lines.add("       modprobe " + load.driver());
        }
        for (KernelWrite write : step.action().writes()) {
            String when =
                    write.when().words().isEmpty() ? "" : "   (" + write.when().words() + ")";
            lines.add("       " + write.value() + " > " + write.path() + when);
        }
        step.precondition().ifPresent(proof -> lines.add("       only if: " + proof.describe()));
        lines.add("       proved by: " + step.proof().describe() + "; undone by: "
                + step.undo().describe());
        return lines;
    }
}
