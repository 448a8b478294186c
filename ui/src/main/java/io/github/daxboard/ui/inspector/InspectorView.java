// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.inspector.InspectorPicture.Blocks;
import io.github.daxboard.ui.inspector.InspectorPicture.Fact;
import io.github.daxboard.ui.inspector.InspectorPicture.Node;
import io.github.daxboard.ui.inspector.InspectorPicture.Way;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The selected device at the right. Parts that did not change are left alone: a host is read every few seconds, and what has
 * the focus must keep it.
 */
public final class InspectorView extends VBox {
    private record Head(String device, Look look, String word, String line) {}

    /** The buttons are the device's own: those of another one that may go the same ways would move that one. */
    private record Ways(DeviceName device, List<Way> ways) {}

    private record Users(List<String> holders, String known) {}

    private final InspectorViewModel model;
    private final Optional<Consumer<String>> open;
    private final VBox content = new VBox();
    private final BlockStrip strip = new BlockStrip();
    private final NodeChart chart = new NodeChart();
    private final Section<Head> head = new Section<>("inspector-head");
    private final Section<Ways> ways = new Section<>("inspector-ways");
    private final Section<List<Fact>> facts = new Section<>("inspector-facts");
    private final Section<Blocks> blocks = new Section<>("inspector-blocks");
    private final Section<Node> node = new Section<>("inspector-node");
    private final Section<Users> holders = new Section<>("inspector-holders");
    private final Section<String> programs = new Section<>("inspector-programs");
    private final VBox keys = keys();
    private boolean dragging;
    private final VBox nothing = new VBox(
            Parts.label(WindowTexts.text("inspector.nothing"), "strong"),
            Parts.paragraph(WindowTexts.text("inspector.nothing.how"), "muted"));

    /** @param open shows a path of this machine in its file manager; none for a host that is elsewhere */
    public InspectorView(InspectorViewModel model, Optional<Consumer<String>> open) {
        this.model = model;
        this.open = open;
        setId("inspector");
        getStyleClass().add("inspector");
        head.getStyleClass().add("first");
        nothing.setId("inspector-nothing");
        nothing.getStyleClass().addAll("inspector-part", "first");
        keys.setId("inspector-keys");
        keys.getStyleClass().addAll("inspector-part", "drag-keys");
        content.getChildren().addAll(nothing, head, keys, ways, facts, blocks, node, holders, programs);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        model.picture().subscribe(now -> {
            now.ifPresentOrElse(this::show, () -> sections().forEach(part -> Parts.present(part, false)));
            arrange();
        });
    }

    /** Tells the keys while a device is in the air: they take the place of the buttons that would move it. */
    public void setDragging(boolean now) {
        dragging = now;
        arrange();
    }

    private void arrange() {
        boolean none = model.picture().get().isEmpty();
        Parts.present(nothing, none && !dragging);
        Parts.present(keys, dragging);
        Parts.present(ways, !none && !dragging);
        Parts.toggle(keys, "first", none);
    }

