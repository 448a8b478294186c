// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitFor;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.shell.ShellView;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The whole walk: an admin's hand on the board, the helper over ssh, a real kernel, and back. What the kernel did is read by
 * a connection of the test's own. With the system property daxboard.shots, pictures of the window go into that folder.
 */
@Tag("lab")
@ExtendWith(ApplicationExtension.class)
class LabBoardTest {
    /** The guest is emulated: starting a JVM in it takes seconds, and on a busy machine many. */
    private static final int PATIENCE_SECONDS = 240;

    private final LabGuest guest = new LabGuest();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private @Nullable ShellViewModel shell;
    private @Nullable Scene scene;

    @Start
    void start(Stage stage) {
        guest.reset();
        guest.newWarnings();
        ThemeViewModel theme = new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false));
        ShellViewModel opened = new ShellViewModel(
                new Hosts(), new Threads(background, Platform::runLater), Optional.empty(), theme, ZoneOffset.UTC);
        // A hand that clicks where something just was would miss it.
        opened.comfort().reducedMotion().set(true);
        Scene dressed = new Scene(new ShellView(opened), 1440, 900);
        Themes.dress(dressed, theme);
        stage.setScene(dressed);
        shell = opened;
        scene = dressed;
        stage.show();
        opened.start(Optional.of(new HostAddress.Lab()));
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.release(MouseButton.PRIMARY);
        robot.interact(() -> robot.listWindows().forEach(Window::hide));
        if (shell != null) {
            shell.hosts().closeAll();
        }
        background.shutdownNow();
    }

    private static void until(String what, Callable<Boolean> condition) {
        try {
            waitFor(
                    PATIENCE_SECONDS,
                    TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.asyncFx(condition).get());
        } catch (TimeoutException e) {
            throw new AssertionError("it did not come to that: " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static void untilState(FxRobot robot, String word) {
        until("the plan is " + word, () -> text(robot, "#plan-state").equals(word));
    }

    private static boolean isIn(FxRobot robot, String tile, String column) {
        return robot.from(robot.lookup(column).queryAll().toArray(new Node[0]))
                .lookup(tile)
                .tryQuery()
                .isPresent();
    }

    private void picture(FxRobot robot, String name) {
        String folder = System.getProperty("daxboard.shots");
        Scene shown = scene;
        if (folder == null || shown == null) {
            return;
        }
        robot.interact(() -> {
            try {
                Path file = Files.createDirectories(Path.of(folder)).resolve(name + ".png");
                ImageIO.write(SwingFXUtils.fromFXImage(shown.snapshot(null), null), "png", file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void drag(FxRobot robot, String tile, String column, String shot) {
        robot.drag(tile, MouseButton.PRIMARY);
        robot.moveTo(column).moveBy(3, 3);
        until("the column says what it means", () -> text(robot, "#status-said").contains("allowed"));
        picture(robot, shot);
        robot.drop();
        untilState(robot, "Planned");
    }

    private void applied(FxRobot robot, String column) {
        until("the tile stands in its new column", () -> isIn(robot, "#tile-dax0-0", column));
        assertThat(text(robot, "#plan-state")).isEqualTo("Done");
    }

    private void onlyDax00IsOnFsdev() {
        assertThat(guest.driverOf("dax0.0")).isEqualTo("fsdev_dax");
        assertThat(guest.mmap("dax0.0")).isEqualTo("ENODEV");
        assertThat(guest.driverOf("dax0.1")).isEqualTo("device_dax");
        assertThat(guest.driverOf("dax1.0")).isEqualTo("device_dax");
    }

    private void allAreOnDevdax() {
        assertThat(guest.driverOf("dax0.0")).isEqualTo("device_dax");
        assertThat(guest.mmap("dax0.0")).isEqualTo("mapped");
        assertThat(guest.driverOf("dax0.1")).isEqualTo("device_dax");
        assertThat(guest.driverOf("dax1.0")).isEqualTo("device_dax");
        assertThat(guest.newWarnings()).isEmpty();
    }

    @Test
    void aDragByMouseRebindsTheRealDeviceAndADragBackReturnsIt(FxRobot robot) {
        until("the lab's board is there", () -> there(robot, "#tile-dax0-0"));
        picture(robot, "lab-before");

        drag(robot, "#tile-dax0-0", "#column-0-fsdev", "lab-during");
        assertThat(guest.driverOf("dax0.0")).as("a drop writes nothing").isEqualTo("device_dax");
        picture(robot, "lab-planned");
        robot.clickOn("#apply");
        untilState(robot, "Done");
        applied(robot, "#column-0-fsdev");
        picture(robot, "lab-after");
        onlyDax00IsOnFsdev();
        assertThat(guest.newWarnings()).isEmpty();

        robot.clickOn("#plan-clear");
        untilState(robot, "Empty");
        drag(robot, "#tile-dax0-0", "#column-0-devdax", "lab-during-back");
        robot.clickOn("#apply");
        untilState(robot, "Done");
        applied(robot, "#column-0-devdax");
        allAreOnDevdax();
    }

    private static void tabTo(FxRobot robot, String id) {
        for (int presses = 0; presses < 60; presses++) {
            if (robot.lookup(id).tryQuery().filter(Node::isFocused).isPresent()) {
                return;
            }
            robot.type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        throw new AssertionError("the Tab key does not reach " + id);
    }

    private void carry(FxRobot robot, KeyCode direction) {
        tabTo(robot, "#tile-dax0-0");
        robot.type(KeyCode.SPACE);
        until("the tile is picked up", () -> text(robot, "#status-said").contains("picked up"));
        robot.type(direction);
        until("the column says what it means", () -> text(robot, "#status-said").contains("allowed"));
        robot.type(KeyCode.ENTER);
        untilState(robot, "Planned");
        tabTo(robot, "#apply");
        robot.type(KeyCode.SPACE);
        untilState(robot, "Done");
    }

    @Test
    void theKeyboardAloneDoesTheSame(FxRobot robot) {
        until("the lab's board is there", () -> there(robot, "#tile-dax0-0"));

        carry(robot, KeyCode.RIGHT);
        applied(robot, "#column-0-fsdev");
        onlyDax00IsOnFsdev();

        tabTo(robot, "#plan-clear");
        robot.type(KeyCode.SPACE);
        untilState(robot, "Empty");
        carry(robot, KeyCode.LEFT);
        applied(robot, "#column-0-devdax");
        allAreOnDevdax();
    }

    private static void untilQueued(FxRobot robot, String counts) {
        until("the plan has " + counts, () -> text(robot, "#plan-counts").startsWith(counts));
    }

    private static void toFsdev(FxRobot robot, String device) {
        robot.clickOn("#tile-" + device.replace('.', '-'));
        // Not just any device: the last one's buttons are there until the click has come through.
        until(
                "the inspector shows " + device,
                () -> there(robot, "#inspector-device")
                        && text(robot, "#inspector-device").equals(device));
        robot.clickOn("#move-fsdev");
    }

    /** What takes the newest plan back: this guest's list has the plans of the tests before as well. */
    private static Optional<Node> newestUndo(FxRobot robot) {
        String undo = "activity-undo-";
        return robot.lookup((Node node) -> node.getId() != null && node.getId().startsWith(undo)).queryAll().stream()
                .max(Comparator.comparingLong(
                        node -> Long.parseLong(node.getId().substring(undo.length()))));
    }

    @Test
    void twoChangesAreAppliedTogetherAndUndoneFromTheActivity(FxRobot robot) {
        until("the lab's board is there", () -> there(robot, "#tile-dax0-0"));

        toFsdev(robot, "dax0.0");
        untilQueued(robot, "1 change");
        toFsdev(robot, "dax1.0");
        untilQueued(robot, "2 changes");
        assertThat(guest.driverOf("dax1.0")).as("queueing writes nothing").isEqualTo("device_dax");
        robot.clickOn("#apply");
        untilState(robot, "Done");
        assertThat(guest.driverOf("dax0.0")).isEqualTo("fsdev_dax");
        assertThat(guest.driverOf("dax1.0")).isEqualTo("fsdev_dax");
        assertThat(guest.driverOf("dax0.1")).isEqualTo("device_dax");
        picture(robot, "lab-two-done");

        robot.clickOn("#view-activity");
        until("what was done is listed", () -> newestUndo(robot).isPresent());
        picture(robot, "lab-activity");
        robot.clickOn(newestUndo(robot).orElseThrow());
        untilQueued(robot, "2 changes");
        assertThat(guest.driverOf("dax0.0"))
                .as("an undo is queued, and not written")
                .isEqualTo("fsdev_dax");
        robot.clickOn("#apply");
        untilState(robot, "Done");
        allAreOnDevdax();
    }

    @Test
    void whatAnotherProgramDoesIsOnTheBoardByItselfAndMarked(FxRobot robot) {
        until("the lab's board is there", () -> there(robot, "#tile-dax0-1"));
        List<Long> millis = new ArrayList<>();
        for (String to : List.of("unbind", "new_id", "unbind", "new_id")) {
            String column = to.equals("new_id") ? "#column-0-devdax" : "#column-0-unbound";
            guest.run("printf dax0.1 > /sys/bus/dax/drivers/device_dax/" + to);
            long written = System.nanoTime();
            until("dax0.1 is where the other program put it", () -> isIn(robot, "#tile-dax0-1", column));
            millis.add((System.nanoTime() - written) / 1_000_000);
            assertThat(robot.lookup("#tile-dax0-1").query().getStyleClass())
                    .as("marked until somebody has looked")
                    .contains("outside");
        }
        System.out.println("# from the end of another program's write in the guest to the drawn board, ms: " + millis);
        assertThat(text(robot, "#plan-state")).isEqualTo("Empty");
    }

    /**
     * Kills the helper as soon as kmem has dax0.1 and the journal has no end of the plan, which still has its memory to
     * bring online then. Says what it did.
     */
    private static final String KILL_AT_KMEM = """
            for tries in $(seq 6000); do
                [ -e /sys/bus/dax/drivers/kmem/dax0.1 ] && break
                sleep 0.02
            done
            read -r pid </run/daxboard.lock
            kill -KILL $pid && echo killed
            """;

    private String memory() {
        return guest.driverOf("dax0.1") + " " + guest.run("cat /sys/bus/dax/devices/dax0.1/size") + " "
                + guest.run("grep -c kmem /proc/iomem || true");
    }

    private void drop(FxRobot robot, String tile, String column) {
        robot.drag(tile, MouseButton.PRIMARY);
        robot.moveTo(column).moveBy(3, 3);
        until("the column says what it means", () -> text(robot, "#status-said").contains("allowed"));
        robot.drop();
        untilQueued(robot, "1 change");
    }

    @Test
    void aHelperKilledBetweenTwoWritesIsToldAndItsPlanUndoneByItsSteps(FxRobot robot) throws Exception {
        until("the lab's board is there", () -> there(robot, "#tile-dax0-1"));
        String before = memory();
        assertThat(before).startsWith("device_dax ").endsWith(" 0");
        drop(robot, "#tile-dax0-1", "#column-0-system-ram");
        Future<String> killer = background.submit(() -> guest.run(KILL_AT_KMEM));
        robot.clickOn("#apply");

        assertThat(killer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("killed");
        untilState(robot, "Unfinished");
        until("the notice tells of it", () -> there(robot, "#notice-unfinished"));
        assertThat(guest.driverOf("dax0.1")).as("the plan stands half done").isEqualTo("kmem");
        assertThat(text(robot, "#plan-counts")).matches("\\d+ of \\d+ steps done and read back\\.");
        picture(robot, "lab-unfinished");
        robot.clickOn("#way-undo");
        until("the steps that undo are shown", () -> text(robot, "#apply").equals("Undo the plan\u2026"));
        assertThat(guest.driverOf("dax0.1")).as("showing them writes nothing").isEqualTo("kmem");
        picture(robot, "lab-undo-shown");
        robot.clickOn("#apply");
        untilState(robot, "Undone");
        picture(robot, "lab-undone");

        until("the tile stands where it was", () -> isIn(robot, "#tile-dax0-1", "#column-0-devdax"));
        assertThat(memory()).isEqualTo(before);
        until("the notice is gone", () -> !there(robot, "#notice-unfinished"));
        assertThat(guest.newWarnings()).isEmpty();

        // No dead end: the next plan runs in the same window.
        robot.clickOn("#plan-clear");
        untilQueued(robot, "1 change");
        robot.clickOn("#plan-clear");
        untilState(robot, "Empty");
        drop(robot, "#tile-dax0-0", "#column-0-fsdev");
        robot.clickOn("#apply");
        untilState(robot, "Done");
        assertThat(guest.driverOf("dax0.0")).isEqualTo("fsdev_dax");
    }
}
