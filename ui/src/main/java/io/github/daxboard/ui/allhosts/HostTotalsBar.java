// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import io.github.daxboard.ui.allhosts.AllHostsPicture.Segment;
import io.github.daxboard.ui.theme.MemoryCanvas;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;

/** A host's memory by use, to the scale of the largest host, so that lengths compare from row to row. */
final class HostTotalsBar extends MemoryCanvas {
    private static final double HEIGHT = 12;

    private List<Segment> segments = List.of();
    private long most = 1;
    private boolean stale;

    HostTotalsBar() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        fixHeight(HEIGHT);
    }

    void show(List<Segment> now, long scale, boolean old) {
        segments = now;
        most = scale;
        stale = old;
        setAccessibleText(now.stream()
                .map(segment -> segment.word() + " " + segment.size())
                .collect(Collectors.joining(", ")));
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setGlobalAlpha(stale ? 0.45 : 1);
        double at = 0;
        for (Segment segment : segments) {
            double from = Math.rint(at / most * width);
            at += segment.bytes();
            double to = Math.rint(at / most * width);
            piece(g, segment.look(), segment.online(), from, 0, Math.max(3, to - from - 2), HEIGHT);
        }
        g.setGlobalAlpha(1);
    }
}
