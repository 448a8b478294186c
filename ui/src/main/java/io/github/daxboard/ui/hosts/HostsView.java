// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.ui.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.ObjectBinding;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar at the left. In a narrow window it is a rail of icons with tooltips. */
public final class HostsView extends VBox {
    private final HostsViewModel model;
    private final ToggleGroup group = new ToggleGroup();
    private final List<Label> sections = new ArrayList<>();
    private final List<VBox> texts = new ArrayList<>();
    // Bindings are held weakly by what they listen to; these must live as long as the view.
    private final List<ObjectBinding<HostEntry>> entries = new ArrayList<>();

    public HostsView(HostsViewModel model) {
        this.model = model;
        setId("hosts");
        getStyleClass().add("hosts");
        String section = "";
        for (HostSession session : model.sessions()) {
            String its = HostEntry.section(session.address());
            if (!its.equals(section)) {
                Label head = Parts.label(its, "hosts-section");
                Parts.toggle(head, "first", section.isEmpty());
                sections.add(head);
                getChildren().add(head);
                section = its;
            }
            getChildren().add(row(session));
        }
    }

    /** Whether only the icons are shown. */
    public void setRail(boolean rail) {
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
            model.select(session.address());
        });
        model.current().subscribe(current -> row.setSelected(current.equals(Optional.of(session))));
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
