// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.text.Message;

/**
 * What pkexec(1) leaves when no helper comes to run, in words. It ends with 126 when the user said no, and with 127 for all
 * else: no rights, no agent to ask with, no such program.
 */
final class PkexecFailures implements StartFailures {
    private static final String OBJECT = "the helper";

    @Override
    public Problem words(HelperGone gone) {
        return words(gone, gone.how() instanceof How.Ended(int exit) ? exit : -1, String.join("\n", gone.said()))
                .withEvidence(gone.said());
    }

    private static Problem words(HelperGone gone, int exit, String said) {
        if (gone.how() instanceof How.Silent) {
            return refused(
                    Kind.NOT_ALLOWED,
                    Message.of("client.pkexec.silent.why", gone.message()),
                    Message.of("client.pkexec.silent.cure"));
        }
        if (exit == 126) {
            return refused(
                    Kind.NOT_ALLOWED,
                    Message.of("client.pkexec.dismissed.why"),
                    Message.of("client.pkexec.dismissed.cure"));
        }
        if (said.contains("No authentication agent") || said.contains("textual authentication agent")) {
            return refused(
                    Kind.NOT_ALLOWED,
                    Message.of("client.pkexec.noAgent.why"),
                    Message.of("client.pkexec.noAgent.cure"));
        }
        if (said.contains("Error getting authority")) {
            return refused(
                    Kind.NOT_ALLOWED,
                    Message.of("client.pkexec.noPolkit.why"),
                    Message.of("client.pkexec.noPolkit.cure"));
        }
        if (said.contains("Error accessing")) {
            return refused(
                    Kind.NOT_ALLOWED,
                    Message.of("client.pkexec.noHelper.why"),
                    Message.of("client.pkexec.noHelper.cure"));
        }
        if (exit == 127) {
            return refused(
                    Kind.NOT_ALLOWED, Message.of("client.pkexec.denied.why"), Message.of("client.pkexec.denied.cure"));
        }
        return refused(
                Kind.FAILED,
                Message.of("client.pkexec.noGreeting.why", gone.message()),
                Message.of("client.pkexec.noGreeting.cure"));
    }

    private static Problem refused(Kind kind, Message why, Message cure) {
        return Problem.of(kind, OBJECT, Message.of("client.pkexec.what"), why, cure);
    }
}
