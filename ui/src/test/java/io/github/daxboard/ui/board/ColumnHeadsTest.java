// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.theme.Themes;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class ColumnHeadsTest {
    /** A board that needs its scroll bar gets another width for its rows while it is laid out; there may be no second time. */
    @Test
    void theHeadsAreThereOnceTheBoardWasLaidOut(FxRobot robot) {
        robot.interact(() -> {
            BoardView board = new BoardView(new Desk().board);
            Themes.dress(
                    new Scene(board, 1000, 400), new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty()));
            board.applyCss();
            board.layout();
            assertThat(board.lookupAll(".column-head")).hasSize(4);
            for (Node head : board.lookupAll(".column-head")) {
                assertThat(head.getLayoutBounds().getWidth()).isGreaterThan(50);
            }
        });
    }
}
