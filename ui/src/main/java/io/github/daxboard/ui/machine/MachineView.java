// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.machine;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.machine.MachineViewModel.Finding;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Says what was looked for and what to do, and never leaves the user before an empty window. */
public final class MachineView extends ScrollPane {

    private List<MachineViewModel.Remark> remarks = List.of();

    /**
     * @param lookAgain reads the host again
     * @param examine has the doctor look at the host, and tells what was found
     * @param open opens another host
     * @param hasLab whether the lab is among them
     * @param addHosts asks for hosts to add, beside the button that asked
     */
    public MachineView(
            MachineViewModel model,
            Runnable lookAgain,
            Consumer<Consumer<List<io.github.daxboard.doctor.Finding>>> examine,
            Consumer<HostAddress> open,
            boolean hasLab,
            Consumer<Button> addHosts) {
        setId("this-machine");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        VBox closer = new VBox(12);
        closer.setId("doctor");
        closer.getStyleClass().add("closer");
        VBox page =
                new VBox(lead(model), section(model, lookAgain), findings(model), ways(open, hasLab, addHosts), closer);
        examine.accept(found -> {
            remarks = MachineViewModel.worthSaying(found);
            closer.getChildren().setAll(closer(remarks));
        });
        page.getStyleClass().add("this-machine");
        StackPane holder = new StackPane(page);
        holder.setAlignment(Pos.TOP_CENTER);
        setContent(holder);
    }

