// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.Map;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The menu way to do a drag. What is refused stays in it, off, and says why in its second line. */
final class MoveMenu {
    private final BoardViewModel model;
    private final DeviceName device;

    MoveMenu(BoardViewModel model, DeviceName device) {
        this.model = model;
        this.device = device;
    }

    ContextMenu build() {
        Menu moveTo = new Menu(Words.text("menu.move", device));
        moveTo.setId("menu-move");
        Map<Mode, Verdict> verdicts = model.verdicts(device);
        for (Mode mode : BoardViewModel.columns()) {
            moveTo.getItems().add(item(mode, verdicts.getOrDefault(mode, new Verdict.Home())));
        }
        return new ContextMenu(moveTo);
    }

    private MenuItem item(Mode mode, Verdict verdict) {
        String reason = verdict.reason();
        VBox text = new VBox(Parts.label(mode.word(), "menu-name"));
        if (!reason.isEmpty()) {
            text.getChildren().add(Parts.paragraph(reason, "menu-reason"));
        }
        HBox content = new HBox(new ModeMark(Look.of(mode)), text);
        content.getStyleClass().add("menu-choice");
        Parts.toggle(content, "refused", verdict.isRefused());
        MenuItem item = new MenuItem("", content);
        item.setId("menu-move-" + mode.word());
        item.setDisable(verdict.isRefused());
        item.setOnAction(event -> model.move(device, mode));
        return item;
    }
}
