// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static org.testfx.util.WaitForAsyncUtils.waitFor;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A robot's hand on the window, and its patience: each wait is for something that can be seen. */
public final class Hand {
    private static final int PATIENCE_SECONDS = 15;
    private static final int LONGEST_TAB_WALK = 120;
    private static final int LONGEST_MENU = 20;

    private Hand() {}

    /** Threads for a window's work. */
    public static ExecutorService background() {
        return threads(0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** One thread that has the screen's part, where there is no toolkit. */
    public static ExecutorService screen() {
        return threads(1, 1, new LinkedBlockingQueue<>());
    }

    /**
     * A host that still tells of something after its test has shut them down is not listened to: the next test would be
     * blamed for it.
     */
    private static ExecutorService threads(int least, int most, BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(least, most, 60, TimeUnit.SECONDS, queue, new DiscardPolicy());
    }

    static void until(Callable<Boolean> condition) {
        try {
            waitFor(
                    PATIENCE_SECONDS,
                    TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.asyncFx(condition).get());
        } catch (TimeoutException e) {
            throw new AssertionError("it did not come to that", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    static boolean there(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(Hand::isSeen).isPresent();
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    static void untilThere(FxRobot robot, String id) {
        until(() -> there(robot, id));
    }

    static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    static void untilState(FxRobot robot, String word) {
        until(() -> text(robot, "#plan-state").equals(word));
    }

    static boolean isIn(FxRobot robot, String tile, String column) {
        return robot.from(robot.lookup(column).queryAll().toArray(new Node[0]))
                .lookup(tile)
                .tryQuery()
                .isPresent();
    }

    /** Takes a tile over a column, and keeps the button down. */
    static void lift(FxRobot robot, String tile, String over) {
        untilThere(robot, tile);
        robot.drag(tile, MouseButton.PRIMARY);
        robot.moveTo(over).moveBy(3, 3);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Walks to a control with the Tab key alone. */
    static void tabTo(FxRobot robot, String id) {
        untilThere(robot, id);
        for (int presses = 0; presses < LONGEST_TAB_WALK; presses++) {
            if (robot.lookup(id).tryQuery().filter(Node::isFocused).isPresent()) {
                return;
            }
            robot.type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        throw new AssertionError("the Tab key does not reach " + id);
    }

    /** Walks to an item of the menu that is open with the Down key alone. */
    static void downTo(FxRobot robot, String id) {
        untilThere(robot, id);
        for (int presses = 0; presses < LONGEST_MENU; presses++) {
            if (robot.lookup(id).query().isFocused()) {
                return;
            }
            robot.type(KeyCode.DOWN);
            WaitForAsyncUtils.waitForFxEvents();
        }
        throw new AssertionError("the Down key does not reach " + id);
    }
}
