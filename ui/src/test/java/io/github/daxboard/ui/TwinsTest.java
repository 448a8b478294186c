// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Hand.isIn;
import static io.github.daxboard.ui.Hand.text;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilState;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.sim.World;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Two devices of which all the same can be said: what is pressed for the one never moves the other. */
@ExtendWith(ApplicationExtension.class)
class TwinsTest {
    private final SimHost host = new SimHost(new HostAddress.Demo(), World.parse("""
            kernel 6.12.117
            host twins
            block 128M
            auto-online offline
            module device_dax loaded
            module kmem loaded
            module fsdev_dax loaded
            ram 0x0 16G node 0
            region 0 hmem 0x8000000000 2G node 1 cpus 0
            device dax0.0 1G devdax
            device dax0.1 1G devdax
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

    @Test
    void theInspectorsButtonsAreThoseOfTheDeviceThatItShows(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.clickOn("#tile-dax0-0");
        until(() -> text(robot, "#inspector-device").equals("dax0.0"));
        robot.clickOn("#tile-dax0-1");
        until(() -> text(robot, "#inspector-device").equals("dax0.1"));
        robot.clickOn("#move-fsdev");
        untilState(robot, "Checked");
        assertThat(isIn(robot, "#tile-dax0-1", "#column-0-fsdev")).isTrue();
        assertThat(isIn(robot, "#tile-dax0-0", "#column-0-devdax")).isTrue();
    }
}
