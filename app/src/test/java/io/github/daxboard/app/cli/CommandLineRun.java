// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.text.Texts;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import picocli.CommandLine;

/**
 * One run of the command line in this process.
 *
 * @param exit the exit code
 * @param out what it printed
 * @param err what it said beside it
 */
public record CommandLineRun(int exit, String out, String err) {

    /** A run with nobody at the keyboard, on the hosts that there really are. */
    public static CommandLineRun of(String... arguments) {
        return of(new Hosts(), "", arguments);
    }

    /** A run on given hosts, with an answer typed in. */
    public static CommandLineRun of(HostOpener hosts, String typed, String... arguments) {
        return of(Texts.ENGLISH, hosts, typed, arguments);
    }

    /** A run in a language. */
    public static CommandLineRun of(Texts texts, HostOpener hosts, String typed, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Daxboard.commandLineFor(
                        arguments,
                        new CommandContext(
                                hosts,
                                new BufferedReader(new StringReader(typed)),
                                Clock.systemUTC(),
                                false,
                                OutputStream.nullOutputStream(),
                                texts))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exit = line.execute(arguments);
        return new CommandLineRun(exit, out.toString(), err.toString());
    }

    public String all() {
        return out + err;
    }
}
