// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;

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
                    "The question for a password was not answered; " + gone.words() + ".",
                    "Apply again, and look for the password window.");
        }
        if (exit == 126) {
            return refused(
                    Kind.NOT_ALLOWED,
                    "The question for a password was closed without an answer.",
                    "Apply again when you want to go on.");
        }
        if (said.contains("No authentication agent") || said.contains("textual authentication agent")) {
            return refused(
                    Kind.NOT_ALLOWED,
                    "No polkit agent runs in this session, so nobody can ask for the password.",
                    "Start your desktop's polkit agent, or use the command line as root, with sudo.");
        }
        if (said.contains("Error getting authority")) {
            return refused(
                    Kind.NOT_ALLOWED,
                    "polkit does not run on this machine, so it can authorise nobody.",
                    "Start polkit, or use the command line as root, with sudo.");
        }
        if (said.contains("Error accessing")) {
            return refused(
                    Kind.NOT_ALLOWED,
                    "The helper is not installed where the policy expects it.",
                    "Install the package daxboard-helper, of the same version as daxboard.");
        }
        if (exit == 127) {
            return refused(
                    Kind.NOT_ALLOWED,
                    "polkit did not authorise it: the password was wrong, or this user may not do it.",
                    "Apply again with an administrator's password, or ask who administers this machine.");
        }
        return refused(
                Kind.FAILED,
                "pkexec started it, and it did not greet: " + gone.words() + ".",
                "The lines quoted here are what was said; install Daxboard again if it lacks something.");
    }

    private static Problem refused(Kind kind, String why, String cure) {
        return Problem.of(kind, OBJECT, "The helper was not started; nothing was written.", why, cure);
    }
}
