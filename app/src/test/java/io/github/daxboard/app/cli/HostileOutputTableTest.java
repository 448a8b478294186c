// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile texts on their way to a terminal, and the command line on hostile captures, each in a process with 64 MiB of memory: what came
 * out, the peak of the process's memory, and the time. Run with {@code -Dtest=HostileOutputTableTest} to read the table.
 */
@Timeout(300)
class HostileOutputTableTest {
    /** What {@link Paint} gives. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private record Came(int exit, String out, String err, long peakKib, double seconds) {
        /** All that a terminal would get, without the colours that Daxboard gives. */
        String plain() {
            return COLOUR.matcher(out + err).replaceAll("");
        }
    }

    private Came child(String... words) throws Exception {
        Path peak = folder.resolve("peak");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Files.deleteIfExists(peak);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                HostileOutputChild.class.getName(),
                peak.toString()));
        command.addAll(List.of(words));
        long start = System.nanoTime();
        Process child = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        child.getOutputStream().close();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Came(
                child.exitValue(),
                Files.readString(out),
                Files.readString(err),
                Long.parseLong(Files.readString(peak)),
                (System.nanoTime() - start) / 1e9);
    }

    private static void row(String kind, String input, String came, Came child) {
        System.out.println(String.format(
                Locale.ROOT,
                "| %s: %s | %s | %d MiB | %.1f s |",
                kind,
                input,
                came,
                child.peakKib() >> 10,
                child.seconds()));
    }

    private record Text(String input, String text, int times, String shown) {}

    private static final List<Text> TEXTS = List.of(
            new Text("a window's title (OSC)", "\u001b]0;owned\u0007", 1, "\\u001b]0;owned\\u0007"),
            new Text("colours and an empty screen (CSI)", "\u001b[31m\u001b[2J", 1, "\\u001b[31m\\u001b[2J"),
            new Text("CSI in one character (C1)", "\u009b31m", 1, "\\u009b31m"),
            new Text("a line written over", "x\rFORGED", 1, "x\\u000dFORGED"),
            new Text("lines of its own", "x\nFORGED\r\nFORGED\u2028FORGED\u0085FORGED", 1, "x\\u000aFORGED\\u000d"),
            new Text("backspaces, DEL, NUL", "x\b\u007f\0", 1, "x\\u0008\\u007f\\u0000"),
            new Text("a tab", "x\ty", 1, "x\\u0009y"),
            new Text("directions (bidi)", "\u202egnp.exe\u2066", 1, "\\u202egnp.exe\\u2066"),
            new Text("no width and no shape", "a\u200bb\u3164c\ufe0fd\u00ad", 1, "a\\u200bb\\u3164c\\ufe0fd\\u00ad"),
            new Text("tags, in pairs", "\udb40\udc41", 1, "\\udb40\\udc41"),
            new Text("half a pair", "x\ud800y", 1, "x\\ud800y"),
            new Text("a device control string", "\u001bP1$r0m\u001b\\", 1, "\\u001bP1$r0m\\u001b\\"),
            new Text("an answer that a terminal would type", "\u001b[6n\u0005", 1, "\\u001b[6n\\u0005"),
            new Text("500,000 escapes", "\u001b", 500_000, "\\u001b\\u001b"),
            new Text("500,000 marks on one letter", "\u0301", 500_000, "\u0301\u0301"));

    @Test
    void nothingThatATerminalObeysReachesIt() throws Exception {
        System.out.println("| hostile input | what came out | peak memory | time |\n|---|---|---|---|");
        Path file = folder.resolve("text");
        for (Text text : TEXTS) {
            // As it stands: an encoder would put another character in the place of half a pair.
            ByteBuffer bytes = ByteBuffer.allocate(2 * text.text().length());
            bytes.asCharBuffer().put(text.text());
            Files.write(file, bytes.array());
            Came came = child("text", file.toString(), String.valueOf(text.times()));
            assertThat(came.exit()).as(text.input() + came.err()).isZero();
            List<String> lines = came.out().lines().toList();
            assertThat(lines).as(text.input()).hasSize(4);
            assertThat(lines.get(1)).startsWith(text.shown());
            assertThat(came.plain().lines()).as(text.input()).allMatch(Visible::is);
            String shown = lines.get(1);
            row(
                    "terminal",
                    text.input(),
                    shown.length() > 60 ? shown.length() + " characters in one line" : "`" + shown + "`",
                    came);
        }
    }

    private Path bomb() throws IOException {
        Path file = folder.resolve("bomb.tar.gz");
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 1024; i++) {
                out.write(zeros);
            }
        }
        return file;
    }

    private Path sparse() throws IOException {
        Path top = folder.resolve("sparse");
        Path sys = Files.createDirectories(top.resolve("sys"));
        for (int i = 0; i < 400; i++) {
            try (RandomAccessFile file =
                    new RandomAccessFile(sys.resolve("s" + i).toFile(), "rw")) {
                file.setLength(4 << 20);
            }
        }
        return top;
    }

    /** A machine whose files say what a terminal would obey. */
    private Path talking() throws IOException {
        String hostile = "\u001b]0;owned\u0007\rFORGED\u202e";
        Path top = folder.resolve("talking");
        Path device = Files.createDirectories(top.resolve("sys/bus/dax/devices/dax0.0"));
        for (String name : List.of("size", "resource", "align", "target_node", "modalias", "uevent")) {
            Files.writeString(device.resolve(name), hostile + "\nFORGED\n");
        }
        Files.createDirectories(top.resolve("sys/bus/dax/devices/" + hostile));
        Files.createDirectories(top.resolve("sys/bus/dax/drivers/" + hostile));
        Files.createDirectories(top.resolve("proc"));
        Files.writeString(top.resolve("proc/iomem"), "100000000-1ffffffff : " + hostile + "\nFORGED\n");
        return top;
    }

    private Path fifo() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    private record Capture(String input, Path path) {}

    @Test
    void theCommandLineWithstandsHostileCaptures() throws Exception {
        List<Capture> captures = List.of(
                new Capture("a gzip bomb of 1 GiB", bomb()),
                new Capture("a folder of 400 sparse files", sparse()),
                new Capture("a machine that talks to the terminal", talking()),
                new Capture("/dev/zero", Path.of("/dev/zero")),
                new Capture("a FIFO", fifo()));
        System.out.println("| hostile input | what came out | peak memory | time |\n|---|---|---|---|");
        for (Capture capture : captures) {
            for (String command : List.of("list", "show dax0.0", "doctor", "plan dax0.0 fsdev")) {
                List<String> words = new ArrayList<>(List.of("run"));
                words.addAll(List.of(command.split(" ")));
                words.addAll(List.of("--host", "sysfs:" + capture.path()));
                Came came = child(words.toArray(String[]::new));
                String input = capture.input() + ", daxboard " + command;
                assertThat(came.exit())
                        .as(input + came.plain())
                        .isBetween(0, 9)
                        .isNotEqualTo(ExitCode.INTERNAL.number());
                assertThat(came.plain()).as(input).isNotBlank().doesNotContain("OutOfMemory", "Exception");
                assertThat(came.plain().lines())
                        .as(input)
                        .allMatch(Visible::is)
                        .noneMatch(line -> line.startsWith("FORGED"));
                String first = came.plain()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("");
                row(
                        "command line",
                        input,
                        "exit " + came.exit() + ": " + cut(first.replace(folder.toString(), "...")),
                        came);
            }
        }
    }

    private static String cut(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "..." : text;
    }
}
