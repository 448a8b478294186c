// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.client.Hosts;
import io.github.daxboard.save.OutputFile;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.text.Message;
import io.github.daxboard.ui.gallery.GalleryView;
import io.github.daxboard.ui.hosts.HostsViewModel;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.shell.ShellView;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.shell.WindowPreferences;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import io.github.daxboard.ui.words.WindowTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The desktop program: wires the window to its hosts, and ends. */
public final class DaxboardDesktop extends Application {
    private static final double NARROWEST = 1000;
    private static final double LOWEST = 700;
    private static final int LONGEST_PLAN = 1 << 20;

    // Opening a host may take minutes, and closing the window must not wait for it: daemon threads.
    private final Executor background = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "host");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ShellViewModel model;

    @Override
    public void start(Stage stage) throws DesktopOptions.Wrong {
        DesktopOptions options = DesktopOptions.parse(getParameters().getRaw());
        Platform.Preferences preferences = Platform.getPreferences();
        BooleanBinding dark = Bindings.createBooleanBinding(
                () -> preferences.getColorScheme() == ColorScheme.DARK, preferences.colorSchemeProperty());
        WindowSettings remembered = new WindowSettings(WindowSettings.place(System.getenv()));
        // A picture is the same wherever and whenever it is taken.
        boolean picture = options.screenshot().isPresent();
        ThemeChoice choice = options.theme() == ThemeChoice.SYSTEM && !picture
                ? remembered.theme().orElse(ThemeChoice.SYSTEM)
                : options.theme();
        ThemeViewModel theme = new ThemeViewModel(choice, dark);
        if (options.gallery()) {
            showGallery(stage, options, theme);
            return;
        }
        ShellViewModel shell = new ShellViewModel(
                new Hosts(),
                new Threads(background, Platform::runLater),
                options.host(),
                theme,
                ZoneId.systemDefault());
        model = shell;
        keepHosts(shell.hosts(), SavedHosts.ofUser());
        follow(shell.comfort(), preferences);
        ShellView view = new ShellView(shell);
        Scene scene = new Scene(view, options.width(), options.height());
        Themes.dress(scene, theme);
        stage.setTitle(WindowTexts.text("app.name"));
        stage.setMinWidth(NARROWEST);
        stage.setMinHeight(LOWEST);
        stage.setScene(scene);
        if (!picture) {
            remembered.putInto(shell.comfort());
            remembered.putInto(stage);
            stage.setOnHidden(event -> remembered.keep(stage, theme, shell.comfort()));
        }
        stage.show();
        options.screenshot().ifPresent(file -> takePicture(view, scene, file));
        begin(shell, options);
        if (!options.standsAlone()) {
            OneWindow.standard()
                    .ifPresent(one -> one.listen(
                            background,
                            asked -> Platform.runLater(() -> {
                                begin(shell, asked);
                                stage.setIconified(false);
                                stage.toFront();
                                stage.requestFocus();
                            })));
        }
    }

    /** What the desktop asks for beside its colours, now and later. */
    static void follow(WindowPreferences comfort, Platform.Preferences desktop) {
        comfort.desktopReducesMotion().bind(desktop.reducedMotionProperty());
    }

    /** Goes where the options say: at the start, and when the program is started again while its window is there. */
    private static void begin(ShellViewModel shell, DesktopOptions options) {
        boolean first = shell.current().get().isEmpty();
        Optional<Path> plan = options.file().filter(DaxboardDesktop::isPlan);
        if (options.host().isPresent() || (first && (options.file().isEmpty() || plan.isPresent()))) {
            shell.start(options.host());
        }
        options.file().ifPresent(file -> shell.open(file, plan.map(DaxboardDesktop::text)));
    }

    private static boolean isPlan(Path file) {
        String name = file.toString();
        return name.endsWith(".daxplan") || name.endsWith(".json");
    }

    /**
     * What is in a plan's file; of one that can't be read or is far too large, what reads as no plan. The window waits meanwhile: a pipe or
     * a device, which may never give an end, is not read.
     */
    static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_PLAN), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void showGallery(Stage stage, DesktopOptions options, ThemeViewModel theme) {
        Scene scene = new Scene(new GalleryView(), options.width(), options.height());
        Themes.dress(scene, theme);
        stage.setTitle(WindowTexts.text("app.name"));
        stage.setScene(scene);
        stage.show();
        options.screenshot().ifPresent(file -> takePicture(scene, file));
    }

    private void keepHosts(HostsViewModel hosts, SavedHosts saved) {
        hosts.add(saved.load());
        hosts.list()
                .subscribe((before, now) -> background.execute(() -> {
                    try {
                        saved.save(now.stream().map(HostSession::address).toList());
                    } catch (IOException e) {
                        System.err.println("daxboard: "
                                + WindowTexts.texts()
                                        .say(Message.of("desktop.hostsNotSaved", String.valueOf(e.getMessage()))));
                    }
                }));
    }

    /** Takes a picture once there is something to see, and ends. */
    private static void takePicture(ShellView view, Scene scene, Path file) {
        view.settled().subscribe(settled -> {
            if (settled) {
                takePicture(scene, file);
            }
        });
    }

    private static void takePicture(Scene scene, Path file) {
        // Fonts and styles of a new page take a frame or two.
        PauseTransition frames = new PauseTransition(Duration.millis(600));
        frames.setOnFinished(event -> {
            save(scene, file);
            Platform.exit();
        });
        frames.play();
    }

    private static void save(Scene scene, Path file) {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            if (!ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", png)) {
                throw new IOException("this runtime writes no PNG");
            }
            OutputFile.write(file, png.toByteArray(), Readers.AS_USUAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (model != null) {
            model.hosts().closeAll();
        }
    }
}
