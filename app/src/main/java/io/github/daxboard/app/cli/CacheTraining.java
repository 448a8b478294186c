// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.Hosts;
import java.io.BufferedReader;
import java.io.Reader;
import java.time.Clock;
import java.util.List;

/**
 * What the package's ahead-of-time cache is made from: the commands that people start most, run one after another in one JVM,
 * which remembers the classes and methods that they needed. Only packaging/build starts it. It changes nothing: what it reads
 * of this machine may be missing, and what it switches is simulated.
 */
final class CacheTraining {
    private CacheTraining() {}

    public static void main(String[] arguments) {
        List<List<String>> commands = List.of(
                List.of("list"),
                List.of("list", "--json"),
                List.of("show", "dax0.0", "--host", "demo"),
                List.of("doctor"),
                List.of("list", "--host", "demo"),
                List.of("plan", "dax0.1", "fsdev", "--host", "demo"),
                List.of("switch", "dax0.1", "fsdev", "--yes", "--host", "demo"));
        for (List<String> command : commands) {
            String[] words = command.toArray(String[]::new);
            Daxboard.commandLineFor(
                            words,
                            new CommandContext(
                                    new Hosts(), new BufferedReader(Reader.nullReader()), Clock.systemUTC(), false))
                    .execute(words);
        }
    }
}
