// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where output goes, and what is said when it does not get there. */
@Timeout(120)
final class OutputTest {
    @TempDir
    private Path folder;

    private record Ended(int exit, String err) {}

    /** The real program, in a shell that leads its output somewhere. */
    private Ended inShell(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                script,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Daxboard.class.getName()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(err));
    }

    @ParameterizedTest(name = "daxboard {0} >/dev/full")
    @ValueSource(
            strings = {
                "list --host demo",
                "list --json --host demo",
                "export dax0.1 fsdev --host demo",
                "--help",
                "capture - --host demo"
            })
    void aFullDiskIsAnErrorOfItsOwn(String arguments) throws Exception {
        Ended ended = inShell("exec \"$@\" >/dev/full", arguments.split(" ", -1));
        assertThat(ended.err()).contains("The standard output could not be written: No space left on device");
        assertThat(ended.exit()).isEqualTo(9);
    }

    @Test
    void theVerdictOfARunIsNotHiddenByItsOutput() throws Exception {
        assertThat(inShell("exec \"$@\" >/dev/full", "plan", "dax0.0", "fsdev", "--host", "demo")
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoError() throws Exception {
        // The pipe has no reader before the first byte comes.
        Ended ended = inShell("{ \"$@\"; echo $? >&2; } | :", "list", "--host", "demo");
        assertThat(ended.err()).isEqualTo("0\n");
    }

    @Test
    void aReportThatFindsNoRoomIsToldAndTheOutcomeToo() {
        Path full = folder.resolve("full.txt");
        try {
            Files.createSymbolicLink(full, Path.of("/dev/full"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        CommandLineRun run =
                CommandLineRun.of("switch", "dax0.1", "fsdev", "-y", "--host", "demo", "--report", full.toString());
        assertThat(run.err()).contains("full.txt could not be written: No space left on device");
        assertThat(run.out()).contains("dax0.1 is fsdev, 64 GiB, read back.");
        assertThat(run.exit()).isEqualTo(9);
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeAnythingIsDone() {
        CommandLineRun run = CommandLineRun.of(
                "switch",
                "dax0.1",
                "fsdev",
                "-y",
                "--host",
                "demo",
                "--report",
                folder.resolve("absent/run.txt").toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("can't be written: there is no such file or folder");
        assertThat(run.out()).doesNotContain("read back");
    }

    @Test
    void aDashIsTheStandardOutputAndNothingElseGoesThere() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringWriter out = new StringWriter();
        String[] arguments = {"plan", "dax0.1", "fsdev", "--save", "-", "--host", "demo"};
        int exit = Daxboard.commandLineFor(
                        arguments,
                        new CommandContext(
                                new io.github.daxboard.client.Hosts(),
                                new BufferedReader(Reader.nullReader()),
                                Clock.systemUTC(),
                                false,
                                bytes,
                                io.github.daxboard.text.Texts.ENGLISH))
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
        assertThat(exit).isZero();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("{").contains("\"daxboard-plan\"");
        assertThat(out.toString()).isEmpty();
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void aDashDoesNotGoWithJson() {
        CommandLineRun run = CommandLineRun.of("capture", "-", "--json", "--host", "demo");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'-' and --json both write to the standard output");
    }

    @Test
    void onlyItsOwnerReadsACaptureThatIsNotBlanked() throws Exception {
        Path open = folder.resolve("open.tar.gz");
        Path blank = folder.resolve("blank.tar.gz");
        Path usual = Files.createFile(folder.resolve("usual"));
        assertThat(CommandLineRun.of("capture", open.toString(), "--host", "demo")
                        .exit())
                .isZero();
        assertThat(CommandLineRun.of("capture", blank.toString(), "--blank", "--host", "demo")
                        .exit())
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rw-------");
        assertThat(Files.getPosixFilePermissions(blank)).isEqualTo(Files.getPosixFilePermissions(usual));
    }
}
