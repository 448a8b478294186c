// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import io.github.daxboard.ui.map.AddressScale;
import io.github.daxboard.ui.map.MapPicture;
import io.github.daxboard.ui.map.MapPicture.Area;
import io.github.daxboard.ui.map.MapPicture.Group;
import io.github.daxboard.ui.map.MapPicture.NodeCard;
import io.github.daxboard.ui.map.MapPicture.Piece;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.Roles;
import io.github.daxboard.ui.words.WindowTexts;

/** The whole map as an SVG document: the nodes, and all addresses without a lens. */
public final class MapSvg {
    private static final double WIDTH = 1120;
    private static final double EDGE = 16;
    private static final double INNER = WIDTH - 2 * EDGE;

    private final Svg svg;
    private final MapPicture map;
    private final AddressScale scale;

    private MapSvg(MapPicture map, Roles roles) {
        this.map = map;
        this.scale = new AddressScale(map.areas());
        this.svg = new Svg(roles);
    }

    /**
     * Draws it.
     *
     * @param title whose map and of when
     */
    public static String of(MapPicture map, Roles roles, String title) {
        return new MapSvg(map, roles).draw(title);
    }

    private String draw(String title) {
        svg.text(EDGE, 28, title, "fg", 15, true);
        double y = nodes(48) + 24;
        svg.text(EDGE, y, WindowTexts.text("map.addresses"), "fg", 14, true);
        if (!map.note().isEmpty()) {
            svg.text(EDGE + 160, y, map.note(), "muted", 11, false);
        }
        addresses(y + 24);
        return svg.document(WIDTH, y + 150, title);
    }

    private double nodes(double top) {
        double x = EDGE;
        double lowest = top;
        for (Group group : map.groups()) {
            double y = top;
            svg.text(x, y + 10, group.title(), "muted", 11, true);
            y += 20;
            for (NodeCard node : group.nodes()) {
                node(node, x, y);
                y += 72;
            }
            lowest = Math.max(lowest, y);
            x += 276;
        }
        return lowest;
    }

    private void node(NodeCard node, double x, double y) {
        svg.box(x, y, 260, 66, "panel", "line", 8);
        svg.text(x + 12, y + 20, node.title(), "fg", 13, true);
        svg.text(x + 66, y + 20, node.kind(), "muted", 13, false);
        svg.textRight(x + 248, y + 20, node.size(), "fg", 13);
        double total = node.bar().stream()
                .mapToDouble(piece -> (double) (piece.end() - piece.start()) + 1)
                .sum();
        double at = x + 12;
        for (Piece piece : node.bar()) {
            double width = ((double) (piece.end() - piece.start()) + 1) / total * 236;
            svg.piece(piece.look(), piece.online(), at, y + 28, Math.max(3, width - 2), 12, piece.words());
            at += width;
        }
        node.used().ifPresent(used -> {
            svg.box(x + 12, y + 28, 236, 12, "panel", "mode-unbound", 2);
            svg.box(x + 12, y + 28, Math.max(1, 236 * used), 12, "mode-unbound", "mode-unbound", 2);
        });
        svg.text(x + 12, y + 56, node.line(), "muted", 11, false);
    }

    private void addresses(double y) {
        for (Area area : map.areas()) {
            double x = x(area.start());
            double width = Math.max(4, x(area.end() + 1) - x - 2);
            svg.box(x, y + 14, width, 30, area.region().isPresent() ? "panel" : "inset", "line-strong", 4);
            String address = "0x" + Long.toHexString(area.start());
            if (map.placed() && address.length() * 6.8 < width) {
                svg.text(x, y + 8, address, "muted", 11, false);
            }
            if (area.title().length() * 7.5 < width) {
                svg.text(x + 7, y + 33, area.title(), "fg", 12, true);
            }
            area.devices().forEach(piece -> device(piece, y + 56));
        }
    }

    private void device(Piece piece, double y) {
        double x = x(piece.start());
        double width = Math.max(3, x(piece.end() + 1) - x - 2);
        svg.piece(piece.look(), piece.online(), x, y, width, 14, piece.words());
        if (piece.label().length() * 7 < width) {
            svg.text(x, y + 29, piece.label(), "fg", 12, true);
            if (piece.second().length() * 6 < width) {
                svg.text(x, y + 44, piece.second(), piece.look() == Look.PINNED ? "danger-fg" : "muted", 11, false);
            }
        }
    }

    private double x(long address) {
        return EDGE + scale.at(address) / scale.total() * INNER;
    }
}
