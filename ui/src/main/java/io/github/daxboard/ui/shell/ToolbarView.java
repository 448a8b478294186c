// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.board.BoardSort;
import io.github.daxboard.ui.export.ExportMenu;
import io.github.daxboard.ui.theme.FilePicker;
import io.github.daxboard.ui.theme.Panels;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;

/** Mark and name, the views, as it is or as it will be, search, order, keys, settings. */
final class ToolbarView extends HBox {
    private final ShellViewModel model;
    private final Label name = Parts.label(WindowTexts.text("app.name"), "title", "strong");
    private final HBox brand;
    private final ToggleButton asItIs = segment("as-it-is", WindowTexts.text("board.as-is"));
    private final ToggleButton asItWillBe = segment("as-it-will-be", WindowTexts.text("board.as-will-be"));
    private final HBox when = new HBox(asItIs, asItWillBe);
    private final Map<Screen, ToggleButton> views = new EnumMap<>(Screen.class);
    private final HBox viewSwitch = new HBox();
    private final TextField search = new TextField();
    private final Label findKey = Parts.label(WindowTexts.text("find.key"), "keycap");
    private final StackPane searchBox = new StackPane(search, findKey);
    private final MenuButton sort = new MenuButton();
    private final ToggleButton filter = new ToggleButton();
    private Runnable found = () -> {};
    private final Button settings =
            Parts.iconButton("settings", "mdi2c-cog-outline", WindowTexts.text("settings.title"));
    private final Button keys = Parts.iconButton("keys", "mdi2h-help-circle-outline", WindowTexts.text("keys.open"));
    private Subscription watching = Subscription.EMPTY;
    private Subscription looking = Subscription.EMPTY;

    /**
     * @param page what a picture is taken of
     * @param picker where files go
     */
    ToolbarView(ShellViewModel model, Supplier<Node> page, FilePicker picker) {
        this.model = model;
        getStyleClass().add("toolbar");
        Region lanes = new Region();
        lanes.getStyleClass().add("brand-lanes");
        StackPane mark = new StackPane(lanes);
        mark.getStyleClass().add("brand-mark");
        brand = new HBox(mark, name);
        brand.getStyleClass().add("brand");
        ToggleGroup group = new ToggleGroup();
        group.getToggles().addAll(asItIs, asItWillBe);
        when.getStyleClass().add("segments");
        fillViewSwitch();
        Button export = ExportMenu.button(() -> model.current().get().map(HostWorkspace::export), page, picker);
        keys.setOnAction(event -> showKeys());
        settings.setOnAction(event -> popOver(new SettingsPanel(model), settings));
        fillSearch();
        fillSort();
        filter.setId("filter");
        filter.setGraphic(Parts.icon("mdi2f-filter-variant"));
        filter.getStyleClass().setAll("icon-toggle");
        filter.setAccessibleText(WindowTexts.text("filter.title"));
        filter.setTooltip(new Tooltip(WindowTexts.text("filter.title")));
        getChildren().addAll(brand, viewSwitch, when, Parts.spacer(), sort, filter, searchBox, export, keys, settings);
        model.current().subscribe(desk -> desk.ifPresent(this::look));
    }

    private void look(HostWorkspace desk) {
        watching.unsubscribe();
        looking.unsubscribe();
        watching = desk.board().asItWillBe().subscribe(will -> (will ? asItWillBe : asItIs).setSelected(true));
        search.textProperty().bindBidirectional(desk.board().search());
        filter.selectedProperty().bindBidirectional(desk.board().filtering());
        looking = Subscription.combine(
                () -> filter.selectedProperty().unbindBidirectional(desk.board().filtering()),
                () -> search.textProperty().unbindBidirectional(desk.board().search()),
                desk.board().sort().subscribe(this::showSort));
        asItIs.setOnAction(event -> choose(desk, false));
        asItWillBe.setOnAction(event -> choose(desk, true));
    }

    private void choose(HostWorkspace desk, boolean will) {
        desk.board().asItWillBe().set(will);
        // A click on the chosen one would clear it.
        (will ? asItWillBe : asItIs).setSelected(true);
    }

