// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans of the past in messages: those that ended, and the one that did not. */
final class PastCodec {
    /** No change has nearly as many steps; it bounds what a client believes. */
    private static final int MOST_STEPS = 1000;

    private PastCodec() {}

    static Json.Maker put(Json.Maker message, PastPlan past) {
        return OrderCodec.put(
                        message.with("number", past.number())
                                .with("begun", past.begun().toString())
                                .with("ended", past.ended().toString())
                                .with("who", past.who()),
                        past.order())
                .with("outcome", OutcomeCodec.print(past.outcome()))
                .with(
                        "before",
                        new Json.Many(past.before().stream()
                                .<Json>map(state -> state.map(StateCodec::print)
                                        .orElseGet(() -> Json.make().made()))
                                .toList()));
    }

    static PastPlan past(Json.Fields message) throws BadMessage {
        message.only("v", "is", "number", "begun", "ended", "who", "changes", "mayLoseData", "outcome", "before");
        List<Optional<DeviceState>> before = new ArrayList<>();
        for (Json.Fields one : message.many("before").objects()) {
            before.add(one.content().isEmpty() ? Optional.empty() : Optional.of(StateCodec.parse(one)));
        }
        return new PastPlan(
                message.whole("number"),
                time(message, "begun"),
                time(message, "ended"),
                message.text("who"),
                OrderCodec.take(message),
                OutcomeCodec.parse(message.fields("outcome")),
                before);
    }

    static Json.Maker put(Json.Maker message, Answer.Pending pending) {
        Unfinished plan = pending.plan();
        OrderCodec.put(message.with("begun", plan.begun().toString()).with("who", plan.who()), plan.order())
                .with(
                        "told",
                        new Json.Many(
                                plan.told().stream().map(MessageCodec::print).toList()))
                .with(
                        "offers",
                        plan.offers().stream().sorted().map(EnumNames::of).toList());
        plan.limit().ifPresent(limit -> message.with("limit", EnumNames.of(limit)));
        pending.origin().ifPresent(origin -> put(message, origin));
        return message;
    }

    private static void put(Json.Maker message, Answer.Origin origin) {
        HowFar far = origin.howFar();
        message.with("digest", origin.digest())
                .with("change", far.change())
                .with("stepsBegun", numbers(far.begun()))
                .with("stepsDone", numbers(far.done()))
                .with("stepsUndone", numbers(far.undone()));
        if (far.undoing()) {
            message.flag("undoing");
        }
    }

    private static Json.Many numbers(Set<Integer> steps) {
        return new Json.Many(
                steps.stream().sorted().<Json>map(step -> new Json.Whole(step)).toList());
    }

    static Answer.Pending pending(Json.Fields message) throws BadMessage {
        message.only(
                "v",
                "is",
                "begun",
                "who",
                "changes",
                "mayLoseData",
                "told",
                "offers",
                "limit",
                "digest",
                "change",
                "stepsBegun",
                "stepsDone",
                "stepsUndone",
                "undoing");
        Set<Recovery> offers = new HashSet<>();
        for (String word : message.many("offers").texts()) {
            offers.add(EnumNames.parse(Recovery.values(), word));
        }
        Optional<Limit> limit = message.has("limit")
                ? Optional.of(EnumNames.parse(Limit.values(), message.text("limit")))
                : Optional.empty();
        Unfinished plan = new Unfinished(
                time(message, "begun"),
                message.text("who"),
                OrderCodec.takeAny(message),
                MessageCodec.parseAll(message.many("told")),
                offers,
                limit,
                Optional.empty());
        return new Answer.Pending(plan, message.has("digest") ? Optional.of(origin(message)) : Optional.empty());
    }

    private static Answer.Origin origin(Json.Fields message) throws BadMessage {
        int change = message.small("change");
        if (change < 0) {
            throw new BadMessage("\"change\" is negative");
        }
        return new Answer.Origin(
                message.text("digest"),
                new HowFar(
                        change,
                        numbers(message, "stepsBegun"),
                        numbers(message, "stepsDone"),
                        numbers(message, "stepsUndone"),
                        message.isSet("undoing")));
    }

    private static Set<Integer> numbers(Json.Fields message, String name) throws BadMessage {
        List<Json> items = message.many(name).items();
        Set<Integer> steps = new HashSet<>();
        for (Json item : items) {
            if (!(item instanceof Json.Whole(long number)) || number < 0 || number >= MOST_STEPS) {
                throw new BadMessage("\"" + name + "\" holds what is not a step's number");
            }
            steps.add((int) number);
        }
        return steps;
    }

    private static Instant time(Json.Fields message, String name) throws BadMessage {
        try {
            return Instant.parse(message.text(name));
        } catch (DateTimeException e) {
            throw new BadMessage("\"" + name + "\" is not a time", e);
        }
    }
}
