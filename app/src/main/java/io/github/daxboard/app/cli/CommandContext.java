// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostOpener;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the command line finds around it.
 *
 * @param hosts opens what --host names
 * @param in where a question's answer is read from
 * @param clock dates reports
 * @param terminal whether the output is a terminal, where a line can be written over and colours are seen
 * @param bytes the standard output, for what is not text
 * @param texts the user's language
 */
record CommandContext(
        HostOpener hosts, BufferedReader in, Clock clock, boolean terminal, OutputStream bytes, Texts texts) {
    /** In English, with nowhere for bytes to go. */
    CommandContext(HostOpener hosts, BufferedReader in, Clock clock, boolean terminal) {
        this(hosts, in, clock, terminal, OutputStream.nullOutputStream(), Texts.ENGLISH);
    }

    /** Whether an answer agrees: in English or in the user's language. */
    boolean agrees(String answer) {
        return List.of("y", "yes").contains(answer)
                || List.of(texts.say(Message.of("cli.ask.yes")), texts.say(Message.of("cli.ask.yesWord")))
                        .contains(answer);
    }

    /** The line that is typed in answer to a question; none at the end of the input. */
    Optional<String> answer() {
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
