// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out what somebody confirmed: takes a snapshot of its own, plans the changes anew, and runs the plan only when it
 * is the one that was shown.
 */
public final class ConfirmedRun {
    private static final HostName HERE = new HostName("this host");

    private final KernelPort kernel;
    private final Clock clock;
    private final Journal journal;

    /** Changes a kernel and writes nothing down; the clock only dates the snapshot. */
    public ConfirmedRun(KernelPort kernel, Clock clock) {
        this(kernel, clock, Journal.none());
    }

    /** Changes a kernel; what is done is written to a journal. */
    public ConfirmedRun(KernelPort kernel, Clock clock, Journal journal) {
        this.kernel = kernel;
        this.clock = clock;
        this.journal = journal;
    }

    /** What came of it. */
    public sealed interface Result {
        /** The plan ran, to its end or to its first failure. */
        record Ran(Outcome outcome) implements Result {}

        /** Another plan than the one that was shown; nothing was written. */
        record Moved() implements Result {}

        /** The plan is blocked; nothing was written. */
        record Refused(Problem refusal) implements Result {}
    }

    /**
     * Plans, compares, runs.
     *
     * @param digest of the plan that was confirmed
     * @param progress told each event of the plan, never two at once
     * @param cancel the wish to give the plan up
     */
    public Result run(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) {
        Snapshot now = SnapshotReader.read(journal.observed(kernel), HERE, clock.instant());
        Plan plan = Planner.plan(now, order);
        // Before the digest: what blocks it here may be what only root can see, and then the digests differ for ever.
        Optional<Problem> blocker = plan.changes().stream()
                .map(ChangePlan::blockers)
                .flatMap(List::stream)
                .findFirst();
        if (blocker.isPresent()) {
            return new Result.Refused(blocker.get());
        }
        if (!plan.digest().equals(digest)) {
            return new Result.Moved();
        }
        Optional<Problem> notRecorded = journal.begin(order, digest);
        if (notRecorded.isPresent()) {
            return new Result.Refused(notRecorded.get());
        }
        Outcome outcome = new Executor(kernel, System::nanoTime, journal).run(plan, progress, cancel);
        journal.end(outcome);
        return new Result.Ran(outcome);
    }
}