    private static ToggleButton segment(String id, String text) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void fillViewSwitch() {
        viewSwitch.setId("views");
        viewSwitch.getStyleClass().add("segments");
        ToggleGroup group = new ToggleGroup();
        addView(group, Screen.BOARD, "board", "mdi2v-view-column-outline");
        addView(group, Screen.MAP, "map", "mdi2m-map-outline");
        addView(group, Screen.ACTIVITY, "activity", "mdi2h-history");
        model.view().subscribe(now -> views.forEach((screen, button) -> button.setSelected(screen == now)));
    }

    private void addView(ToggleGroup group, Screen screen, String word, String icon) {
        ToggleButton button = segment("view-" + word, WindowTexts.text("view." + word));
        button.setGraphic(Parts.icon(icon));
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(WindowTexts.text("view." + word)));
        button.setAccessibleText(WindowTexts.text("view." + word));
        button.setOnAction(event -> {
            model.view().set(screen);
            button.setSelected(true);
        });
        views.put(screen, button);
        viewSwitch.getChildren().add(button);
    }

    /** Finds on the board: what has none of it steps aside. Enter goes to the first one, Escape ends it. */
    private void fillSearch() {
        search.setId("search");
        search.setPromptText(WindowTexts.text("find.prompt"));
        search.setAccessibleText(WindowTexts.text("find.prompt"));
        search.getStyleClass().add("search");
        findKey.setMouseTransparent(true);
        findKey.visibleProperty()
                .bind(search.focusedProperty().not().and(search.textProperty().isEmpty()));
        FontIcon glass = Parts.icon("mdi2m-magnify");
        glass.setMouseTransparent(true);
        StackPane.setAlignment(glass, Pos.CENTER_LEFT);
        StackPane.setAlignment(findKey, Pos.CENTER_RIGHT);
        searchBox.getChildren().add(glass);
        searchBox.getStyleClass().add("search-box");
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                search.clear();
                getScene().getRoot().requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                found.run();
                event.consume();
            }
        });
    }

    /** What Enter in the search does. */
    void onFound(Runnable action) {
        found = action;
    }

    void find() {
        search.requestFocus();
        search.selectAll();
    }

    private void fillSort() {
        sort.setId("sort");
        sort.setGraphic(Parts.icon("mdi2s-sort"));
        sort.getStyleClass().addAll("icon-menu");
        sort.setAccessibleText(WindowTexts.text("sort.title"));
        sort.setTooltip(new Tooltip(WindowTexts.text("sort.title")));
        ToggleGroup group = new ToggleGroup();
        for (BoardSort order : BoardSort.values()) {
            RadioMenuItem item = new RadioMenuItem(WindowTexts.text("sort." + order.word()));
            item.setId("sort-" + order.word());
            item.setUserData(order);
            item.setToggleGroup(group);
            item.setOnAction(event ->
                    model.current().get().ifPresent(desk -> desk.board().sort().set(order)));
            sort.getItems().add(item);
        }
    }

    private void showSort(BoardSort now) {
        sort.getItems().forEach(item -> ((RadioMenuItem) item).setSelected(item.getUserData() == now));
    }

    void show(Screen screen) {
        Parts.present(viewSwitch, screen.isView());
        Parts.present(when, screen == Screen.BOARD);
        Parts.present(sort, screen == Screen.BOARD);
        Parts.present(filter, screen == Screen.BOARD);
        // It finds on the board; the page of all hosts has its own, and the others have nothing to find.
        Parts.present(searchBox, screen == Screen.BOARD);
    }

    void setNarrow(boolean narrow) {
        Parts.toggle(brand, "narrow", narrow);
        views.forEach((screen, button) -> {
            boolean icon = narrow && screen != Screen.BOARD;
            button.setText(icon ? "" : WindowTexts.text("view." + screen.name().toLowerCase(Locale.ROOT)));
            Parts.toggle(button, "icon-segment", icon);
        });
        name.setText(narrow ? where() : WindowTexts.text("app.name"));
    }

    /** What is looked at; the bar of hosts, which says it else, is a rail of icons then. */
    private String where() {
        if (model.all().get()) {
            return WindowTexts.text("app.name");
        }
        return model.hosts()
                .current()
                .get()
                .map(session -> model.hosts().entry(session).get().name())
                .orElse(WindowTexts.text("app.name"));
    }

    void showKeys() {
        popOver(new KeySheet(), keys);
    }

    private static void popOver(Node content, Node at) {
        Panels.show(content, at, PopOver.ArrowLocation.TOP_RIGHT);
    }
}
