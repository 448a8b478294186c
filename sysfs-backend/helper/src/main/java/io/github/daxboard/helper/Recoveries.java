// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a plan is not recovered. */
final class Recoveries {
    private Recoveries() {}

    static Problem nothing() {
        return Problem.keyed(Problem.Kind.BLOCKED, "helper.noUnfinished", "this host");
    }

    /** Why a plan failed, where its journal does not say it. */
    static Problem endNotWritten() {
        return Problem.keyed(Problem.Kind.FAILED, "helper.endNotWritten", "the plan");
    }

    /** An outcome of a recovery that could not all be written down says so, where it says that something failed. */
    static Outcome withGaps(Outcome outcome, List<Message> gaps) {
        if (gaps.isEmpty() || outcome.failure().isEmpty()) {
            return outcome;
        }
        Problem failure = outcome.failure().get();
        List<Message> seen = new ArrayList<>(failure.seen());
        seen.add(Message.of("helper.gaps"));
        seen.addAll(gaps);
        return new Outcome(
                outcome.verdict(),
                outcome.changes(),
                Optional.of(failure.withSeen(seen)),
                outcome.undoFailures(),
                outcome.stateNow());
    }

    static Problem notOffered(Unfinished plan) {
        List<String> offers = plan.offers().stream()
                .sorted()
                .map(how -> how.name().toLowerCase(Locale.ROOT))
                .toList();
        return Problem.keyed(Problem.Kind.BLOCKED, "helper.notOffered", "the unfinished plan", offers)
                .withSeen(plan.told());
    }
}
