// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The gallery looks as it did, but for a small share of its pixels: what text hinting and rounding do. After a wanted change,
 * {@code -Ddaxboard.pictures.update=true} writes the picture anew; look at it before it is committed.
 */
@ExtendWith(ApplicationExtension.class)
class GalleryPictureTest {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 1470;
    /** How far a channel may be off before a pixel counts as another one. */
    private static final int NEAR = 40;
    /** The share of pixels that may be others. */
    private static final double TOLERATED = 0.01;

    private final AtomicReference<Scene> scene = new AtomicReference<>();

    @Start
    void start(Stage stage) {
        scene.set(new Scene(new GalleryView(), WIDTH, HEIGHT));
        Themes.dress(
                Objects.requireNonNull(scene.get()),
                new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false)));
        stage.setScene(Objects.requireNonNull(scene.get()));
        stage.show();
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> robot.listWindows().forEach(Window::hide));
    }

    @Test
    void everyComponentLooksAsItDid(FxRobot robot) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        AtomicReference<BufferedImage> taken = new AtomicReference<>();
        robot.interact(() -> taken.set(
                SwingFXUtils.fromFXImage(Objects.requireNonNull(scene.get()).snapshot(null), null)));
        Path kept = checkout().resolve("ui/src/test/resources/io/github/daxboard/ui/gallery/gallery.png");
        if (Boolean.getBoolean("daxboard.pictures.update")) {
            Files.createDirectories(kept.getParent());
            ImageIO.write(Objects.requireNonNull(taken.get()), "png", kept.toFile());
        }
        BufferedImage before = ImageIO.read(kept.toFile());
        assertThat(Objects.requireNonNull(taken.get()).getWidth()).isEqualTo(before.getWidth());
        assertThat(Objects.requireNonNull(taken.get()).getHeight()).isEqualTo(before.getHeight());
        assertThat(others(before, Objects.requireNonNull(taken.get())))
                .as("share of pixels that differ; what was drawn is not what %s shows", kept)
                .isLessThan(TOLERATED);
    }

    private static double others(BufferedImage one, BufferedImage other) {
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (differ(one.getRGB(x, y), other.getRGB(x, y))) {
                    count++;
                }
            }
        }
        return (double) count / (one.getWidth() * one.getHeight());
    }

    private static boolean differ(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs(((one >> shift) & 0xff) - ((other >> shift) & 0xff)) > NEAR) {
                return true;
            }
        }
        return false;
    }

    private static Path checkout() {
        return Path.of(System.getProperty("daxboard.checkout", ".."));
    }
}
