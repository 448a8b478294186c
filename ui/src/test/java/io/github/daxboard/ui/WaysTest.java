// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Desk.DAX00;
import static io.github.daxboard.ui.Desk.DAX01;
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
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.sim.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.robot.Motion;

/** What is done to devices and to the plan, by the ways that no other test goes: by keyboard alone, and by clicks alone. */
@ExtendWith(ApplicationExtension.class)
class WaysTest {
    private final SimHost host = new SimHost(new HostAddress.Demo(), World.parse("""
            kernel 6.12.117
            host ways
            block 2G
            auto-online offline
            module device_dax loaded
            module kmem loaded
            module fsdev_dax loaded
            ram 0x0 64G node 0
            region 0 hmem 0x8000000000 64G node 1 cpus 0
            device dax0.0 32G devdax
            device dax0.1 16G devdax
            device dax0.2 8G system-ram online 4
            superblock dax0.1 ext4 label data
            """));
    private final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.open(stage, Gallery.opener(host));
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    private static void go(FxRobot robot, String tile) {
        untilThere(robot, tile);
        tabTo(robot, tile);
    }

    private static void menu(FxRobot robot, String tile, String item) {
        untilThere(robot, tile);
        robot.rightClickOn(tile);
        untilThere(robot, item);
        robot.clickOn(item);
    }

    /** The same menu by its key, down to an item of it. */
    private static void menuByKeys(FxRobot robot, String tile, String item) {
        go(robot, tile);
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        downTo(robot, item);
        robot.type(KeyCode.ENTER);
    }

    private List<Change> queued() {
        return window.desk().plan().plan().changes().stream()
                .map(ChangePlan::change)
                .toList();
    }

