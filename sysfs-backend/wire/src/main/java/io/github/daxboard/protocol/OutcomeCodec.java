// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An outcome in a message. */
final class OutcomeCodec {
    private OutcomeCodec() {}

    static Json.Fields print(Outcome outcome) {
        Json.Maker message = Json.make()
                .with("verdict", EnumNames.of(outcome.verdict()))
                .with("changes", outcome.changes().stream().map(EnumNames::of).toList());
        outcome.failure().ifPresent(failure -> message.with("failure", ProblemCodec.print(failure)));
        return message.with(
                        "undoFailures",
                        new Json.Many(outcome.undoFailures().stream()
                                .<Json>map(ProblemCodec::print)
                                .toList()))
                .with(
                        "stateNow",
                        new Json.Many(outcome.stateNow().stream()
                                .<Json>map(StateCodec::print)
                                .toList()))
                .made();
    }

    static Outcome parse(Json.Fields message) throws BadMessage {
        message.only("verdict", "changes", "failure", "undoFailures", "stateNow");
        List<ChangeResult> changes = new ArrayList<>();
        for (String word : message.many("changes").texts()) {
            changes.add(EnumNames.parse(ChangeResult.values(), word));
        }
        List<Problem> undoFailures = new ArrayList<>();
        for (Json.Fields one : message.many("undoFailures").objects()) {
            undoFailures.add(ProblemCodec.parse(one));
        }
        Optional<Problem> failure =
                message.has("failure") ? Optional.of(ProblemCodec.parse(message.fields("failure"))) : Optional.empty();
        Verdict verdict = EnumNames.parse(Verdict.values(), message.text("verdict"));
        return new Outcome(verdict, changes, failure, undoFailures, states(message));
    }

    private static List<DeviceState> states(Json.Fields message) throws BadMessage {
        List<DeviceState> states = new ArrayList<>();
        for (Json.Fields one : message.many("stateNow").objects()) {
            states.add(StateCodec.parse(one));
        }
        return states;
    }
}
