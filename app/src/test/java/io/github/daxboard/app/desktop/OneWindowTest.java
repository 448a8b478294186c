// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OneWindowTest {
    @TempDir
    Path folder;

    @Test
    void a_second_start_hands_its_file_and_host_to_the_first() throws Exception {
        BlockingQueue<DesktopOptions> heard = new LinkedBlockingQueue<>();
        DesktopOptions second = DesktopOptions.parse(List.of("--host", "demo", "/tmp/a b.daxplan"));
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            Path socket = folder.resolve("window");
            new OneWindow(socket).listen(background, heard::add);
            while (!new OneWindow(socket).tell(second)) {
                Thread.onSpinWait();
            }
            DesktopOptions asked = heard.poll(30, TimeUnit.SECONDS);
            assertThat(asked).isNotNull();
            assertThat(asked.file()).contains(Path.of("/tmp/a b.daxplan"));
            assertThat(asked.host()).isEqualTo(second.host());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
        } finally {
            background.shutdownNow();
        }
    }

    @Test
    void without_a_window_or_with_one_that_died_nobody_hears() throws Exception {
        OneWindow one = new OneWindow(folder.resolve("window"));
        assertThat(one.tell(DesktopOptions.parse(List.of()))).isFalse();
        Files.createFile(folder.resolve("window"));
        assertThat(one.tell(DesktopOptions.parse(List.of()))).isFalse();
    }

    @Test
    void the_gallery_and_a_picture_are_windows_of_their_own() throws Exception {
        assertThat(DesktopOptions.parse(List.of("--gallery")).standsAlone()).isTrue();
        assertThat(DesktopOptions.parse(List.of("--screenshot", "x.png")).standsAlone())
                .isTrue();
        assertThat(DesktopOptions.parse(List.of("--host", "demo")).standsAlone())
                .isFalse();
    }

    @Test
    void a_file_is_given_by_path_or_as_a_uri_and_there_is_one() throws Exception {
        assertThat(DesktopOptions.parse(List.of("file:///tmp/a%20b.daxcapture")).file())
                .contains(Path.of("/tmp/a b.daxcapture"));
        assertThat(DesktopOptions.parse(List.of("x.daxplan", "--host", "demo")).file())
                .contains(Path.of("x.daxplan").toAbsolutePath());
        assertThatThrownBy(() -> DesktopOptions.parse(List.of("a", "b")))
                .isInstanceOf(DesktopOptions.Wrong.class)
                .hasMessageContaining("one file");
    }
}
