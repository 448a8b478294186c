// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.export.ExportMenu;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.words.Words;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;

/** Mark and name, as it is or as it will be, theme, keys. What is here works. */
final class ToolbarView extends HBox {
    private static final String[] KEYS = {
        "tab", "arrows", "space", "carry", "drop", "escape", "menu", "details", "undo", "redo", "delete", "help"
    };

    private final ShellViewModel model;
    private final Label name = Parts.label(Words.text("app.name"), "title", "strong");
    private final HBox brand;
    private final ToggleButton asItIs = segment("as-it-is", Words.text("board.as-is"));
    private final ToggleButton asItWillBe = segment("as-it-will-be", Words.text("board.as-will-be"));
    private final HBox when = new HBox(asItIs, asItWillBe);
    private final Map<Screen, ToggleButton> views = new EnumMap<>(Screen.class);
    private final HBox viewSwitch = new HBox();
    private final Button keys = Parts.iconButton("keys", "mdi2h-help-circle-outline", Words.text("keys.open"));
    private Subscription watching = Subscription.EMPTY;

    /** @param page what a picture is taken of */
    ToolbarView(ShellViewModel model, Supplier<Node> page) {
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
        Button export = ExportMenu.button(() -> model.current().get().map(HostDesk::export), page);
        keys.setOnAction(event -> showKeys());
        getChildren().addAll(brand, viewSwitch, when, Parts.spacer(), themes(), export, keys);
        model.current().subscribe(desk -> desk.ifPresent(this::look));
    }

    private void look(HostDesk desk) {
        watching.unsubscribe();
        watching = desk.board().asItWillBe().subscribe(will -> (will ? asItWillBe : asItIs).setSelected(true));
        asItIs.setOnAction(event -> choose(desk, false));
        asItWillBe.setOnAction(event -> choose(desk, true));
    }

    private void choose(HostDesk desk, boolean will) {
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

    private HBox themes() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox(
                theme(group, ThemeChoice.LIGHT, "mdi2w-white-balance-sunny"),
                theme(group, ThemeChoice.DARK, "mdi2w-weather-night"),
                theme(group, ThemeChoice.SYSTEM, "mdi2c-circle-half-full"));
        box.setId("theme-toggle");
        box.getStyleClass().add("segments");
        return box;
    }

    private ToggleButton theme(ToggleGroup group, ThemeChoice choice, String icon) {
        String words = Words.text("theme." + choice.word());
        ToggleButton button = segment("theme-" + choice.word(), "");
        button.getStyleClass().add("icon-segment");
        button.setGraphic(Parts.icon(icon));
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(event -> {
            model.theme().choice().set(choice);
            button.setSelected(true);
        });
        model.theme().choice().subscribe(now -> button.setSelected(now == choice));
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
        ToggleButton button = segment("view-" + word, Words.text("view." + word));
        button.setGraphic(Parts.icon(icon));
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(Words.text("view." + word)));
        button.setAccessibleText(Words.text("view." + word));
        button.setOnAction(event -> {
            model.view().set(screen);
            button.setSelected(true);
        });
        views.put(screen, button);
        viewSwitch.getChildren().add(button);
    }

    void show(Screen screen) {
        Parts.present(viewSwitch, screen.isView());
        Parts.present(when, screen == Screen.BOARD);
    }

    void setNarrow(boolean narrow) {
        Parts.toggle(brand, "narrow", narrow);
        views.forEach((screen, button) -> {
            boolean icon = narrow && screen != Screen.BOARD;
            button.setText(icon ? "" : Words.text("view." + screen.name().toLowerCase(Locale.ROOT)));
            Parts.toggle(button, "icon-segment", icon);
        });
        name.setText(
                narrow
                        ? model.hosts()
                                .current()
                                .get()
                                .map(session ->
                                        model.hosts().entry(session).get().name())
                                .orElse(Words.text("app.name"))
                        : Words.text("app.name"));
    }

    void showKeys() {
        GridPane grid = new GridPane();
        grid.setId("keys-list");
        grid.getStyleClass().add("keys");
        int row = 0;
        for (String key : KEYS) {
            grid.addRow(
                    row++,
                    Parts.label(Words.text("key." + key), "keycap"),
                    Parts.label(Words.text("key." + key + ".does")));
        }
        PopOver popOver = new PopOver(grid);
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        popOver.setAnimated(false);
        popOver.setDetachable(false);
        // A popup is a scene of its own, and takes neither the stylesheets nor the font of its owner.
        popOver.getRoot().getStylesheets().setAll(getScene().getStylesheets());
        popOver.getRoot().setStyle(getScene().getRoot().getStyle());
        popOver.show(keys);
    }
}
