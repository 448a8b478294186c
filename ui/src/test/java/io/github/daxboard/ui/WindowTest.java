// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Desk.DAX03;
import static io.github.daxboard.ui.Hand.isIn;
import static io.github.daxboard.ui.Hand.lift;
import static io.github.daxboard.ui.Hand.tabTo;
import static io.github.daxboard.ui.Hand.text;
import static io.github.daxboard.ui.Hand.there;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilState;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window under a robot: each way to move a device, and what Apply brings back. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {
    // It tells of events on a thread of its own, as a watched host does.
    private final SimHost host = SimHost.demo().tellsBy(Thread::startVirtualThread);
    private final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.open(stage, Gallery.opener(host));
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    @Test
    void aDragByMouseQueuesAndWritesNothing(FxRobot robot) {
        lift(robot, "#tile-dax2-0", "#column-2-fsdev");
        until(() -> text(robot, "#status-said").equals("Moving dax2.0: over fsdev, allowed"));
        assertThat(there(robot, "#drag-bubble")).isTrue();
        Node lifted = robot.lookup("#lifted").query();
        Node column = robot.lookup("#column-2-fsdev").query();
        assertThat(lifted.localToScreen(lifted.getBoundsInLocal()))
                .matches(bounds -> bounds.intersects(column.localToScreen(column.getBoundsInLocal())));
        robot.drop();
        untilState(robot, "Checked");
        assertThat(isIn(robot, "#tile-dax2-0", "#column-2-fsdev")).isTrue();
        assertThat(isIn(robot, "#from-dax2-0", "#column-2-devdax")).isTrue();
        assertThat(text(robot, "#plan-note")).isEqualTo("Nothing has been written.");
        assertThat(host.kernel().writes()).isEmpty();
    }

    @Test
    void chipsNarrowTheBoardAndSayHowMuchIsHidden(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#filter");
        untilThere(robot, "#filter-bar");
        robot.clickOn("#filter-fsdev");
        until(() -> text(robot, "#filter-hidden").equals("7 hidden"));
        assertThat(there(robot, "#tile-dax1-1")).isTrue();
        assertThat(there(robot, "#tile-dax0-1")).isFalse();
        robot.clickOn("#filter-close");
        untilThere(robot, "#tile-dax0-1");
        assertThat(there(robot, "#filter-bar")).isFalse();
    }

    @Test
    void everyColumnSaysItsReasonWhileATileIsInTheAir(FxRobot robot) {
        lift(robot, "#tile-dax2-0", "#column-2-system-ram");
        until(() -> text(robot, "#status-said").contains("refused"));
        assertThat(robot.lookup("#column-2-system-ram").query().getStyleClass()).contains("refused", "over");
        assertThat(robot.lookup("#column-2-fsdev").query().getStyleClass()).contains("allowed");
        assertThat(robot.lookup("#column-2-unbound").query().getStyleClass()).contains("warned");
        until(() -> robot.lookup("#region-0").query().getOpacity() == 0.55);
    }

    @Test
    void aDropOnARefusedColumnExplainsInACard(FxRobot robot) {
        lift(robot, "#tile-dax2-0", "#column-2-system-ram");
        until(() -> text(robot, "#status-said").contains("refused"));
        robot.drop();
        untilThere(robot, "#refused-card");
        assertThat(text(robot, "#status-said")).contains("was refused").contains("no target node");
        robot.clickOn("#refused-close");
        until(() -> !there(robot, "#refused-card"));
        assertThat(text(robot, "#plan-state")).isEqualTo("Empty");
    }

    @Test
    void escapePutsTheTileBackWhileTheButtonIsStillDown(FxRobot robot) {
        lift(robot, "#tile-dax2-0", "#column-2-fsdev");
        until(() -> text(robot, "#status-said").contains("allowed"));
        robot.type(KeyCode.ESCAPE);
        until(() -> !there(robot, "#drag-bubble"));
        robot.drop();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text(robot, "#plan-state")).isEqualTo("Empty");
        assertThat(text(robot, "#status-said")).contains("was put back");
    }

    private void letMove(FxRobot robot) {
        robot.interact(() -> window.shell().comfort().reducedMotion().set(false));
    }

    @Test
    void theDrawerAndTheInspectorComeFromWhereTheyWereAndAreThenThere(FxRobot robot) {
        letMove(robot);
        untilThere(robot, "#inspector");
        List<Double> below = new CopyOnWriteArrayList<>();
        List<Double> right = new CopyOnWriteArrayList<>();
        robot.interact(() -> {
            Node plan = robot.lookup("#plan").query();
            Node inspector = robot.lookup("#inspector").query();
            plan.translateYProperty().subscribe((before, now) -> below.add(now.doubleValue()));
            inspector.translateXProperty().subscribe((before, now) -> right.add(now.doubleValue()));
            window.desk().board().move(DAX03, Mode.DEVDAX);
        });
        until(() -> !below.isEmpty() && below.getLast() == 0);
        assertThat(below.getFirst()).isGreaterThan(150);
        robot.type(KeyCode.I);
        until(() -> !there(robot, "#inspector"));
        assertThat(right).isEmpty();
        robot.type(KeyCode.I);
        until(() -> !right.isEmpty() && right.getLast() == 0);
        assertThat(right.getFirst()).isGreaterThan(300);
    }

    @Test
    void whereMotionIsReducedTheDrawerAndTheInspectorAreThereAtOnce(FxRobot robot) {
        untilThere(robot, "#inspector");
        List<Number> moved = new CopyOnWriteArrayList<>();
        robot.interact(() -> {
            robot.lookup("#plan").query().translateYProperty().subscribe((before, now) -> moved.add(now));
            robot.lookup("#inspector").query().translateXProperty().subscribe((before, now) -> moved.add(now));
            window.desk().board().move(DAX03, Mode.DEVDAX);
        });
        untilState(robot, "Checked");
        robot.type(KeyCode.I);
        until(() -> !there(robot, "#inspector"));
        robot.type(KeyCode.I);
        untilThere(robot, "#inspector");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(moved).isEmpty();
    }

    @Test
    void aTileThatIsPutBackGoesHomeAndIsThenGone(FxRobot robot) {
        letMove(robot);
        lift(robot, "#tile-dax2-0", "#column-2-fsdev");
        until(() -> text(robot, "#status-said").contains("allowed"));
        robot.interact(() -> {
            window.desk().board().cancel();
            assertThat(there(robot, "#drag-bubble")).isFalse();
            assertThat(there(robot, "#lifted")).isTrue();
        });
        until(() -> !there(robot, "#lifted"));
    }

    @Test
    void whereMotionIsReducedATileThatIsPutBackIsGoneAtOnce(FxRobot robot) {
        letMove(robot);
        untilThere(robot, "#settings");
        robot.clickOn("#settings");
        untilThere(robot, "#reduced-motion");
        robot.clickOn("#reduced-motion").type(KeyCode.ESCAPE);
        lift(robot, "#tile-dax2-0", "#column-2-fsdev");
        until(() -> text(robot, "#status-said").contains("allowed"));
        assertThat(robot.lookup("#board").query().getStyleClass()).doesNotContain("moves");
        robot.interact(() -> {
            window.desk().board().cancel();
            assertThat(there(robot, "#lifted")).isFalse();
        });
    }

    @Test
    void theKeyboardPicksUpCarriesAndDrops(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> robot.lookup("#tile-dax0-1").query().requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> text(robot, "#status-said").contains("picked up"));
        robot.type(KeyCode.RIGHT);
        until(() -> text(robot, "#status-said").equals("Moving dax0.1: over fsdev, allowed"));
        robot.type(KeyCode.ENTER);
        untilState(robot, "Checked");
        assertThat(text(robot, "#status-said")).contains("queued as change 1");
        assertThat(robot.lookup("#tile-dax0-1").query().isFocused()).isTrue();
    }

    @Test
    void theKeyboardPutsBackOnEscape(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> robot.lookup("#tile-dax0-1").query().requestFocus());
        robot.type(KeyCode.SPACE, KeyCode.RIGHT, KeyCode.ESCAPE);
        until(() -> text(robot, "#status-said").contains("was put back"));
        assertThat(text(robot, "#plan-state")).isEqualTo("Empty");
    }

    @Test
    void theMenuMovesAndSaysWhyNot(FxRobot robot) {
        untilThere(robot, "#tile-dax2-0");
        robot.rightClickOn("#tile-dax2-0");
        untilThere(robot, "#menu-move-fsdev");
        untilThere(robot, "#menu-move-fsdev");
        Node refused = robot.lookup("#menu-move-system-ram").query();
        // A menu's item is no disabled node; it is in the state that says so, and takes no click.
        assertThat(refused.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("disabled"));
        assertThat(robot.from(refused)
                        .lookup(".menu-reason")
                        .queryAs(Labeled.class)
                        .getText())
                .isNotBlank();
        robot.clickOn("#menu-move-fsdev");
        untilState(robot, "Checked");
    }

    @Test
    void clicksMoveWithoutADrag(FxRobot robot) {
        untilThere(robot, "#tile-dax2-0");
        robot.clickOn("#tile-dax2-0");
        untilThere(robot, "#move-fsdev");
        assertThat(robot.lookup("#move-system-ram").query().isDisabled()).isTrue();
        robot.clickOn("#move-fsdev");
        untilState(robot, "Checked");
    }

    private static void queueByClicks(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-1");
        untilThere(robot, "#move-fsdev");
        robot.clickOn("#move-fsdev");
        untilState(robot, "Checked");
    }

    @Test
    void applyRunsThePlanAndShowsWhatWasReadBack(FxRobot robot) {
        queueByClicks(robot);
        robot.clickOn("#apply");
        untilState(robot, "Done");
        untilThere(robot, "#state-now");
        assertThat(isIn(robot, "#tile-dax0-1", "#column-0-fsdev")).isTrue();
        assertThat(there(robot, "#from-dax0-1")).isFalse();
        robot.clickOn("#plan-clear");
        untilState(robot, "Empty");
    }

    @Test
    void whileAPlanRunsItsTileIsBusyAndApplyIsOff(FxRobot robot) {
        CountDownLatch go = host.holdRun();
        queueByClicks(robot);
        robot.clickOn("#apply");
        untilState(robot, "Running");
        assertThat(robot.lookup("#apply").query().isDisabled()).isTrue();
        until(() -> robot.lookup("#tile-dax0-1").query().getAccessibleText().contains("step 1 of"));
        go.countDown();
        untilState(robot, "Done");
    }

    @Test
    void aFailureShowsItsCardAndTheStateThatIsLeft(FxRobot robot) {
        host.kernel().failWrite(Desk.attribute(Driver.FSDEV_DAX, "bind"), Errno.EBUSY, 1);
        queueByClicks(robot);
        robot.clickOn("#apply");
        untilState(robot, "Failed, undone");
        untilThere(robot, "#refusal-1");
        assertThat(robot.lookup("#refusal-1").query().getAccessibleText()).contains("EBUSY");
        untilThere(robot, "#state-now");
        assertThat(isIn(robot, "#tile-dax0-1", "#column-0-devdax")).isTrue();
        robot.clickOn("#plan-again");
        untilState(robot, "Checked");
    }

    @Test
    void aHostThatMovedOnGetsANewPlanAndNoWrite(FxRobot robot) {
        queueByClicks(robot);
        host.beforeApply(() -> host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1"));
        robot.clickOn("#apply");
        until(() -> text(robot, "#plan-note").contains("The host has changed"));
        untilState(robot, "Checked");
        assertThat(host.kernel().writes()).isEmpty();
    }

    @Test
    void theThemeChangesAtOnceAndKeysAreListed(FxRobot robot) {
        untilThere(robot, "#settings");
        robot.clickOn("#settings");
        untilThere(robot, "#theme-dark");
        robot.clickOn("#theme-dark");
        until(() -> robot.lookup("#board")
                .query()
                .getScene()
                .getStylesheets()
                .getFirst()
                .contains("daxboard-dark"));
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#keys");
        untilThere(robot, "#keys-list");
    }

    @Test
    void theSearchIsForTheBoardAndHasTheKeyboardOnlyWhenAsked(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        assertThat(robot.lookup("#search").query().isFocused()).isFalse();
        robot.clickOn("#view-map");
        until(() -> !there(robot, "#search"));
        robot.push(KeyCode.CONTROL, KeyCode.F);
        until(() -> robot.lookup("#search").query().isFocused());
        robot.clickOn("#host-local");
        untilThere(robot, "#this-machine");
        assertThat(there(robot, "#search")).isFalse();
    }

    @Test
    void aHostOutOfReachShowsACardInThePage(FxRobot robot) {
        untilThere(robot, "#host-lab");
        robot.clickOn("#host-lab");
        untilThere(robot, "#unreachable-card");
        robot.clickOn("#host-local");
        untilThere(robot, "#this-machine");
        robot.clickOn("#open-demo");
        untilThere(robot, "#board");
    }

    @Test
    void theHeadsStandOverTheirColumnsHoweverWideTheWindowIs(FxRobot robot) {
        untilThere(robot, "#tile-dax0-0");
        Stage stage = (Stage) robot.lookup("#board").query().getScene().getWindow();
        for (double width : new double[] {1000, 1100, 1211.5, 1400, 1590, 1000}) {
            robot.interact(() -> stage.setWidth(width));
            WaitForAsyncUtils.waitForFxEvents();
            until(() -> robot.lookup(".column-head").queryAll().size() == 4);
            for (Node head : robot.lookup(".column-head").queryAll()) {
                assertThat(head.getLayoutBounds().getWidth())
                        .as("a head in a window of %s", width)
                        .isGreaterThan(50);
            }
            Node unbound = robot.lookup("#column-0-unbound").query();
            Node last = robot.lookup(".column-head").queryAll().stream()
                    .reduce((one, next) -> next)
                    .orElseThrow();
            assertThat(last.localToScene(0, 0).getX()
                            - unbound.localToScene(0, 0).getX())
                    .as("the last head in a window of %s", width)
                    .isBetween(0.0, 12.0);
        }
    }

    @Test
    void whatIsMissingOnThisMachineIsToldHowToBringAbout(FxRobot robot) {
        untilThere(robot, "#host-local");
        robot.clickOn("#host-local");
        untilThere(robot, "#how-fsdev");
        assertThat(robot.lookup("#how-bus").tryQuery()).isEmpty();
        robot.clickOn("#how-fsdev");
        untilThere(robot, "#told-fsdev");
        assertThat(text(robot, "#how-fsdev")).isEqualTo("Hide");
        robot.clickOn("#copy-how-fsdev");
        robot.interact(() -> assertThat(
                        javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .contains("daxboard-fsdev-dkms"));
        robot.clickOn("#how-fsdev");
        until(() -> !there(robot, "#told-fsdev"));
    }

    @Test
    void aHostThatIsOpenedByTheKeyboardKeepsItOnItsRow(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> robot.lookup("#host-local").query().requestFocus());
        robot.type(KeyCode.SPACE);
        untilThere(robot, "#how-fsdev");
        assertThat(robot.lookup("#host-local").query().isFocused()).isTrue();
    }

    @Test
    void manyHostsFoldByTheirNamesAndTheOneThatIsLookedAtStays(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> window.shell().hosts().add(Fleet.many()));
        untilThere(robot, "#host-group-memlab");
        String first = "#host-ssh-admin-memlab-2";
        assertThat(there(robot, first)).isFalse();
        robot.clickOn("#host-group-memlab");
        untilThere(robot, first);
        assertThat(window.shell().comfort().openGroups().get()).containsExactly("memlab");
        robot.clickOn(first);
        tabTo(robot, "#host-group-memlab");
        robot.type(KeyCode.SPACE);
        until(() -> !there(robot, "#host-ssh-admin-memlab-3"));
        assertThat(there(robot, first)).isTrue();
        assertThat(robot.lookup("#host-group-memlab").query().isFocused()).isTrue();
    }

    @Test
    void whileADeviceIsInTheAirTheInspectorTellsTheKeys(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-1");
        untilThere(robot, "#move-fsdev");
        assertThat(there(robot, "#inspector-keys")).isFalse();
        robot.type(KeyCode.SPACE);
        untilThere(robot, "#inspector-keys");
        assertThat(there(robot, "#move-fsdev")).isFalse();
        robot.type(KeyCode.ESCAPE);
        until(() -> !there(robot, "#inspector-keys") && there(robot, "#move-fsdev"));
    }

    @Test
    void aFailureIsReadWithoutScrollingInAWindowOf900(FxRobot robot) {
        untilThere(robot, "#tile-dax0-3");
        host.kernel().failWrite(KernelPath.DAX_DRIVERS.child("device_dax").child("bind"), Errno.EBUSY, 1);
        robot.interact(() -> {
            window.desk().board().move(DAX03, Mode.DEVDAX);
            window.desk().plan().apply();
        });
        untilState(robot, "Failed, undone");
        untilThere(robot, "#state-now");
        Node card = robot.lookup("#state-now").query();
        until(() -> card.localToScene(card.getBoundsInLocal()).getMaxY()
                <= robot.lookup("#plan").query().localToScene(0, 0).getY()
                        + robot.lookup("#plan").query().getLayoutBounds().getHeight());
    }

    private static javafx.geometry.Point2D onBar(FxRobot robot, String region, double share) {
        Node bar = robot.from(robot.lookup(region))
                .lookup(".bar")
                .match(Node::isVisible)
                .query();
        var bounds = bar.localToScreen(bar.getBoundsInLocal());
        return new javafx.geometry.Point2D(bounds.getMinX() + share * bounds.getWidth(), bounds.getMinY() + 6);
    }

    @Test
    void anEdgeDraggedInTheBarResizes(FxRobot robot) {
        untilThere(robot, "#tile-dax0-3");
        // dax0.3 ends where the free space of region 0 begins: 240 of 256 GiB.
        robot.drag(onBar(robot, "#region-0", 240.0 / 256), MouseButton.PRIMARY).moveTo(onBar(robot, "#region-0", 0.98));
        untilThere(robot, "#drag-bubble");
        robot.moveTo(onBar(robot, "#region-0", 1)).drop();
        untilState(robot, "Checked");
        assertThat(text(robot, "#status-said")).startsWith("dax0.3 to 32 GiB is queued");
        assertThat(host.kernel().writes()).isEmpty();
    }

    @Test
    void freeSpaceDraggedOverBecomesADeviceAndEscapeTakesThatBack(FxRobot robot) {
        untilThere(robot, "#tile-dax1-1");
        robot.drag(onBar(robot, "#region-1", 0.9), MouseButton.PRIMARY).moveTo(onBar(robot, "#region-1", 0.95));
        untilThere(robot, "#drag-bubble");
        robot.type(KeyCode.ESCAPE).drop();
        until(() -> !there(robot, "#drag-bubble"));
        assertThat(text(robot, "#plan-state")).isEqualTo("Empty");
        robot.drag(onBar(robot, "#region-1", 0.876), MouseButton.PRIMARY).moveTo(onBar(robot, "#region-1", 0.95));
        robot.moveTo(onBar(robot, "#region-1", 1)).drop();
        untilState(robot, "Checked");
        assertThat(text(robot, "#status-said")).startsWith("new device of 64 GiB in region 1");
    }

    @Test
    void theKeyboardResizesInADialog(FxRobot robot) {
        untilThere(robot, "#tile-dax0-3");
        robot.interact(() -> robot.lookup("#tile-dax0-3").query().requestFocus());
        robot.type(KeyCode.R);
        untilThere(robot, "#form-size");
        robot.write("8G").type(KeyCode.ENTER);
        // What an unbound device holds is not known, so its loss is confirmed by its name.
        untilState(robot, "Needs confirmation");
        assertThat(text(robot, "#status-said")).startsWith("dax0.3 to 8 GiB is queued");
        untilThere(robot, "#confirm-name-dax0-3");
        robot.clickOn("#confirm-name-dax0-3").write("dax0.3").clickOn("#confirm-dax0-3");
        untilState(robot, "Checked");
        assertThat(there(robot, "#form")).isFalse();
    }

    @Test
    void clicksMakeANewDeviceInItsMode(FxRobot robot) {
        untilThere(robot, "#create-1");
        robot.clickOn("#create-1");
        untilThere(robot, "#form-mode-fsdev");
        robot.clickOn("#form-mode-fsdev").clickOn("#form-accept");
        untilState(robot, "Checked");
        assertThat(isIn(robot, "#tile-dax1-3", "#column-1-fsdev")).isTrue();
        robot.clickOn("#apply");
        untilState(robot, "Done");
        assertThat(isIn(robot, "#tile-dax1-3", "#column-1-fsdev")).isTrue();
    }

    @Test
    void selectedTilesFlyTogether(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-1");
        robot.press(KeyCode.CONTROL).clickOn("#tile-dax0-3").release(KeyCode.CONTROL);
        until(() -> text(robot, "#status-said").equals("2 devices selected"));
        lift(robot, "#tile-dax0-1", "#column-0-fsdev");
        until(() -> text(robot, "#status-said").startsWith("Moving 2 devices: over fsdev"));
        robot.drop();
        until(() -> text(robot, "#plan-counts").startsWith("2 changes"));
    }

    @Test
    void theSearchFindsAndEnterGoesThere(FxRobot robot) {
        untilThere(robot, "#tile-dax2-0");
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("dax2");
        until(() -> !there(robot, "#tile-dax0-1"));
        robot.type(KeyCode.ENTER);
        until(() -> robot.lookup("#tile-dax2-0").query().isFocused());
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.type(KeyCode.ESCAPE);
        untilThere(robot, "#tile-dax0-1");
    }

    @Test
    void aRunCanBeStoppedByAClick(FxRobot robot) {
        CountDownLatch go = host.holdRun();
        queueByClicks(robot);
        robot.clickOn("#apply");
        untilState(robot, "Running");
        robot.clickOn("#stop");
        until(() -> text(robot, "#apply-off").startsWith("Stopping"));
        go.countDown();
        untilState(robot, "Stopped, undone");
        assertThat(isIn(robot, "#tile-dax0-1", "#column-0-devdax")).isTrue();
    }

    @Test
    void whatAnotherProgramDoesShowsUpMarked(FxRobot robot) {
        untilThere(robot, "#tile-dax2-0");
        host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax2.0");
        until(() -> isIn(robot, "#tile-dax2-0", "#column-2-unbound"));
        assertThat(robot.lookup("#tile-dax2-0").query().getStyleClass()).contains("outside");
        robot.clickOn("#tile-dax2-0");
        until(() -> !robot.lookup("#tile-dax2-0").query().getStyleClass().contains("outside"));
    }
}
