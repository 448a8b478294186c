// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A connection made of a way to look at a host and a way to change it. */
final class ComposedConnection implements HostConnection {
    private final HostName name;
    private final HostAddress address;
    private final Rights rights;
    private final SnapshotSource snapshots;
    private final Applier applier;
    private final PastSource past;
    private final Optional<Problem> readOnly;

    /**
     * How a change gets its rights.
     *
     * @param words as for {@link HostConnection#rights}
     * @param mayAsk as for {@link HostConnection#mayAsk}
     */
    record Rights(Message words, boolean mayAsk) {
        /** Rights that are there, or are got without a person. */
        static Rights of(Message words) {
            return new Rights(words, false);
        }
    }

    private ComposedConnection(
            HostName name,
            HostAddress address,
            Rights rights,
            SnapshotSource snapshots,
            Applier applier,
            PastSource past,
            Optional<Problem> readOnly) {
        this.name = name;
        this.address = address;
        this.rights = rights;
        this.snapshots = snapshots;
        this.applier = applier;
        this.past = past;
        this.readOnly = readOnly;
    }

    /** A host that can be changed. */
    static ComposedConnection changeable(
            HostName name,
            HostAddress address,
            Rights rights,
            SnapshotSource snapshots,
            Applier applier,
            PastSource past) {
        return new ComposedConnection(name, address, rights, snapshots, applier, past, Optional.empty());
    }

    /** A host that can't be changed from here. */
    static ComposedConnection readOnly(
            HostName name, HostAddress address, Message rights, SnapshotSource snapshots, Problem why) {
        return new ComposedConnection(
                name,
                address,
                Rights.of(rights),
                snapshots,
                new NoApplier(why),
                new PastSource.Nothing(),
                Optional.of(why));
    }

    private record NoApplier(Problem why) implements Applier {
        @Override
        public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) {
            return new Applied.Refused(why);
        }

        @Override
        public Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) {
            return new Applied.Refused(why);
        }

        @Override
        public void close() {}
    }

    @Override
    public HostName name() {
        return name;
    }

    @Override
    public HostAddress address() {
        return address;
    }

    @Override
    public Snapshot snapshot() throws HostException {
        return snapshots.take();
    }

    @Override
    public RecordedTree record() throws HostException {
        return snapshots.record();
    }

    @Override
    public Optional<Problem> readOnly() {
        return readOnly;
    }

    @Override
    public Message rights() {
        return rights.words();
    }

    @Override
    public boolean mayAsk() {
        return rights.mayAsk();
    }

    @Override
    public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        return applier.apply(order, digest, progress, cancel);
    }

    @Override
    public List<PastPlan> history() throws HostException {
        return past.history();
    }

    @Override
    public Pending pending() throws HostException {
        return past.pending();
    }

    @Override
    public Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException {
        return applier.recover(how, progress, cancel);
    }

    @Override
    public AutoCloseable watch(Runnable onStale) throws HostException {
        return snapshots.watch(onStale);
    }

    @Override
    public void close() {
        applier.close();
        snapshots.close();
        // It may have a helper of its own.
        past.close();
    }
}
