// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A line for each thing that is missing, over the page, until it is put away. */
final class NoticesView extends VBox {
    NoticesView(ShellViewModel model) {
        setId("notices");
        model.notices().subscribe(notices -> {
            getChildren().clear();
            for (Notice notice : notices) {
                getChildren().add(line(model, notice));
            }
            Parts.present(this, !notices.isEmpty());
        });
    }

    private static HBox line(ShellViewModel model, Notice notice) {
        Label text = Parts.paragraph(notice.text() + " " + notice.cure());
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(Parts.icon("mdi2a-alert-outline", "warn-icon"), text);
        if (notice.leads()) {
            Button show = Parts.button("show-" + notice.key(), WindowTexts.text("notice.show-plan"));
            show.setOnAction(event -> model.showUnfinished());
            line.getChildren().add(show);
        }
        Button close = Parts.iconButton("close-" + notice.key(), "mdi2c-close", WindowTexts.text("banner.close"));
        close.setOnAction(event -> model.putAway(notice));
        line.getChildren().add(close);
        line.setId("notice-" + notice.key());
        line.getStyleClass().addAll("banner", "trouble-line");
        return line;
    }
}
