// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.theme.Density;
import java.util.Optional;

/**
 * How large the parts of a row are, from its picture alone: so the board knows where each region stands without a node for
 * it. In px at scale 1; the stylesheet gives looks, not sizes, to what is measured here.
 */
record RowSizes(Density density, double cellWidth) {
    static final double SIDE = 13;
    static final double TOP = 4;
    static final double BOTTOM = 9;
    static final double COLUMN_GAP = 8;
    static final double CELL_PADDING = 6;
    static final double TILE_GAP = 5;
    static final double ROW_GAP = 8;
    static final double BAR = 29;
    private static final double WIDEST_TILE = 320;
    private static final double VERDICT = 66;
    private static final double ROOM_FOR_VERDICT = 112;

    static RowSizes of(Density density, double cardWidth) {
        return new RowSizes(density, Math.floor((cardWidth - 2 * SIDE - 3 * COLUMN_GAP) / 4));
    }

    double tile() {
        return density == Density.COMPACT ? 30 : 54;
    }

    double head() {
        return density == Density.COMPACT ? 28 : 30;
    }

    double folded() {
        return head() + 2;
    }

    /** How many tiles stand abreast in a cell: one, until it would be wider than a tile should be. */
    int abreast() {
        double inner = cellWidth - 2 * CELL_PADDING;
        return Math.max(1, (int) Math.ceil((inner + TILE_GAP) / (WIDEST_TILE + TILE_GAP)));
    }

    double tileWidth() {
        int abreast = abreast();
        return Math.floor((cellWidth - 2 * CELL_PADDING - (abreast - 1) * TILE_GAP) / abreast);
    }

    /** How high so many tiles are. */
    double tiles(int count) {
        int rows = (count + abreast() - 1) / abreast();
        return rows == 0 ? 0 : rows * tile() + (rows - 1) * TILE_GAP;
    }

    double cellsTop() {
        return TOP + head() + 2 + BAR + 2;
    }

    /** How high a region's cells are; while a tile of it is in the air, with room for what each column says. */
    double cells(RegionPicture region, Optional<DragPicture> drag) {
        boolean mine = drag.filter(one -> one.regions().contains(region.id())).isPresent();
        double inner = tile();
        for (ColumnPicture column : region.columns()) {
            double tiles = tiles(column.tiles().size());
            inner = Math.max(inner, mine ? Math.max(ROOM_FOR_VERDICT, tiles + VERDICT) : tiles);
        }
        return inner + 2 * CELL_PADDING;
    }

    double row(RegionPicture region, Optional<DragPicture> drag) {
        return region.folded() ? folded() : cellsTop() + cells(region, drag) + BOTTOM;
    }
}
