// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Deque<Runnable> screen = new ArrayDeque<>();
    private final List<String> drawn = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final Drawing<String, String> drawing =
            new Drawing<>(new Threads(background::add, screen::add), this::draw, shown::add);

    private String draw(String facts) {
        drawn.add(facts);
        if (facts.isEmpty()) {
            throw new IllegalStateException("nothing to draw");
        }
        return "picture of " + facts;
    }

    private void turn() {
        background.removeFirst().run();
        screen.removeFirst().run();
    }

    @Test
    void nothingIsDrawnOrShownByWhoAsks() {
        drawing.ask("one");
        assertThat(drawn).isEmpty();
        background.removeFirst().run();
        assertThat(shown).isEmpty();
        screen.removeFirst().run();
        assertThat(shown).containsExactly("picture of one");
    }

    @Test
    void ofWhatComesMeanwhileOnlyTheNewestIsDrawn() {
        drawing.ask("one");
        drawing.ask("two");
        drawing.ask("three");
        turn();
        turn();
        assertThat(drawn).containsExactly("one", "three");
        assertThat(shown).containsExactly("picture of one", "picture of three");
        assertThat(background).isEmpty();
    }

    @Test
    void aMistakeIsToldAndTheNextFactsGetTheirTurn() {
        drawing.ask("");
        drawing.ask("two");
        background.removeFirst().run();
        assertThatIllegalStateException().isThrownBy(() -> screen.removeFirst().run());
        turn();
        assertThat(shown).containsExactly("picture of two");
    }
}
