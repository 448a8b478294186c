// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.activity.ActivityView;
import io.github.daxboard.ui.allhosts.AddHostsForm;
import io.github.daxboard.ui.allhosts.AllHostsView;
import io.github.daxboard.ui.board.BoardView;
import io.github.daxboard.ui.hosts.HostsView;
import io.github.daxboard.ui.inspector.FileManager;
import io.github.daxboard.ui.inspector.InspectorView;
import io.github.daxboard.ui.machine.MachineView;
import io.github.daxboard.ui.machine.MachineViewModel;
import io.github.daxboard.ui.map.MapView;
import io.github.daxboard.ui.plan.PlanView;
import io.github.daxboard.ui.plan.Run;
import io.github.daxboard.ui.session.HostState;
import io.github.daxboard.ui.theme.FilePicker;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.theme.Slide;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;

/** The whole window. It arranges, and gives way as the window gets narrow or low. */
public final class ShellView extends BorderPane {
    private static final double RAIL_BELOW = 1180;
    private static final double SHEET_BELOW = 1330;
    private static final double FOLD_BELOW_HEIGHT = 760;
    private static final double WIDE_FROM = 1920;

    /** A host's own views, kept so that going back to it finds it as it was left. */
    private record Pages(
            BoardView board,
            MapView map,
            ActivityView activity,
            InspectorView inspector,
            Slide coming,
            PlanView plan) {}

    private final ShellViewModel model;
    private final Function<HostAddress, Optional<Consumer<String>>> folders;
    private final ToolbarView toolbar;
    private final HostsView hosts;
    private final AllHostsView fleet;
    private final StackPane page = new StackPane();
    private final StackPane dock = new StackPane();
    private final StackPane drawer = new StackPane();
    private final HBox banner = new HBox();
    private final Map<HostAddress, Pages> pages = new HashMap<>();
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper(false);
    private final Timeline clock;
    private final ObservableValue<Boolean> showing;
    private final ObservableValue<Boolean> focused;
    private Subscription watching = Subscription.EMPTY;
    private boolean sheetOpen;

    public ShellView(ShellViewModel model) {
        this(model, FilePicker.ofDesktop(WindowTexts.text("export.open")), FileManager::of);
    }

    /**
     * With other ways to the desktop.
     *
     * @param picker where files go
     * @param folders what shows the folders of a host; none for one whose files are elsewhere
     */
    public ShellView(
            ShellViewModel model, FilePicker picker, Function<HostAddress, Optional<Consumer<String>>> folders) {
        this.model = model;
        this.folders = folders;
        getStyleClass().add("shell");
        toolbar = new ToolbarView(model, () -> page, picker);
        hosts = new HostsView(
                model.hosts(),
                model::open,
                () -> model.all().set(true),
                owner -> addHosts(owner, PopOver.ArrowLocation.LEFT_TOP),
                model.comfort().openGroups());
        fleet = new AllHostsView(model.fleet(), model::open);
        model.all().subscribe(hosts::setAll);
        HBox row = new HBox(page, dock);
        HBox.setHgrow(page, Priority.ALWAYS);
        page.setMinWidth(0);
        BorderPane middle = new BorderPane(row);
        middle.setTop(new VBox(banner, new NoticesView(model)));
        middle.setBottom(drawer);
        banner.setId("banner");
        banner.getStyleClass().add("banner");
        setTop(toolbar);
        setLeft(hosts);
        setCenter(middle);
        setBottom(new StatusView(model));
        toolbar.onFound(() -> model.current().get().ifPresent(this::goToFound));
        model.hosts()
                .list()
                .subscribe(
                        now -> pages.keySet().removeIf(address -> !model.hosts().has(address)));
        model.current().subscribe(desk -> desk.ifPresent(this::look));
        model.page().subscribe(now -> now.ifPresent(this::show));
        model.banner().subscribe(this::showBanner);
        widthProperty().subscribe(width -> arrange());
        heightProperty().subscribe((before, now) -> {
            if (before.doubleValue() == 0) {
                pages.values().forEach(each -> each.plan().folded().set(isLow()));
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        // Else the first control would have the keyboard, which is the search where there are no views.
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                requestFocus();
            }
        });
        clock = new Timeline(new KeyFrame(Duration.seconds(2), tick -> model.poll()));
        clock.setCycleCount(Animation.INDEFINITE);
        ObservableValue<Window> window = sceneProperty().flatMap(Scene::windowProperty);
        showing = window.flatMap(Window::showingProperty).orElse(false);
        showing.subscribe(now -> keepTime());
        focused = window.flatMap(Window::focusedProperty).orElse(false);
        focused.subscribe(now -> {
            if (now) {
                model.back();
            }
        });
        model.needsAsking().subscribe(now -> keepTime());
    }

