// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Mode;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

/** The chips over the board. While it is shown it says how much is hidden; put away, it hides nothing. */
final class FilterBar extends HBox {
    /** A chip, and when it is on. */
    private record Chip(ToggleButton button, Predicate<BoardFilter> on) {}

    private final BoardViewModel model;
    private final List<Chip> chips = new ArrayList<>();
    private final Label hidden = Parts.label("", "caption", "muted");
    private final Button clear =
            Parts.button("filter-clear", WindowTexts.text("filter.clear"), "flat-button", "small-flat");

    FilterBar(BoardViewModel model) {
        this.model = model;
        setId("filter-bar");
        getStyleClass().add("filter-bar");
        for (Mode mode : BoardViewModel.columns()) {
            ToggleButton chip = chip(
                    mode.word(),
                    mode.word(),
                    now -> now.turn(mode),
                    now -> now.modes().contains(mode));
            chip.setGraphic(new ModeMark(Look.of(mode)));
        }
        getChildren().add(new Separator(Orientation.VERTICAL));
        for (RegionKind kind : List.of(RegionKind.HMEM, RegionKind.CXL, RegionKind.PMEM)) {
            chip(
                    kind.word(),
                    kind.word(),
                    now -> now.turn(kind),
                    now -> now.kinds().contains(kind));
        }
        getChildren().add(new Separator(Orientation.VERTICAL));
        chip("blocked", WindowTexts.text("filter.blocked"), BoardFilter::turnBlocked, BoardFilter::blocked);
        chip("changed", WindowTexts.text("filter.changed"), BoardFilter::turnChanged, BoardFilter::changed);
        hidden.setId("filter-hidden");
        hidden.setMinWidth(0);
        clear.setOnAction(event -> model.filter().set(BoardFilter.NONE));
        Button close = Parts.iconButton("filter-close", "mdi2c-close", WindowTexts.text("filter.close"));
        close.getStyleClass().add("small-icon");
        close.setOnAction(event -> model.filtering().set(false));
        getChildren().addAll(Parts.spacer(), hidden, clear, close);
        model.filter().subscribe(this::show);
        model.picture().subscribe(now -> {
            hidden.setText(now.hidden() == 0 ? "" : WindowTexts.text("filter.hidden", now.hidden()));
        });
        model.filtering().subscribe(open -> Parts.present(this, open));
    }

    private ToggleButton chip(String id, String words, UnaryOperator<BoardFilter> turn, Predicate<BoardFilter> on) {
        ToggleButton button = new ToggleButton(words);
        button.setId("filter-" + id);
        button.getStyleClass().setAll("filter-button", "chip");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> model.filter().set(turn.apply(model.filter().get())));
        chips.add(new Chip(button, on));
        getChildren().add(button);
        return button;
    }

    private void show(BoardFilter now) {
        chips.forEach(chip -> chip.button().setSelected(chip.on().test(now)));
        Parts.present(clear, !now.isNone());
    }
}