    private static HBox lead(MachineViewModel model) {
        VBox words = new VBox(
                8,
                Parts.paragraph(model.title(), "display", "strong"),
                Parts.paragraph(WindowTexts.text("machine.lead"), "lead"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox lead = new HBox(24, words, sketch());
        lead.setAlignment(Pos.TOP_LEFT);
        return lead;
    }

    /** A small drawing of a board, so that one sees what would be here. */
    private static VBox sketch() {
        HBox bar = new HBox(
                2, sketchBar("devdax", 112), sketchBar("fsdev", 66), sketchBar("ram", 42), sketchBar("free", 40));
        HBox tiles = new HBox(10);
        for (Look look : new Look[] {Look.DEVDAX, Look.FSDEV, Look.RAM}) {
            Region line = new Region();
            line.getStyleClass().add("sketch-line");
            HBox tile = new HBox(new ModeMark(look), line);
            tile.getStyleClass().add("sketch-tile");
            HBox.setHgrow(tile, Priority.ALWAYS);
            HBox.setHgrow(line, Priority.ALWAYS);
            tiles.getChildren().add(tile);
        }
        VBox sketch = new VBox(bar, tiles);
        sketch.getStyleClass().add("sketch");
        sketch.setMouseTransparent(true);
        return sketch;
    }

    private static Region sketchBar(String look, double width) {
        Region bar = new Region();
        bar.getStyleClass().addAll("sketch-bar", look);
        bar.setMinWidth(width);
        return bar;
    }

    private HBox section(MachineViewModel model, Runnable lookAgain) {
        Button again = Parts.button("look-again", WindowTexts.text("machine.again"));
        again.setGraphic(Parts.icon("mdi2r-refresh"));
        again.setOnAction(event -> lookAgain.run());
        Button copy = Parts.button("copy-findings", WindowTexts.text("machine.copy"));
        copy.setGraphic(Parts.icon("mdi2c-content-copy"));
        copy.setOnAction(event -> Parts.copy(model.asText(remarks)));
        HBox section = new HBox(
                Parts.label(WindowTexts.text("machine.looked-for"), "title", "strong"), Parts.spacer(), again, copy);
        section.getStyleClass().add("section");
        return section;
    }

    private static VBox findings(MachineViewModel model) {
        VBox card = new VBox();
        card.setId("findings");
        card.getStyleClass().add("card");
        for (Finding finding : model.findings()) {
            VBox words = new VBox(
                    2, Parts.paragraph(finding.title(), "strong"), Parts.paragraph(finding.evidence(), "muted"));
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox side = new HBox(12);
            side.setAlignment(Pos.CENTER_RIGHT);
            side.setMinWidth(USE_PREF_SIZE);
            if (!finding.how().isEmpty()) {
                side.getChildren().add(how(finding, words));
            }
            Label word = Parts.label(finding.word(), finding.found() ? "ok-text" : "muted");
            word.setMinWidth(USE_PREF_SIZE);
            side.getChildren().add(word);
            HBox row = new HBox(
                    Parts.icon(
                            finding.found() ? "mdi2c-check-circle" : "mdi2m-minus-circle-outline",
                            "icon-large",
                            finding.found() ? "ok-icon" : "quiet-icon"),
                    words,
                    side);
            row.getStyleClass().add("finding");
            Parts.toggle(row, "ruled", !card.getChildren().isEmpty());
            card.getChildren().add(row);
        }
        return card;
    }

    /** Tells below the line what brings it about, and puts that away again. */
    private static Hyperlink how(Finding finding, VBox words) {
        Button copy = Parts.button("copy-how-" + finding.key(), WindowTexts.text("copy"), "flat-button");
        copy.setGraphic(Parts.icon("mdi2c-content-copy"));
        copy.setOnAction(event -> Parts.copy(finding.how()));
        Label text = Parts.paragraph(finding.how());
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox told = new HBox(8, text, copy);
        told.setId("told-" + finding.key());
        told.getStyleClass().add("told");
        Parts.present(told, false);
        VBox.setMargin(told, new Insets(6, 0, 2, 0));
        words.getChildren().add(told);
        Hyperlink link = new Hyperlink(WindowTexts.text("machine.how"));
        link.setId("how-" + finding.key());
        link.setMinWidth(USE_PREF_SIZE);
        link.setAccessibleText(WindowTexts.text("machine.how.spoken", finding.title()));
        link.setOnAction(event -> {
            link.setVisited(false);
            Parts.present(told, !told.isVisible());
            link.setText(WindowTexts.text(told.isVisible() ? "machine.how.hide" : "machine.how"));
        });
        return link;
    }

    private static List<Node> closer(List<MachineViewModel.Remark> remarks) {
        if (remarks.isEmpty()) {
            return List.of();
        }
        VBox card = new VBox();
        card.getStyleClass().add("card");
        for (MachineViewModel.Remark remark : remarks) {
            VBox words = new VBox(2, Parts.paragraph(remark.title(), "strong"));
            remark.evidence().forEach(line -> words.getChildren().add(Parts.paragraph(line, "mono", "muted")));
            if (!remark.next().isEmpty()) {
                words.getChildren().add(Parts.paragraph(WindowTexts.text("machine.next", remark.next())));
            }
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(Parts.icon(remark.icon(), "icon-large", remark.tone() + "-icon"), words);
            row.getStyleClass().add("finding");
            Parts.toggle(row, "ruled", !card.getChildren().isEmpty());
            card.getChildren().add(row);
        }
        return List.of(Parts.label(WindowTexts.text("machine.closer"), "title", "strong"), card);
    }

    private static VBox ways(Consumer<HostAddress> open, boolean hasLab, Consumer<Button> addHosts) {
        Button demo = Parts.button("open-demo", WindowTexts.text("machine.demo.open"), "primary");
        demo.setOnAction(event -> open.accept(new HostAddress.Demo()));
        Button lab = Parts.button("open-lab", WindowTexts.text("machine.lab.open"));
        lab.setOnAction(event -> open.accept(new HostAddress.Lab()));
        HBox cards = new HBox(12, way("mdi2f-flask-outline", "machine.demo", demo));
        if (hasLab) {
            cards.getChildren().add(way("mdi2c-cube-outline", "machine.lab", lab));
        }
        Button add = Parts.button("add-host", WindowTexts.text("fleet.add"));
        add.setOnAction(event -> addHosts.accept(add));
        cards.getChildren().add(way("mdi2s-server-network", "machine.ssh", add));
        VBox ways = new VBox(12, Parts.label(WindowTexts.text("machine.or"), "title", "strong"), cards);
        ways.getStyleClass().add("ways");
        return ways;
    }

    private static VBox way(String icon, String key, Node action) {
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        VBox way = new VBox(
                Parts.icon(icon, "icon-large", "accent-icon"),
                Parts.label(WindowTexts.text(key), "title", "strong"),
                Parts.paragraph(WindowTexts.text(key + ".line"), "muted"),
                gap,
                action);
        way.getStyleClass().addAll("card", "way");
        HBox.setHgrow(way, Priority.ALWAYS);
        return way;
    }
}