    private static VBox keys() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        int row = 0;
        for (String key : List.of("escape", "carry", "drop")) {
            Label cap = Parts.label(WindowTexts.text("inspector.drag." + key), "keycap");
            cap.setMinWidth(USE_PREF_SIZE);
            grid.addRow(row++, cap, Parts.label(WindowTexts.text("inspector.drag." + key + ".does"), "muted"));
        }
        return new VBox(title(WindowTexts.text("inspector.drag")), grid);
    }

    private List<Section<?>> sections() {
        return List.of(head, ways, facts, blocks, node, holders, programs);
    }

    private void show(InspectorPicture now) {
        head.show(
                Optional.of(new Head(now.device().toString(), now.look(), now.word(), now.line())),
                it -> fillHead(it, now));
        ways.show(Optional.of(new Ways(now.device(), now.ways())), it -> fillWays(it, now));
        facts.show(Optional.of(now.facts()), it -> fillFacts(it, now.facts()));
        blocks.show(now.blocks(), it -> fillBlocks(it, now.blocks().orElseThrow()));
        node.show(now.node(), it -> fillNode(it, now.node().orElseThrow()));
        holders.show(Optional.of(new Users(now.holders(), now.holdersKnown())), it -> fillHolders(it, now));
        programs.show(
                Optional.of(now.programs()),
                it -> it.getChildren()
                        .setAll(
                                title(WindowTexts.text("inspector.programs")),
                                Parts.paragraph(now.programs(), "muted")));
    }

    /** A part that is filled anew only when what it shows has changed. */
    private static final class Section<T> extends VBox {
        private Optional<T> shown = Optional.empty();

        Section(String id) {
            setId(id);
            getStyleClass().add("inspector-part");
        }

        void show(Optional<T> now, Consumer<Section<T>> fill) {
            Parts.present(this, now.isPresent());
            if (!now.equals(shown)) {
                shown = now;
                if (now.isPresent()) {
                    fill.accept(this);
                }
            }
        }
    }

    private static Label title(String text) {
        return Parts.label(text, "strong");
    }

    private static HBox titled(String text, String right, String... rightStyles) {
        Label end = Parts.label(right, rightStyles);
        end.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(title(text), Parts.spacer(), end);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void fillHead(Section<Head> part, InspectorPicture now) {
        Button copy = Parts.iconButton("inspector-copy", "mdi2c-content-copy", WindowTexts.text("inspector.copy"));
        copy.getStyleClass().add("small-icon");
        copy.setOnAction(
                event -> model.picture().get().map(InspectorPicture::asText).ifPresent(Parts::copy));
        Button close = Parts.iconButton("inspector-close", "mdi2c-close", WindowTexts.text("selection.close"));
        close.getStyleClass().add("small-icon");
        close.setOnAction(event -> model.unselect());
        Label device = Parts.label(now.device().toString(), "heading", "strong");
        device.setId("inspector-device");
        HBox line =
                new HBox(new ModeMark(now.look()), device, Parts.label(now.word(), "tag"), Parts.spacer(), copy, close);
        line.getStyleClass().add("inspector-head");
        part.getChildren().setAll(line, Parts.paragraph(now.line(), "muted"));
    }

    private void fillWays(Section<Ways> part, InspectorPicture now) {
        part.getChildren().setAll(title(WindowTexts.text("selection.move")));
        for (Way way : now.ways()) {
            Button button = Parts.button("move-" + way.mode().word(), way.mode().word(), "way-button");
            button.setGraphic(new ModeMark(Look.of(way.mode())));
            button.setDisable(!way.enabled());
            button.setAccessibleHelp(way.reason());
            button.setOnAction(event -> model.move(now.device(), way.mode()));
            Label reason = Parts.paragraph(way.reason(), "caption", tone(way));
            HBox.setHgrow(reason, Priority.ALWAYS);
            HBox row = new HBox(button, reason);
            row.getStyleClass().add("way-row");
            part.getChildren().add(row);
        }
    }

    private static String tone(Way way) {
        return switch (way.verdict()) {
            case Verdict.Refused refused -> "danger-text";
            case Verdict.Warned warned -> way.enabled() ? "warn-text" : "muted";
            default -> "muted";
        };
    }

    private void fillFacts(Section<List<Fact>> part, List<Fact> now) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        int row = 0;
        for (Fact fact : now) {
            Label name = Parts.label(fact.name(), "muted");
            name.setMinWidth(USE_PREF_SIZE);
            Label value = Parts.label(fact.value());
            Parts.toggle(value, "mono", fact.mono());
            value.setTooltip(new Tooltip(fact.exact()));
            Hyperlink source = source(fact);
            // The attribute's name is whole; a long value gives way to it, and is whole in its tooltip.
            source.setMinWidth(USE_PREF_SIZE);
            HBox line = new HBox(value, Parts.spacer(), source);
            line.getStyleClass().add("fact-line");
            grid.addRow(row++, name, line);
        }
        part.getChildren()
                .setAll(
                        titled(
                                WindowTexts.text("selection.device"),
                                WindowTexts.text("selection.source"),
                                "caption",
                                "muted"),
                        grid);
    }

    /** The attribute's name: with its path as tooltip, and what can be done with the fact as its menu. */
    private Hyperlink source(Fact fact) {
        Hyperlink source = new Hyperlink(fact.source());
        source.setId("fact-" + fact.source().replaceAll("[^A-Za-z0-9]+", "-"));
        source.getStyleClass().add("fact-source");
        source.setTooltip(new Tooltip(fact.path()));
        source.setAccessibleText(WindowTexts.text("inspector.fact-spoken", fact.name(), fact.value(), fact.path()));
        ContextMenu menu = new ContextMenu(
                item(
                        "copy-value",
                        WindowTexts.text("inspector.copy-value", fact.exact()),
                        () -> Parts.copy(fact.exact())),
                item("copy-path", WindowTexts.text("inspector.copy-path"), () -> Parts.copy(fact.path())));
        MenuItem show = item(
                "open-path",
                open.isPresent()
                        ? WindowTexts.text("inspector.open-path")
                        : WindowTexts.text("inspector.open-path.off"),
                () -> open.ifPresent(it -> it.accept(folder(fact.path()))));
        show.setDisable(open.isEmpty());
        menu.getItems().add(show);
        source.setOnAction(event -> {
            source.setVisited(false);
            menu.show(source, Side.BOTTOM, 0, 2);
        });
        source.setOnContextMenuRequested(event -> menu.show(source, Side.BOTTOM, 0, 2));
        return source;
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void fillBlocks(Section<Blocks> part, Blocks now) {
        strip.show(now.cells());
        HBox legend = new HBox();
        legend.getStyleClass().add("strip-legend");
        now.cells().stream()
                .map(InspectorPicture.Block::state)
                .distinct()
                .sorted()
                .forEach(state -> {
                    HBox entry = new HBox(BlockStrip.sample(state), Parts.label(state.word(), "caption", "muted"));
                    entry.getStyleClass().add("strip-state");
                    legend.getChildren().add(entry);
                });
        legend.getChildren().add(Parts.label(now.each(), "caption", "muted"));
        part.getChildren().setAll(titled(WindowTexts.text("inspector.blocks"), now.count()), strip, legend);
    }

    private void fillNode(Section<Node> part, Node now) {
        chart.show(now);
        part.getChildren().setAll(titled(now.title(), now.used()), chart);
    }

    private static void fillHolders(Section<Users> part, InspectorPicture now) {
        part.getChildren()
                .setAll(titled(
                        WindowTexts.text("selection.holders"),
                        now.holders().isEmpty()
                                ? ""
                                : String.valueOf(now.holders().size())));
        if (now.holders().isEmpty()) {
            part.getChildren().add(Parts.paragraph(now.holdersKnown(), "muted"));
        }
        now.holders().forEach(line -> part.getChildren().add(Parts.paragraph(line)));
    }
}
