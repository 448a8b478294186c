// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX03;
import static io.github.daxboard.ui.Hand.isIn;
import static io.github.daxboard.ui.Hand.tabTo;
import static io.github.daxboard.ui.Hand.text;
import static io.github.daxboard.ui.Hand.there;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilState;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.ui.shell.HostWorkspace;
import io.github.daxboard.ui.shell.ShellView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window opens on a host where somebody's plan was begun and its helper died: it is ended by hand, with its steps in sight. */
@ExtendWith(ApplicationExtension.class)
class UnfinishedTest {
    private final SimHost demo = SimHost.demo();
    private final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        demo.wasInterrupted(new Change.SwitchMode(DAX01, Mode.FSDEV), 3);
        window.open(stage, (address, progress) -> demo, ShellView::new);
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    private HostWorkspace desk() {
        return window.desk();
    }

    @Test
    void anInterruptedPlanIsToldAtTheStartAndFinishedByAClick(FxRobot robot) {
        untilThere(robot, "#notice-unfinished");
        untilState(robot, "Unfinished");
        int before = demo.kernel().writes().size();
        assertThat(text(robot, "#ways-title")).isEqualTo("dax0.1: devdax to fsdev");
        assertThat(text(robot, "#apply")).isEqualTo("Finish the plan…");
        assertThat(robot.lookup("#step-3").tryQuery()).as("its steps are shown").isPresent();
        assertThat(demo.kernel().writes()).as("and nothing is written").hasSize(before);
        robot.clickOn("#apply");
        until(() -> isIn(robot, "#tile-dax0-1", "#column-0-fsdev"));
        until(() -> !there(robot, "#notice-unfinished"));
        untilState(robot, "Done");
        assertThat(demo.recovered()).containsExactly(Recovery.FINISH);
    }

    @Test
    void anInterruptedPlanIsUndoneByTheKeyboard(FxRobot robot) {
        untilState(robot, "Unfinished");
        tabTo(robot, "#way-finish");
        robot.type(KeyCode.DOWN);
        until(() -> text(robot, "#apply").equals("Undo the plan…"));
        tabTo(robot, "#apply");
        robot.type(KeyCode.SPACE);
        untilState(robot, "Undone");
        assertThat(demo.recovered()).containsExactly(Recovery.UNDO);
        until(() -> !there(robot, "#notice-unfinished"));
        assertThat(isIn(robot, "#tile-dax0-1", "#column-0-devdax")).isTrue();
    }

    @Test
    void anInterruptedPlanIsForgottenOnlyByWhoAgrees(FxRobot robot) {
        untilState(robot, "Unfinished");
        robot.clickOn("#way-forget");
        until(() -> robot.lookup("#apply").queryButton().isDisabled());
        robot.clickOn("#way-agree");
        until(() -> !robot.lookup("#apply").queryButton().isDisabled());
        robot.clickOn("#apply");
        untilState(robot, "Forgotten");
        assertThat(demo.recovered()).containsExactly(Recovery.FORGET);
        until(() -> !there(robot, "#notice-unfinished"));
    }

    @Test
    void anInterruptedPlanThatWasPutAsideComesBackByItsNotice(FxRobot robot) {
        untilState(robot, "Unfinished");
        robot.clickOn("#plan-clear");
        untilState(robot, "Empty");
        robot.interact(() -> desk().board().move(DAX03, Mode.FSDEV));
        until(() -> robot.lookup("#apply").queryButton().isDisabled());
        until(() -> text(robot, "#apply-off")
                .equals("A plan on this host never finished: finish, undo or forget it first"));
        robot.clickOn("#show-unfinished");
        untilState(robot, "Unfinished");
        robot.clickOn("#way-undo");
        robot.clickOn("#apply");
        untilState(robot, "Undone");
        robot.clickOn("#plan-clear");
        untilState(robot, "Checked");
        assertThat(text(robot, "#plan-counts")).as("what was queued stays").startsWith("1 change");
    }
}
