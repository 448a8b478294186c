// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import io.github.daxboard.ui.board.BoardFilter;
import io.github.daxboard.ui.board.BoardViewModel;
import io.github.daxboard.ui.board.DeviceAction;
import io.github.daxboard.ui.board.DragPicture;
import io.github.daxboard.ui.plan.PlanViewModel;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.shell.Screen;
import io.github.daxboard.ui.shell.ShellView;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import javax.imageio.ImageIO;

/**
 * Pictures of the window in its states, for eyes: {@code Gallery DIRECTORY [name...]}, where a name may go on with another
 * size and theme, as in {@code drag@1000x700-dark}. Not a test.
 */
public final class Gallery extends Application {
    private record Shot(String name, ThemeChoice theme, double width, double height, Consumer<Setup> setup) {
        private static final Pattern LOOK = Pattern.compile("(\\d+)x(\\d+)-(\\w+)");

        /** The same in another size and theme, such as {@code 1000x700-dark}. */
        Shot at(String look) {
            Matcher parts = LOOK.matcher(look);
            if (!parts.matches()) {
                throw new IllegalArgumentException(look + " is no size and theme such as 1000x700-dark");
            }
            return new Shot(
                    name + "-" + look,
                    ThemeChoice.parse(parts.group(3)).orElseThrow(),
                    Double.parseDouble(parts.group(1)),
                    Double.parseDouble(parts.group(2)),
                    setup);
        }
    }

    private record Setup(
            ShellViewModel shell, ShellView view, SimHost demo, AtomicBoolean background, List<String> draggedTo) {
        /** Whether a hand that was to take a tile over a column has it there. */
        boolean isThere() {
            return draggedTo.isEmpty()
                    || board().drag().get().flatMap(DragPicture::over).isPresent();
        }

        BoardViewModel board() {
            return shell.current().get().orElseThrow().board();
        }

        /** By a robot, as a hand would: press, move in steps, and stay. */
        void drag(String from, String to) {
            draggedTo.add(to);
            pause(300, () -> {
                Robot robot = new Robot();
                Point2D start = middle(from);
                robot.mouseMove(start);
                robot.mousePress(MouseButton.PRIMARY);
                for (int i = 1; i <= 12; i++) {
                    double share = Math.min(1, i / 8.0);
                    int step = i;
                    pause(70 * i, () -> {
                        Point2D end = middle(to);
                        robot.mouseMove(start.interpolate(end.add(step % 3, 12), share));
                    });
                }
            });
        }

        /** To where the column is by now: columns grow once a tile is in the air, however slow the machine is. */
        void settle() {
            if (!draggedTo.isEmpty()) {
                new Robot().mouseMove(middle(draggedTo.getLast()).add(0, 12));
            }
        }

        private Point2D middle(String id) {
            Node node = view.lookup(id);
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        }

        PlanViewModel plan() {
            return shell.current().get().orElseThrow().plan();
        }

        void apply() {
            plan().apply();
        }
    }

    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final DeviceName DAX03 = DeviceName.of("dax0.3");
    private static final int LOOKS = 50;

    /** Takes what the screen shows, in its own pixels: for pictures at another scale, with {@code glass.gtk.uiScale}. */
    private static final boolean SCREEN = Boolean.getBoolean("daxboard.gallery.screen");

    /** Writes what the windows say, each text with a NUL after it, and no picture. */
    private static final boolean TEXTS = Boolean.getBoolean("daxboard.gallery.texts");

    private final Deque<Shot> shots = new ArrayDeque<>();

    @Override
    public void start(Stage stage) throws IOException {
        List<String> wanted = getParameters().getRaw();
        Path folder = Files.createDirectories(Path.of(wanted.getFirst()));
        for (Shot shot : all()) {
            if (wanted.size() == 1 || wanted.contains(shot.name())) {
                shots.add(shot);
            }
            wanted.stream()
                    .filter(each -> each.startsWith(shot.name() + "@"))
                    .forEach(each -> shots.add(shot.at(each.substring(each.indexOf('@') + 1))));
        }
        next(stage, folder);
    }

