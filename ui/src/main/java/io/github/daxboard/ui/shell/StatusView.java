// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line: is it live, whose rights, what is selected or what a drag is doing. It says all that is also shown. */
final class StatusView extends HBox {
    private static final double ROOM_FOR_MEMORY = 1180;
    private static final double ROOM_FOR_LIVE = 280;

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
        Label keys = Parts.label(WindowTexts.text("status.keys"));
        keys.setMinWidth(USE_PREF_SIZE);
        rights.setMinWidth(0);
        memory.setMinWidth(0);
        getChildren().addAll(livePart, rightsPart, memory, Parts.spacer(), said, keys);
        model.status().subscribe(now -> {
            icon.setIconLiteral(now.live() ? "mdi2s-sync" : "mdi2l-lan-disconnect");
            Parts.toggle(icon, "ok-icon", now.live());
            live.setText(now.reading());
            rights.setText(now.rights());
            Parts.present(rightsPart, !now.rights().isEmpty());
            memory.setText(now.memory());
            said.setText(now.said());
            giveWay(memory, said);
        });
        widthProperty().subscribe(width -> giveWay(memory, said));
    }

    /** What is said counts most: the rest gives way to it. */
    private void giveWay(Label memory, Label said) {
        Parts.present(memory, !memory.getText().isEmpty() && getWidth() > ROOM_FOR_MEMORY);
        said.setMinWidth(Math.min(said.prefWidth(-1), Math.max(0, getWidth() - ROOM_FOR_LIVE)));
    }

    private static Label label(String id) {
        Label label = new Label();
        label.setId(id);
        return label;
    }
}
