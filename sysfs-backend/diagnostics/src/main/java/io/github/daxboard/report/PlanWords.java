// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Visible;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Step;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan in words: each change with its effect, its blockers and warnings, and each step with its writes, proof and undo. */
public final class PlanWords {
    private PlanWords() {}

    /** {@link #lines(Texts, Plan)} in English. */
    public static List<String> lines(Plan plan) {
        return lines(Texts.ENGLISH, plan);
    }

    /** The whole plan, a line of text each. */
    public static List<String> lines(Texts texts, Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.changes().forEach(change -> lines.addAll(lines(texts, change)));
        return Visible.each(lines);
    }

    /** {@link #lines(Texts, ChangePlan)} in English. */
    public static List<String> lines(ChangePlan plan) {
        return lines(Texts.ENGLISH, plan);
    }

    /** One change. */
    public static List<String> lines(Texts texts, ChangePlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.say(headMessage(plan)));
        String blocked = texts.say(Message.of("report.plan.blocked"));
        String warned = texts.say(Message.of("report.plan.warning"));
        plan.blockers()
                .forEach(blocker -> lines.addAll(List.of((blocked + " " + blocker.asText(texts)).split("\n", -1))));
        plan.warnings()
                .forEach(warning -> lines.addAll(List.of((warned + " " + warning.asText(texts)).split("\n", -1))));
        int number = 1;
        for (Step step : plan.steps()) {
            lines.addAll(lines(texts, number++, step));
        }
        return Visible.each(lines);
    }

    /** {@link #headMessage} in English. */
    public static String head(ChangePlan plan) {
        return headMessage(plan).english();
    }

    /** A change, the mode that it starts from, and its effect. */
    public static Message headMessage(ChangePlan plan) {
        return plan.consequence().isEmpty()
                ? asked(plan)
                : Message.of("report.plan.effect", asked(plan), plan.consequence());
    }

    private static Message asked(ChangePlan plan) {
        if (plan.from().isEmpty() || !(plan.change() instanceof Change.SwitchMode(var device, var to, var onlining))) {
            return plan.change().message();
        }
        Message from = plan.from().get().message();
        return onlining == Change.Onlining.MOVABLE
                ? Message.of("report.plan.switch", device, from, to.message())
                : Message.of("report.plan.switch.onlining", device, from, to.message(), onlining.message());
    }

    /** A step, with its number. */
    static List<String> lines(Texts texts, int number, Step step) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%3d. %s", number, texts.say(step.action().message())));
        if (step.action() instanceof Action.LoadModule load) {
            lines.add("       modprobe " + load.driver());
        }
        for (KernelWrite write : step.action().writes()) {
            Message condition = write.when().message();
            String when = condition.isEmpty() ? "" : "   (" + texts.say(condition) + ")";
            lines.add("       " + write.value() + " > " + write.path() + when);
        }
        step.precondition()
                .ifPresent(
                        proof -> lines.add("       " + texts.say(Message.of("report.step.only-if", proof.message()))));
        lines.add("       "
                + texts.say(Message.of(
                        "report.step.proof", step.proof().message(), step.undo().message())));
        return lines;
    }
}
