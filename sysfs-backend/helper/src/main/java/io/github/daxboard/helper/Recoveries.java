// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a plan is not recovered. */
final class Recoveries {
    private Recoveries() {}

    static Problem nothing() {
        return Problem.of(
                Problem.Kind.BLOCKED,
                "this host",
                "There is no unfinished plan; nothing was written.",
                "Every plan that was begun here has ended.",
                "Go on.");
    }

    /** Why a plan failed, where its journal does not say it. */
    static Problem endNotWritten() {
        return Problem.of(
                Problem.Kind.FAILED,
                "the plan",
                "It did not succeed; its journal does not say why.",
                "The disk was full when it ended, so only the journal's name says how it ended.",
                "Look at what the devices are, then plan again.");
    }

    /** An outcome of a recovery that could not all be written down says so, where it says that something failed. */
    static Outcome withGaps(Outcome outcome, List<String> gaps) {
        if (gaps.isEmpty() || outcome.failure().isEmpty()) {
            return outcome;
        }
        Problem failure = outcome.failure().get();
        List<String> evidence = new ArrayList<>(failure.evidence());
        evidence.add("Not all of it could be written to the journal:");
        evidence.addAll(gaps);
        return new Outcome(
                outcome.verdict(),
                outcome.changes(),
                Optional.of(failure.withEvidence(evidence)),
                outcome.undoFailures(),
                outcome.stateNow());
    }

    static Problem notOffered(Unfinished plan) {
        String offers = plan.offers().stream()
                .sorted()
                .map(how -> how.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return Problem.of(
                        Problem.Kind.BLOCKED,
                        "the unfinished plan",
                        "The plan can't be ended in that way; nothing was written.",
                        "What can be done about it: " + offers + ".",
                        "Look at what the devices are now, and choose one of these.")
                .withEvidence(plan.told());
    }
}