    private void queue(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> {
            window.desk().board().move(DAX00, Mode.UNBOUND);
            window.desk().board().move(DAX01, Mode.UNBOUND);
        });
        untilThere(robot, "#change-2");
    }

    @Test
    void clicksResizeByTheSlider(FxRobot robot) {
        menu(robot, "#tile-dax0-0", "#menu-resize");
        untilThere(robot, "#form-slider");
        robot.clickOn(robot.lookup("#form-slider").<Node>query());
        robot.clickOn("#form-accept");
        untilState(robot, "Checked");
        assertThat(queued()).singleElement().isInstanceOf(Change.Resize.class);
    }

    @Test
    void theKeyboardMakesANewDevice(FxRobot robot) {
        go(robot, "#tile-dax0-0");
        robot.type(KeyCode.N);
        untilThere(robot, "#form-size");
        robot.write("4G");
        robot.type(KeyCode.ENTER);
        untilState(robot, "Checked");
        assertThat(queued().getFirst()).isInstanceOf(Change.Create.class);
    }

    @Test
    void theKeyboardSplits(FxRobot robot) {
        go(robot, "#tile-dax0-0");
        robot.type(KeyCode.S);
        untilThere(robot, "#form-size");
        robot.type(KeyCode.ENTER);
        until(() -> queued().stream().anyMatch(Change.Create.class::isInstance));
        assertThat(queued().getFirst()).isInstanceOf(Change.Resize.class);
    }

    @Test
    void clicksSplit(FxRobot robot) {
        menu(robot, "#tile-dax0-0", "#menu-split");
        untilThere(robot, "#form-accept");
        robot.clickOn("#form-accept");
        until(() -> queued().stream().anyMatch(Change.Create.class::isInstance));
    }

    @Test
    void theKeyboardQueuesTheEndOfADevice(FxRobot robot) {
        go(robot, "#tile-dax0-0");
        robot.type(KeyCode.DELETE);
        until(() -> queued().stream().anyMatch(Change.Destroy.class::isInstance));
    }

    @Test
    void clicksQueueTheEndOfADevice(FxRobot robot) {
        menu(robot, "#tile-dax0-0", "#menu-destroy");
        until(() -> queued().stream().anyMatch(Change.Destroy.class::isInstance));
    }

    @Test
    void theKeyboardMovesByTheMenu(FxRobot robot) {
        menuByKeys(robot, "#tile-dax0-0", "#menu-move-fsdev");
        untilState(robot, "Checked");
        assertThat(isIn(robot, "#tile-dax0-0", "#column-0-fsdev")).isTrue();
    }

    @Test
    void theKeyboardTakesMemoryOfflineByTheMenu(FxRobot robot) {
        go(robot, "#tile-dax0-2");
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        downTo(robot, "#menu-memory");
        robot.type(KeyCode.RIGHT);
        downTo(robot, "#menu-offline");
        robot.type(KeyCode.ENTER);
        until(() -> queued().stream().anyMatch(Change.Offline.class::isInstance));
    }

    @Test
    void clicksTakeMemoryOffline(FxRobot robot) {
        untilThere(robot, "#tile-dax0-2");
        robot.rightClickOn("#tile-dax0-2");
        untilThere(robot, "#menu-memory");
        // A hand that passes over an item opens what is in it.
        robot.moveTo("#menu-memory");
        untilThere(robot, "#menu-offline");
        robot.clickOn("#menu-offline", Motion.HORIZONTAL_FIRST);
        until(() -> queued().stream().anyMatch(Change.Offline.class::isInstance));
    }

    @Test
    void theKeyboardCarriesSeveral(FxRobot robot) {
        go(robot, "#tile-dax0-0");
        robot.type(KeyCode.ENTER);
        robot.type(KeyCode.DOWN);
        robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
        robot.type(KeyCode.SPACE);
        until(() -> text(robot, "#status-said").contains("2 devices"));
        robot.type(KeyCode.RIGHT);
        robot.type(KeyCode.ENTER);
        until(() -> queued().size() == 2);
    }

    @Test
    void clicksMoveSeveral(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-0");
        robot.press(KeyCode.CONTROL).clickOn("#tile-dax0-1").release(KeyCode.CONTROL);
        menu(robot, "#tile-dax0-1", "#menu-move-unbound");
        until(() -> queued().size() == 2);
    }

    @Test
    void theKeyboardReordersDropsAndTakesBack(FxRobot robot) {
        queue(robot);
        tabTo(robot, "#change-1");
        robot.push(KeyCode.CONTROL, KeyCode.DOWN);
        until(() -> queued().getFirst().target().equals(Optional.of(DAX01)));
        robot.type(KeyCode.DELETE);
        until(() -> queued().size() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> queued().size() == 2);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        until(() -> queued().size() == 1);
    }

    @Test
    void clicksReorderDropTakeBackAndClear(FxRobot robot) {
        queue(robot);
        robot.clickOn("#change-1");
        untilThere(robot, "#sink-1");
        robot.clickOn("#sink-1");
        until(() -> queued().getFirst().target().equals(Optional.of(DAX01)));
        robot.clickOn("#drop-dax0-1");
        until(() -> queued().size() == 1);
        robot.clickOn("#plan-undo");
        until(() -> queued().size() == 2);
        robot.clickOn("#plan-redo");
        until(() -> queued().size() == 1);
        robot.clickOn("#plan-clear");
        untilState(robot, "Empty");
    }

    @Test
    void aReorderedPlanIsDrawnAsItWillRun(FxRobot robot) {
        queue(robot);
        tabTo(robot, "#change-2");
        robot.push(KeyCode.CONTROL, KeyCode.UP);
        until(() -> queued().getFirst().target().equals(Optional.of(DAX01)));
        until(() -> robot.lookup("#change-1").query().getAccessibleText().contains("dax0.1"));
    }

    @Test
    void theKeyboardLosesDataOnlyByTypingTheNameOfItsDevice(FxRobot robot) {
        menuByKeys(robot, "#tile-dax0-1", "#menu-move-system-ram");
        untilState(robot, "Needs confirmation");
        assertThat(robot.lookup("#apply").query().isDisabled()).isTrue();
        tabTo(robot, "#confirm-name-dax0-1");
        robot.write("dax0.0").type(KeyCode.ENTER);
        until(() -> text(robot, "#status-said").contains("its data stays"));
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("dax0.1").type(KeyCode.ENTER);
        untilState(robot, "Checked");
        assertThat(host.kernel().writes()).isEmpty();
    }

    @Test
    void theKeyboardStopsARun(FxRobot robot) {
        CountDownLatch go = host.holdRun();
        untilThere(robot, "#tile-dax0-0");
        robot.interact(() -> {
            window.desk().board().move(DAX00, Mode.FSDEV);
            window.desk().plan().apply();
        });
        untilState(robot, "Running");
        tabTo(robot, "#stop");
        robot.type(KeyCode.SPACE);
        until(() -> text(robot, "#apply-off").contains("Stopping"));
        go.countDown();
        untilState(robot, "Stopped, undone");
    }

    @Test
    void theKeyboardFoldsARegionAndOpensItsMenu(FxRobot robot) {
        untilThere(robot, "#tile-dax0-0");
        tabTo(robot, "#fold-0");
        robot.type(KeyCode.SPACE);
        until(() -> !there(robot, "#tile-dax0-0"));
        robot.type(KeyCode.SPACE);
        untilThere(robot, "#tile-dax0-0");
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        untilThere(robot, "#menu-clean");
        downTo(robot, "#menu-create");
        robot.type(KeyCode.ENTER);
        untilThere(robot, "#form-size");
    }

    @Test
    void theKeyboardFilters(FxRobot robot) {
        untilThere(robot, "#tile-dax0-0");
        tabTo(robot, "#filter");
        robot.type(KeyCode.SPACE);
        tabTo(robot, "#filter-system-ram");
        robot.type(KeyCode.SPACE);
        until(() -> !there(robot, "#tile-dax0-0") && there(robot, "#tile-dax0-2"));
    }

    @Test
    void anEdgeIsDraggedByTheMouseAndTheDrawerKeepsThatHeight(FxRobot robot) {
        queue(robot);
        double before = robot.lookup("#plan").query().getLayoutBounds().getHeight();
        Node edge = robot.lookup(".plan-edge").query();
        robot.drag(edge, MouseButton.PRIMARY).moveBy(0, -80).drop();
        until(() -> robot.lookup("#plan").query().getLayoutBounds().getHeight() > before + 60);
    }
}
