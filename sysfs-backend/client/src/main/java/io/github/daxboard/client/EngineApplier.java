// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.MemoryJournal;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Carries changes out in this process: on a kernel that is not real. */
final class EngineApplier implements Applier, PastSource {
    private final MemoryJournal journal;
    private final ConfirmedRun engine;
    private final SnapshotSource snapshots;

    EngineApplier(KernelPort kernel, Clock clock, SnapshotSource snapshots) {
        this.journal = new MemoryJournal(clock, "you");
        this.engine = new ConfirmedRun(kernel, clock, journal);
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

    /** A kernel that is not real ends with this process, and so does a plan on it. */
    @Override
    public Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) {
        return new Applied.Refused(Problem.keyed(Problem.Kind.BLOCKED, "helper.noUnfinished", "the demo"));
    }

    @Override
    public List<PastPlan> history() {
        return journal.past();
    }

    @Override
    public Pending pending() {
        return new Pending.AllEnded();
    }

    @Override
    public void close() {}
}
