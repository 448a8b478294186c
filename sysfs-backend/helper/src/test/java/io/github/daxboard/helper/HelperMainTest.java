// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.AnswerCodec;
import io.github.daxboard.protocol.BadMessage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program as a process of its own, on the machine that the tests run on. It never gets a request that it would carry out. */
@Timeout(120)
final class HelperMainTest {
    @TempDir
    private Path folder;

    private record Ran(int exit, String out, String errors) {
        List<Answer> answers() throws BadMessage {
            List<Answer> answers = new ArrayList<>();
            for (String line : out.lines().toList()) {
                answers.add(new AnswerCodec().parse(line));
            }
            return answers;
        }
    }

    private Ran run(List<String> before, byte[] input, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HelperMain.class.getName()));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out").toFile();
        File errors = folder.resolve("errors").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(errors);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // It ended before it had read all.
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out.toPath()), Files.readString(errors.toPath()));
    }

    private Ran run(String input, String... arguments) throws Exception {
        return run(List.of(), input.getBytes(StandardCharsets.UTF_8), Map.of(), arguments);
    }

    private static Map<String, String> daxBus() throws IOException {
        Path bus = Path.of("/sys/bus/dax");
        if (!Files.isDirectory(bus)) {
            return Map.of();
        }
        try (Stream<Path> devices = Files.list(bus.resolve("devices"))) {
            return Stream.concat(
                            devices.map(device -> device.resolve("driver")),
                            Stream.of(bus.resolve("drivers_autoprobe")))
                    .collect(Collectors.toMap(Path::toString, HelperMainTest::state));
        }
    }

    private static String state(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? Files.readSymbolicLink(path).toString()
                    : Files.exists(path) ? Files.readString(path) : "none";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void withoutExactlyOneVerbItSaysHowItIsUsed() throws Exception {
        for (String[] arguments : new String[][] {{}, {"shell"}, {"view", "apply"}, {"--sysroot=/tmp", "view"}}) {
            Ran ran = run("", arguments);
            assertThat(ran.exit()).isEqualTo(64);
            assertThat(ran.errors()).contains("usage: daxboard-helper view|apply|switch|");
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void showsThisMachineAndEndsWithItsInput() throws Exception {
        Ran ran = run("{\"v\":2,\"ask\":\"tree\"}\n", "view");
        assertThat(ran.exit()).isZero();
        assertThat(ran.answers()).first().isInstanceOf(Answer.Hello.class);
        assertThat(ran.answers()).last().isInstanceOf(Answer.TreeEnd.class);
    }

    @Test
    void survivesTenMegabytesInALineWithSixtyFourMegabytesOfHeap() throws Exception {
        Ran ran = run("[".repeat(10_000_000) + "\n{\"v\":2,\"ask\":\"tree\"}\n", "view");
        assertThat(ran.exit()).isZero();
        assertThat(ran.answers().get(1)).isInstanceOf(Answer.Failed.class);
        assertThat(ran.answers()).last().isInstanceOf(Answer.TreeEnd.class);
    }

    @Test
    void whatItDoesNotUnderstandChangesNothingOnThisMachine() throws Exception {
        Assumptions.assumeTrue(new PrivateFiles().effectiveUser() == 0, "needs root");
        Map<String, String> before = daxBus();
        byte[] noText = {(byte) 0xff, (byte) 0xc3, '\n'};
        Ran ran = run(List.of(), noText, Map.of(), "apply");
        assertThat(ran.exit()).isEqualTo(65);
        assertThat(ran.answers()).last().isInstanceOf(Answer.Failed.class);
        Ran cut = run("{\"v\":2,\"ask\":\"apply\",\"changes\":[{\"switch\":\"dax0.0\"", "apply");
        assertThat(cut.exit()).isZero();
        assertThat(cut.answers()).hasSize(1);
        assertThat(daxBus()).isEqualTo(before);
    }

    @Test
    void appliesNothingForWhoIsNotRoot() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        Assumptions.assumeTrue(new PrivateFiles().effectiveUser() == 0 && Files.isExecutable(setpriv), "needs root");
        List<String> asNobody = List.of(
                setpriv.toString(),
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                // Of root's powers only to read: the class path may be in root's home.
                "--inh-caps=-all,+dac_read_search",
                "--ambient-caps=-all,+dac_read_search");
        Ran ran = run(asNobody, "{}\n".getBytes(StandardCharsets.UTF_8), Map.of(), "apply");
        assertThat(ran.exit()).as(ran.errors()).isEqualTo(77);
        assertThat(ran.answers()).singleElement().isInstanceOf(Answer.Failed.class);
    }
}
