// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.words.WindowTexts;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What can be set. Each choice holds at once; there is nothing to save. */
final class SettingsPanel extends VBox {
    SettingsPanel(ShellViewModel model) {
        setId("settings-panel");
        getStyleClass().add("settings");
        getChildren()
                .addAll(
                        Parts.label(WindowTexts.text("settings.title"), "title", "strong"),
                        field("settings.theme", themes(model)),
                        field("settings.density", densities(model.comfort())),
                        motion(model.comfort()));
    }

    private static VBox field(String key, Node control) {
        return new VBox(4, Parts.label(WindowTexts.text(key), "caption", "muted"), control);
    }

    private static HBox themes(ShellViewModel model) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.setId("theme-toggle");
        box.getStyleClass().add("segments");
        for (ThemeChoice choice : ThemeChoice.values()) {
            ToggleButton button = segment(group, "theme-" + choice.word(), WindowTexts.text("theme." + choice.word()));
            button.setGraphic(Parts.icon(
                    switch (choice) {
                        case LIGHT -> "mdi2w-white-balance-sunny";
                        case DARK -> "mdi2w-weather-night";
                        case SYSTEM -> "mdi2c-circle-half-full";
                    }));
            button.setSelected(model.theme().choice().get() == choice);
            button.setOnAction(event -> {
                model.theme().choice().set(choice);
                button.setSelected(true);
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private static HBox densities(WindowPreferences comfort) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.getStyleClass().add("segments");
        for (Density density : Density.values()) {
            ToggleButton button =
                    segment(group, "density-" + density.word(), WindowTexts.text("density." + density.word()));
            button.setSelected(comfort.density().get() == density);
            button.setOnAction(event -> {
                comfort.density().set(density);
                button.setSelected(true);
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private static ToggleButton segment(ToggleGroup group, String id, String text) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(group);
        return button;
    }

    private static CheckBox motion(WindowPreferences comfort) {
        CheckBox box = new CheckBox(WindowTexts.text("settings.motion"));
        box.setId("reduced-motion");
        box.selectedProperty().bindBidirectional(comfort.reducedMotion());
        return box;
    }
}
