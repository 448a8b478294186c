// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;

/** What is said when a helper is let go, or goes away after it had greeted. */
final class Broken {
    private Broken() {}

    static Problem whileReading(HostAddress address, HelperGone gone) {
        return Problem.keyed(
                        Problem.Kind.UNREACHABLE,
                        "client.broken.reading",
                        address.text(),
                        address.text(),
                        gone.message())
                .withEvidence(gone.said());
    }

    static Problem whileApplying(HostAddress address, HelperGone gone) {
        return Problem.keyed(
                        Problem.Kind.UNREACHABLE,
                        "client.broken.applying",
                        address.text(),
                        address.text(),
                        gone.message())
                .withEvidence(gone.said());
    }

    static Problem givenUp(HostAddress address) {
        return Problem.keyed(Problem.Kind.CANCELLED, "client.givenUp", address.text());
    }

    static Problem closed(HostAddress address) {
        return Problem.keyed(Problem.Kind.UNREACHABLE, "client.closed", address.text(), address.text());
    }
}
