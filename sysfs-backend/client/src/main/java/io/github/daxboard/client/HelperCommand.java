// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.protocol.Capability;
import io.github.daxboard.protocol.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a helper is started for one host.
 *
 * @param prefix the command and its arguments before the verb; run as they are, by no shell of this machine
 * @param failures turns what goes wrong before the helper runs into words
 * @param patience how long to wait for it
 * @param bare whether it is a JVM without the launcher that takes environment and capabilities away: this does it then
 */
record HelperCommand(List<String> prefix, StartFailures failures, Patience patience, boolean bare) {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final List<String> WHO_CALLED = List.of("PKEXEC_UID", "SUDO_UID", "SSH_CONNECTION");

    HelperCommand {
        prefix = List.copyOf(prefix);
    }

    /** By a launcher of its own. */
    HelperCommand(List<String> prefix, StartFailures failures, Patience patience) {
        this(prefix, failures, patience, false);
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
        List<String> command = new ArrayList<>(bare ? confining(verb) : List.of());
        command.addAll(prefix);
        command.add(verb.word());
        return command;
    }

    /** What packaging/launcher/daxboard-helper.in does, for a user who is root. Where there is no setpriv, the helper says so. */
    private static List<String> confining(Verb verb) {
        List<String> words =
                new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"));
        for (String name : WHO_CALLED) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> words.add(name + "=" + value));
        }
        if (Files.isExecutable(SETPRIV)) {
            String kept = verb.capabilities().stream().map(Capability::word).collect(Collectors.joining(",+", "+", ""));
            words.addAll(List.of(
                    SETPRIV.toString(), "--bounding-set=-all," + kept, "--inh-caps=-all", "--no-new-privs", "--"));
        }
        return words;
    }
}
