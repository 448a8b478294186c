// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
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

    static Json.Maker put(Json.Maker message, Unfinished plan) {
        return OrderCodec.put(message.with("begun", plan.begun().toString()).with("who", plan.who()), plan.order())
                .with("told", plan.told())
                .with("offers", plan.offers().stream().sorted().map(Words::of).toList());
    }

    static Unfinished unfinished(Json.Fields message) throws BadMessage {
        message.only("v", "is", "begun", "who", "changes", "mayLoseData", "told", "offers");
        Set<Recovery> offers = new HashSet<>();
        for (String word : message.many("offers").texts()) {
            offers.add(Words.parse(Recovery.values(), word));
        }
        return new Unfinished(
                time(message, "begun"),
                message.text("who"),
                OrderCodec.take(message),
                message.many("told").texts(),
                offers);
    }

    private static Instant time(Json.Fields message, String name) throws BadMessage {
        try {
            return Instant.parse(message.text(name));
        } catch (DateTimeException e) {
            throw new BadMessage("\"" + name + "\" is not a time", e);
        }
    }
}
