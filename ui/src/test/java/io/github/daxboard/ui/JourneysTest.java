// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX03;
import static io.github.daxboard.ui.Hand.downTo;
import static io.github.daxboard.ui.Hand.isIn;
import static io.github.daxboard.ui.Hand.tabTo;
import static io.github.daxboard.ui.Hand.text;
import static io.github.daxboard.ui.Hand.there;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilState;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.shell.HostWorkspace;
import io.github.daxboard.ui.shell.ShellView;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What an admin does beside moving devices: by mouse, by keyboard alone, by clicks. */
@ExtendWith(ApplicationExtension.class)
class JourneysTest {
    @TempDir
    static Path folder;

    private final SimHost demo = SimHost.demo();
    private final SimHost here = new SimHost(new HostAddress.Local(), World.demo());
    private final TestWindow window = new TestWindow();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<String> folders = new CopyOnWriteArrayList<>();

    @Start
    void start(Stage stage) {
        window.open(
                stage,
                (address, progress) -> address instanceof HostAddress.Local
                        ? here
                        : Gallery.opener(demo).open(address, progress),
                shell -> new ShellView(
                        shell,
                        (owner, name) -> {
                            names.add(name);
                            return Optional.of(file(name));
                        },
                        address ->
                                address instanceof HostAddress.Local ? Optional.of(folders::add) : Optional.empty()));
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    private static File file(String name) {
        return folder.resolve(name).toFile();
    }

    private HostWorkspace desk() {
        return window.desk();
    }

    private static String clipboard(FxRobot robot) {
        AtomicReference<String> text = new AtomicReference<>("");
        robot.interact(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return Objects.requireNonNull(text.get());
    }

    private static void openExport(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#export");
        untilThere(robot, "#export-board-svg");
    }

    @Test
    void theBoardIsExportedAsADrawingByClicks(FxRobot robot) throws IOException {
        openExport(robot);
        robot.clickOn("#export-board-svg");
        until(() -> names.size() == 1);
        assertThat(names).containsExactly("memlab-1-board.svg");
        assertThat(Files.readString(folder.resolve("memlab-1-board.svg")))
                .contains("<svg")
                .contains("dax0.1")
                .contains("Region 3");
    }

    @Test
    void whatIsInSightIsExportedAsAPictureAtTwiceItsSize(FxRobot robot) throws IOException {
        openExport(robot);
        robot.clickOn("#export-view-png");
        until(() -> Files.exists(folder.resolve("memlab-1-view.png")));
        BufferedImage picture = Objects.requireNonNull(ImageIO.read(file("memlab-1-view.png")));
        assertThat(picture.getWidth()).isGreaterThan(1500);
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidWhereItWasAskedFor(FxRobot robot) throws IOException {
        Files.createDirectories(folder.resolve("memlab-1-map.svg"));
        openExport(robot);
        robot.clickOn("#export-map-svg");
        untilThere(robot, "#said");
        assertThat(text(robot, "#said")).contains("memlab-1-map.svg");
    }

    @Test
    void theKeyboardAloneExportsTheSnapshot(FxRobot robot) throws IOException {
        untilThere(robot, "#tile-dax0-1");
        tabTo(robot, "#export");
        robot.type(KeyCode.SPACE);
        downTo(robot, "#export-snapshot-json");
        robot.type(KeyCode.ENTER);
        until(() -> names.size() == 1);
        assertThat(names).containsExactly("memlab-1-snapshot.json");
        assertThat(Files.readString(folder.resolve("memlab-1-snapshot.json")))
                .startsWith("{")
                .contains("\"dax0.1\"");
    }

    @Test
    void aFactsValueAndPathAreCopiedFromItsMenu(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-1");
        untilThere(robot, "#fact-align");
        robot.clickOn("#fact-align");
        untilThere(robot, "#copy-value");
        robot.clickOn("#copy-value");
        assertThat(clipboard(robot)).isEqualTo("2097152");
        robot.rightClickOn("#fact-align");
        untilThere(robot, "#copy-path");
        robot.clickOn("#copy-path");
        assertThat(clipboard(robot)).startsWith("/sys/").endsWith("/dax0.1/align");
    }

    @Test
    void theKeyboardAloneCopiesAFact(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> robot.lookup("#tile-dax0-1").query().requestFocus());
        robot.type(KeyCode.ENTER);
        tabTo(robot, "#fact-size");
        robot.type(KeyCode.SPACE);
        downTo(robot, "#copy-value");
        robot.type(KeyCode.ENTER);
        until(() -> clipboard(robot).equals(String.valueOf(64L << 30)));
    }

    @Test
    void anAttributesFolderIsOpenedOnThisMachineAndElsewhereTheMenuSaysWhyNot(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-1");
        untilThere(robot, "#fact-align");
        robot.clickOn("#fact-align");
        untilThere(robot, "#open-path");
        // The item is of a menu: it takes no click, and the folder of another machine is not opened.
        robot.clickOn("#open-path");
        assertThat(folders).isEmpty();
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#host-local");
        until(() -> desk().session().address() instanceof HostAddress.Local && there(robot, "#tile-dax0-1"));
        robot.clickOn("#tile-dax0-1");
        untilThere(robot, "#fact-align");
        robot.clickOn("#fact-align");
        untilThere(robot, "#open-path");
        robot.clickOn("#open-path");
        until(() -> folders.size() == 1);
        assertThat(folders.getFirst()).startsWith("/sys/").endsWith("/dax0.1");
    }

    @Test
    void whatIsLeftOverIsCleanedUpFromARegionsMenu(FxRobot robot) {
        untilThere(robot, "#tile-dax0-3");
        robot.interact(() -> {
            KernelPath dax03 = demo.lastSnapshotDevices().stream()
                    .filter(device -> device.name().equals(DAX03))
                    .map(device -> new KernelPath(device.path()))
                    .findFirst()
                    .orElseThrow();
            demo.kernel().otherAdmin().write(dax03.child("size"), "0");
            desk().session().poll();
        });
        until(() -> robot.lookup("#tile-dax0-3").query().getAccessibleText().startsWith("dax0.3, 0,"));
        robot.rightClickOn(
                robot.from(robot.lookup("#region-0")).lookup(".region-title").<Node>query());
        untilThere(robot, "#menu-clean");
        robot.clickOn("#menu-clean");
        untilState(robot, "Checked");
        robot.clickOn("#apply");
        untilState(robot, "Done");
        until(() -> !there(robot, "#tile-dax0-3"));
    }

    @Test
    void theKeyboardAloneUndoesFromTheActivity(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> desk().board().move(DAX01, Mode.FSDEV));
        untilState(robot, "Checked");
        tabTo(robot, "#apply");
        robot.type(KeyCode.SPACE);
        until(() -> demo.history().size() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        tabTo(robot, "#activity-undo-1");
        robot.type(KeyCode.SPACE);
        until(() -> text(robot, "#plan-counts").startsWith("1 change"));
        tabTo(robot, "#apply");
        robot.type(KeyCode.SPACE);
        until(() -> demo.history().size() == 2);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        until(() -> isIn(robot, "#tile-dax0-1", "#column-0-devdax"));
    }
}
