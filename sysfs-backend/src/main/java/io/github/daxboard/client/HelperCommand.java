// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.protocol.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a helper is started for one host.
 *
 * @param prefix the command and its arguments before the verb; run as they are, by no shell of this machine
 * @param failures turns what goes wrong before the helper runs into words
 * @param patience how long to wait for it
 */
record HelperCommand(List<String> prefix, StartFailures failures, Patience patience) {
    HelperCommand {
        prefix = List.copyOf(prefix);
    }

    /**
     * How long to wait before a helper counts as gone.
     *
     * @param start for its first words: a connection, a password
     * @param answer for the next line of a tree
     * @param step for the next event of a plan: some writes take minutes on large devices
     */
    record Patience(Duration start, Duration answer, Duration step) {}

    List<String> commandFor(Verb verb) {
        List<String> command = new ArrayList<>(prefix);
        command.add(verb.word());
        return command;
    }
}
