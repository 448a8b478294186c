// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.allhosts.AllHostsPicture.FilterCount;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Note;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Row;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Segment;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Tone;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;

/** The page of all hosts: totals, counts that double as filters, and a row a host. */
public final class AllHostsView extends VBox {
    private static final double ROW = 27;
    private static final double WIDEST_BAR = 5000;
    private static final double HEAD = 34;
    private static final Set<String> UNCUT = Set.of("host", "memory", "free", "devices", "look");

    private final AllHostsViewModel model;
    private final Consumer<HostAddress> open;
    private final Label line = Parts.label("", "muted");
    private final FlowPane totals = new FlowPane();
    private final HostTotalsBar bar = new HostTotalsBar();
    private final HBox filters = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final TableView<Row> table = new TableView<>();
    private final TextField find = new TextField();

    /** @param open looks at a host */
    public AllHostsView(AllHostsViewModel model, Consumer<HostAddress> open) {
        this.model = model;
        this.open = open;
        setId("fleet");
        getStyleClass().add("fleet");
        HBox head = new HBox(Parts.label(WindowTexts.text("fleet.title"), "title", "strong"), line);
        head.getStyleClass().add("fleet-head");
        totals.getStyleClass().add("fleet-totals");
        filters.getStyleClass().add("fleet-filters");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, totals, bar, tools(), table);
        columns();
        model.picture().subscribe(this::show);
    }

    private HBox tools() {
        find.setId("fleet-find");
        find.setPromptText(WindowTexts.text("fleet.find"));
        find.setAccessibleText(WindowTexts.text("fleet.find"));
        find.textProperty().bindBidirectional(model.text());
        Button add = Parts.button("fleet-add", WindowTexts.text("fleet.add"));
        add.setGraphic(Parts.icon("mdi2p-plus"));
        add.setOnAction(event -> addHosts(add));
        HBox tools = new HBox(filters, Parts.spacer(), find, add);
        tools.getStyleClass().add("fleet-tools");
        return tools;
    }

    /** Gives the search the keyboard. */
    public void find() {
        find.requestFocus();
        find.selectAll();
    }

    private void columns() {
        table.setId("fleet-hosts");
        table.setAccessibleText(WindowTexts.text("fleet.title"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Parts.label(WindowTexts.text("fleet.none"), "muted"));
        table.setFixedCellSize(ROW);
        table.getColumns()
                .setAll(List.of(
                        column("host", 132, Row::name, AllHostsView::host, Comparator.comparing(Row::name)),
                        column(
                                "linux",
                                110,
                                Row::kernel,
                                row -> muted(row.kernel()),
                                Comparator.comparing(Row::kernel)),
                        right(column(
                                "memory",
                                104,
                                Row::sizeWords,
                                row -> Parts.label(row.sizeWords()),
                                Comparator.comparingLong(Row::size))),
                        barColumn(),
                        right(column(
                                "free",
                                84,
                                Row::freeWords,
                                row -> Parts.label(row.freeWords()),
                                Comparator.comparingLong(Row::free))),
                        right(column(
                                "devices",
                                64,
                                row -> String.valueOf(row.devices()),
                                row -> Parts.label(row.stale() && row.size() == 0 ? "" : String.valueOf(row.devices())),
                                Comparator.comparingInt(Row::devices))),
                        column(
                                "look",
                                200,
                                row -> row.note().map(Note::words).orElse(""),
                                AllHostsView::note,
                                Comparator.comparing(
                                        row -> row.note().map(Note::words).orElse("\uffff"))),
                        column("read", 72, Row::read, row -> muted(row.read()), Comparator.comparing(Row::read))));
        SortedList<Row> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setRowFactory(view -> new HostRow());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                        .ifPresent(row -> open.accept(row.address()));
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE) {
                Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                        .map(Row::address)
                        .filter(model::canRemove)
                        .ifPresent(model::remove);
                event.consume();
            }
        });
    }

    /** A host's row: a double click opens the host, as Enter does. */
    private final class HostRow extends TableRow<Row> {
        HostRow() {
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && getItem() != null) {
                    open.accept(getItem().address());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            Parts.toggle(this, "stale", row != null && row.stale());
            setAccessibleText(row == null ? "" : row.spoken());
            setContextMenu(row == null ? null : menu(row.address()));
        }

        private ContextMenu menu(HostAddress address) {
            MenuItem look = new MenuItem(WindowTexts.text("fleet.open"));
            look.setId("fleet-open");
            look.setOnAction(event -> open.accept(address));
            MenuItem remove = new MenuItem(WindowTexts.text("hosts.remove"));
            remove.setId("fleet-remove");
            remove.setDisable(!model.canRemove(address));
            remove.setOnAction(event -> model.remove(address));
            return new ContextMenu(look, remove);
        }
    }

    private static TableColumn<Row, Row> column(
            String key, double width, Function<Row, String> words, Function<Row, Node> draw, Comparator<Row> order) {
        TableColumn<Row, Row> column = new TableColumn<>(WindowTexts.text("fleet.column." + key));
        column.setId("fleet-column-" + key);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 60));
        if (UNCUT.contains(key)) {
            // What is said is not cut off; the bar gives way.
            column.setMinWidth(width);
        }
        // What is left over on a wide window is the bar's.
        column.setMaxWidth(width * 1.5);
        column.setReorderable(false);
        column.setComparator(order);
        column.setCellValueFactory(value -> new ReadOnlyObjectWrapper<>(value.getValue()));
        column.setCellFactory(each -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(row == null || empty ? null : draw.apply(row));
                setAccessibleText(row == null || empty ? "" : words.apply(row));
            }
        });
        return column;
    }

    private static TableColumn<Row, Row> right(TableColumn<Row, Row> column) {
        column.getStyleClass().add("right");
        return column;
    }

    private TableColumn<Row, Row> barColumn() {
        TableColumn<Row, Row> column = column(
                "bar",
                430,
                Row::sizeWords,
                row -> {
                    HostTotalsBar drawn = new HostTotalsBar();
                    drawn.show(row.bar(), model.picture().get().most(), row.stale());
                    return drawn;
                },
                Comparator.comparingLong(Row::size));
        column.setMinWidth(160);
        column.setMaxWidth(WIDEST_BAR);
        column.setSortable(false);
        return column;
    }

    private static HBox host(Row row) {
        HBox host = new HBox(Parts.icon(row.icon(), "icon-small"), Parts.label(row.name()));
        host.getStyleClass().add("fleet-host");
        return host;
    }

    private static Label muted(String text) {
        return Parts.label(text, "muted");
    }

    private static Node note(Row row) {
        HBox note = new HBox();
        note.getStyleClass().add("fleet-note");
        row.note()
                .ifPresent(one -> note.getChildren()
                        .addAll(
                                Parts.icon(one.icon(), "icon-small", tone(one.tone()) + "-icon"),
                                Parts.label(one.words(), tone(one.tone()) + "-text")));
        return note;
    }

    private static String tone(Tone tone) {
        return switch (tone) {
            case DANGER -> "danger";
            case WARN -> "warn";
            case ACCENT -> "accent";
            case QUIET -> "quiet";
        };
    }

    private void show(AllHostsPicture now) {
        line.setText(now.line());
        totals.getChildren()
                .setAll(now.totals().stream().map(AllHostsView::total).toList());
        bar.show(
                now.totals(),
                Math.max(1, now.totals().stream().mapToLong(Segment::bytes).sum()),
                false);
        showFilters(now.filters());
        Optional<HostAddress> selected =
                Optional.ofNullable(table.getSelectionModel().getSelectedItem()).map(Row::address);
        // The card ends with its last row.
        table.setMaxHeight(HEAD + Math.max(2, now.rows().size()) * table.snapSizeY(ROW));
        if (!rows.equals(now.rows())) {
            rows.setAll(now.rows());
            selected.ifPresent(address -> table.getItems().stream()
                    .filter(row -> row.address().equals(address))
                    .findFirst()
                    .ifPresent(row -> table.getSelectionModel().select(row)));
        }
    }

    private static VBox total(Segment segment) {
        HBox word = new HBox(6, new ModeMark(segment.look()), Parts.label(segment.word(), "muted"));
        word.setAlignment(Pos.CENTER_LEFT);
        return new VBox(1, word, Parts.label(segment.size(), "heading", "strong"));
    }

    private void showFilters(List<FilterCount> now) {
        if (filters.getChildren().isEmpty()) {
            for (FilterCount each : now) {
                ToggleButton button = new ToggleButton(each.words());
                button.setId("fleet-filter-" + each.filter().key());
                button.getStyleClass().setAll("filter-button");
                button.setToggleGroup(group);
                button.setSelected(model.filter().get() == each.filter());
                button.setOnAction(event -> {
                    button.setSelected(true);
                    model.filter().set(each.filter());
                });
                filters.getChildren().add(button);
            }
        }
        for (int i = 0; i < now.size(); i++) {
            ((ToggleButton) filters.getChildren().get(i)).setText(now.get(i).words());
        }
    }

    private void addHosts(Button owner) {
        AddHostsForm.show(model::add, owner, PopOver.ArrowLocation.TOP_RIGHT);
    }
}
