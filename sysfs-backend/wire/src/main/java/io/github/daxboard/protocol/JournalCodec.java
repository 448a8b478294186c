// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PriorState;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Range;
import io.github.daxboard.plan.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between a journal's line and its text; the field {@code is} says which line it is. */
public final class JournalCodec {
    /** Twice what 1 PiB has in memory blocks of 128 MiB, the smallest on x86-64. */
    private static final long MOST_BLOCKS = 1L << 24;

    private static final int MOST_STEPS = 10_000;

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
            case JournalLine.Turn(int change, Optional<Integer> steps, AtStart before) -> {
                message.with("is", "turn").with("change", change);
                steps.ifPresent(count -> message.with("steps", count));
                yield json.print(put(message, before));
            }
            case JournalLine.Intends(int change, int step, PriorState found) ->
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
        message.with("device", StateCodec.print(before.device()));
        before.blocks().ifPresent(runs -> message.with("blocks", print(runs)));
        before.autoprobe().ifPresent(on -> message.with("autoprobe", on ? 1 : 0));
        before.autoOnline().ifPresent(policy -> message.with("autoOnline", policy));
        if (!before.idle().isEmpty()) {
            message.with(
                    "idle", before.idle().stream().map(DeviceName::toString).toList());
        }
        return message.made();
    }

    private static Json.Many print(List<PriorState.Run> runs) {
        return new Json.Many(runs.stream()
                .<Json>map(run -> {
                    Json.Maker one = Json.make().with("n", run.first());
                    if (run.last() > run.first()) {
                        one.with("to", run.last());
                    }
                    return run.online() ? one.with("zone", run.zone()).made() : one.made();
                })
                .toList());
    }

    private static Json.Fields print(PriorState found) {
        Json.Maker message = Json.make();
        found.blocks().ifPresent(runs -> message.with("blocks", print(runs)));
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
                message.only("v", "is", "change", "steps", "device", "blocks", "autoprobe", "autoOnline", "idle");
                yield new JournalLine.Turn(
                        message.small("change"),
                        message.has("steps") ? Optional.of(steps(message)) : Optional.empty(),
                        atStart(message));
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

    private static int steps(Json.Fields message) throws BadMessage {
        int steps = message.small("steps");
        if (steps < 0 || steps > MOST_STEPS) {
            throw new BadMessage("\"steps\" is out of range");
        }
        return steps;
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
                blocks(message),
                message.has("autoprobe") ? Optional.of(message.small("autoprobe") == 1) : Optional.empty(),
                message.has("autoOnline") ? Optional.of(message.text("autoOnline")) : Optional.empty(),
                message.has("idle") ? names(message.many("idle")) : List.of());
    }

    private static List<DeviceName> names(Json.Many list) throws BadMessage {
        List<DeviceName> names = new ArrayList<>();
        for (String text : list.texts()) {
            names.add(DeviceName.parse(text).orElseThrow(() -> new BadMessage("\"idle\" has what is not a device")));
        }
        return names;
    }

    private static PriorState found(Json.Fields message) throws BadMessage {
        message.only("blocks", "ranges");
        Optional<List<Range>> ranges =
                message.has("ranges") ? Optional.of(StateCodec.ranges(message.many("ranges"))) : Optional.empty();
        return new PriorState(ranges, blocks(message));
    }

    /** Without the field they were not read; an empty one says that there were none. */
    private static Optional<List<PriorState.Run>> blocks(Json.Fields message) throws BadMessage {
        return message.has("blocks") ? Optional.of(blocks(message.many("blocks"))) : Optional.empty();
    }

    private static List<PriorState.Run> blocks(Json.Many list) throws BadMessage {
        List<PriorState.Run> runs = new ArrayList<>();
        long count = 0;
        long before = -1;
        for (Json.Fields one : list.objects()) {
            one.only("n", "to", "zone");
            long first = one.whole("n");
            long last = one.has("to") ? one.whole("to") : first;
            if (first <= before || last < first || last - first >= MOST_BLOCKS) {
                throw new BadMessage("the memory blocks are not in order, or too many");
            }
            before = last;
            count += last - first + 1;
            runs.add(new PriorState.Run(first, last, one.has("zone"), one.has("zone") ? one.text("zone") : ""));
        }
        if (count > MOST_BLOCKS) {
            throw new BadMessage("there are more than " + MOST_BLOCKS + " memory blocks");
        }
        return runs;
    }
}
