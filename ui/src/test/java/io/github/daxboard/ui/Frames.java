// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.board.BoardViewModel;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.shell.ShellView;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;

/**
 * How long frames take on boards of several sizes, on the simulated kernel: {@code Frames ROUNDS DEVICES...}. In each round a
 * bare JavaFX window of the same size does the same beside the board, so that a ratio is of one moment. Not a test: it prints
 * figures and judges none.
 */
public final class Frames extends Application {
    private static final int REGIONS = 64;
    private static final int WARM_UP = 20;
    private static final int FRAMES = 120;
    private static final int EVENTS = 5;
    private static final double PULSE = 1000.0 / 60;
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService background = Executors.newCachedThreadPool();

    /** What was measured of one frame, or of one event, in ms: by the clock, and what the two threads worked. */
    private record Times(double wall, double screen, double renderer) {}

    /** One size's board, in a window. */
    private record Board(SimHost host, ShellViewModel shell, ShellView view, Scene scene) {
        BoardViewModel model() {
            return shell.current().get().orElseThrow().board();
        }

        boolean isDrawn() {
            return shell.current().get().isPresent() && view.lookup(".tile") != null;
        }

        ScrollPane scroll() {
            return (ScrollPane) view.lookup("#board-scroll");
        }

        Optional<TilePicture> tile(DeviceName device) {
            return model().picture().get().regions().stream()
                    .flatMap(region -> region.columns().stream())
                    .flatMap(column -> column.tiles().stream())
                    .filter(tile -> tile.device().equals(device))
                    .findFirst();
        }
    }

    /** The least that can be scrolled and dragged in: a window that is painted anew from end to end, and one rectangle. */
    private static final class Bare {
        private final Rectangle tile = new Rectangle(240, 54, Color.STEELBLUE);
        private final Label word = new Label("a bare window");
        private final Rectangle ground = new Rectangle(WIDTH, HEIGHT, Color.WHITE);
        private final Scene scene = new Scene(new StackPane(new Pane(ground, word, tile)), WIDTH, HEIGHT);

        Bare() {
            scene.setOnMouseMoved(event -> tile.relocate(event.getSceneX(), event.getSceneY()));
            scene.setOnMouseDragged(event -> tile.relocate(event.getSceneX(), event.getSceneY()));
        }

        void scroll(int frame) {
            ground.setFill(frame % 2 == 0 ? Color.WHITE : Color.WHITESMOKE);
            word.relocate(20, frame * 60.0 % HEIGHT);
        }
    }

    @Override
    public void start(Stage stage) {
        List<Integer> numbers =
                getParameters().getRaw().stream().map(Integer::valueOf).toList();
        stage.setX(0);
        stage.setY(0);
        background.execute(() -> {
            try {
                measure(stage, numbers.getFirst(), numbers.subList(1, numbers.size()));
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(70);
            }
            Platform.exit();
            background.shutdownNow();
        });
    }

