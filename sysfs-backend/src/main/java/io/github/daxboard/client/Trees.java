// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.ReplayedView;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Duration;
import java.util.Optional;

/** Receives trees from a helper and makes snapshots of them, with the reader that the helper read with. */
final class Trees {
    private final HostAddress address;
    private final Optional<HostName> fixedName;

    /** For a host; without a fixed name, it is called what its kernel calls it. */
    Trees(HostAddress address, Optional<HostName> fixedName) {
        this.address = address;
        this.fixedName = fixedName;
    }

    /** What came where a tree was awaited. */
    sealed interface Received {
        record Picture(Snapshot snapshot, RecordedTree tree) implements Received {}

        record Refused(Refusal refusal) implements Received {}
    }

    /** Receives a whole tree. */
    Received receive(HelperProcess helper, Duration patience) throws HelperGone {
        TreeParts parts = new TreeParts();
        try {
            while (true) {
                switch (helper.next(patience)) {
                    case Answer.Part part -> parts.add(part);
                    case Answer.TreeEnd end -> {
                        RecordedTree tree = parts.end(end);
                        return new Received.Picture(snapshot(tree), tree);
                    }
                    case Answer.Failed(Refusal refusal) -> {
                        return new Received.Refused(refusal);
                    }
                    default -> throw helper.garbled("something else comes inside a tree");
                }
            }
        } catch (BadMessage e) {
            throw helper.garbled(e.why());
        }
    }

    private Snapshot snapshot(RecordedTree tree) {
        ReplayedView view = new ReplayedView(tree);
        HostName name = fixedName.or(() -> KernelSnapshots.nameOf(view)).orElseGet(() -> new HostName(address.text()));
        return SnapshotReader.read(view, name, tree.taken());
    }
}
