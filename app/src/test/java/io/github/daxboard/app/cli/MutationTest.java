// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some thousand command lines and files that a hand or an enemy got wrong: each ends with a documented exit code and a plain message, and
 * never with an exception. Another seed: {@code -Ddaxboard.mutations.seed=7}; more runs: {@code -Ddaxboard.mutations.runs=100000}.
 */
class MutationTest {
    private static final String SEED = System.getProperty("daxboard.mutations.seed", "1");
    private static final String RUNS = System.getProperty("daxboard.mutations.runs", "3000");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whateverIsTypedOrReadEndsInAPlainMessage() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutationChild.class.getName(),
                        SEED,
                        RUNS)
                .directory(Files.createDirectory(folder.resolve("runs")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        child.getOutputStream().close();
        int exit = child.waitFor();
        String said = Files.readString(out);
        System.out.println("mutations: seed " + SEED + ", " + RUNS + " runs; exit codes and how often: "
                + said.replaceAll("(?s).*CODES ", "").strip());
        assertThat(said).doesNotContain("FINDING");
        assertThat(Files.readString(err)).isEmpty();
        assertThat(exit).isZero();
        assertThat(said).contains("CODES");
    }
}
