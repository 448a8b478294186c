// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.junit.jupiter.api.Test;

class BubblePlaceTest {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 600;

    private final BubblePlace bubble = new BubblePlace(320, 52, WIDTH, HEIGHT);

    /** What four columns say, in a row that begins at a height. */
    private static List<Bounds> said(double top) {
        return IntStream.range(0, 4)
                .mapToObj(column -> (Bounds) new BoundingBox(20 + column * 220, top, 210, 70))
                .toList();
    }

    private static Bounds tile(double x, double y) {
        return new BoundingBox(x, y, 200, 54);
    }

    @Test
    void belowTheTileWhereNothingIsSaidThere() {
        Bounds place = bubble.beside(tile(300, 300), said(200));
        assertThat(place.getMinY()).isEqualTo(300 + 54 + 14);
        assertThat(place.getMinX()).isEqualTo(360);
    }

    @Test
    void neverOverWhatAColumnSaysWhereverTheTileIs() {
        for (double top = 0; top <= HEIGHT; top += 20) {
            for (double x = -100; x < WIDTH; x += 20) {
                for (double y = 0; y < HEIGHT; y += 10) {
                    List<Bounds> said = said(top);
                    Bounds place = bubble.beside(tile(x, y), said);
                    assertThat(said).as("said at %s, tile at %s, %s", top, x, y).noneMatch(place::intersects);
                }
            }
        }
    }

    @Test
    void alwaysWithinTheBoard() {
        for (double x = -200; x < WIDTH + 200; x += 50) {
            for (double y = -50; y < HEIGHT + 50; y += 50) {
                Bounds place = bubble.beside(tile(x, y), said(500));
                assertThat(new BoundingBox(0, 0, WIDTH, HEIGHT).contains(place)).isTrue();
            }
        }
    }

    @Test
    void whereNothingIsClearItHidesWhatIsDraggedBeforeWhatIsSaid() {
        BubblePlace low = new BubblePlace(320, 52, 340, 200);
        Bounds said = new BoundingBox(0, 0, 340, 130);
        Bounds dragged = new BoundingBox(0, 130, 340, 60);
        assertThat(low.beside(dragged, List.of(said)).intersects(said)).isFalse();
    }
}
