// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.ui.Alike;
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
        assertThat(Alike.others(before, Objects.requireNonNull(taken.get())))
                .as("share of pixels that differ; what was drawn is not what %s shows", kept)
                .isLessThan(Alike.TOLERATED);
    }

    private static Path checkout() {
        return Path.of(System.getProperty("daxboard.checkout", ".."));
    }
}
