// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.RecordedTree;

/** A way to take snapshots of one host. Safe for use by several threads. */
interface SnapshotSource extends AutoCloseable {
    Snapshot take() throws HostException;

    /** All that is read for a snapshot, as it was read. */
    RecordedTree record() throws HostException;

    /** As {@link HostConnection#watch}. */
    default AutoCloseable watch(Runnable onStale) throws HostException {
        return () -> {};
    }

    /** Ends it, a call that is under way too. */
    @Override
    void close();
}
