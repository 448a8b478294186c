// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.AnswerCodec;
import io.github.daxboard.protocol.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile captures and hosts, each taken in by a process with 64 MiB of memory: what came out, the peak of the process's memory, and the
 * time. Run with {@code -Dtest=HostileTableTest} to read the table.
 */
@Timeout(300)
final class HostileTableTest {
    private static final String HEAP = "-Xmx64m";

    @TempDir
    private Path folder;

    /** A row: what is taken in, what of the answer must be there. */
    private record Row(String kind, String input, Path file, String expected) {}

    private interface Filling {
        void fill(Tar tar) throws IOException;
    }

    // Captures

    /** Writes tar entries with any name, type and size, which an honest writer would not. */
    private static final class Tar {
        private final OutputStream out;

        Tar(OutputStream out) {
            this.out = out;
        }

        void entry(char type, String name, String target, byte[] content) throws IOException {
            header(type, name, target, content.length);
            out.write(content);
            out.write(new byte[-content.length & 511]);
        }

        void header(char type, String name, String target, long size) throws IOException {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 100, "0000644");
            put(header, 124, String.format(Locale.ROOT, "%011o", size));
            header[156] = (byte) type;
            put(header, 157, target);
            put(header, 257, "ustar");
            Arrays.fill(header, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte one : header) {
                sum += one & 0xff;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o", sum));
            out.write(header);
        }

        void file(String name, String content) throws IOException {
            entry('0', name, "", content.getBytes(StandardCharsets.UTF_8));
        }

        void zeros(String name, long size) throws IOException {
            header('0', name, "", size);
            byte[] much = new byte[1 << 16];
            for (long left = size; left > 0; left -= much.length) {
                out.write(much, 0, (int) Math.min(left, much.length));
            }
        }

