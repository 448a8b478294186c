// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar at the left. In a narrow window it is a rail of icons with tooltips. */
public final class HostsView extends VBox {
    private final HostsViewModel model;
    private final String ssh = WindowTexts.text("hosts.section.ssh");
    private final ToggleGroup group = new ToggleGroup();
    private final List<HBox> sections = new ArrayList<>();
    private final List<VBox> texts = new ArrayList<>();
    private final Map<HostSession, ToggleButton> rows = new HashMap<>();
    private final Consumer<HostAddress> open;
    private final Consumer<Button> addHosts;
    private final ToggleButton allHosts;
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final ObjectProperty<Set<String>> openGroups;
    private final Map<FontIcon, Boolean> folds = new HashMap<>();
    private final Set<HostSession> folded = new HashSet<>();
    private VBox allText = new VBox();
    private boolean rail;
    // Bindings are held weakly by what they listen to; these must live as long as the view.
    private final List<ObjectBinding<HostEntry>> entries = new ArrayList<>();

    /**
     * @param open looks at a host
     * @param all shows all hosts
     * @param addHosts asks for hosts to add, beside the button that asked
     * @param openGroups the names of the groups that show their hosts
     */
    public HostsView(
            HostsViewModel model,
            Consumer<HostAddress> open,
            Runnable all,
            Consumer<Button> addHosts,
            ObjectProperty<Set<String>> openGroups) {
        this.model = model;
        this.openGroups = openGroups;
        this.open = open;
        this.addHosts = addHosts;
        setId("hosts");
        getStyleClass().add("hosts");
        allHosts = allRow(all);
        list.getStyleClass().add("hosts-list");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(allHosts, scroll);
        model.list().subscribe(this::show);
        model.current().subscribe((before, now) -> {
            // A folded group shows the host that is looked at, and no other. All other rows stay, and with them the
            // keyboard.
            if (isFolded(before) || isFolded(now)) {
                show(model.list().get());
            }
            setAll(false);
        });
        openGroups.subscribe((before, now) -> show(model.list().get()));
    }

    private boolean isFolded(Optional<HostSession> session) {
        return session.filter(folded::contains).isPresent();
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
        folds.clear();
        folded.clear();
        list.getChildren().clear();
        Map<String, List<HostSession>> bySection = new LinkedHashMap<>();
        sessions.forEach(session -> bySection
                .computeIfAbsent(HostEntry.section(session.address()), any -> new ArrayList<>())
                .add(session));
        bySection.forEach((section, its) -> {
            list.getChildren().add(section.equals(ssh) ? sshHead() : sectionHead(section));
            if (section.equals(ssh)) {
                HostGroups.of(its).forEach(this::addGroup);
            } else {
                its.forEach(session -> list.getChildren().add(row(session)));
            }
            if (section.equals(WindowTexts.text("hosts.section.local")) && !bySection.containsKey(ssh)) {
                addEmptySsh();
            }
        });
        setRail(rail);
    }

    private void addGroup(String name, List<HostSession> its) {
        boolean alone = its.size() == 1;
        boolean open = alone || openGroups.get().contains(name);
        if (!alone) {
            list.getChildren().add(groupRow(name, its, open));
        }
        if (!open) {
            folded.addAll(its);
        }
        for (HostSession session : its) {
            if (open || model.current().get().equals(Optional.of(session))) {
                ToggleButton row = row(session);
                Parts.toggle(row, "of-group", !alone);
                list.getChildren().add(row);
            }
        }
    }

    private Button groupRow(String name, List<HostSession> its, boolean open) {
        FontIcon fold = Parts.icon("mdi2c-chevron-right", "icon-large");
        folds.put(fold, open);
        Label line = Parts.label("", "caption", "muted");
        FontIcon warning = warning();
        Button row = Parts.button("host-group-" + name, "", "host-row");
        row.setGraphic(content(fold, Parts.label(name, "strong"), warning, line));
        row.setMaxWidth(Double.MAX_VALUE);
        row.setMinWidth(0);
        Tooltip tip = new Tooltip();
        row.setTooltip(tip);
        row.setOnAction(event -> turn(name, row.getId()));
        List<ObjectBinding<HostEntry>> theirs = its.stream().map(model::entry).toList();
        entries.addAll(theirs);
        Runnable say = () -> {
            long bad = theirs.stream().filter(entry -> entry.get().trouble()).count();
            String count = WindowTexts.count("hosts.group", its.size());
            line.setText(bad == 0 ? count : WindowTexts.text("hosts.group.trouble", count, bad));
            Parts.present(warning, bad > 0);
            Parts.toggle(row, "troubled", bad > 0);
            String turn = WindowTexts.text(open ? "hosts.group.fold" : "hosts.group.unfold", name);
            tip.setText(name + ": " + line.getText());
            row.setAccessibleText(turn + ", " + line.getText());
        };
        theirs.forEach(entry -> entry.subscribe((before, now) -> say.run()));
        say.run();
        return row;
    }

