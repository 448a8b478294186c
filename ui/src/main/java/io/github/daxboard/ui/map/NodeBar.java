// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.map.MapPicture.NodeCard;
import io.github.daxboard.ui.map.MapPicture.Piece;
import io.github.daxboard.ui.theme.MemoryCanvas;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;

/** A node's bar: what of DRAM is used, or the devices of the regions that feed the node. */
final class NodeBar extends MemoryCanvas {
    private static final double HEIGHT = 12;

    private final NodeCard card;

    NodeBar(NodeCard card, Consumer<DeviceName> clicked) {
        this.card = card;
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(card.line());
        fixHeight(HEIGHT);
        setOnMouseClicked(event -> at(event.getX() / Math.max(1, getWidth())).ifPresent(clicked));
    }

    private double total() {
        return card.bar().stream().mapToDouble(NodeBar::length).sum();
    }

    private static double length(Piece piece) {
        return (double) (piece.end() - piece.start()) + 1;
    }

    private Optional<DeviceName> at(double share) {
        double at = 0;
        for (Piece piece : card.bar()) {
            at += length(piece) / total();
            if (share < at) {
                return piece.device();
            }
        }
        return Optional.empty();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        card.used().ifPresent(used -> {
            outlined(g, paint(Role.PANEL), paint(Role.UNBOUND), 0, 0, width, HEIGHT);
            g.setFill(paint(Role.UNBOUND));
            g.fillRect(1, 1, Math.rint((width - 2) * used), HEIGHT - 2);
        });
        double at = 0;
        for (Piece piece : card.bar()) {
            double from = Math.rint(at / total() * width);
            at += length(piece);
            double to = Math.rint(at / total() * width);
            piece(g, piece.look(), piece.online(), from, 0, Math.max(3, to - from - 2), HEIGHT);
        }
    }
}
