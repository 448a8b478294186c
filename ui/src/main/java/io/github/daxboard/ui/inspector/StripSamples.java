// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.ui.inspector.InspectorPicture.Node;
import io.github.daxboard.ui.inspector.NodeHistory.Sample;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A strip with a block of each state, and a node's chart, for the gallery page. */
public final class StripSamples {
    private static final long GIB = 1L << 30;

    private StripSamples() {}

    public static VBox all() {
        HBox legend = new HBox(12);
        for (BlockState state : BlockState.values()) {
            legend.getChildren()
                    .add(new HBox(5, BlockStrip.sample(state), Parts.label(state.word(), "caption", "muted")));
        }
        NodeChart chart = new NodeChart();
        chart.show(new Node(
                WindowTexts.text("map.node", 3),
                WindowTexts.text("inspector.node.used", "138 GiB"),
                WindowTexts.text("inspector.node.online", "192 GiB"),
                samples()));
        chart.setMaxWidth(290);
        return new VBox(10, legend, chart);
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        Instant first = Instant.EPOCH;
        for (int i = 0; i <= 60; i++) {
            long used = ((long) (120 + 8 * Math.sin(i / 6.0) + (i > 40 ? 14 : 0))) * GIB;
            samples.add(new Sample(first.plusSeconds(i * 10L), used, 192 * GIB));
        }
        return samples;
    }
}
