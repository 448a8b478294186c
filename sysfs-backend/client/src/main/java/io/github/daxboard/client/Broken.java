// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;

/** What is said when a helper is let go, or goes away after it had greeted. */
final class Broken {
    private Broken() {}

    static Problem whileReading(HostAddress address, HelperGone gone) {
        return Problem.of(
                        Problem.Kind.UNREACHABLE,
                        address.text(),
                        "The connection to " + address.text() + " broke while its picture was read.",
                        "The helper there is gone: " + gone.words() + ".",
                        "Refresh to connect again; if it happens again, look at the network and the host.")
                .withEvidence(gone.said());
    }

    static Problem whileApplying(HostAddress address, HelperGone gone) {
        return Problem.of(
                        Problem.Kind.UNREACHABLE,
                        address.text(),
                        "The connection to " + address.text() + " broke while changes were carried out.",
                        "The helper's answers ended: " + gone.words()
                                + ". It may have been killed, or it may still work: a helper goes on to the end without"
                                + " its client. What it did after its last answer is not known here.",
                        "Look at how far it came, in the window or with daxboard recover, before you apply anything"
                                + " else.")
                .withEvidence(gone.said());
    }

    static Problem givenUp(HostAddress address) {
        return Problem.of(
                Problem.Kind.CANCELLED,
                address.text(),
                "Given up before it began; nothing was written.",
                "It was asked for before the helper had the right to write.",
                "Apply again when you want to go on.");
    }

    static Problem closed(HostAddress address) {
        return Problem.of(
                Problem.Kind.UNREACHABLE,
                address.text(),
                "The connection to " + address.text() + " is closed.",
                "It was closed on this side.",
                "Open the host again.");
    }
}