    /**
     * A window that is not seen reads no host; and one whose host tells of changes has no clock, which would have JavaFX make
     * sixty frames a second for nothing.
     */
    private void keepTime() {
        if (showing.getValue() && model.needsAsking().get()) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    /** Whether the host that was asked for is there, with what it has, or is known to be out of reach. */
    public ReadOnlyBooleanProperty settled() {
        return settled.getReadOnlyProperty();
    }

    private boolean isLow() {
        return getHeight() > 0 && (getHeight() < FOLD_BELOW_HEIGHT || getWidth() < RAIL_BELOW);
    }

    private Pages pagesOf(HostWorkspace desk) {
        return pages.computeIfAbsent(desk.session().address(), address -> {
            InspectorView inspector = new InspectorView(
                    desk.inspector(), folders.apply(desk.session().address()));
            Pages made = new Pages(
                    new BoardView(desk.board()),
                    new MapView(desk.map()),
                    new ActivityView(desk.activity()),
                    inspector,
                    new Slide(inspector),
                    new PlanView(desk.plan()));
            made.plan().folded().set(isLow());
            model.comfort().density().subscribe(made.board()::setDensity);
            model.comfort().still().subscribe(still -> {
                made.board().setStill(still);
                made.coming().setStill(still);
                made.plan().setStill(still);
            });
            desk.board().drag().subscribe(drag -> made.inspector().setDragging(drag.isPresent()));
            made.plan().draggedHeight().bindBidirectional(model.comfort().drawerHeight());
            return made;
        });
    }

    /** The first tile that was found has the keyboard then. */
    private void goToFound(HostWorkspace desk) {
        desk.board().firstShown().ifPresent(device -> {
            desk.selection().select(device);
            pagesOf(desk).board().focus(device);
        });
    }

    private void look(HostWorkspace desk) {
        watching.unsubscribe();
        watching = Subscription.combine(
                desk.session().state().subscribe((before, now) -> {
                    // A host's views patch themselves; the other pages are drawn anew.
                    model.page().get().filter(page -> !page.screen().isView()).ifPresent(this::show);
                }),
                desk.plan().run().subscribe((before, now) -> {
                    if (!before.map(Run::isRunning).equals(now.map(Run::isRunning))) {
                        giveWay();
                    }
                }),
                desk.selection().devices().subscribe((before, now) -> {
                    if (now.isEmpty()) {
                        sheetOpen = false;
                    }
                    giveWay();
                }));
    }

    private void show(ShellViewModel.Page now) {
        boolean view = now.screen().isView();
        page.getChildren().setAll(pageOf(now.screen(), now.desk()));
        drawer.getChildren().clear();
        if (view) {
            drawer.getChildren().add(pagesOf(now.desk()).plan());
        }
        arrange();
        toolbar.show(now.screen());
        settled.set(now.screen() != Screen.OPENING);
    }

    private Node pageOf(Screen screen, HostWorkspace desk) {
        return switch (screen) {
            case OPENING -> opening(desk);
            case UNREACHABLE -> unreachable(desk);
            case THIS_MACHINE -> {
                Snapshot snapshot = desk.session().snapshot().orElseThrow();
                boolean local = desk.session().address() instanceof HostAddress.Local;
                yield new MachineView(
                        new MachineViewModel(snapshot, local),
                        desk.session()::poll,
                        desk.session()::examine,
                        model::open,
                        model.hosts().has(new HostAddress.Lab()),
                        owner -> addHosts(owner, PopOver.ArrowLocation.BOTTOM_LEFT));
            }
            case BOARD -> pagesOf(desk).board();
            case MAP -> pagesOf(desk).map();
            case ACTIVITY -> pagesOf(desk).activity();
            case FLEET -> fleet;
        };
    }

    private void addHosts(Button owner, PopOver.ArrowLocation arrow) {
        AddHostsForm.show(model.fleet()::add, owner, arrow);
    }

    private static Node opening(HostWorkspace desk) {
        String title =
                WindowTexts.text("hosts.opening", desk.session().address().text());
        String stage = desk.session().state().get() instanceof HostState.Opening(String words) ? words : "";
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox box = new VBox(
                Parts.label(title, "title", "strong"), bar, Parts.paragraph(stage.equals(title) ? "" : stage, "muted"));
        box.setId("opening");
        box.getStyleClass().add("opening");
        return middle(box);
    }

    private Node unreachable(HostWorkspace desk) {
        Button retry = Parts.button("retry", WindowTexts.text("unreachable.retry"));
        retry.setOnAction(event -> model.retry());
        Button remove = Parts.button("unreachable-remove", WindowTexts.text("hosts.remove"));
        remove.setOnAction(event -> model.hosts().remove(desk.session()));
        Parts.present(remove, model.hosts().canRemove(desk.session()));
        VBox box = new VBox();
        box.setId("unreachable");
        box.getStyleClass().add("unreachable");
        if (desk.session().state().get() instanceof HostState.Failed(var refusal)) {
            box.getChildren().add(Parts.refusalCard("unreachable-card", refusal, retry, remove));
        }
        return middle(box);
    }

    private static Node middle(Node node) {
        StackPane holder = new StackPane(node);
        holder.getStyleClass().add("page-middle");
        return holder;
    }

    private void showBanner(Optional<ShellViewModel.Banner> now) {
        banner.getChildren().clear();
        now.ifPresent(one -> {
            Label text = Parts.paragraph(one.text());
            HBox.setHgrow(text, Priority.SOMETIMES);
            var link = new javafx.scene.control.Hyperlink(one.link());
            link.setId("banner-link");
            link.setMinWidth(USE_PREF_SIZE);
            link.setOnAction(event -> model.followBanner());
            Button close = Parts.iconButton("banner-close", "mdi2c-close", WindowTexts.text("banner.close"));
            close.setOnAction(event -> model.closeBanner());
            banner.getChildren()
                    .addAll(Parts.icon("mdi2f-flask-outline", "accent-icon"), text, link, Parts.spacer(), close);
        });
        Parts.present(banner, now.isPresent());
    }

    /** What the user or a run does: an inspector that was not there comes in from the right. */
    private void giveWay() {
        boolean wasThere = isInspectorThere();
        arrange();
        if (!wasThere && isInspectorThere()) {
            pagesInSight().ifPresent(mine -> mine.coming().from(mine.inspector().prefWidth(-1), 0));
        }
    }

    private boolean isInspectorThere() {
        return pagesInSight()
                .filter(mine -> mine.inspector().getParent() != null)
                .isPresent();
    }

    private Optional<Pages> pagesInSight() {
        return model.current()
                .get()
                .flatMap(desk -> Optional.ofNullable(pages.get(desk.session().address())));
    }

    /** What gives way, and when: tokens of the look, section 10. */
    private void arrange() {
        boolean rail = getWidth() > 0 && getWidth() < RAIL_BELOW;
        boolean sheet = getWidth() > 0 && getWidth() < SHEET_BELOW;
        hosts.setRail(rail);
        toolbar.setNarrow(rail);
        dock.getChildren().clear();
        model.page().get().filter(now -> now.screen().isView()).ifPresent(now -> {
            Pages mine = pagesOf(now.desk());
            mine.plan().setNarrow(rail);
            page.getChildren().remove(mine.inspector());
            Parts.toggle(mine.inspector(), "sheet", sheet);
            Parts.toggle(mine.inspector(), "wide", getWidth() >= WIDE_FROM);
            Parts.toggle(mine.plan(), "wide", getWidth() >= WIDE_FROM);
            // A run needs the room, and what it does to a device stands in its steps.
            if (now.screen().hasInspector() && !now.desk().plan().isRunning()) {
                placeInspector(mine.inspector(), sheet);
            }
        });
        Parts.present(dock, !dock.getChildren().isEmpty());
    }

    /** Beside the page where there is room, else over its right side. */
    private void placeInspector(InspectorView inspector, boolean sheet) {
        if (!sheet && model.comfort().inspectorOpen().get()) {
            dock.getChildren().add(inspector);
        } else if (sheet && sheetOpen) {
            StackPane.setAlignment(inspector, Pos.CENTER_RIGHT);
            page.getChildren().add(inspector);
        }
    }

    private void keyPressed(KeyEvent event) {
        // What is typed into a field is typed into that field.
        if (event.getTarget() instanceof TextInputControl && !event.isShortcutDown()) {
            return;
        }
        if (event.getCode() == KeyCode.I && !event.isControlDown()) {
            toggleInspector();
        } else if (event.getCode() == KeyCode.ESCAPE && sheetOpen && noDrag()) {
            sheetOpen = false;
            giveWay();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            find();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.DIGIT1) {
            model.view().set(Screen.BOARD);
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.DIGIT2) {
            model.view().set(Screen.MAP);
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.DIGIT3) {
            model.view().set(Screen.ACTIVITY);
        } else if (event.getText().equals("?")) {
            toolbar.showKeys();
        } else if (event.isControlDown() && event.getCode() == KeyCode.Z) {
            model.current().get().ifPresent(desk -> {
                if (event.isShiftDown()) {
                    desk.plan().redo();
                } else {
                    desk.plan().undo();
                }
            });
        }
    }

    /** All hosts have a search of their own; of one host, it is the board that finds. */
    private void find() {
        if (model.all().get()) {
            fleet.find();
        } else {
            model.view().set(Screen.BOARD);
            toolbar.find();
        }
    }

    private void toggleInspector() {
        if (getWidth() < SHEET_BELOW) {
            sheetOpen = !sheetOpen;
        } else {
            model.comfort().inspectorOpen().set(!model.comfort().inspectorOpen().get());
        }
        giveWay();
    }

    private boolean noDrag() {
        return model.current()
                .get()
                .filter(desk -> desk.board().drag().get().isPresent())
                .isEmpty();
    }
}
