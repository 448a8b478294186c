// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GTK's setting, which is what a desktop's "reduce animation" turns, reaches the window through JavaFX. */
class MotionTest {
    @TempDir
    Path config;

    @ParameterizedTest
    @CsvSource({"0,true", "1,false"})
    void theWindowHoldsStillWhereTheDesktopHasNoAnimations(int animations, boolean still) throws Exception {
        Files.writeString(
                Files.createDirectories(config.resolve("gtk-3.0")).resolve("settings.ini"),
                "[Settings]\ngtk-enable-animations=" + animations + "\n");
        assertThat(probe()).contains("still: " + still);
    }

    private String probe() throws IOException, InterruptedException {
        Path said = config.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dprism.order=sw",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MotionProbe.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("XDG_CONFIG_HOME", config.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the probe ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(said);
    }
}
