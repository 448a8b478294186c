// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.plan.Problem;
import java.time.DateTimeException;
import java.time.Instant;

/** Between an answer and its line; the field {@code is} says which answer it is. */
public final class AnswerCodec {
    private final JsonText json = JsonText.ofAnswers();

    /** The answer's line, without the newline. */
    public String print(Answer answer) {
        Json.Maker message = Version.message();
        return json.print(
                switch (answer) {
                    case Answer.Hello(Verb verb) ->
                        message.with("is", "hello").with("verb", verb.word()).made();
                    case Answer.Part(TreeRecord record, boolean more) -> {
                        TreeCodec.put(message, record);
                        yield more ? message.flag("more").made() : message.made();
                    }
                    case Answer.TreeEnd(Instant taken, int parts) ->
                        message.with("is", "end")
                                .with("taken", taken.toString())
                                .with("parts", parts)
                                .made();
                    case Answer.Past(PastPlan plan) ->
                        PastCodec.put(message.with("is", "past"), plan).made();
                    case Answer.PastEnd() -> message.with("is", "past-end").made();
                    case Answer.Pending pending ->
                        PastCodec.put(message.with("is", "unfinished"), pending).made();
                    case Answer.AllEnded() -> message.with("is", "all-ended").made();
                    case Answer.AtWork() -> message.with("is", "at-work").made();
                    case Answer.Stale() -> message.with("is", "stale").made();
                    case Answer.Event(ApplyEvent event) ->
                        EventCodec.put(message.with("is", "event"), event).made();
                    case Answer.Ended(Outcome outcome) ->
                        message.with("is", "outcome")
                                .with("outcome", OutcomeCodec.print(outcome))
                                .made();
                    case Answer.Moved() -> message.with("is", "moved").made();
                    case Answer.Refused(Problem refusal) ->
                        message.with("is", "refused")
                                .with("refusal", ProblemCodec.print(refusal))
                                .made();
                    case Answer.Failed(Problem refusal) ->
                        message.with("is", "error")
                                .with("error", ProblemCodec.print(refusal))
                                .made();
                });
    }

    /** The answer that a line is, wholly. */
    public Answer parse(String line) throws BadMessage {
        Json.Fields message = json.parse(line);
        Version.check(message);
        return switch (message.text("is")) {
            case "hello" -> hello(message);
            case "end" -> end(message);
            case "event" -> new Answer.Event(EventCodec.take(message));
            case "outcome" -> {
                message.only("v", "is", "outcome");
                yield new Answer.Ended(OutcomeCodec.parse(message.fields("outcome")));
            }
            case "past" -> new Answer.Past(PastCodec.past(message));
            case "unfinished" -> PastCodec.pending(message);
            case "past-end" -> bare(message, new Answer.PastEnd());
            case "all-ended" -> bare(message, new Answer.AllEnded());
            case "at-work" -> bare(message, new Answer.AtWork());
            case "stale" -> bare(message, new Answer.Stale());
            case "moved" -> bare(message, new Answer.Moved());
            case "refused" -> {
                message.only("v", "is", "refusal");
                yield new Answer.Refused(ProblemCodec.parse(message.fields("refusal")));
            }
            case "error" -> {
                message.only("v", "is", "error");
                yield new Answer.Failed(ProblemCodec.parse(message.fields("error")));
            }
            default -> new Answer.Part(TreeCodec.take(message), message.isSet("more"));
        };
    }

    private static Answer bare(Json.Fields message, Answer answer) throws BadMessage {
        message.only("v", "is");
        return answer;
    }

    private static Answer hello(Json.Fields message) throws BadMessage {
        message.only("v", "is", "verb");
        return new Answer.Hello(EnumNames.parse(Verb.values(), message.text("verb")));
    }

    private static Answer end(Json.Fields message) throws BadMessage {
        message.only("v", "is", "taken", "parts");
        try {
            return new Answer.TreeEnd(Instant.parse(message.text("taken")), message.small("parts"));
        } catch (DateTimeException e) {
            throw new BadMessage("\"taken\" is not a time", e);
        }
    }
}
