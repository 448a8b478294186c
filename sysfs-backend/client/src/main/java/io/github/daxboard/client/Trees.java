// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Allowance;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.ReplayedView;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.Optional;

/** Receives trees from a helper and makes snapshots of them, with the reader that the helper read with. */
final class Trees {
    /** All of a tree may take so many times as long as the wait for one line of it. */
    static final int WHOLE = 10;

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

        record Refused(Problem refusal) implements Received {}
    }

    /** Receives a whole tree. */
    Received receive(HelperProcess helper, Duration patience) throws HelperGone {
        Allowance allowance = Allowance.toKeep(patience.multipliedBy(WHOLE));
        helper.allow(allowance);
        TreeParts parts = new TreeParts(allowance);
        try {
            while (true) {
                switch (helper.next(patience)) {
                    case Answer.Part part -> parts.add(part);
                    case Answer.TreeEnd end -> {
                        RecordedTree tree = parts.end(end);
                        return new Received.Picture(snapshot(tree), tree);
                    }
                    case Answer.Failed(Problem refusal) -> {
                        return new Received.Refused(refusal);
                    }
                    default -> throw helper.garbled(Message.of("client.garbled.tree"));
                }
            }
        } catch (BadMessage e) {
            throw helper.garbled(Message.verbatim(e.why()));
        }
    }

    /** A tree of which no picture can be made is no tree of a kernel's. */
    private Snapshot snapshot(RecordedTree tree) throws BadMessage {
        try {
            return picture(tree);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new BadMessage("no picture can be made of it (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private Snapshot picture(RecordedTree tree) {
        ReplayedView view = new ReplayedView(tree);
        HostName name = fixedName.or(() -> KernelSnapshots.nameOf(view)).orElseGet(() -> new HostName(address.text()));
        return SnapshotReader.read(view, name, tree.taken());
    }
}
