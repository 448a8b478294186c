// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.Json;
import java.util.List;

/** A whole snapshot as a JSON document: each fact with the attribute that it comes from, or why it is not known. */
public final class SnapshotPage {
    private SnapshotPage() {}

    /** The document's text, with line breaks. */
    public static String of(Snapshot snapshot) {
        Json.Maker made = Shapes.document("snapshot", snapshot)
                .with("regions", Shapes.many(snapshot.regions(), region -> region(snapshot, region)))
                .with("nodes", Shapes.many(snapshot.nodes(), SnapshotPage::node))
                .with("memory_blocks", Shapes.many(snapshot.memory().blocks(), SnapshotPage::block))
                .with(
                        "auto_online",
                        Shapes.reading(snapshot.memory().autoOnline().map(Json.Text::new)))
                .with("block_size", Shapes.reading(snapshot.memory().blockSize().map(Json.Whole::new)))
                .with(
                        "holders",
                        Shapes.reading(snapshot.holders().map(holders -> Shapes.many(holders, Shapes::holder))));
        return JsonPages.pretty(made.made());
    }

    private static Json.Fields region(Snapshot snapshot, Region region) {
        return Json.make()
                .with("region", region.id())
                .with("kind", region.kind().word())
                .with("facts", facts(FactSheet.of(region)))
                .with("devices", Shapes.many(region.devices(), device -> device(snapshot, device)))
                .made();
    }

    private static Json.Fields device(Snapshot snapshot, Device device) {
        return Json.make()
                .with("device", device.name().toString())
                .with("facts", facts(FactSheet.of(snapshot, device)))
                .made();
    }

    private static Json.Fields node(NumaNode node) {
        return Json.make()
                .with("node", node.id())
                .with("facts", facts(FactSheet.of(node)))
                .made();
    }

    private static Json.Fields block(MemoryBlock block) {
        return Json.make()
                .with("block", block.index())
                .with("start", "0x" + Long.toHexString(block.start()))
                .with("state", Shapes.reading(block.state().map(Json.Text::new)))
                .with("zones", Shapes.reading(block.zones().map(Json.Text::new)))
                .with("node", Shapes.reading(block.node().map(node -> new Json.Whole(node))))
                .made();
    }

    private static Json.Many facts(List<Fact> facts) {
        return Shapes.many(facts, Fact::json);
    }
}
