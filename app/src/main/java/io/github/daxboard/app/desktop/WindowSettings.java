// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.ui.shell.WindowPreferences;
import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * What the window remembers from one start to the next: its place, theme, density. A file of properties under
 * XDG_CONFIG_HOME, written as a whole; what a newer program wrote into it stays. A file that can't be read or written costs
 * nothing but the memory.
 */
final class WindowSettings {
    private static final System.Logger LOG = System.getLogger(WindowSettings.class.getName());

    private final Path file;
    private final Properties kept = new Properties();

    WindowSettings(Path file) {
        this.file = file;
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, file + " could not be read: " + e.getMessage());
            }
        }
    }

    /** The file of this user. */
    static Path place(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = config.isEmpty() ? Path.of(environment.getOrDefault("HOME", "."), ".config") : Path.of(config);
        return folder.resolve("daxboard").resolve("window.properties");
    }

    Optional<ThemeChoice> theme() {
        return ThemeChoice.parse(kept.getProperty("theme", ""));
    }

    void putInto(WindowPreferences comfort) {
        Density.parse(kept.getProperty("density", "")).ifPresent(comfort.density()::set);
        comfort.reducedMotion().set(Boolean.parseBoolean(kept.getProperty("reduced-motion", "false")));
        comfort.inspectorOpen().set(Boolean.parseBoolean(kept.getProperty("inspector", "true")));
        comfort.drawerHeight().set(number("drawer"));
        comfort.openGroups()
                .set(Arrays.stream(kept.getProperty("open-groups", "").split(" ", -1))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /** Puts the window where it was, if that is still on a screen. */
    void putInto(Stage stage) {
        Optional<Double> x = number("x");
        Optional<Double> y = number("y");
        Optional<Double> width = number("width");
        Optional<Double> height = number("height");
        if (x.isPresent() && y.isPresent() && width.isPresent() && height.isPresent()) {
            Rectangle2D was = new Rectangle2D(x.get(), y.get(), Math.max(1, width.get()), Math.max(1, height.get()));
            if (Screen.getScreensForRectangle(was).isEmpty()) {
                return;
            }
            stage.setX(x.get());
            stage.setY(y.get());
            stage.setWidth(width.get());
            stage.setHeight(height.get());
            stage.setMaximized(Boolean.parseBoolean(kept.getProperty("maximized", "false")));
        }
    }

    private Optional<Double> number(String key) {
        try {
            return Optional.ofNullable(kept.getProperty(key))
                    .map(Double::valueOf)
                    .filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    void keep(Stage stage, ThemeViewModel theme, WindowPreferences comfort) {
        kept.setProperty("maximized", String.valueOf(stage.isMaximized()));
        if (!stage.isMaximized()) {
            kept.setProperty("x", String.valueOf(stage.getX()));
            kept.setProperty("y", String.valueOf(stage.getY()));
            kept.setProperty("width", String.valueOf(stage.getWidth()));
            kept.setProperty("height", String.valueOf(stage.getHeight()));
        }
        kept.setProperty("theme", theme.choice().get().word());
        kept.setProperty("density", comfort.density().get().word());
        kept.setProperty(
                "reduced-motion", String.valueOf(comfort.reducedMotion().get()));
        kept.setProperty("inspector", String.valueOf(comfort.inspectorOpen().get()));
        kept.setProperty(
                "open-groups", comfort.openGroups().get().stream().sorted().collect(Collectors.joining(" ")));
        comfort.drawerHeight().get().ifPresent(height -> kept.setProperty("drawer", String.valueOf(height)));
        try {
            write();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, file + " could not be written: " + e.getMessage());
        }
    }

    /** A new file takes the old one's place: nobody ever reads half of one. */
    private void write() throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(folder, "window", ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            kept.store(writer, "Daxboard's window; written when it closes");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
