// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.Verb;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Takes snapshots through a helper that is kept running. One that died since the last snapshot is started anew, once. */
final class PipeSnapshots implements SnapshotSource {
    private final HostAddress address;
    private final HelperCommand command;
    private final Trees trees;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Optional<HelperProcess> kept = Optional.empty();
    private volatile boolean closed;

    PipeSnapshots(HostAddress address, HelperCommand command, Trees trees) {
        this.address = address;
        this.command = command;
        this.trees = trees;
    }

    @Override
    public Snapshot take() throws HostException {
        turn.lock();
        try {
            if (closed) {
                throw new HostException(Broken.closed(address));
            }
            Optional<HelperProcess> running = kept;
            if (running.isPresent()) {
                try {
                    return ask(running.get());
                } catch (HelperGone e) {
                    drop();
                }
            }
            return askNewOne();
        } finally {
            turn.unlock();
        }
    }

    private Snapshot askNewOne() throws HostException {
        HelperProcess helper = HelperProcess.start(command, Verb.VIEW);
        kept = Optional.of(helper);
        if (closed) {
            // Looked at after it is kept: a close at any moment sees one or the other.
            helper.close();
        }
        boolean greeted = false;
        try {
            Optional<Refusal> refusal =
                    helper.awaitHello(Verb.VIEW, command.patience().start());
            if (refusal.isPresent()) {
                drop();
                throw new HostException(refusal.get());
            }
            greeted = true;
            return ask(helper);
        } catch (HelperGone e) {
            drop();
            boolean byUs = e.how() instanceof How.Closed;
            throw new HostException(
                    byUs
                            ? Broken.closed(address)
                            : greeted
                                    ? Broken.whileReading(address, e)
                                    : command.failures().words(e),
                    e);
        }
    }

    private Snapshot ask(HelperProcess helper) throws HelperGone, HostException {
        helper.send(new Request.Tree());
        return switch (trees.receive(helper, command.patience().answer())) {
            case Trees.Received.Picture(Snapshot snapshot) -> snapshot;
            case Trees.Received.Refused(Refusal refusal) -> throw new HostException(refusal);
        };
    }

    private void drop() {
        kept.ifPresent(HelperProcess::close);
        kept = Optional.empty();
    }

    @Override
    public void close() {
        // Not under the lock: this is how a call that waits for a helper is ended.
        closed = true;
        kept.ifPresent(HelperProcess::close);
    }
}
