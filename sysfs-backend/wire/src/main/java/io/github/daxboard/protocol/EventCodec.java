// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ApplyEvent.StepFailed;
import io.github.daxboard.apply.ApplyEvent.StepProgress;
import io.github.daxboard.apply.ApplyEvent.StepStarted;
import io.github.daxboard.apply.ApplyEvent.StepUndone;
import io.github.daxboard.apply.ApplyEvent.StepVerified;
import io.github.daxboard.apply.ApplyEvent.UndoFailed;
import io.github.daxboard.apply.ApplyEvent.UndoStarted;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.time.Duration;

/** What is told while a plan runs, in messages. Durations are in nanoseconds. */
final class EventCodec {
    private EventCodec() {}

    static Json.Maker put(Json.Maker message, ApplyEvent event) {
        return switch (event) {
            case StepStarted(int change, int step) -> at(message, "step-started", change, step);
            case StepVerified(int change, int step, Duration elapsed, Message evidence) ->
                took(at(message, "step-verified", change, step), elapsed)
                        .with("evidence", MessageCodec.print(evidence));
            case StepProgress(int change, int step, int done, int total, Message current) ->
                at(message, "step-progress", change, step)
                        .with("done", done)
                        .with("total", total)
                        .with("current", MessageCodec.print(current));
            case StepFailed(int change, int step, Duration elapsed, Problem refusal) ->
                took(at(message, "step-failed", change, step), elapsed).with("refusal", ProblemCodec.print(refusal));
            case UndoStarted(int change, int step) -> at(message, "undo-started", change, step);
            case StepUndone(int change, int step, Duration elapsed, Message evidence) ->
                took(at(message, "step-undone", change, step), elapsed).with("evidence", MessageCodec.print(evidence));
            case UndoFailed(int change, int step, Duration elapsed, Problem refusal) ->
                took(at(message, "undo-failed", change, step), elapsed).with("refusal", ProblemCodec.print(refusal));
        };
    }

    private static Json.Maker at(Json.Maker message, String event, int change, int step) {
        return message.with("event", event).with("change", change).with("step", step);
    }

    private static Json.Maker took(Json.Maker message, Duration elapsed) {
        return message.with("nanoseconds", elapsed.toNanos());
    }

    static ApplyEvent take(Json.Fields message) throws BadMessage {
        int change = message.small("change");
        int step = message.small("step");
        if (change < 0 || step < 0) {
            throw new BadMessage("a change or a step has a negative number");
        }
        return switch (message.text("event")) {
            case "step-started" -> {
                bare(message);
                yield new StepStarted(change, step);
            }
            case "undo-started" -> {
                bare(message);
                yield new UndoStarted(change, step);
            }
            case "step-progress" -> {
                message.only("v", "is", "event", "change", "step", "done", "total", "current");
                Message current = MessageCodec.parse(message.get("current"));
                yield new StepProgress(change, step, message.small("done"), message.small("total"), current);
            }
            case "step-verified" -> new StepVerified(change, step, elapsed(message), evidence(message));
            case "step-undone" -> new StepUndone(change, step, elapsed(message), evidence(message));
            case "step-failed" -> new StepFailed(change, step, elapsed(message), refusal(message));
            case "undo-failed" -> new UndoFailed(change, step, elapsed(message), refusal(message));
            default -> throw new BadMessage("\"event\" is no word of this protocol");
        };
    }

    private static void bare(Json.Fields message) throws BadMessage {
        message.only("v", "is", "event", "change", "step");
    }

    private static Duration elapsed(Json.Fields message) throws BadMessage {
        return Duration.ofNanos(message.whole("nanoseconds"));
    }

    private static Message evidence(Json.Fields message) throws BadMessage {
        message.only("v", "is", "event", "change", "step", "nanoseconds", "evidence");
        return MessageCodec.parse(message.get("evidence"));
    }

    private static Problem refusal(Json.Fields message) throws BadMessage {
        message.only("v", "is", "event", "change", "step", "nanoseconds", "refusal");
        return ProblemCodec.parse(message.fields("refusal"));
    }
}
