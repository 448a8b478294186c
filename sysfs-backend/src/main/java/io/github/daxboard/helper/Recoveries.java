// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.plan.Refusal;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a plan is not recovered. */
final class Recoveries {
    private Recoveries() {}

    static Refusal nothing() {
        return Refusal.of(
                Refusal.Kind.BLOCKED,
                "this host",
                "There is no unfinished plan; nothing was written.",
                "Every plan that was begun here has ended.",
                "Go on.");
    }

    static Refusal notOffered(Unfinished plan) {
        String offers = plan.offers().stream()
                .sorted()
                .map(how -> how.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return Refusal.of(
                        Refusal.Kind.BLOCKED,
                        "the unfinished plan",
                        "The plan can't be ended in that way; nothing was written.",
                        "What can be done about it: " + offers + ".",
                        "Look at what the devices are now, and choose one of these.")
                .withEvidence(plan.told());
    }
}
