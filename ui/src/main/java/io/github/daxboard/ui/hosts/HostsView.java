// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.ObjectBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar at the left. In a narrow window it is a rail of icons with tooltips. */
public final class HostsView extends VBox {
    private final HostsViewModel model;
    private final String ssh = Words.text("hosts.section.ssh");
    private final ToggleGroup group = new ToggleGroup();
    private final List<HBox> sections = new ArrayList<>();
    private final List<VBox> texts = new ArrayList<>();
    private final Map<HostSession, ToggleButton> rows = new HashMap<>();
    private final Consumer<HostAddress> open;
    private final Consumer<Button> addHosts;
    private final ToggleButton allHosts;
    private VBox allText = new VBox();
    private boolean rail;
    // Bindings are held weakly by what they listen to; these must live as long as the view.
    private final List<ObjectBinding<HostEntry>> entries = new ArrayList<>();

    /**
     * @param open looks at a host
     * @param all shows all hosts
     * @param addHosts asks for hosts to add, beside the button that asked
     */
    public HostsView(HostsViewModel model, Consumer<HostAddress> open, Runnable all, Consumer<Button> addHosts) {
        this.model = model;
        this.open = open;
        this.addHosts = addHosts;
        setId("hosts");
        getStyleClass().add("hosts");
        allHosts = allRow(all);
        model.list().subscribe(this::show);
        model.current().subscribe(current -> setAll(false));
    }

    /** Whether the page of all hosts is shown, which is then what is marked. */
    public void setAll(boolean all) {
        allHosts.setSelected(all);
        if (!all) {
            rows.forEach((session, row) -> row.setSelected(model.current().get().equals(Optional.of(session))));
        }
    }

    private void show(List<HostSession> sessions) {
        sections.clear();
        texts.clear();
        entries.clear();
        rows.clear();
        getChildren().setAll(allHosts);
        String section = "";
        for (HostSession session : sessions) {
            String its = HostEntry.section(session.address());
            if (!its.equals(section)) {
                if (section.equals(Words.text("hosts.section.local")) && !its.equals(ssh)) {
                    addEmptySsh();
                }
                getChildren().add(its.equals(ssh) ? sshHead() : sectionHead(its));
                section = its;
            }
            getChildren().add(row(session));
        }
        setRail(rail);
    }

    /** Where there is no host over ssh yet, its section says how to come by one. */
    private void addEmptySsh() {
        Button add = Parts.button("hosts-add-first", Words.text("hosts.add-first"), "host-row", "host-add");
        HBox content = new HBox(Parts.icon("mdi2p-plus"), Parts.label(Words.text("hosts.add-first"), "muted"));
        content.getStyleClass().add("host-line");
        add.setGraphic(content);
        add.setMaxWidth(Double.MAX_VALUE);
        add.setTooltip(new Tooltip(Words.text("fleet.add.title")));
        add.setOnAction(event -> addHosts.accept(add));
        VBox text = new VBox(add);
        texts.add(text);
        getChildren().addAll(sectionHead(ssh), text);
    }

    private HBox sectionHead(String text) {
        HBox box = new HBox(Parts.label(text, "hosts-section"), Parts.spacer());
        box.getStyleClass().add("hosts-head");
        sections.add(box);
        return box;
    }

    private HBox sshHead() {
        HBox box = sectionHead(ssh);
        Button add = Parts.iconButton("hosts-add", "mdi2p-plus", Words.text("fleet.add"));
        add.getStyleClass().add("small-icon");
        add.setOnAction(event -> addHosts.accept(add));
        box.getChildren().add(add);
        return box;
    }

    /** What can be done with a host that was added: the way to it is a right click, Shift F10, or the Delete key. */
    private void makeRemovable(ToggleButton row, HostSession session) {
        MenuItem remove = new MenuItem(Words.text("hosts.remove"));
        remove.setId("host-remove");
        remove.setOnAction(event -> model.remove(session));
        ContextMenu menu = new ContextMenu(remove);
        menu.setOnShowing(event -> {
            remove.setDisable(!model.canRemove(session));
            remove.setText(Words.text(model.canRemove(session) ? "hosts.remove" : "hosts.remove.busy"));
        });
        row.setContextMenu(menu);
        row.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE) {
                model.remove(session);
                event.consume();
            }
        });
    }

    private ToggleButton allRow(Runnable all) {
        ToggleButton row = new ToggleButton();
        row.setId("host-all");
        row.getStyleClass().setAll("host-row");
        row.setToggleGroup(group);
        row.setMaxWidth(Double.MAX_VALUE);
        Label name = Parts.label(Words.text("fleet.title"), "strong");
        VBox text = new VBox(name);
        text.setAlignment(Pos.CENTER_LEFT);
        allText = text;
        HBox content = new HBox(Parts.icon("mdi2v-view-dashboard-outline", "icon-large"), text);
        content.getStyleClass().add("host-line");
        row.setGraphic(content);
        row.setTooltip(new Tooltip(Words.text("fleet.title")));
        row.setAccessibleText(Words.text("fleet.title"));
        row.setOnAction(event -> {
            row.setSelected(true);
            all.run();
        });
        return row;
    }

    /** Whether only the icons are shown. */
    public void setRail(boolean rail) {
        this.rail = rail;
        Parts.present(allText, !rail);
        Parts.toggle(this, "rail", rail);
        sections.forEach(head -> Parts.present(head, !rail));
        texts.forEach(text -> Parts.present(text, !rail));
    }

    private ToggleButton row(HostSession session) {
        ToggleButton row = new ToggleButton();
        row.setId(HostEntry.id(session.address()));
        row.getStyleClass().setAll("host-row");
        row.setToggleGroup(group);
        row.setMaxWidth(Double.MAX_VALUE);
        // A toggle of a group can be clicked off; a host cannot: there is always one that is looked at.
        row.setOnAction(event -> {
            row.setSelected(true);
            open.accept(session.address());
        });
        rows.put(session, row);
        if (model.isRemovable(session)) {
            makeRemovable(row, session);
        }
        row.setSelected(!allHosts.isSelected() && model.current().get().equals(Optional.of(session)));
        FontIcon icon = Parts.icon("mdi2m-monitor", "icon-large");
        Label name = Parts.label("", "strong");
        Label line = Parts.label("", "caption", "muted");
        line.setTextOverrun(OverrunStyle.ELLIPSIS);
        FontIcon warning = Parts.icon("mdi2a-alert-outline", "icon-small", "warn-icon");
        HBox second = new HBox(4, warning, line);
        second.getStyleClass().add("trouble");
        VBox text = new VBox(1, name, second);
        texts.add(text);
        HBox content = new HBox(icon, text);
        content.getStyleClass().add("host-line");
        row.setGraphic(content);
        Tooltip tip = new Tooltip();
        row.setTooltip(tip);
        ObjectBinding<HostEntry> entry = model.entry(session);
        entries.add(entry);
        entry.subscribe(now -> {
            icon.setIconLiteral(now.icon());
            name.setText(now.name());
            line.setText(now.line());
            Parts.present(warning, now.trouble());
            tip.setText(now.name() + ": " + now.line());
            row.setAccessibleText(now.name() + ", " + now.line());
        });
        return row;
    }
}
