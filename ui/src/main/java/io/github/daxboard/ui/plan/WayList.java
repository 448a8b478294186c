// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.ui.plan.PlanPicture.Way;
import io.github.daxboard.ui.plan.PlanPicture.Ways;
import io.github.daxboard.ui.theme.Parts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** The ways to end an unfinished plan, one of them chosen; those that are not possible say why. */
final class WayList extends VBox {
    private final PlanViewModel model;
    private Optional<Ways> shown = Optional.empty();

    WayList(PlanViewModel model) {
        this.model = model;
        setId("ways");
        getStyleClass().addAll("changes", "ways");
    }

    void show(Optional<Ways> now) {
        if (now.equals(shown)) {
            return;
        }
        Optional<String> focused = getChildren().stream()
                .flatMap(child -> child.lookupAll(".toggle-way").stream())
                .filter(Node::isFocused)
                .map(Node::getId)
                .findFirst();
        shown = now;
        getChildren().clear();
        now.ifPresent(this::fill);
        focused.ifPresent(id -> {
            Node again = lookup("#" + id);
            if (again != null) {
                again.requestFocus();
            }
        });
    }

    private void fill(Ways ways) {
        Label title = Parts.paragraph(ways.title(), "strong");
        title.setId("ways-title");
        VBox head = new VBox(2, title, Parts.paragraph(ways.line(), "caption", "muted"));
        head.getStyleClass().add("way");
        getChildren().add(head);
        ToggleGroup group = new ToggleGroup();
        for (Way way : ways.all()) {
            VBox row = row(way, group);
            if (way.chosen()) {
                ways.agree().ifPresent(words -> row.getChildren().add(agree(words, ways.agreed())));
            }
            getChildren().add(row);
        }
        // The arrow keys choose without an action.
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now != null && now.getUserData() instanceof Recovery how) {
                model.choose(how);
            }
        });
    }

    private CheckBox agree(String words, boolean agreed) {
        CheckBox agree = new CheckBox(words);
        agree.setId("way-agree");
        agree.getStyleClass().add("toggle-way");
        agree.setWrapText(true);
        agree.setSelected(agreed);
        agree.setOnAction(event -> model.agree(agree.isSelected()));
        return agree;
    }

    private VBox row(Way way, ToggleGroup group) {
        RadioButton choice = new RadioButton(way.title());
        choice.setId("way-" + RecoveryPictures.key(way.how()));
        choice.getStyleClass().addAll("toggle-way", "strong");
        choice.setToggleGroup(group);
        choice.setSelected(way.chosen());
        choice.setMinHeight(USE_PREF_SIZE);
        choice.setDisable(!way.possible());
        choice.setAccessibleText(way.title() + ". " + way.line());
        choice.setUserData(way.how());
        VBox box = new VBox(2, choice, Parts.paragraph(way.line(), "caption", "muted", "way-line"));
        box.getStyleClass().add("way");
        Parts.toggle(box, "selected", way.chosen());
        return box;
    }
}
