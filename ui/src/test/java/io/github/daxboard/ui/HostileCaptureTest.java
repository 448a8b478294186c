// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Hand.there;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Captures that are made to do harm, opened as a double click opens them: one refusal each, and the window goes on. */
@ExtendWith(ApplicationExtension.class)
class HostileCaptureTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final TestWindow window = new TestWindow();
    private final List<Throwable> died = new CopyOnWriteArrayList<>();
    private Optional<Thread.UncaughtExceptionHandler> before = Optional.empty();

    @Start
    void start(Stage stage) {
        before = Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> died.add(thrown));
        window.open(stage, HostileCaptureTest::open);
    }

    private static HostConnection open(HostAddress address, Consumer<Message> progress) throws HostException {
        return address instanceof HostAddress.Captured ? new Hosts().open(address, progress) : SimHost.demo();
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
        Thread.setDefaultUncaughtExceptionHandler(before.orElse(null));
    }

    private interface Filling {
        void fill(OutputStream out) throws IOException;
    }

    private Path packed(String name, Filling filling) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            filling.fill(out);
            out.write(new byte[1024]);
        }
        return file;
    }

    /** An entry of a tar archive with what its header says and zeros for content. */
    private static void entry(OutputStream out, char type, String name, byte[] begin, long size) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        out.write(header);
        out.write(begin);
        byte[] zeros = new byte[MEGABYTE];
        for (long left = (size + 511) / 512 * 512 - begin.length; left > 0; left -= zeros.length) {
            out.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private Map<Path, String> hostile() throws IOException, InterruptedException {
        Map<Path, String> all = new LinkedHashMap<>();
        byte[] deep = "sys/".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        all.put(
                packed("deep.tar.gz", out -> entry(out, 'L', "././@LongLink", deep, deep.length)),
                "larger than any attribute");
        all.put(
                packed("bomb.tar.gz", out -> {
                    for (int i = 0; i < 100; i++) {
                        entry(out, '6', "sys/pipe" + i, new byte[0], 4 * MEGABYTE);
                    }
                }),
                "unpacks to more than 256 MiB");
        all.put(
                packed("sparse.tar.gz", out -> {
                    for (int i = 0; i < 400; i++) {
                        entry(out, '0', "sys/sparse" + i, new byte[0], 4 * MEGABYTE);
                    }
                }),
                "MiB");
        byte[] whole = Files.readAllBytes(
                packed("whole.tar.gz", out -> entry(out, '0', "sys/bus/dax/uevent", new byte[0], 4000)));
        all.put(Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, whole.length / 2)), "can't be opened");
        all.put(Files.writeString(folder.resolve("text.tar"), "x".repeat(5000)), "not a tar archive");
        all.put(Path.of("/dev/zero"), "neither a folder nor a file");
        Path pipe = folder.resolve("pipe.tar");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        all.put(pipe, "neither a folder nor a file");
        return all;
    }

    @Test
    void eachIsRefusedInACardAndTheNextHostOpens(FxRobot robot) throws Exception {
        untilThere(robot, "#tile-dax2-0");
        for (Map.Entry<Path, String> one : hostile().entrySet()) {
            HostAddress address = new HostAddress.Captured(one.getKey());
            robot.interact(() -> window.shell().open(one.getKey(), Optional.empty()));
            until(() -> window.desk().session().address().equals(address) && there(robot, "#unreachable-card"));
            assertThat(robot.lookup("#unreachable-card").queryAll()).hasSize(1);
            String said = robot.lookup("#unreachable-card").query().lookupAll(".label").stream()
                    .map(Labeled.class::cast)
                    .map(Labeled::getText)
                    .collect(Collectors.joining("\n"));
            assertThat(said).contains(one.getValue()).doesNotContain("java.");
            robot.clickOn("#host-demo");
            untilThere(robot, "#tile-dax2-0");
            assertThat(died).as(one.getKey().toString()).isEmpty();
        }
    }
}
