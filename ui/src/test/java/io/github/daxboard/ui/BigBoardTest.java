// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Hand.lift;
import static io.github.daxboard.ui.Hand.there;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.board.BoardViewModel;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A board of a thousand devices under a robot. */
@ExtendWith(ApplicationExtension.class)
class BigBoardTest {
    /** Far fewer than there are devices: what is in sight at this size of the window, and a little on either side. */
    private static final int IN_SIGHT = 150;

    private final SimHost host = new SimHost(new HostAddress.Demo(), World.parse(Frames.world(1000)));
    private final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.open(stage, Gallery.opener(host));
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    private BoardViewModel board() {
        return window.desk().board();
    }

    private static ScrollPane scroll(FxRobot robot) {
        return robot.lookup("#board-scroll").queryAs(ScrollPane.class);
    }

    @Test
    void onlyWhatIsInSightHasNodesHoweverFarOneScrolls(FxRobot robot) {
        untilThere(robot, "#tile-dax0-0");
        for (int tenths = 0; tenths <= 10; tenths++) {
            double to = tenths / 10.0;
            robot.interact(() -> scroll(robot).setVvalue(to));
            assertThat(robot.lookup(".tile").queryAll()).hasSizeBetween(10, IN_SIGHT);
        }
        assertThat(there(robot, "#region-63")).isTrue();
        assertThat(robot.lookup("#tile-dax0-0").tryQuery()).isEmpty();
        robot.interact(() -> scroll(robot).setVvalue(0));
        untilThere(robot, "#tile-dax0-0");
    }

    @Test
    void aTileHeldAtTheLowerEdgeScrollsTheBoardAndStaysInTheAir(FxRobot robot) {
        lift(robot, "#tile-dax0-0", "#column-0-fsdev");
        until(() -> board().drag().get().isPresent());
        Bounds view = robot.interact(() -> {}).bounds(scroll(robot)).query();
        robot.moveTo(view.getCenterX(), view.getMaxY() - 6);
        until(() -> scroll(robot).getVvalue() > 0.02);
        assertThat(board().drag().get()).isPresent();
        robot.moveTo(view.getCenterX(), view.getMinY() + 4);
        until(() -> scroll(robot).getVvalue() == 0);
        robot.moveTo("#column-0-fsdev").drop();
        until(() -> there(robot, "#from-dax0-0"));
    }
}
