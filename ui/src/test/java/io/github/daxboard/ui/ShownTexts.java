// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** All that the open windows say: to the eye, to a screen reader, and under the pointer. */
final class ShownTexts {
    private final Set<String> texts = new LinkedHashSet<>();

    private ShownTexts() {}

    static Collection<String> now() {
        ShownTexts found = new ShownTexts();
        Window.getWindows().forEach(window -> found.collect(window.getScene().getRoot()));
        return found.texts;
    }

    private void collect(Node node) {
        if (!node.isVisible()) {
            return;
        }
        add(node.getAccessibleText());
        add(node.getAccessibleHelp());
        // As Tooltip.install keeps it.
        if (node.hasProperties() && node.getProperties().get("javafx.scene.control.Tooltip") instanceof Tooltip tip) {
            add(tip.getText());
        }
        switch (node) {
            case Labeled labeled -> add(labeled.getText());
            case Text text -> add(text.getText());
            case TextInputControl input -> {
                add(input.getText());
                add(input.getPromptText());
            }
            default -> {}
        }
        if (node instanceof MenuButton menu) {
            menu.getItems().forEach(this::collect);
        }
        if (node instanceof Control control) {
            Tooltip tip = control.getTooltip();
            add(tip == null ? null : tip.getText());
            if (control.getContextMenu() != null) {
                control.getContextMenu().getItems().forEach(this::collect);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::collect);
        }
    }

    private void collect(MenuItem item) {
        add(item.getText());
    }

    private void add(@Nullable String text) {
        if (!Objects.requireNonNullElse(text, "").isBlank()) {
            texts.add(Objects.requireNonNull(text).strip());
        }
    }
}