    private static List<Shot> all() {
        Consumer<Setup> demo = setup -> setup.shell().start(Optional.of(new HostAddress.Demo()));
        Consumer<Setup> queued = demo.andThen(setup -> {
            setup.board().select(DAX01);
            setup.board().move(DAX01, Mode.FSDEV);
            setup.board().move(DAX03, Mode.DEVDAX);
        });
        Consumer<Setup> drag = demo.andThen(setup -> setup.drag("#tile-dax2-0", "#column-2-fsdev"));
        Consumer<Setup> refused = demo.andThen(setup -> setup.drag("#tile-dax2-0", "#column-2-system-ram"));
        Consumer<Setup> carried = demo.andThen(setup -> pause(300, () -> {
            setup.view().lookup("#tile-dax0-1").requestFocus();
            Robot robot = new Robot();
            robot.keyType(KeyCode.SPACE);
            robot.keyType(KeyCode.RIGHT);
        }));
        Consumer<Setup> blocked = demo.andThen(setup -> {
            setup.board().move(DAX00, Mode.FSDEV);
            setup.board().select(DAX00);
        });
        Consumer<Setup> done = queued.andThen(Setup::apply);
        Consumer<Setup> running = queued.andThen(setup -> {
            CountDownLatch never = new CountDownLatch(1);
            AtomicInteger events = new AtomicInteger();
            setup.demo().afterEvent(() -> {
                if (events.incrementAndGet() >= 6) {
                    try {
                        never.await(4, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            setup.background().set(true);
            setup.apply();
        });
        Consumer<Setup> unfinished = queued.andThen(setup -> {
            setup.demo().diesAt(4);
            setup.background().set(true);
            setup.apply();
        });
        Consumer<Setup> notice = setup -> {
            setup.demo().wasInterrupted(new Change.SwitchMode(DAX01, Mode.FSDEV), 3);
            setup.shell().start(Optional.of(new HostAddress.Demo()));
        };
        Consumer<Setup> toUndo =
                unfinished.andThen(setup -> pause(600, () -> setup.plan().choose(Recovery.UNDO)));
        Consumer<Setup> toForget =
                unfinished.andThen(setup -> pause(600, () -> setup.plan().choose(Recovery.FORGET)));
        Consumer<Setup> undone = toUndo.andThen(setup -> pause(900, setup::apply));
        Consumer<Setup> lost = queued.andThen(setup -> {
            setup.demo().losesTheLinkAt(4);
            setup.background().set(true);
            setup.apply();
        });
        Consumer<Setup> failed = queued.andThen(setup -> {
            setup.demo()
                    .kernel()
                    .failWrite(KernelPath.DAX_DRIVERS.child("device_dax").child("bind"), Errno.EBUSY, 1);
            setup.apply();
        });
        Consumer<Setup> inspected = demo.andThen(setup -> setup.board().select(DeviceName.of("dax1.0")));
        Consumer<Setup> sheet = inspected.andThen(setup -> pause(400, () -> {
            // In a narrow window it is a sheet, which a key opens.
            if (setup.view().lookup("#inspector") == null) {
                new Robot().keyType(KeyCode.I);
            }
        }));
        Consumer<Setup> fleet = demo.andThen(setup -> {
            setup.shell().hosts().add(Fleet.addresses());
            setup.shell().all().set(true);
        });
        Consumer<Setup> many = demo.andThen(setup -> {
            setup.shell().hosts().add(Fleet.many());
            setup.shell().all().set(true);
        });
        Consumer<Setup> active = demo.andThen(setup -> {
            setup.board().move(DAX01, Mode.FSDEV);
            setup.apply();
            setup.board().move(DAX03, Mode.DEVDAX);
            setup.demo()
                    .kernel()
                    .failWrite(KernelPath.DAX_DRIVERS.child("device_dax").child("bind"), Errno.EBUSY, 1);
            setup.apply();
            setup.shell().view().set(Screen.ACTIVITY);
            pause(700, () -> ((javafx.scene.control.Button) setup.view().lookup("#activity-fold-2")).fire());
        });
        Consumer<Setup> filtered = demo.andThen(setup -> {
            setup.board().filtering().set(true);
            setup.board().filter().set(BoardFilter.NONE.turn(Mode.SYSTEM_RAM).turn(Mode.UNBOUND));
        });
        Consumer<Setup> settings = demo.andThen(setup ->
                pause(400, () -> ((javafx.scene.control.Button) setup.view().lookup("#settings")).fire()));
        Consumer<Setup> adding = demo.andThen(setup -> pause(400, () -> {
            setup.shell().all().set(true);
            pause(400, () -> ((javafx.scene.control.Button) setup.view().lookup("#fleet-add")).fire());
        }));
        Consumer<Setup> how = setup -> {
            setup.shell().start(Optional.of(new HostAddress.Local()));
            pause(700, () -> ((javafx.scene.control.Hyperlink) setup.view().lookup("#how-fsdev")).fire());
        };
        Consumer<Setup> resized = demo.andThen(setup -> setup.board().act(DeviceAction.Kind.RESIZE, DAX01));
        Consumer<Setup> split = demo.andThen(setup -> setup.board().act(DeviceAction.Kind.SPLIT, DAX00));
        Consumer<Setup> doctor = setup -> {
            setup.shell().start(Optional.of(new HostAddress.Local()));
            pause(700, () -> ((javafx.scene.control.ScrollPane) setup.view().lookup("#this-machine")).setVvalue(1));
        };
        Consumer<Setup> mapped = inspected.andThen(setup -> {
            setup.shell().view().set(Screen.MAP);
            setup.shell().current().get().orElseThrow().map().zoomTo(1);
        });
        return List.of(
                new Shot("filter", ThemeChoice.LIGHT, 1440, 900, filtered),
                new Shot("settings", ThemeChoice.LIGHT, 1440, 900, settings),
                new Shot("adding", ThemeChoice.LIGHT, 1440, 900, adding),
                new Shot("doctor", ThemeChoice.LIGHT, 1440, 900, doctor),
                new Shot("how", ThemeChoice.LIGHT, 1440, 900, how),
                new Shot("resize", ThemeChoice.LIGHT, 1440, 900, resized),
                new Shot("split", ThemeChoice.LIGHT, 1440, 900, split),
                new Shot(
                        "unfolded",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        demo.andThen(setup -> setup.board().turn(3))),
                new Shot("map", ThemeChoice.LIGHT, 1440, 900, mapped),
                new Shot("map-dark", ThemeChoice.DARK, 1440, 900, mapped),
                new Shot("map-small", ThemeChoice.LIGHT, 1000, 700, mapped),
                new Shot(
                        "map-whole",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        inspected.andThen(setup -> setup.shell().view().set(Screen.MAP))),
                new Shot("fleet", ThemeChoice.LIGHT, 1440, 900, fleet),
                new Shot("fleet-dark", ThemeChoice.DARK, 1000, 700, fleet),
                new Shot("fleet-many", ThemeChoice.LIGHT, 1440, 900, many),
                new Shot("activity", ThemeChoice.LIGHT, 1440, 900, active),
                new Shot("activity-dark", ThemeChoice.DARK, 1000, 700, active),
                new Shot("board", ThemeChoice.LIGHT, 1440, 900, queued),
                new Shot("guide-board", ThemeChoice.LIGHT, 1280, 800, demo),
                new Shot(
                        "guide-drag",
                        ThemeChoice.LIGHT,
                        1280,
                        800,
                        demo.andThen(setup -> setup.drag("#tile-dax0-1", "#column-0-fsdev"))),
                new Shot(
                        "guide-plan",
                        ThemeChoice.LIGHT,
                        1280,
                        800,
                        demo.andThen(setup -> setup.board().move(DAX01, Mode.FSDEV))),
                new Shot(
                        "guide-refused",
                        ThemeChoice.LIGHT,
                        1280,
                        800,
                        demo.andThen(setup -> setup.board().move(DAX00, Mode.FSDEV))),
                new Shot("guide-map", ThemeChoice.LIGHT, 1440, 900, mapped),
                new Shot("guide-activity", ThemeChoice.LIGHT, 1280, 800, active),
                new Shot("guide-hosts", ThemeChoice.LIGHT, 1280, 800, fleet),
                new Shot("inspector", ThemeChoice.LIGHT, 1440, 1100, sheet),
                new Shot("inspector-dark", ThemeChoice.DARK, 1440, 900, inspected),
                new Shot("board-light", ThemeChoice.LIGHT, 1440, 900, queued),
                new Shot("board-dark", ThemeChoice.DARK, 1440, 900, queued),
                new Shot(
                        "start",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        setup -> setup.shell().start(Optional.empty())),
                new Shot("drag", ThemeChoice.LIGHT, 1440, 900, drag),
                new Shot("drag-dark", ThemeChoice.DARK, 1440, 900, drag),
                new Shot("drag-refused", ThemeChoice.LIGHT, 1440, 900, refused),
                new Shot("carried", ThemeChoice.LIGHT, 1440, 900, carried),
                new Shot("blocked", ThemeChoice.LIGHT, 1440, 900, blocked),
                new Shot("running", ThemeChoice.LIGHT, 1440, 900, running),
                new Shot("done", ThemeChoice.LIGHT, 1440, 900, done),
                new Shot("notice", ThemeChoice.LIGHT, 1440, 900, notice),
                new Shot("unfinished", ThemeChoice.LIGHT, 1440, 900, unfinished),
                new Shot("unfinished-undo", ThemeChoice.LIGHT, 1440, 900, toUndo),
                new Shot("unfinished-forget", ThemeChoice.LIGHT, 1440, 900, toForget),
                new Shot("undone", ThemeChoice.LIGHT, 1440, 900, undone),
                new Shot("lost", ThemeChoice.LIGHT, 1440, 900, lost),
                new Shot("failed", ThemeChoice.LIGHT, 1440, 900, failed),
                new Shot("failed-dark", ThemeChoice.DARK, 1440, 900, failed),
                new Shot(
                        "form",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        demo.andThen(setup -> setup.board().openCreate(1))),
                new Shot("ram-dark", ThemeChoice.DARK, 1440, 900, demo.andThen(setup -> {
                    setup.board().move(DAX03, Mode.SYSTEM_RAM);
                    setup.board().openCreate(1);
                    setup.board().acceptForm();
                    setup.board().move(DAX01, Mode.FSDEV);
                })),
                new Shot(
                        "keys",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        demo.andThen(setup -> pause(
                                400,
                                () -> ((javafx.scene.control.Button)
                                                setup.view().lookup("#keys"))
                                        .fire()))),
                new Shot(
                        "compact",
                        ThemeChoice.LIGHT,
                        1000,
                        700,
                        queued.andThen(setup ->
                                setup.shell().comfort().density().set(io.github.daxboard.ui.theme.Density.COMPACT))),
                new Shot("wide", ThemeChoice.DARK, 1900, 1100, queued),
                new Shot("small", ThemeChoice.LIGHT, 1000, 700, queued),
                new Shot("small-drag", ThemeChoice.DARK, 1000, 700, drag),
                new Shot("large", ThemeChoice.LIGHT, 1900, 1000, queued),
                new Shot(
                        "empty",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        setup -> setup.shell().start(Optional.of(new HostAddress.Local()))),
                new Shot(
                        "empty-dark",
                        ThemeChoice.DARK,
                        1000,
                        700,
                        setup -> setup.shell().start(Optional.of(new HostAddress.Local()))),
                new Shot(
                        "unreachable",
                        ThemeChoice.LIGHT,
                        1440,
                        900,
                        setup -> setup.shell().start(Optional.of(new HostAddress.Lab()))));
    }

    private void next(Stage stage, Path folder) {
        Shot shot = shots.poll();
        if (shot == null) {
            Platform.exit();
            return;
        }
        SimHost demo = SimHost.demo();
        ThemeViewModel theme = new ThemeViewModel(shot.theme(), new SimpleBooleanProperty(false));
        AtomicBoolean background = new AtomicBoolean();
        Threads threads = new Threads(
                work -> {
                    if (background.get()) {
                        Thread.ofVirtual().start(work);
                    } else {
                        work.run();
                    }
                },
                work -> {
                    if (Platform.isFxApplicationThread()) {
                        work.run();
                    } else {
                        Platform.runLater(work);
                    }
                });
        ShellViewModel shell =
                new ShellViewModel(Fleet.opener(opener(demo)), threads, Optional.empty(), theme, ZoneOffset.UTC);
        ShellView view = new ShellView(shell);
        Scene scene = new Scene(view, shot.width(), shot.height());
        Themes.dress(scene, theme);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(shot.width());
        stage.setHeight(shot.height());
        stage.show();
        Robot robot = new Robot();
        robot.mouseRelease(MouseButton.PRIMARY);
        // Nothing shall be hovered by accident.
        robot.mouseMove(1, 1);
        pause(500, () -> {
            Setup setup = new Setup(shell, view, demo, background, new ArrayList<>());
            shot.setup().accept(setup);
            pause(
                    1900,
                    () -> whenThere(setup, LOOKS, () -> {
                        if (TEXTS) {
                            write(folder.resolve(shot.name() + ".txt"));
                        } else {
                            save(scene, folder.resolve(shot.name() + ".png"));
                        }
                        next(stage, folder);
                    }));
        });
    }

    /** On a machine that is busy a hand is slow: looks again until it is there, and then lets all come to rest. */
    private static void whenThere(Setup setup, int looks, Runnable then) {
        if (setup.isThere()) {
            pause(300, () -> {
                setup.settle();
                pause(900, then);
            });
        } else if (looks > 0) {
            pause(200, () -> whenThere(setup, looks - 1, then));
        } else {
            throw new IllegalStateException("the hand did not come to its column");
        }
    }

    static HostOpener opener(SimHost demo) {
        return (address, progress) -> switch (address) {
            case HostAddress.Demo it -> demo;
            case HostAddress.Local it -> SimHost.bare();
            default ->
                throw new HostException(Problem.of(
                        Problem.Kind.UNREACHABLE,
                        "lab",
                        Message.of("client.lab.failed"),
                        Message.of("client.lab.exit", 69),
                        Message.of("client.lab.failedCure")));
        };
    }

    private static void pause(double millis, Runnable then) {
        PauseTransition pause = new PauseTransition(Duration.millis(millis));
        pause.setOnFinished(event -> then.run());
        pause.play();
    }

    private static void write(Path file) {
        try {
            Files.writeString(
                    file, ShownTexts.now().stream().map(text -> text + "\0").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void save(Scene scene, Path file) {
        // A menu or a panel is a window of its own: with one, what the screen shows is taken.
        Window window = scene.getWindow();
        Image picture = Window.getWindows().size() == 1 && !SCREEN
                ? scene.snapshot(null)
                : new Robot()
                        .getScreenCapture(
                                null, window.getX(), window.getY(), scene.getWidth(), scene.getHeight(), !SCREEN);
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
