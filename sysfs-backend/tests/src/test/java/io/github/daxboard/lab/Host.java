// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A kernel that is planned for and changed as the helper does it. Whatever data is there may be lost. */
final class Host {
    private final KernelPort kernel;

    Host(KernelPort kernel) {
        this.kernel = kernel;
    }

    Snapshot now() {
        return SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH);
    }

    Order order(Snapshot now, Change change) {
        return new Order(
                List.of(change), now.devices().map(device -> device.name()).collect(Collectors.toSet()));
    }

    Result run(Plan plan) {
        return new ConfirmedRun(kernel, Clock.systemUTC())
                .run(plan.order(), plan.digest(), event -> {}, Cancel.never());
    }

    static Outcome outcome(Result result) {
        if (result instanceof Result.Ran(Outcome outcome)) {
            System.out.print(
                    outcome.failure().map(failure -> failure.asText() + "\n").orElse(""));
            return outcome;
        }
        throw new IllegalStateException("it was not begun: " + result);
    }

    /** Carries a change out; it must be done and verified. */
    Plan done(Change change) {
        Snapshot now = now();
        Plan plan = Planner.plan(now, order(now, change));
        Check.holds(!plan.isBlocked(), "it can be done: " + plan);
        Check.same(outcome(run(plan)).verdict(), Outcome.Verdict.DONE, "the verdict of " + change.describe());
        return plan;
    }
}
