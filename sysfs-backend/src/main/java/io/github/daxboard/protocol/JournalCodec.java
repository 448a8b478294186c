// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Found;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.Range;
import io.github.daxboard.plan.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between a journal's line and its text; the field {@code is} says which line it is. */
public final class JournalCodec {
    private final JsonText json = JsonText.ofAnswers();
    private final AnswerCodec answers = new AnswerCodec();

    /** The line's text, without the newline. */
    public String print(JournalLine line) {
        Json.Maker message = Version.message();
        return switch (line) {
            case JournalLine.Tree(Answer part) -> answers.print(part);
            case JournalLine.Begin(Instant time, String boot, String who, Order order, String digest) ->
                json.print(OrderCodec.put(
                                message.with("is", "plan-begins")
                                        .with("time", time.toString())
                                        .with("boot", boot)
                                        .with("who", who),
                                order)
                        .with("digest", digest)
                        .made());
            case JournalLine.Turn(int change, AtStart before) ->
                json.print(put(message.with("is", "turn").with("change", change), before));
            case JournalLine.Intends(int change, int step, Found found) ->
                json.print(at(message, "intends", change, step)
                        .with("found", print(found))
                        .made());
            case JournalLine.Did(int change, int step) ->
                json.print(at(message, "did", change, step).made());
            case JournalLine.Undoes(int change, int step) ->
                json.print(at(message, "undoes", change, step).made());
            case JournalLine.Undid(int change, int step) ->
                json.print(at(message, "undid", change, step).made());
            case JournalLine.End(Instant time, Outcome outcome) ->
                json.print(message.with("is", "plan-ends")
                        .with("time", time.toString())
                        .with("outcome", OutcomeCodec.print(outcome))
                        .made());
        };
    }

    private static Json.Maker at(Json.Maker message, String is, int change, int step) {
        return message.with("is", is).with("change", change).with("step", step);
    }

    private static Json.Fields put(Json.Maker message, AtStart before) {
        message.with("device", StateCodec.print(before.device())).with("blocks", print(before.blocks()));
        before.autoprobe().ifPresent(on -> message.with("autoprobe", on ? 1 : 0));
        before.autoOnline().ifPresent(policy -> message.with("autoOnline", policy));
        return message.made();
    }

    private static Json.Many print(List<Found.Block> blocks) {
        return new Json.Many(blocks.stream()
                .<Json>map(block -> {
                    Json.Maker one = Json.make().with("n", block.index());
                    return block.online() ? one.with("zone", block.zone()).made() : one.made();
                })
                .toList());
    }

    private static Json.Fields print(Found found) {
        Json.Maker message = Json.make().with("blocks", print(found.blocks()));
        found.ranges().ifPresent(ranges -> message.with("ranges", StateCodec.print(ranges)));
        return message.made();
    }

    /** The line that a text is, wholly. */
    public JournalLine parse(String text) throws BadMessage {
        Json.Fields message = json.parse(text);
        Version.check(message);
        return switch (message.text("is")) {
            case "plan-begins" -> begin(message);
            case "turn" -> {
                message.only("v", "is", "change", "device", "blocks", "autoprobe", "autoOnline");
                yield new JournalLine.Turn(message.small("change"), atStart(message));
            }
            case "intends" -> {
                message.only("v", "is", "change", "step", "found");
                yield new JournalLine.Intends(
                        message.small("change"), message.small("step"), found(message.fields("found")));
            }
            case "did" -> new JournalLine.Did(message.small("change"), step(message));
            case "undoes" -> new JournalLine.Undoes(message.small("change"), step(message));
            case "undid" -> new JournalLine.Undid(message.small("change"), step(message));
            case "plan-ends" -> {
                message.only("v", "is", "time", "outcome");
                yield new JournalLine.End(time(message), OutcomeCodec.parse(message.fields("outcome")));
            }
            default -> new JournalLine.Tree(answers.parse(text));
        };
    }

    private static JournalLine begin(Json.Fields message) throws BadMessage {
        message.only("v", "is", "time", "boot", "who", "changes", "mayLoseData", "digest");
        return new JournalLine.Begin(
                time(message),
                message.text("boot"),
                message.text("who"),
                OrderCodec.take(message),
                message.text("digest"));
    }

    private static int step(Json.Fields message) throws BadMessage {
        message.only("v", "is", "change", "step");
        return message.small("step");
    }

    static Instant time(Json.Fields message) throws BadMessage {
        try {
            return Instant.parse(message.text("time"));
        } catch (DateTimeException e) {
            throw new BadMessage("\"time\" is not a time", e);
        }
    }

    private static AtStart atStart(Json.Fields message) throws BadMessage {
        return new AtStart(
                StateCodec.parse(message.fields("device")),
                blocks(message.many("blocks")),
                message.has("autoprobe") ? Optional.of(message.small("autoprobe") == 1) : Optional.empty(),
                message.has("autoOnline") ? Optional.of(message.text("autoOnline")) : Optional.empty());
    }

    private static Found found(Json.Fields message) throws BadMessage {
        message.only("blocks", "ranges");
        Optional<List<Range>> ranges =
                message.has("ranges") ? Optional.of(StateCodec.ranges(message.many("ranges"))) : Optional.empty();
        return new Found(ranges, blocks(message.many("blocks")));
    }

    private static List<Found.Block> blocks(Json.Many list) throws BadMessage {
        List<Found.Block> blocks = new ArrayList<>();
        for (Json.Fields one : list.objects()) {
            one.only("n", "zone");
            blocks.add(new Found.Block(one.whole("n"), one.has("zone"), one.has("zone") ? one.text("zone") : ""));
        }
        return blocks;
    }
}
