// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Step;
import io.github.daxboard.plan.Undo;
import io.github.daxboard.plan.Warning;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.protocol.MessageCodec;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The JSON that commands print and reports hold. docs/cli.md lists the shapes; {@link #VERSION} counts their changes. */
public final class Shapes {
    public static final long VERSION = 1;

    private Shapes() {}

    /** The beginning of every document of ours: what it is, and by which version of the shapes. */
    public static Json.Maker document(String is) {
        return Json.make().with("daxboard", VERSION).with("is", is);
    }

    /** A document about a host. */
    public static Json.Maker document(String is, Snapshot snapshot) {
        Json.Maker made = document(is).with("host", snapshot.host().text());
        snapshot.kernelRelease().value().ifPresent(release -> made.with("kernel", release));
        return made.with("taken", snapshot.taken().toString());
    }

    /** A list made of a shape for each item. */
    public static <T> Json.Many many(List<? extends T> items, Function<? super T, ? extends Json> shape) {
        return new Json.Many(items.stream().<Json>map(shape).toList());
    }

    /**
     * The texts of an object that are sentences, without their language, under the names that the English ones have beside them.
     *
     * @param evidence what was read or said; left out where it is empty
     */
    public static Json.Fields messages(Map<String, Message> texts, List<Message> evidence) {
        Json.Maker made = Json.make();
        new TreeMap<>(texts).forEach((name, text) -> made.with(name, MessageCodec.withoutText(text)));
        return evidence.isEmpty()
                ? made.made()
                : made.with("evidence", many(evidence, MessageCodec::withoutText))
                        .made();
    }

    public static Json.Fields refusal(Problem refusal) {
        Json.Maker made = Json.make()
                .with("kind", word(refusal.kind()))
                .with("object", refusal.object())
                .with("what", refusal.what());
        refusal.errno().ifPresent(errno -> made.with("errno", errno.number()).with("error", errno.symbol()));
        return made.with("why", refusal.why())
                .with("evidence", refusal.evidence())
                .with("cure", refusal.cure())
                .with(
                        "messages",
                        messages(
                                Map.of("what", refusal.fact(), "why", refusal.cause(), "cure", refusal.remedy()),
                                refusal.seen()))
                .made();
    }

    /** The fields of a plan. */
    public static Json.Maker plan(Json.Maker made, Plan plan) {
        return made.with("digest", plan.digest())
                .with("blocked", new Json.Flag(plan.isBlocked()))
                .with("steps", plan.stepCount())
                .with("changes", many(plan.changes(), Shapes::change));
    }

    private static Json.Fields change(ChangePlan plan) {
        Json.Maker made =
                Json.make().with("what", plan.change().describe()).with("asked", ChangeJson.print(plan.change()));
        plan.device().ifPresent(device -> made.with("device", device.toString()));
        plan.from().ifPresent(mode -> made.with("from", mode.word()));
        return made.with("effect", plan.effect())
                .with(
                        "messages",
                        messages(Map.of("what", plan.change().message(), "effect", plan.consequence()), List.of()))
                .with("steps", many(plan.steps(), Shapes::step))
                .with("warnings", many(plan.warnings(), Shapes::warning))
                .with("blockers", many(plan.blockers(), Shapes::refusal))
                .made();
    }

    private static Json.Fields warning(Warning warning) {
        return Json.make()
                .with("what", warning.text())
                .with("evidence", warning.evidence())
                .with("cure", warning.cure())
                .with("messages", messages(Map.of("what", warning.fact(), "cure", warning.remedy()), warning.seen()))
                .made();
    }

    static Json.Fields step(Step step) {
        Json.Maker made = Json.make().with("does", step.action().describe());
        if (step.action() instanceof Action.LoadModule load) {
            made.with("loads", load.driver().name());
        }
        made.with("writes", many(step.action().writes(), Shapes::write));
        step.precondition().ifPresent(proof -> made.with("onlyIf", proof.describe()));
        made.with("proof", step.proof().describe());
        Map<String, Message> texts = new TreeMap<>();
        texts.put("does", step.action().message());
        texts.put("proof", step.proof().message());
        step.precondition().ifPresent(proof -> texts.put("onlyIf", proof.message()));
        if (step.undo() instanceof Undo.Nothing none) {
            texts.put("noUndo", none.message());
        }
        made.with("messages", messages(texts, List.of()));
        return switch (step.undo()) {
            case Undo.Nothing none -> made.with("noUndo", none.describe()).made();
            case Undo.ByDoing(List<Step> steps) ->
                made.with("undo", many(steps, Shapes::step)).made();
        };
    }

    private static Json.Fields write(KernelWrite write) {
        Json.Maker made = Json.make().with("file", write.path().text()).with("value", write.value());
        return write.when() == KernelWrite.When.ALWAYS
                ? made.made()
                : made.with("when", write.when().words()).made();
    }

    /** The fields of an event, as they come or in a report. */
    public static Json.Maker event(Json.Maker made, ApplyEvent event) {
        return switch (event) {
            case ApplyEvent.StepStarted(int change, int step) -> at(made, "step-started", change, step);
            case ApplyEvent.StepProgress(int change, int step, int done, int total, Message current) ->
                at(made, "step-progress", change, step)
                        .with("done", done)
                        .with("total", total)
                        .with("current", current.english())
                        .with("messages", messages(Map.of("current", current), List.of()));
            case ApplyEvent.StepVerified(int change, int step, Duration elapsed, Message evidence) ->
                took(at(made, "step-verified", change, step), elapsed)
                        .with("read", evidence.english())
                        .with("messages", messages(Map.of("read", evidence), List.of()));
            case ApplyEvent.StepFailed(int change, int step, Duration elapsed, Problem refusal) ->
                took(at(made, "step-failed", change, step), elapsed).with("failure", refusal(refusal));
            case ApplyEvent.UndoStarted(int change, int step) -> at(made, "undo-started", change, step);
            case ApplyEvent.StepUndone(int change, int step, Duration elapsed, Message evidence) ->
                took(at(made, "step-undone", change, step), elapsed)
                        .with("read", evidence.english())
                        .with("messages", messages(Map.of("read", evidence), List.of()));
            case ApplyEvent.UndoFailed(int change, int step, Duration elapsed, Problem refusal) ->
                took(at(made, "undo-failed", change, step), elapsed).with("failure", refusal(refusal));
        };
    }

    private static Json.Maker at(Json.Maker made, String event, int change, int step) {
        return made.with("event", event).with("change", change).with("step", step);
    }

    private static Json.Maker took(Json.Maker made, Duration elapsed) {
        return made.with("milliseconds", elapsed.toMillis());
    }

    public static Json.Fields outcome(Outcome outcome) {
        Json.Maker made = Json.make()
                .with("verdict", word(outcome.verdict()))
                .with("changes", outcome.changes().stream().map(Shapes::word).toList());
        outcome.failure().ifPresent(failure -> made.with("failure", refusal(failure)));
        return made.with("notUndone", many(outcome.undoFailures(), Shapes::refusal))
                .with("now", many(outcome.stateNow(), Shapes::state))
                .made();
    }

    /** A device as it was read. */
    public static Json.Fields state(Outcome.DeviceState state) {
        Json.Maker made = Json.make().with("device", state.device().toString()).with("mode", state.modeWord());
        state.size().ifPresent(bytes -> made.with("size", bytes));
        state.align().ifPresent(bytes -> made.with("align", bytes));
        state.blocks()
                .ifPresent(blocks -> made.with(
                        "blocks",
                        Json.make()
                                .with("total", blocks.total())
                                .with("online", blocks.online())
                                .with("movable", blocks.movable())
                                .made()));
        state.leftOut().ifPresent(bytes -> made.with("leftOut", bytes));
        return made.with("pinned", new Json.Flag(state.pinned())).made();
    }

    /** An order: its changes, and what may be lost for it. */
    public static Json.Many order(Order order) {
        return many(order.changes(), ChangeJson::print);
    }

    public static Json.Fields holder(Holder holder) {
        Json.Maker made = Json.make()
                .with("device", holder.device().toString())
                .with("kind", word(holder.kind()))
                .with("command", holder.command());
        if (holder.pid() != 0) {
            made.with("pid", holder.pid()).with("uid", holder.user());
        }
        holder.node().ifPresent(node -> made.with("node", node));
        return made.with("words", holder.describe()).made();
    }

    /** A reading: its value, or what it is in place of one. */
    public static Json reading(Reading<? extends Json> reading) {
        return switch (reading) {
            case Reading.Value<? extends Json>(Json value) -> value;
            case Reading.Absent<? extends Json> absent -> unknown("absent", reading);
            case Reading.Denied<? extends Json> denied -> unknown("denied", reading);
            case Reading.Unreadable<? extends Json> unreadable -> unknown("unreadable", reading);
            case Reading.Malformed<? extends Json> malformed -> unknown("malformed", reading);
        };
    }

    private static Json unknown(String word, Reading<? extends Json> reading) {
        return Json.make().with("unknown", word).with("why", reading.whyNot()).made();
    }

    /** A constant as it is written: {@code FAILED_UNDONE} as {@code failed-undone}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
