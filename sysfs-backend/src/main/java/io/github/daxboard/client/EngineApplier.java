// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Order;
import java.util.function.Consumer;

/** Carries changes out in this process: on a kernel that is not real. */
final class EngineApplier implements Applier {
    private final ConfirmedRun engine;
    private final SnapshotSource snapshots;

    EngineApplier(ConfirmedRun engine, SnapshotSource snapshots) {
        this.engine = engine;
        this.snapshots = snapshots;
    }

    @Override
    public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        return switch (engine.run(order, digest, progress, cancel)) {
            case Result.Ran(var outcome) -> new Applied.Ran(outcome, snapshots.take());
            case Result.Moved() -> new Applied.Moved(snapshots.take());
            case Result.Refused(var refusal) -> new Applied.Refused(refusal);
        };
    }

    @Override
    public void close() {}
}
