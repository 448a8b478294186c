// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.kernel.sim.World;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.board.BoardViewModel;
import io.github.daxboard.ui.hosts.Threads;
import io.github.daxboard.ui.shell.ShellView;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/**
 * How long frames take on boards of several sizes, on the simulated kernel: {@code Frames DEVICES...}. Not a test: it prints
 * figures and judges none.
 */
public final class Frames extends Application {
    private static final int REGIONS = 64;
    private static final int FRAMES = 120;
    private static final int EVENTS = 9;
    private static final double PULSE = 1000.0 / 60;

    private final Deque<Integer> sizes = new ArrayDeque<>();
    private final ExecutorService background = Executors.newCachedThreadPool();

    /** One size's board, in a window. */
    private record Board(int devices, SimHost host, ShellViewModel shell, ShellView view, Scene scene) {
        BoardViewModel model() {
            return shell.current().get().orElseThrow().board();
        }

        ScrollPane scroll() {
            return (ScrollPane) view.lookup("#board-scroll");
        }
    }

    @Override
    public void start(Stage stage) {
        getParameters().getRaw().forEach(text -> sizes.add(Integer.valueOf(text)));
        System.out.println("| devices | what | work: median ms | 95 % | longest | over 16.7 ms | wall: median ms |");
        System.out.println("|--:|---|--:|--:|--:|--:|--:|");
        next(stage);
    }

    static String world(int devices) {
        StringBuilder text = new StringBuilder("""
                kernel 6.12.117
                host frames
                block 128M
                auto-online offline
                module device_dax loaded
                module kmem loaded
                module fsdev_dax loaded
                ram 0x0 64G node 0
                """);
        String[] uses = {"devdax", "fsdev", "unbound", "system-ram online 1"};
        int regions = Math.min(REGIONS, devices);
        for (int region = 0; region < regions; region++) {
            int count = devices / regions + (region < devices % regions ? 1 : 0);
            long start = (1L << 40) + ((long) region << 38);
            text.append(String.format(
                    Locale.ROOT,
                    "region %d hmem 0x%x %dM node %d cpus 0%n",
                    region,
                    start,
                    count * 128L + 1024,
                    2 + region % 4));
            for (int i = 0; i < count; i++) {
                text.append(String.format(
                        Locale.ROOT, "device dax%d.%d 128M %s%n", region, i, uses[(i + region) % uses.length]));
            }
        }
        return text.toString();
    }

