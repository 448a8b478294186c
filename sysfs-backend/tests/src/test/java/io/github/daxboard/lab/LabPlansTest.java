// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Executor;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.sim.SimulatedKernel;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plans on a real kernel: each switch that there is, and many changes by chance. */
@Timeout(1500)
class LabPlansTest {
    private final Path checkout =
            Path.of(System.getProperty("daxboard.checkout", "..")).toAbsolutePath();
    private final String lab =
            System.getProperty("daxboard.lab.dir", checkout.resolve("lab/run").toString());

    @BeforeEach
    void asAfterItsStart() throws IOException, InterruptedException {
        assertThat(run(List.of(checkout.resolve("lab/reset").toString(), "--dir", lab)))
                .isZero();
    }

    @Test
    @Tag("lab")
    void eachModeCanBeReachedFromEachOtherOneOnHmemAndPmem() throws IOException, InterruptedException {
        assertThat(inGuest(Pairs.class, List.of())).isZero();
    }

    /** Runs after all others: what it brings online in a kernel zone the kernel may keep until a new start. */
    @Test
    @Tag("lab-walk")
    void changesByChanceKeepTheirPromisesAndTheBusSound() throws IOException, InterruptedException {
        String changes = System.getProperty("daxboard.walk.changes", "60");
        String seed = System.getProperty("daxboard.walk.seed", String.valueOf(System.currentTimeMillis()));
        assertThat(inGuest(Walk.class, List.of(changes, seed))).isZero();
    }

    @Test
    @Tag("lab")
    void whatHurtsAdminsIsFoundAndSaid() throws IOException, InterruptedException {
        assertThat(inGuest(Needs.class, List.of())).isZero();
    }

    /** Runs in a lab that ends with it: only a new start brings the memory back. */
    @Test
    @Tag("lab-last")
    void whatStaysUntilAStartIsFoundAndSaid() throws IOException, InterruptedException {
        assertThat(inGuest(Needs.class, List.of("pinned"))).isZero();
    }

    /** The class path of a program that runs plans and reports: a class of each module that it needs. */
    private static String classPath(Class<?> program) {
        return Stream.of(
                        Snapshot.class,
                        Executor.class,
                        RealKernel.class,
                        RecordedTree.class,
                        Finding.class,
                        SimulatedKernel.class,
                        program)
                .map(LabPlansTest::classes)
                .collect(Collectors.joining(":"));
    }

    private static String classes(Class<?> of) {
        return of.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** Runs a program of this build in the guest, which has the checkout at the same path. */
    private int inGuest(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(program),
                program.getName()));
        words.addAll(arguments);
        return run(List.of(checkout.resolve("lab/ssh").toString(), "--dir", lab, String.join(" ", words)));
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try (BufferedReader said = process.inputReader()) {
            said.lines().forEach(System.out::println);
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