        private static void put(byte[] header, int at, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, 100));
        }
    }

    private Path archive(String name, Filling filling) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            filling.fill(new Tar(out));
            out.write(new byte[1024]);
        }
        return file;
    }

    private Row capture(String input, Path file, String expected) {
        return new Row("capture", input, file, expected);
    }

    private Row archive(String input, String expected, Filling filling) throws IOException {
        return capture(input, archive(input.replaceAll("\\W+", "-") + ".tar.gz", filling), expected);
    }

    private List<Row> captures() throws IOException {
        List<Row> rows = new ArrayList<>();
        Path deep = archive(
                "deep.tar.gz",
                tar -> tar.entry(
                        'L', "././@LongLink", "", "sys/".repeat(200_000).getBytes(StandardCharsets.US_ASCII)));
        rows.add(capture(
                "a name of 200,000 folders in " + Files.size(deep) + " bytes", deep, "larger than any attribute"));
        rows.add(archive("a name of 10,000 folders", "longer or deeper", tar -> {
            tar.entry('L', "././@LongLink", "", "sys/".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
            tar.file("x", "1");
        }));
        rows.add(archive("a gzip bomb of 2 GiB", "unpacks to more than 256 MiB", tar -> {
            for (int i = 0; i < 512; i++) {
                tar.entry('6', "sys/pipe" + i, "", new byte[4 << 20]);
            }
        }));
        rows.add(archive("400 files of 4 MiB zeros", "MiB of memory", tar -> {
            for (int i = 0; i < 400; i++) {
                tar.zeros("sys/sparse" + i, 4 << 20);
            }
        }));
        rows.add(archive(
                "a file of 8 GiB by its header",
                "larger than any attribute",
                tar -> tar.header('0', "sys/a", "", 077777777777L)));
        rows.add(archive("a million names", "MiB of memory", tar -> {
            for (int i = 0; i < 400_000; i++) {
                tar.entry('5', "sys/" + i, "", new byte[0]);
            }
        }));
        rows.add(archive("a name with ../", "leads out of it", tar -> tar.file("sys/../../etc/passwd", "x")));
        rows.add(archive("absolute names", "opened: 0", tar -> {
            tar.file("/etc/passwd", "x");
            tar.file("/sys/bus/dax/uevent", "x");
        }));
        rows.add(archive("links out of it, devices, pipes", "opened: 0", tar -> {
            tar.entry('2', "sys/bus/dax", "/etc", new byte[0]);
            tar.entry('1', "sys/hard", "/etc/passwd", new byte[0]);
            tar.entry('3', "sys/tty", "", new byte[0]);
            tar.entry('6', "sys/fifo", "", new byte[0]);
        }));
        rows.add(archive("the same name, as file, link and folder", "opened: 0", tar -> {
            for (char type : new char[] {'0', '2', '5', '0'}) {
                tar.entry(type, "sys/bus/dax/devices", "x", new byte[0]);
            }
            tar.file("sys/bus/dax/devices/dax0.0/size", "1");
        }));
        rows.add(archive("a manifest of 4 MiB", "MiB of memory", tar -> {
            tar.file("sys/a", "1");
            StringBuilder lines = new StringBuilder();
            for (int i = 0; lines.length() < (4 << 20) - 100; i++) {
                lines.append("- | /sys/").append(i).append(" | ERR x\n");
            }
            tar.file("MANIFEST", lines.toString());
        }));
        Path whole = archive("whole.tar.gz", tar -> tar.file("sys/bus/dax/uevent", "x".repeat(4000)));
        byte[] bytes = Files.readAllBytes(whole);
        rows.add(capture(
                "cut in the middle",
                Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2)),
                "can't be opened"));
        rows.add(capture(
                "not an archive", Files.writeString(folder.resolve("text"), "x".repeat(5000)), "not a tar archive"));
        rows.add(capture("/dev/zero", Path.of("/dev/zero"), "neither a folder nor a file"));
        Path fifo = folder.resolve("fifo");
        mkfifo(fifo);
        rows.add(capture("a FIFO", fifo, "neither a folder nor a file"));
        rows.add(capture("a folder with a FIFO, /dev/zero and a loop of links", tree(), "opened: 0"));
        rows.add(capture("a folder of 400 sparse files", sparse(), "MiB of memory"));
        return rows;
    }

    private static void mkfifo(Path path) throws IOException {
        try {
            assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Path tree() throws IOException {
        Path top = folder.resolve("tree");
        Files.createDirectories(top.resolve("sys/bus/dax"));
        mkfifo(top.resolve("sys/fifo"));
        Files.createSymbolicLink(top.resolve("sys/zero"), Path.of("/dev/zero"));
        Files.createSymbolicLink(top.resolve("sys/loop"), Path.of("loop"));
        Files.createSymbolicLink(top.resolve("sys/up"), Path.of("../.."));
        Files.createSymbolicLink(top.resolve("sys/bus/dax/devices"), Path.of("/sys/bus/dax/devices"));
        return top;
    }

    private Path sparse() throws IOException {
        Path top = folder.resolve("sparse");
        Path sys = Files.createDirectories(top.resolve("sys"));
        for (int i = 0; i < 400; i++) {
            try (var file = new java.io.RandomAccessFile(sys.resolve("s" + i).toFile(), "rw")) {
                file.setLength(4 << 20);
            }
        }
        return top;
    }

    // Hosts

    private static String line(Answer answer) {
        return new AnswerCodec().print(answer);
    }

    private Row host(String kind, String input, String script, String expected) throws IOException {
        Path file = folder.resolve("host-" + input.replaceAll("\\W+", "-") + ".sh");
        String hello = line(new Answer.Hello(kind.equals("apply") ? Verb.SWITCH : Verb.VIEW));
        Files.writeString(file, "printf '%s\\n' '" + hello + "'\n" + script + "\n");
        return new Row(kind, input, file, expected);
    }

    private static String flood(String line) {
        return "exec yes '" + line + "'";
    }

    private List<Row> hosts() throws IOException {
        String part = "{\"v\":2,\"is\":\"content\",\"path\":\"/sys/a\",\"value\":\"1\"}";
        String names = "{\"v\":2,\"is\":\"names\",\"path\":\"/sys/a\",\"more\":true,\"value\":[\"a\"]}";
        String text =
                "{\"v\":2,\"is\":\"content\",\"path\":\"/sys/a\",\"more\":true,\"value\":\"" + "x".repeat(4000) + "\"}";
        String end = "{\"v\":2,\"is\":\"end\",\"taken\":\"2026-01-01T00:00:00Z\",\"parts\":";
        String progress = "{\"v\":2,\"is\":\"event\",\"event\":\"nonsense\"}";
        return List.of(
                host("view", "parts without end", flood(part), "MiB of memory"),
                host("view", "a list without end, in pieces", flood(names), "MiB of memory"),
                host("view", "a file without end, in pieces", flood(text), "MiB of memory"),
                host("view", "a line without end", "tr '\\0' x </dev/zero", "a line of it is too long"),
                host(
                        "view",
                        "a line that drips for ever",
                        "while :; do printf x; sleep 0.1; done",
                        "nothing came from it"),
                host(
                        "drip",
                        "parts that drip for ever",
                        "while :; do echo '" + part + "'; sleep 0.3; done",
                        "still goes on after"),
                host(
                        "view",
                        "lines that say stale, without end",
                        flood(line(new Answer.Stale())),
                        "nothing came from it"),
                host("view", "silence", "sleep 60", "nothing came from it"),
                host("view", "a part count that is another", "echo '" + end + "99}'; sleep 60", "its end says 99"),
                host(
                        "view",
                        "a number of 400 digits",
                        "echo '" + end + "1" + "0".repeat(400) + "}'; sleep 60",
                        "not JSON"),
                host(
                        "view",
                        "nesting of 100,000",
                        "printf '{\"v\":'; head -c 100000 /dev/zero | tr '\\0' '['; echo; sleep 60",
                        "not JSON"),
                host(
                        "view",
                        "a field twice",
                        "echo '{\"v\":2,\"v\":1,\"is\":\"stale\"}'; sleep 60",
                        "has a field twice"),
                host(
                        "view",
                        "4 MiB of tiny values",
                        "printf '{\"v\":2,\"is\":\"names\",\"path\":\"/sys\",\"value\":['; yes '\"\",' | head -n 1000000 |"
                                + " tr -d '\\n'; echo '\"\"]}'; sleep 60",
                        "more than 200000 values"),
                host(
                        "view",
                        "64 lines of 4 MiB at once",
                        "head -c 4000000 /dev/zero | tr '\\0' x >\"$0.x\"; i=0; while [ $i -lt 64 ]; do"
                                + " cat \"$0.x\"; echo; i=$((i+1)); done; sleep 60",
                        "not JSON"),
                host(
                        "view",
                        "an error stream without end",
                        "yes \"$(printf '\\033]0;owned\\007')\" >&2",
                        "nothing came from it"),
                host(
                        "apply",
                        "events without end",
                        flood(line(new Answer.Event(new io.github.daxboard.apply.ApplyEvent.StepStarted(0, 0)))),
                        "goes on after"),
                host("apply", "an event that is none", flood(progress), "its answer is not valid"));
    }

    // The table

    private record Came(String out, long peakKib, double seconds) {}

    private Came run(Row row) throws IOException, InterruptedException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HostileChild.class.getName(),
                row.kind(),
                row.file().toString());
        long start = System.nanoTime();
        Process child = new ProcessBuilder(words)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String out = "nothing: " + Files.readString(folder.resolve("errors"));
        long peak = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out = line.startsWith("OUT ") ? line.substring(4) : out;
                peak = line.startsWith("PEAK ") ? Long.parseLong(line.substring(5)) : peak;
            }
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Came(out, peak, (System.nanoTime() - start) / 1e9);
    }

    @Test
    void whateverComesIsRefusedInALineWithinItsBounds() throws Exception {
        List<Row> rows = new ArrayList<>(captures());
        rows.addAll(hosts());
        List<String> wrong = new ArrayList<>();
        System.out.println("| hostile input | what came out | peak memory | time |\n|---|---|---|---|");
        for (Row row : rows) {
            Came came = run(row);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s: %s | %s | %d MiB | %.1f s |",
                    row.kind().equals("capture") ? "capture" : "host",
                    row.input(),
                    came.out().substring(0, Math.min(230, came.out().length())).replace(folder.toString(), "..."),
                    came.peakKib() >> 10,
                    came.seconds()));
            if (!came.out().contains(row.expected()) || came.out().contains("OutOfMemory")) {
                wrong.add(row.input() + ": " + came.out());
            }
        }
        assertThat(wrong).isEmpty();
    }
}
