// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static io.github.daxboard.ui.Hand.lift;
import static io.github.daxboard.ui.Hand.there;
import static io.github.daxboard.ui.Hand.until;
import static io.github.daxboard.ui.Hand.untilThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.sim.World;
import io.github.daxboard.text.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Every refusal that a drop can meet, seen: what happened, to which device, why, on what evidence, what to do, all of it within
 * the window. The refusals of a run, of a host that moved on and of one out of reach are in {@link WindowTest}; those of a
 * dialog stand at its fields, in BarAndFormTest.
 */
@ExtendWith(ApplicationExtension.class)
class PlanProblemsTest {
    private static final String MACHINE = """
            kernel 6.12.117
            host refusals
            block 128M
            auto-online offline
            module device_dax loaded
            module kmem loaded
            """;
    private static final String REGION =
            MACHINE + "module fsdev_dax loaded\nram 0x0 4G node 0\nregion 0 cxl 0x100000000 1G node 1 cpus 0\n";

    /**
     * One refusal.
     *
     * @param world the machine, on which dax0.0 is moved
     * @param to the column that it is dropped on
     * @param says what the card must say, in this order
     */
    private record Case(String world, String to, List<String> says) {}

    private static final Map<String, Case> CASES = cases();

    private static Map<String, Case> cases() {
        Map<String, Case> all = new LinkedHashMap<>();
        all.put(
                "held",
                new Case(
                        REGION + "device dax0.0 512M devdax\nholder dax0.0 maps 4211 qemu-system-x86 uid 0\n",
                        "unbound",
                        List.of(
                                "dax0.0 is in use.",
                                "EBUSY",
                                "from under its user without asking",
                                "qemu-system-x86",
                                "Stop the programs")));
        all.put(
                "no-target-node",
                new Case(
                        REGION.replace(" node 1 cpus 0", "") + "device dax0.0 512M devdax\n",
                        "system-ram",
                        List.of(
                                "dax0.0 has no target node",
                                "EINVAL",
                                "names no NUMA node",
                                "target_node: absent",
                                "SRAT or CFMWS")));
        all.put(
                "too-small",
                new Case(
                        REGION + "device dax0.0 64M devdax\n",
                        "system-ram",
                        List.of(
                                "dax0.0 is too small for memory",
                                "EINVAL",
                                "blocks of 128 MiB",
                                "block_size_bytes",
                                "Give it at least 128 MiB")));
        all.put(
                "driver-missing",
                new Case(
                        MACHINE + "ram 0x0 4G node 0\nregion 0 cxl 0x100000000 1G node 1 cpus 0\n"
                                + "device dax0.0 512M devdax\n",
                        "fsdev",
                        List.of(
                                "The driver fsdev_dax is missing.",
                                "installed for Linux 6.12.117",
                                "comes with Daxboard")));
        all.put(
                "no-room-elsewhere",
                new Case(
                        REGION + "node 0 used 4000M\nnode 1 used 500M\ndevice dax0.0 512M system-ram online 4\n",
                        "devdax",
                        List.of(
                                "in use, and there is no room to move it to",
                                "ENOMEM",
                                "the other nodes can take",
                                "Stop programs that use much memory")));
        all.put(
                "no-room-for-page-map",
                new Case(
                        MACHINE + "module fsdev_dax loaded\nram 0x0 1G node 0\nnode 0 used 1020M\n"
                                + "region 0 cxl 0x100000000 64G node 1 cpus 0\ndevice dax0.0 64G devdax\n",
                        "fsdev",
                        List.of(
                                "There is not enough ordinary memory to have dax0.0 as fsdev.",
                                "ENOMEM",
                                "64 bytes for each page",
                                "switch a smaller device")));
        return all;
    }

    private final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.open(stage, PlanProblemsTest::open);
    }

    private static HostConnection open(HostAddress address, Consumer<Message> progress) {
        return address instanceof HostAddress.Ssh ssh
                ? new SimHost(
                        address,
                        World.parse(
                                Objects.requireNonNull(CASES.get(ssh.host())).world()))
                : SimHost.demo();
    }

    @AfterEach
    void end(FxRobot robot) {
        window.close(robot);
    }

    private void show(FxRobot robot, String name) {
        HostAddress host = new HostAddress.Ssh("admin", name, 22);
        robot.interact(() -> {
            window.shell().hosts().add(List.of(host));
            window.shell().open(host);
        });
        until(() -> window.desk().session().address().equals(host) && there(robot, "#tile-dax0-0"));
    }

    @Test
    void everyRefusalOfADropIsSaidWholeInItsCard(FxRobot robot) {
        untilThere(robot, "#tile-dax2-0");
        CASES.forEach((name, one) -> {
            show(robot, name);
            lift(robot, "#tile-dax0-0", "#column-0-" + one.to());
            until(() -> Hand.text(robot, "#status-said").contains("refused"));
            robot.drop();
            untilThere(robot, "#refused-card");
            Node card = robot.lookup("#refused-card").query();
            String said = card.lookupAll(".label").stream()
                    .map(Labeled.class::cast)
                    .map(Labeled::getText)
                    .collect(Collectors.joining("\n"));
            assertThat(said).as(name).containsSubsequence(one.says());
            Bounds at = card.localToScene(card.getLayoutBounds());
            assertThat(at.getMinY()).as(name).isGreaterThanOrEqualTo(0);
            assertThat(at.getMaxY())
                    .as(name)
                    .isLessThanOrEqualTo(card.getScene().getHeight());
            robot.clickOn("#refused-close");
            until(() -> !there(robot, "#refused-card"));
        });
    }

    @Test
    void pinnedMemoryIsNotLiftedAndSaysWhyWhenAHandTriesTo(FxRobot robot) {
        lift(robot, "#tile-dax1-2", "#column-1-devdax");
        until(() -> Hand.text(robot, "#status-said")
                .equals("dax1.2 is pinned until reboot. The kernel still uses its memory, so it can't move."));
        robot.drop();
        assertThat(there(robot, "#lifted")).isFalse();
        assertThat(Hand.text(robot, "#plan-state")).isEqualTo("Empty");
    }
}
