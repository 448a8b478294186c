// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.map.MapPicture.Distances;
import io.github.daxboard.ui.map.MapPicture.Group;
import io.github.daxboard.ui.map.MapPicture.Loose;
import io.github.daxboard.ui.map.MapPicture.NodeCard;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The map: nodes above, physical addresses below. */
public final class MapView extends StackPane {
    private final MapViewModel model;
    private final Label nodesLine = Parts.label("", "muted");
    private final FlowPane groups = new FlowPane();
    private final Label zoomLine = Parts.label("", "muted");
    private final Label note = Parts.paragraph("", "caption", "muted");
    private final Slider zoom = new Slider(0, 1, 0);
    private final Map<Integer, VBox> cards = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();
    private boolean turning;

    /** A cell of the table of distances. */
    private record Cell(int from, int to, Label label) {
        boolean concerns(int node) {
            return from == node || to == node;
        }
    }

    public MapView(MapViewModel model) {
        this.model = model;
        setId("map");
        getStyleClass().add("map");
        groups.getStyleClass().add("map-groups");
        groups.setRowValignment(VPos.TOP);
        HBox nodesHead = new HBox(Parts.label(WindowTexts.text("map.nodes.title"), "title", "strong"), nodesLine);
        nodesHead.getStyleClass().add("map-head");
        VBox lanes = new VBox(new OverviewCanvas(model), new LanesCanvas(model));
        VBox page = new VBox(nodesHead, groups, addressHead(), note, lanes, legend());
        page.getStyleClass().add("map-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        getChildren().add(scroll);
        model.picture().subscribe((before, now) -> {
            if (!now.groups().equals(before.groups())
                    || !now.distances().equals(before.distances())
                    || !now.withoutNode().equals(before.withoutNode())) {
                showNodes(now);
            }
            showLines();
        });
        model.window().subscribe(now -> showLines());
        model.selected().subscribe(now -> markNodes(now));
        showNodes(model.picture().get());
        showLines();
    }

    private HBox addressHead() {
        zoom.setId("map-zoom");
        zoom.setAccessibleText(WindowTexts.text("map.zoom"));
        zoom.valueProperty().subscribe(value -> {
            if (!turning) {
                model.setCloseness(value.doubleValue());
            }
        });
        Button out = Parts.iconButton("map-zoom-out", "mdi2m-magnify-minus-outline", WindowTexts.text("map.zoom-out"));
        out.setOnAction(event -> model.zoomStep(false));
        Button in = Parts.iconButton("map-zoom-in", "mdi2m-magnify-plus-outline", WindowTexts.text("map.zoom-in"));
        in.setOnAction(event -> model.zoomStep(true));
        Button whole = Parts.button("map-whole", WindowTexts.text("map.whole"));
        whole.setGraphic(Parts.icon("mdi2f-fit-to-page-outline"));
        whole.setOnAction(event -> model.whole());
        HBox head = new HBox(
                Parts.label(WindowTexts.text("map.addresses"), "title", "strong"),
                zoomLine,
                Parts.spacer(),
                out,
                zoom,
                in,
                whole);
        head.getStyleClass().addAll("map-head", "map-zooming");
        return head;
    }

    private void showLines() {
        nodesLine.setText(model.picture().get().nodesLine());
        zoomLine.setText(model.zoomWords());
        note.setText(model.picture().get().note());
        Parts.present(note, !note.getText().isEmpty());
        turning = true;
        zoom.setValue(model.closeness());
        turning = false;
    }

    private void showNodes(MapPicture now) {
        groups.getChildren().clear();
        cards.clear();
        cells.clear();
        if (now.groups().isEmpty()) {
            groups.getChildren().add(Parts.paragraph(WindowTexts.text("map.no-nodes"), "muted"));
        }
        now.groups().forEach(group -> groups.getChildren().add(group(group)));
        VBox right = new VBox();
        right.getStyleClass().add("map-right");
        now.distances().ifPresent(distances -> right.getChildren().add(table(distances)));
        if (!now.withoutNode().isEmpty()) {
            right.getChildren().add(loose(now.withoutNode()));
        }
        if (!right.getChildren().isEmpty()) {
            groups.getChildren().add(right);
        }
        markNodes(model.selected().get());
    }

    private VBox group(Group group) {
        VBox box = new VBox(Parts.label(group.title(), "caption", "muted", "strong"));
        box.getStyleClass().add("map-group");
        group.nodes().forEach(node -> box.getChildren().add(card(node)));
        return box;
    }

    private VBox card(NodeCard node) {
        Label title = Parts.label(node.title(), "strong");
        HBox first = new HBox(title, Parts.label(node.kind(), "muted"), Parts.spacer(), Parts.label(node.size()));
        first.getStyleClass().add("node-first");
        VBox card = new VBox(first, new NodeBar(node, model::select), Parts.paragraph(node.line(), "caption", "muted"));
        card.setId("node-" + node.id());
        card.getStyleClass().addAll("card", "node-card");
        card.setAccessibleText(node.title() + ", " + node.kind() + ", " + node.size() + ", " + node.line());
        cards.put(node.id(), card);
        return card;
    }

    /** Marks the node that the selected device belongs to, and how far it is from the others. */
    private void markNodes(List<DeviceName> selected) {
        Optional<Integer> marked = selected.isEmpty()
                ? Optional.empty()
                : model.picture().get().groups().stream()
                        .flatMap(group -> group.nodes().stream())
                        .filter(node -> node.bar().stream()
                                .anyMatch(piece -> piece.device().equals(Optional.of(selected.getLast()))))
                        .map(NodeCard::id)
                        .findFirst();
        cards.forEach((id, card) ->
                Parts.toggle(card, "selected", marked.filter(id::equals).isPresent()));
        cells.forEach(cell -> Parts.toggle(
                cell.label(), "marked", marked.filter(cell::concerns).isPresent()));
    }

    private VBox table(Distances distances) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("distances");
        for (int column = 0; column < distances.nodes().size(); column++) {
            Label head = Parts.label(String.valueOf(distances.nodes().get(column)), "caption", "muted");
            GridPane.setHalignment(head, HPos.CENTER);
            grid.add(head, column + 1, 0);
        }
        for (int row = 0; row < distances.rows().size(); row++) {
            grid.add(
                    Parts.label(WindowTexts.text("board.node", distances.nodes().get(row)), "caption", "muted"),
                    0,
                    row + 1);
            for (int column = 0; column < distances.rows().get(row).size(); column++) {
                Label cell =
                        Parts.label(String.valueOf(distances.rows().get(row).get(column)), "distance");
                Parts.toggle(cell, "own", row == column);
                cells.add(new Cell(distances.nodes().get(row), distances.nodes().get(column), cell));
                grid.add(cell, column + 1, row + 1);
            }
        }
        HBox head = new HBox(
                Parts.label(WindowTexts.text("map.distances"), "strong"),
                Parts.label("node/nodeN/distance", "mono", "muted"));
        head.getStyleClass().add("map-head");
        return new VBox(6, head, grid);
    }

    private static VBox loose(List<Loose> regions) {
        VBox box = new VBox(2, Parts.label(WindowTexts.text("map.without"), "caption", "muted", "strong"));
        for (Loose region : regions) {
            HBox line = new HBox(6, Parts.label(region.title(), "strong"), Parts.label(region.why()));
            line.setAlignment(Pos.CENTER_LEFT);
            box.getChildren().add(line);
        }
        return box;
    }

    private static HBox legend() {
        HBox legend = new HBox();
        legend.getStyleClass().add("map-legend");
        for (Mode mode : Mode.values()) {
            legend.getChildren().add(entry(Look.of(mode), mode.word()));
        }
        legend.getChildren().add(entry(Look.PINNED, WindowTexts.text("board.badge.pinned")));
        legend.getChildren().add(entry(Look.FREE, WindowTexts.text("look.free")));
        Label keys = Parts.label(WindowTexts.text("map.keys"), "caption", "muted");
        HBox.setHgrow(keys, Priority.SOMETIMES);
        legend.getChildren().addAll(Parts.spacer(), keys);
        return legend;
    }

    private static HBox entry(Look look, String word) {
        HBox entry = new HBox(6, new ModeMark(look), Parts.label(word, "caption", "muted"));
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }
}