    private void measure(Stage stage, int rounds, List<Integer> sizes)
            throws InterruptedException, ExecutionException, TimeoutException {
        System.out.println("| devices | what | frame: median, 95 %, 99 %, ms | dropped | to the bare window"
                + " | JavaFX thread: median, 95 %, ms | renderer: median, ms |");
        System.out.println("|--:|---|--:|--:|--:|--:|--:|");
        Bare bare = onScreen(Bare::new);
        onScreen(() -> {
            stage.setScene(bare.scene);
            stage.show();
            return stage;
        });
        for (int devices : sizes) {
            SimHost host = new SimHost(new HostAddress.Demo(), World.parse(world(devices))).tellsBy(background);
            long begun = System.nanoTime();
            Board board = onScreen(() -> open(stage, host));
            drawn(board::isDrawn);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | from opening the host to the first drawn board | %.0f | | | | |%n",
                    devices,
                    millis(begun));
            Map<String, List<List<Times>>> all = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                round(stage, bare, board)
                        .forEach((what, times) -> all.computeIfAbsent(what, any -> new ArrayList<>())
                                .add(times));
            }
            report(devices, "scrolling, a tile a frame", all, "bare scroll");
            report(devices, "scrolling, all of it in 120 frames", all, "bare scroll");
            report(devices, "dragging a tile over the columns", all, "bare drag");
            report(devices, "bare scroll", all, "bare scroll");
            report(devices, "bare drag", all, "bare drag");
            events(devices, board, rounds * EVENTS);
        }
    }

    private Map<String, List<Times>> round(Stage stage, Bare bare, Board board)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, List<Times>> times = new LinkedHashMap<>();
        show(stage, bare.scene);
        times.put("bare scroll", frames(bare::scroll));
        times.put("bare drag", drag(new Point2D(400, 300), () -> {}));
        show(stage, board.scene());
        ScrollPane scroll = board.scroll();
        double height = onScreen(() -> scroll.getContent().getBoundsInLocal().getHeight()
                - scroll.getViewportBounds().getHeight());
        times.put("scrolling, a tile a frame", frames(frame -> scroll.setVvalue(Math.min(1, frame * 60 / height))));
        times.put(
                "scrolling, all of it in 120 frames",
                frames(frame -> scroll.setVvalue((double) frame / (FRAMES + WARM_UP))));
        onScreen(() -> {
            scroll.setVvalue(0);
            return scroll;
        });
        drawn(() -> true);
        Point2D start = onScreen(() -> {
            // A tile that waits for another device is in the scene too, and cannot be seen.
            Node tile = board.view().lookupAll(".tile.movable").stream()
                    .filter(node ->
                            node.isVisible() && node.getParent().getParent().isVisible())
                    .findFirst()
                    .orElseThrow();
            Bounds at = tile.localToScreen(tile.getBoundsInLocal());
            return new Point2D(at.getCenterX(), at.getCenterY());
        });
        times.put("dragging a tile over the columns", drag(start, () -> {
            if (board.model().drag().get().isEmpty()) {
                throw new IllegalStateException("no tile was in the air");
            }
            board.model().cancel();
        }));
        return times;
    }

    private Board open(Stage stage, SimHost host) {
        ThemeViewModel theme = new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false));
        ShellViewModel shell = new ShellViewModel(
                Gallery.opener(host),
                new Threads(background, Platform::runLater),
                Optional.empty(),
                theme,
                ZoneOffset.UTC);
        ShellView view = new ShellView(shell);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        Themes.dress(scene, theme);
        stage.setScene(scene);
        shell.start(Optional.of(new HostAddress.Demo()));
        return new Board(host, shell, view, scene);
    }

    private static void show(Stage stage, Scene scene)
            throws InterruptedException, ExecutionException, TimeoutException {
        onScreen(() -> {
            stage.setScene(scene);
            return scene;
        });
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

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static <T> T onScreen(Supplier<T> call) throws InterruptedException, ExecutionException, TimeoutException {
        return CompletableFuture.supplyAsync(call, Platform::runLater).get(300, TimeUnit.SECONDS);
    }

    /** Waits for a condition, and then until the frame that shows it has gone to the renderer and the next one has begun. */
    private static void drawn(BooleanSupplier condition)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            private boolean met;

            @Override
            public void handle(long now) {
                if (met) {
                    stop();
                    done.complete(true);
                }
                met = condition.getAsBoolean();
            }
        }.start());
        done.get(300, TimeUnit.SECONDS);
    }

    /** Does something at each frame, and takes the time from frame to frame. */
    private static List<Times> frames(IntConsumer frame)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<List<Times>> done = new CompletableFuture<>();
        long renderer = renderer();
        Platform.runLater(() -> new AnimationTimer() {
            private final List<Times> times = new ArrayList<>();
            private long last;
            private long screenAt;
            private long rendererAt;
            private int number;

            @Override
            public void handle(long now) {
                long worked = THREADS.getCurrentThreadCpuTime();
                long rendered = THREADS.getThreadCpuTime(renderer);
                if (number > WARM_UP) {
                    times.add(new Times((now - last) / 1e6, (worked - screenAt) / 1e6, (rendered - rendererAt) / 1e6));
                }
                last = now;
                screenAt = worked;
                rendererAt = rendered;
                if (number++ == FRAMES + WARM_UP) {
                    stop();
                    done.complete(times);
                } else {
                    frame.accept(number);
                }
            }
        }.start());
        return done.get(300, TimeUnit.SECONDS);
    }

    /** Presses the button at a point and moves over the window, as a hand would. */
    private static List<Times> drag(Point2D start, Runnable end)
            throws InterruptedException, ExecutionException, TimeoutException {
        Robot robot = onScreen(() -> {
            Robot made = new Robot();
            made.mouseMove(start);
            made.mousePress(MouseButton.PRIMARY);
            return made;
        });
        List<Times> times = frames(frame ->
                robot.mouseMove(start.add(350 * (1 - Math.cos(frame / 30.0)), 20 * Math.sin(frame / 10.0))));
        onScreen(() -> {
            end.run();
            robot.mouseRelease(MouseButton.PRIMARY);
            return robot;
        });
        return times;
    }

    /** Another program moves a device; the time is from its write until the board is drawn with it. */
    private static void events(int devices, Board board, int count)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Times> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DeviceName device = board.host().lastSnapshotDevices().stream()
                    .filter(one -> one.mode().filter(Mode.DEVDAX::equals).isPresent())
                    .map(Device::name)
                    .findFirst()
                    .orElseThrow();
            long screen = onScreen(THREADS::getCurrentThreadCpuTime);
            long begun = System.nanoTime();
            board.host().kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), device.toString());
            drawn(() -> board.tile(device).filter(TilePicture::outside).isPresent());
            times.add(new Times(millis(begun), (onScreen(THREADS::getCurrentThreadCpuTime) - screen) / 1e6, 0));
        }
        double[] wall = sorted(times, Times::wall);
        double[] work = sorted(times, Times::screen);
        System.out.printf(
                Locale.ROOT,
                "| %,d | from another program's write to the drawn board | %.0f, %.0f, %.0f | | | %.1f, %.1f | |%n",
                devices,
                at(wall, 0.5),
                at(wall, 0.95),
                at(wall, 0.99),
                at(work, 0.5),
                at(work, 0.95));
    }

    private static long renderer() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("QuantumRenderer"))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElseThrow();
    }

    private static double[] sorted(List<Times> times, java.util.function.ToDoubleFunction<Times> which) {
        return times.stream().mapToDouble(which).sorted().toArray();
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    /** How many pulses passed without a frame. */
    private static long dropped(List<Times> times) {
        return times.stream()
                .mapToLong(one -> Math.max(0, Math.round(one.wall() / PULSE) - 1))
                .sum();
    }

    private static void report(int devices, String what, Map<String, List<List<Times>>> all, String against) {
        List<List<Times>> rounds = all.getOrDefault(what, List.of());
        List<List<Times>> bare = all.getOrDefault(against, List.of());
        List<Times> times = rounds.stream().flatMap(List::stream).toList();
        double[] ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = at(sorted(rounds.get(i), Times::wall), 0.5) / at(sorted(bare.get(i), Times::wall), 0.5);
        }
        Arrays.sort(ratios);
        double[] wall = sorted(times, Times::wall);
        double[] screen = sorted(times, Times::screen);
        System.out.printf(
                Locale.ROOT,
                "| %,d | %s | %.1f, %.1f, %.1f | %d of %d | %.2f (%.2f to %.2f) | %.1f, %.1f | %.1f |%n",
                devices,
                what,
                at(wall, 0.5),
                at(wall, 0.95),
                at(wall, 0.99),
                dropped(times),
                times.size() + dropped(times),
                at(ratios, 0.5),
                ratios[0],
                ratios[ratios.length - 1],
                at(screen, 0.5),
                at(screen, 0.95),
                at(sorted(times, Times::renderer), 0.5));
    }
}
