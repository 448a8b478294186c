// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Visible;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.words.Shown;
import io.github.daxboard.ui.words.WindowTexts;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The parts that screens are built from, so that the same thing looks the same everywhere. */
public final class Parts {
    private static final boolean NAMED = Boolean.getBoolean("daxboard.names");

    private Parts() {}

    public static Label label(String text, String... styleClasses) {
        Label label = new Label(Shown.text(text));
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /**
     * Names a node that is used again under another name. JavaFX keeps the styles that it has found by the node's id, so for each
     * new one it finds those of all that is in the node anew; hence only where nodes are looked up, as tests do.
     */
    public static void name(Node node, String id) {
        if (NAMED) {
            node.setId(id);
        }
    }

    /** A text that takes as many lines as it needs. */
    public static Label paragraph(String text, String... styleClasses) {
        Label label = label(text, styleClasses);
        label.setWrapText(true);
        // A wrapped label may be squeezed to one line by its parent; what explains something is never cut.
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static FontIcon icon(String code, String... styleClasses) {
        FontIcon icon = new FontIcon(code);
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }

    /** A button with an icon and no word: its name is in the tooltip and in the accessible text. */
    public static Button iconButton(String id, String code, String name) {
        Button button = new Button();
        button.setId(id);
        button.setGraphic(icon(code));
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(Shown.text(name));
        button.setTooltip(new Tooltip(Shown.text(name)));
        return button;
    }

    public static Button button(String id, String text, String... styleClasses) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static void toggle(Node node, String styleClass, boolean on) {
        if (!on) {
            node.getStyleClass().remove(styleClass);
        } else if (!node.getStyleClass().contains(styleClass)) {
            node.getStyleClass().add(styleClass);
        }
    }

    /** Draws a node as if the pointer or the keyboard were on it, for pages that show how things look. */
    public static <N extends Node> N asIf(N node, String state) {
        node.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
        return node;
    }

    /** A node id for a device. A dot would end the id in a CSS selector, so {@code dax0.1} is {@code dax0-1} in it. */
    public static String id(String prefix, DeviceName device) {
        return prefix + device.toString().replace('.', '-');
    }

    /** Shows a node or takes it out of the layout. */
    public static void present(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(Visible.lines(text));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /**
     * The one rendering of a refusal on screen: what, to which device and with which errno, why, the evidence verbatim, what
     * to do.
     */
    public static VBox refusalCard(String id, Problem refusal, Node... actions) {
        VBox body = new VBox(
                label(WindowTexts.text("problem.why"), "refusal-head"), paragraph(WindowTexts.say(refusal.cause())));
        body.getStyleClass().add("refusal-body");
        if (!refusal.seen().isEmpty()) {
            body.getChildren().add(paragraph(WindowTexts.lines(refusal.seen()), "evidence"));
        }
        body.getChildren()
                .addAll(
                        label(WindowTexts.text("problem.cure"), "refusal-head"),
                        paragraph(WindowTexts.say(refusal.remedy())));
        Button copy = button(id + "-copy", WindowTexts.text("copy"), "flat-button");
        copy.setGraphic(icon("mdi2c-content-copy"));
        copy.setOnAction(event -> copy(refusal.asText(WindowTexts.texts())));
        HBox row = new HBox(actions);
        row.getStyleClass().add("refusal-actions");
        row.getChildren().add(copy);
        body.getChildren().add(row);
        VBox card = new VBox(refusalTitle(refusal), body);
        card.setId(id);
        card.getStyleClass().add("refusal-card");
        card.setAccessibleText(refusal.asText(WindowTexts.texts()));
        return card;
    }

    private static HBox refusalTitle(Problem refusal) {
        VBox words = new VBox(paragraph(WindowTexts.say(refusal.fact()), "strong"));
        refusal.errno()
                .map(Parts::errnoWords)
                .ifPresent(text -> words.getChildren().add(paragraph(text, "caption")));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox title = new HBox(icon("mdi2a-alert-circle-outline", "icon-large", "danger-icon"), words);
        title.getStyleClass().add("refusal-title");
        return title;
    }

    private static String errnoWords(Errno errno) {
        return errno.symbol() + ", " + WindowTexts.say(errno.message());
    }
}
