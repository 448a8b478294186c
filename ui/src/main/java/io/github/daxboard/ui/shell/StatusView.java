// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line: is it live, whose rights, what is selected or what a drag is doing. It says all that is also shown. */
final class StatusView extends HBox {
    StatusView(ShellViewModel model) {
        setId("status");
        getStyleClass().add("status");
        FontIcon icon = Parts.icon("mdi2s-sync", "icon-small", "ok-icon");
        Label live = label("status-live");
        FontIcon shield = Parts.icon("mdi2s-shield-key-outline", "icon-small");
        Label rights = label("status-rights");
        Label memory = label("status-memory");
        Label said = label("status-said");
        said.getStyleClass().add("said");
        said.setAccessibleRole(AccessibleRole.TEXT);
        HBox rightsPart = new HBox(shield, rights);
        rightsPart.getStyleClass().add("status-part");
        HBox livePart = new HBox(icon, live);
        livePart.getStyleClass().add("status-part");
        livePart.setMinWidth(USE_PREF_SIZE);
        Label keys = Parts.label(Words.text("status.keys"));
        keys.setMinWidth(USE_PREF_SIZE);
        rights.setMinWidth(0);
        memory.setMinWidth(0);
        // What is said counts most: the rest gives way to it.
        said.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(livePart, rightsPart, memory, Parts.spacer(), said, keys);
        model.status().subscribe(now -> {
            icon.setIconLiteral(now.live() ? "mdi2s-sync" : "mdi2l-lan-disconnect");
            Parts.toggle(icon, "ok-icon", now.live());
            live.setText(now.reading());
            rights.setText(now.rights());
            Parts.present(rightsPart, !now.rights().isEmpty());
            memory.setText(now.memory());
            Parts.present(memory, !now.memory().isEmpty());
            said.setText(now.said());
        });
        widthProperty().subscribe(width -> said.setMaxWidth(Math.max(200, width.doubleValue() - 260)));
    }

    private static Label label(String id) {
        Label label = new Label();
        label.setId(id);
        return label;
    }
}
