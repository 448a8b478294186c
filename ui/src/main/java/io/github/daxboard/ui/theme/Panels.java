// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;

/** Panels that point at what they belong to. They look as the window does that they are over, also when its theme changes. */
public final class Panels {
    private static final double BESIDE = 4;
    private static final double BELOW = -8;
    private static final double MARGIN = 8;

    private Panels() {}

    /**
     * Shows a panel. Escape, or a click elsewhere, puts it away.
     *
     * @param content what is in it
     * @param at what it points at
     * @param arrow where on the panel its arrow stands
     */
    public static PopOver show(Node content, Node at, PopOver.ArrowLocation arrow) {
        PopOver panel = new PopOver(content);
        panel.setArrowLocation(arrow);
        panel.setAnimated(false);
        panel.setDetachable(false);
        if (!canBeSeenThrough()) {
            panel.setArrowSize(0);
            panel.setCornerRadius(0);
        }
        dress(panel, at);
        panel.show(at, canBeSeenThrough() || !arrow.name().startsWith("TOP") ? BESIDE : BELOW);
        Platform.runLater(() -> keepWithin(panel, at.getScene().getWindow()));
        content.requestFocus();
        return panel;
    }

    /** Says something where it was asked for: that a file could not be written, for example. */
    public static void say(String words, Node at) {
        var said = Parts.paragraph(words);
        said.setId("said");
        said.setMaxWidth(360);
        said.getStyleClass().add("panel-words");
        show(said, at, PopOver.ArrowLocation.TOP_RIGHT);
    }

    /** Whether this desktop has a compositor. Without one a panel has neither a shadow nor an arrow, which would stand on white. */
    static boolean canBeSeenThrough() {
        return Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
    }

    // It is placed before it has its stylesheets, and grows to the right when it gets them.
    private static void keepWithin(PopOver panel, Window window) {
        double over = panel.getX() + panel.getWidth() + MARGIN - window.getX() - window.getWidth();
        if (over > 0) {
            panel.setAnchorX(panel.getAnchorX() - over);
        }
    }

    /** Its border is drawn on the edge of its window, half of it on what the window has for nothing. */
    private static void fillEdge(PopOver panel, ObservableList<String> sheets) {
        if (!canBeSeenThrough()) {
            boolean dark = sheets.stream().anyMatch(sheet -> sheet.contains("daxboard-dark"));
            panel.getScene().setFill(Color.web(new Roles(dark).colour("line")));
        }
    }

    // A popup is a scene of its own, and takes neither the stylesheets nor the font of its owner.
    private static void dress(PopOver panel, Node at) {
        Parent root = at.getScene().getRoot();
        ObservableList<String> sheets = at.getScene().getStylesheets();
        panel.getRoot().getStylesheets().setAll(sheets);
        panel.getRoot().setStyle(root.getStyle());
        Parts.toggle(panel.getRoot(), "inter", root.getStyleClass().contains("inter"));
        fillEdge(panel, sheets);
        ListChangeListener<String> follow = change -> Platform.runLater(() -> {
            panel.getRoot().getStylesheets().setAll(sheets);
            fillEdge(panel, sheets);
        });
        sheets.addListener(follow);
        panel.setOnHidden(event -> sheets.removeListener(follow));
    }
}