    /** The keyboard stays on the group's row, which is a new one then. */
    private void turn(String name, String id) {
        Set<String> now = new TreeSet<>(openGroups.get());
        if (!now.remove(name)) {
            now.add(name);
        }
        openGroups.set(Set.copyOf(now));
        list.getChildren().stream()
                .filter(node -> id.equals(node.getId()))
                .findFirst()
                .ifPresent(Node::requestFocus);
    }

    /** Where there is no host over ssh yet, its section says how to come by one. */
    private void addEmptySsh() {
        Button add = Parts.button("hosts-add-first", WindowTexts.text("hosts.add-first"), "host-row", "host-add");
        HBox content = new HBox(Parts.icon("mdi2p-plus"), Parts.label(WindowTexts.text("hosts.add-first"), "muted"));
        content.getStyleClass().add("host-line");
        add.setGraphic(content);
        add.setMaxWidth(Double.MAX_VALUE);
        add.setTooltip(new Tooltip(WindowTexts.text("fleet.add.title")));
        add.setOnAction(event -> addHosts.accept(add));
        VBox text = new VBox(add);
        texts.add(text);
        list.getChildren().addAll(sectionHead(ssh), text);
    }

    private HBox sectionHead(String text) {
        HBox box = new HBox(Parts.label(text, "hosts-section"), Parts.spacer());
        box.getStyleClass().add("hosts-head");
        sections.add(box);
        return box;
    }

    private HBox sshHead() {
        HBox box = sectionHead(ssh);
        Button add = Parts.iconButton("hosts-add", "mdi2p-plus", WindowTexts.text("fleet.add"));
        add.getStyleClass().add("small-icon");
        add.setOnAction(event -> addHosts.accept(add));
        box.getChildren().add(add);
        return box;
    }

    /** What can be done with a host that was added: the way to it is a right click, Shift F10, or the Delete key. */
    private void makeRemovable(ToggleButton row, HostSession session) {
        MenuItem remove = new MenuItem(WindowTexts.text("hosts.remove"));
        remove.setId("host-remove");
        remove.setOnAction(event -> model.remove(session));
        ContextMenu menu = new ContextMenu(remove);
        menu.setOnShowing(event -> {
            remove.setDisable(!model.canRemove(session));
            remove.setText(WindowTexts.text(model.canRemove(session) ? "hosts.remove" : "hosts.remove.busy"));
        });
        row.setContextMenu(menu);
        row.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE) {
                model.remove(session);
                event.consume();
            }
        });
    }

    /** In the rail, where there is no line to say it, a mark on the icon says that something is wrong. */
    private static StackPane marked(FontIcon icon) {
        FontIcon mark = Parts.icon("mdi2a-alert", "rail-mark");
        StackPane.setAlignment(mark, Pos.TOP_RIGHT);
        return new StackPane(icon, mark);
    }

    private static FontIcon warning() {
        return Parts.icon("mdi2a-alert-outline", "icon-small", "warn-icon");
    }

    /** What a host's row and a group's show: in the rail the icon alone. */
    private HBox content(FontIcon icon, Label name, FontIcon warning, Label line) {
        HBox second = new HBox(4, warning, line);
        second.getStyleClass().add("trouble");
        VBox text = new VBox(1, name, second);
        texts.add(text);
        HBox content = new HBox(marked(icon), text);
        content.getStyleClass().add("host-line");
        return content;
    }

    private ToggleButton allRow(Runnable all) {
        ToggleButton row = new ToggleButton();
        row.setId("host-all");
        row.getStyleClass().setAll("host-row");
        row.setToggleGroup(group);
        row.setMaxWidth(Double.MAX_VALUE);
        Label name = Parts.label(WindowTexts.text("fleet.title"), "strong");
        VBox text = new VBox(name);
        text.setAlignment(Pos.CENTER_LEFT);
        allText = text;
        HBox content = new HBox(Parts.icon("mdi2v-view-dashboard-outline", "icon-large"), text);
        content.getStyleClass().add("host-line");
        row.setGraphic(content);
        row.setTooltip(new Tooltip(WindowTexts.text("fleet.title")));
        row.setAccessibleText(WindowTexts.text("fleet.title"));
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
        folds.forEach((icon, open) -> icon.setIconLiteral(
                rail ? "mdi2s-server-network" : open ? "mdi2c-chevron-down" : "mdi2c-chevron-right"));
        scroll.setVbarPolicy(rail ? ScrollPane.ScrollBarPolicy.NEVER : ScrollPane.ScrollBarPolicy.AS_NEEDED);
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
        FontIcon warning = warning();
        row.setGraphic(content(icon, name, warning, line));
        Tooltip tip = new Tooltip();
        row.setTooltip(tip);
        ObjectBinding<HostEntry> entry = model.entry(session);
        entries.add(entry);
        entry.subscribe(now -> {
            icon.setIconLiteral(now.icon());
            name.setText(now.name());
            line.setText(now.line());
            Parts.present(warning, now.trouble());
            Parts.toggle(row, "troubled", now.trouble());
            tip.setText(now.name() + ": " + now.line());
            row.setAccessibleText(now.name() + ", " + now.line());
        });
        return row;
    }
}
