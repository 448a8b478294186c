// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import io.github.daxboard.ui.board.BoardPicture;
import io.github.daxboard.ui.board.BoardPicture.Badge;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.board.BoardPicture.ColumnPicture;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.Roles;
import java.util.stream.Collectors;

/** The whole board as an SVG document, what is out of sight and what is folded too. */
public final class BoardSvg {
    private static final double WIDTH = 1120;
    private static final double EDGE = 16;
    private static final double INNER = WIDTH - 2 * EDGE - 26;
    private static final double TILE = 54;

    private final Svg svg;
    private final BoardPicture board;

    private BoardSvg(BoardPicture board, Roles roles) {
        this.board = board;
        this.svg = new Svg(roles);
    }

    /**
     * Draws it.
     *
     * @param title whose board and of when
     */
    public static String of(BoardPicture board, Roles roles, String title) {
        return new BoardSvg(board, roles).draw(title);
    }

    private String draw(String title) {
        svg.text(EDGE, 28, title, "fg", 15, true);
        double y = 44;
        for (RegionPicture region : board.regions()) {
            y = region(region, y) + 8;
        }
        return svg.document(WIDTH, y + 8, title);
    }

    private double region(RegionPicture region, double top) {
        int rows = region.columns().stream()
                .mapToInt(column -> column.tiles().size())
                .max()
                .orElse(0);
        double height = 74 + rows * (TILE + 5) + (rows > 0 ? 8 : 0);
        double left = EDGE + 13;
        svg.box(EDGE, top, WIDTH - 2 * EDGE, height, "panel", "line", 8);
        svg.text(left, top + 22, region.title(), "fg", 13, true);
        svg.text(left + 74, top + 22, region.kind() + "   " + region.facts(), "muted", 13, false);
        svg.textRight(left + INNER, top + 22, region.free(), "muted", 13);
        bar(region, left, top + 34);
        double wide = (INNER - 24) / 4;
        double x = left;
        for (ColumnPicture column : region.columns()) {
            double y = top + 72;
            for (TilePicture tile : column.tiles()) {
                tile(tile, x, y, wide);
                y += TILE + 5;
            }
            x += wide + 8;
        }
        return top + height;
    }

    private void bar(RegionPicture region, double left, double y) {
        double taken = 0;
        for (BarPiece piece : region.bar()) {
            double x = left + piece.from() * INNER;
            double width = Math.max(4, (piece.to() - piece.from()) * INNER - 2);
            svg.piece(piece.look(), piece.online(), x, y, width, 12, piece.words());
            // About 6 px a character: a label that would run into its neighbour's is left out, as on screen.
            if (x >= taken && piece.label().length() * 6.2 <= width) {
                svg.text(x, y + 26, piece.label(), "muted", 11, false);
                taken = x + piece.label().length() * 6.2;
            }
        }
    }

    private void tile(TilePicture tile, double x, double y, double wide) {
        boolean pinned = tile.look() == Look.PINNED;
        svg.box(x, y, wide, TILE, pinned ? "danger-tint" : "tile", pinned ? "danger-line" : "line", 6);
        svg.piece(tile.look(), 1, x + 10, y + 11, 14, 12, tile.spoken());
        svg.text(x + 32, y + 22, tile.title(), "fg", 13, true);
        svg.textRight(x + wide - 10, y + 22, tile.size(), "fg", 13);
        String badges = tile.badges().stream().map(Badge::words).collect(Collectors.joining("   "));
        svg.text(
                x + 10,
                y + 42,
                badges.isEmpty() ? tile.use() : tile.use() + "   " + badges,
                pinned ? "danger-fg" : "muted",
                11,
                false);
    }
}
