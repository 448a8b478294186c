// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The map, the activity and the hosts under a robot. */
@ExtendWith(ApplicationExtension.class)
class ViewsTest {
    private final SimHost host = SimHost.demo();
    private final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.open(stage, Fleet.opener(Gallery.opener(host)));
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    private List<DeviceName> selected() {
        return window.desk().selection().list();
    }

    @Test
    void theMapZoomsByClickAndKeyAndEnterSelects(FxRobot robot) {
        untilThere(robot, "#view-map");
        robot.clickOn("#view-map");
        untilThere(robot, "#map-lanes");
        Slider zoom = robot.lookup("#map-zoom").queryAs(Slider.class);
        robot.clickOn("#map-zoom-in");
        until(() -> zoom.getValue() > 0);
        robot.clickOn("#map-whole");
        until(() -> zoom.getValue() == 0);
        robot.interact(() -> robot.lookup("#map-lanes").query().requestFocus());
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.ENTER);
        until(() -> selected().equals(List.of(DAX01)));
        assertThat(robot.from(robot.lookup("#inspector-head").<Node>query())
                        .lookup("dax0.1")
                        .tryQuery())
                .isPresent();
        robot.type(KeyCode.ADD);
        until(() -> zoom.getValue() > 0);
        robot.type(KeyCode.HOME);
        until(() -> zoom.getValue() == 0);
    }

    @Test
    void hostsAreAddedByTypingAndWhatIsNoAddressIsSaid(FxRobot robot) {
        untilThere(robot, "#host-all");
        robot.clickOn("#host-all");
        untilThere(robot, "#fleet-hosts");
        TableView<?> table = robot.lookup("#fleet-hosts").queryAs(TableView.class);
        assertThat(table.getColumns().stream()
                        .mapToDouble(TableColumn::getWidth)
                        .sum())
                .as("all columns stand within the table")
                .isLessThanOrEqualTo(table.getWidth());
        robot.clickOn("#fleet-add");
        untilThere(robot, "#add-hosts-text");
        robot.clickOn("#add-hosts-text").write("pm-1").type(KeyCode.ENTER);
        untilThere(robot, "#add-hosts-wrong");
        robot.eraseText(4).write("admin@pm-1").clickOn("#add-hosts-ok");
        untilThere(robot, "#host-ssh-admin-pm-1");
        robot.clickOn("#host-ssh-admin-pm-1");
        untilThere(robot, "#tile-dax0-1");
    }

    @Test
    void anAddedHostIsTakenOutByItsMenuAndByTheDeleteKey(FxRobot robot) {
        untilThere(robot, "#host-all");
        assertThat(robot.lookup("#hosts-add-first").tryQuery()).isPresent();
        robot.interact(() -> window.shell().hosts().add(Fleet.addresses()));
        untilThere(robot, "#host-ssh-admin-pm-1");
        robot.rightClickOn("#host-ssh-admin-pm-1");
        untilThere(robot, "#host-remove");
        robot.clickOn("#host-remove");
        until(() -> robot.lookup("#host-ssh-admin-pm-1").tryQuery().isEmpty());
        robot.interact(() -> robot.lookup("#host-ssh-admin-pm-2").query().requestFocus());
        robot.type(KeyCode.DELETE);
        until(() -> robot.lookup("#host-ssh-admin-pm-2").tryQuery().isEmpty());
        robot.interact(() -> robot.lookup("#host-demo").query().requestFocus());
        robot.type(KeyCode.DELETE);
        assertThat(robot.lookup("#host-demo").tryQuery()).isPresent();
    }

    @Test
    void whatWasDoneIsListedAndItsUndoIsQueuedAndNotWritten(FxRobot robot) {
        untilThere(robot, "#tile-dax0-1");
        robot.interact(() -> window.desk().board().move(DAX01, Mode.FSDEV));
        robot.clickOn("#apply");
        until(() -> host.history().size() == 1);
        int writes = host.kernel().writes().size();
        robot.clickOn("#view-activity");
        untilThere(robot, "#activity-undo-1");
        robot.clickOn("#activity-fold-1");
        robot.clickOn("#activity-undo-1");
        until(() -> !robot.lookup("#apply").query().isDisabled());
        assertThat(host.kernel().writes()).hasSize(writes);
    }
}
