// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.shell.HostWorkspace;
import io.github.daxboard.ui.shell.ShellView;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;

/** The program's window, light, on the demo's address, as a test has it. */
final class TestWindow {
    private final ExecutorService background = Hand.background();
    private final AtomicReference<ShellViewModel> shell = new AtomicReference<>();

    /** Opens it, on the JavaFX thread. */
    void open(Stage stage, HostOpener hosts) {
        open(stage, hosts, ShellView::new);
    }

    /** Opens it with a view of the test's own making. */
    void open(Stage stage, HostOpener hosts, Function<ShellViewModel, ShellView> view) {
        ThemeViewModel theme = new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false));
        ShellViewModel made = new ShellViewModel(
                hosts, new Threads(background, Platform::runLater), Optional.empty(), theme, ZoneOffset.UTC);
        // A hand that clicks where something just was would miss it; the tests of motion turn it on.
        made.comfort().reducedMotion().set(true);
        shell.set(made);
        Scene scene = new Scene(view.apply(made), 1440, 900);
        Themes.dress(scene, theme);
        stage.setScene(scene);
        // All tests have one stage, and the last may have given it another size.
        stage.sizeToScene();
        stage.show();
        made.start(Optional.of(new HostAddress.Demo()));
    }

    /** Puts the window away, whatever the robot's hand was at. */
    void close(FxRobot robot) {
        robot.release(MouseButton.PRIMARY);
        robot.interact(() -> robot.listWindows().forEach(Window::hide));
        background.shutdownNow();
    }

    ShellViewModel shell() {
        return Objects.requireNonNull(shell.get());
    }

    /** The host that is looked at. */
    HostWorkspace desk() {
        return shell().current().get().orElseThrow();
    }
}