    private void next(Stage stage) {
        Integer devices = sizes.poll();
        if (devices == null) {
            background.shutdownNow();
            Platform.exit();
            return;
        }
        SimHost host = new SimHost(new HostAddress.Demo(), World.parse(world(devices)));
        ThemeViewModel theme = new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false));
        ShellViewModel shell = new ShellViewModel(
                Gallery.opener(host),
                new Threads(background, Platform::runLater),
                Optional.empty(),
                theme,
                ZoneOffset.UTC);
        ShellView view = new ShellView(shell);
        Scene scene = new Scene(view, 1440, 900);
        Themes.dress(scene, theme);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        Board board = new Board(devices, host, shell, view, scene);
        long begun = System.nanoTime();
        afterPulse(board, () -> !shell.current().get().isEmpty() && hasTiles(board), () -> {
            one(board, "from opening to the first picture", millis(begun));
            scroll(
                    board,
                    () -> drag(
                            board,
                            () -> events(board, EVENTS, new ArrayList<>(), new ArrayList<>(), () -> next(stage))));
        });
        shell.start(Optional.of(new HostAddress.Demo()));
    }

    private static boolean hasTiles(Board board) {
        return board.view().lookup(".tile") != null;
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    /** Waits for a condition, and then for the pulse that draws what it stands for. */
    private static void afterPulse(Board board, java.util.function.BooleanSupplier condition, Runnable then) {
        Runnable[] listener = new Runnable[1];
        listener[0] = () -> {
            if (condition.getAsBoolean()) {
                board.scene().removePostLayoutPulseListener(listener[0]);
                Platform.runLater(then);
            } else {
                Platform.requestNextPulse();
            }
        };
        board.scene().addPostLayoutPulseListener(listener[0]);
        Platform.requestNextPulse();
    }

    /** Calls back at each frame, and reports the time from frame to frame. */
    private static void frames(Board board, String what, int count, IntConsumer frame, Runnable then) {
        List<Double> times = new ArrayList<>();
        List<Double> works = new ArrayList<>();
        new AnimationTimer() {
            private long last;
            private long lastWork;
            private int number;

            @Override
            public void handle(long now) {
                // The first frames are those that warm up.
                if (last != 0 && number > 20) {
                    times.add((now - last) / 1e6);
                    works.add((work() - lastWork) / 1e6);
                }
                last = now;
                lastWork = work();
                if (number++ > count) {
                    stop();
                    report(board, what, works, times);
                    Platform.runLater(then);
                } else {
                    frame.accept(number);
                }
            }
        }.start();
    }

    private static void scroll(Board board, Runnable then) {
        ScrollPane scroll = board.scroll();
        double step = Math.min(
                1.0 / FRAMES,
                60.0 / Math.max(1, scroll.getContent().getBoundsInLocal().getHeight()));
        frames(
                board,
                "scrolling, 60 px a frame",
                FRAMES,
                number -> scroll.setVvalue(Math.min(1, number * step)),
                () -> {
                    scroll.setVvalue(0);
                    frames(
                            board,
                            "scrolling, all of it in 120 frames",
                            FRAMES,
                            number -> scroll.setVvalue(number / (double) FRAMES),
                            () -> {
                                scroll.setVvalue(0);
                                afterPulse(board, () -> true, then);
                            });
                });
    }

    private static void drag(Board board, Runnable then) {
        Node tile = board.view().lookup(".tile.movable");
        Bounds at = tile.localToScreen(tile.getBoundsInLocal());
        Point2D start = new Point2D(at.getCenterX(), at.getCenterY());
        Robot robot = new Robot();
        robot.mouseMove(start);
        robot.mousePress(MouseButton.PRIMARY);
        frames(
                board,
                "dragging a tile over the columns",
                FRAMES,
                number -> robot.mouseMove(start.add(350 * (1 - Math.cos(number / 30.0)), 20 * Math.sin(number / 10.0))),
                () -> {
                    board.model().cancel();
                    robot.mouseRelease(MouseButton.PRIMARY);
                    afterPulse(board, () -> true, then);
                });
    }

    /** Another program moves a device; the time is from its write until the board is drawn with it. */
    private static void events(Board board, int left, List<Double> works, List<Double> times, Runnable then) {
        if (left == 0) {
            report(board, "from another program's write to the drawn board", works, times);
            then.run();
            return;
        }
        DeviceName device = board.host().lastSnapshotDevices().stream()
                .filter(one -> one.mode().filter(Mode.DEVDAX::equals).isPresent())
                .findFirst()
                .orElseThrow()
                .name();
        long begun = System.nanoTime();
        long worked = work();
        board.host().kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), device.toString());
        board.shell().current().get().orElseThrow().session().poll();
        afterPulse(
                board,
                () -> board.shell()
                        .current()
                        .get()
                        .orElseThrow()
                        .session()
                        .snapshot()
                        .flatMap(one -> one.device(device))
                        .filter(one -> one.isUnbound())
                        .isPresent(),
                () -> {
                    times.add(millis(begun));
                    works.add((work() - worked) / 1e6);
                    events(board, left - 1, works, times, then);
                });
    }

    /** What the JavaFX thread has worked: unlike the clock on the wall, it does not count what other programs take. */
    private static long work() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void one(Board board, String what, double millis) {
        System.out.printf(Locale.ROOT, "| %,d | %s | | | | | %.0f |%n", board.devices(), what, millis);
    }

    private static void report(Board board, String what, List<Double> works, List<Double> times) {
        List<Double> sorted = works.stream().sorted().toList();
        List<Double> wall = times.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %,d | %s | %.1f | %.1f | %.1f | %d of %d | %.1f |%n",
                board.devices(),
                what,
                sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.95)),
                sorted.getLast(),
                sorted.stream().filter(time -> time > PULSE).count(),
                sorted.size(),
                wall.get(wall.size() / 2));
    }
}
