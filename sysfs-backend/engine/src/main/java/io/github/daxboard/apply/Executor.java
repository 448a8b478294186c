// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs a plan: each step is done, read back, and told; the first that fails ends the plan, and what its change had done is
 * undone in reverse, each of that read back too. Changes that were done before stay done.
 */
public final class Executor {
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final ChangeRun.Tools tools;
    private final StateReader states;

    /**
     * @param kernel what is changed
     * @param nanoClock nanoseconds of a clock that only goes forward, such as {@link System#nanoTime}
     */
    public Executor(KernelPort kernel, LongSupplier nanoClock) {
        this(kernel, nanoClock, Journal.none());
    }

    /** An executor that writes down what it does. */
    public Executor(KernelPort kernel, LongSupplier nanoClock, Journal journal) {
        this(kernel, nanoClock, journal, BlockSteps.Patience.STANDARD);
    }

    /** An executor with other patience for memory blocks, for tests. */
    Executor(KernelPort kernel, LongSupplier nanoClock, Journal journal, BlockSteps.Patience patience) {
        this.tools = new ChangeRun.Tools(kernel, nanoClock, patience, journal);
        this.states = new StateReader(kernel);
    }

    /** {@link #run(Plan, Consumer, Cancel)} that nobody can give up. */
    public Outcome run(Plan plan, Consumer<ApplyEvent> listener) {
        return run(plan, listener, Cancel.never());
    }

    /**
     * Runs a plan to its end, to its first failure or until it is given up. Throws nothing for what the kernel refuses; a
     * listener that throws does not stop a plan half-way.
     *
     * @param listener told each event, never two at once
     * @param cancel looked at before each step, and all along a step that can be given up; the change that runs then is
     *     undone
     * @throws IllegalArgumentException when the plan is blocked: such a plan has no steps to run
     */
    public Outcome run(Plan plan, Consumer<ApplyEvent> listener, Cancel cancel) {
        if (plan.isBlocked()) {
            throw new IllegalArgumentException("a blocked plan is not run");
        }
        try (Heartbeat events = new Heartbeat(new SteadyListener(listener), BEAT)) {
            cancel.whenAsked(events::cancelIsAsked);
            return run(plan, events, cancel, Optional.empty());
        }
    }

    /**
     * Why a plan that did not end is not finished, or not undone, now: somebody uses a device that would be taken from them,
     * or who uses it is not known.
     */
    public Optional<Problem> inTheWay(Plan plan, PlanProgress progress, Recovery how) {
        return new RecoveryLook(tools.kernel()).inTheWay(plan, progress, how);
    }

    /** Goes on with a plan that did not end, from where its journal says that it ended. */
    public Outcome finish(Plan plan, PlanProgress progress, Consumer<ApplyEvent> listener, Cancel cancel) {
        try (Heartbeat events = new Heartbeat(new SteadyListener(listener), BEAT)) {
            cancel.whenAsked(events::cancelIsAsked);
            return run(plan, events, cancel, Optional.of(progress));
        }
    }

    /** Undoes what the change has done in which a plan ended; the changes before it stay done. */
    public Outcome undo(Plan plan, PlanProgress progress, Consumer<ApplyEvent> listener) {
        List<ChangeResult> results = before(plan, progress.change());
        try (Heartbeat events = new Heartbeat(new SteadyListener(listener), BEAT)) {
            ChangePlan change = plan.changes().get(progress.change());
            ChangeRun run =
                    new ChangeRun(tools, change, progress.change(), events, Cancel.never(), Optional.of(progress));
            run.undoOnly();
            results.set(progress.change(), run.result());
            if (run.result() == ChangeResult.DONE) {
                return new Outcome(Verdict.DONE, results, Optional.empty(), List.of(), stateNow(plan));
            }
            return ended(plan, results, run, Failures.interrupted(change.change()));
        }
    }

    /** Takes a plan for ended as it is. */
    public Outcome forget(Order order, Optional<PlanProgress> progress) {
        List<ChangeResult> results =
                new ArrayList<>(Collections.nCopies(order.changes().size(), ChangeResult.NOT_STARTED));
        progress.ifPresent(past -> {
            Collections.fill(results.subList(0, past.change()), ChangeResult.DONE);
            results.set(past.change(), ChangeResult.LEFT_CHANGED);
        });
        List<DeviceState> now = order.changes().stream()
                .flatMap(change -> change.target().stream())
                .distinct()
                .map(states::state)
                .toList();
        return new Outcome(Verdict.FAILED_LEFT_CHANGED, results, Optional.of(Failures.forgotten()), List.of(), now);
    }

    private static List<ChangeResult> before(Plan plan, int change) {
        List<ChangeResult> results =
                new ArrayList<>(Collections.nCopies(plan.changes().size(), ChangeResult.NOT_STARTED));
        Collections.fill(results.subList(0, change), ChangeResult.DONE);
        return results;
    }

    private Outcome ended(Plan plan, List<ChangeResult> results, ChangeRun run, Problem failure) {
        Verdict verdict =
                run.result() == ChangeResult.LEFT_CHANGED ? Verdict.FAILED_LEFT_CHANGED : Verdict.FAILED_UNDONE;
        return new Outcome(verdict, results, Optional.of(failure), run.undoFailures(), stateNow(plan));
    }

    private Outcome run(Plan plan, Heartbeat events, Cancel cancel, Optional<PlanProgress> past) {
        int first = past.map(PlanProgress::change).orElse(0);
        List<ChangeResult> results = before(plan, first);
        for (int number = first; number < plan.changes().size(); number++) {
            Optional<PlanProgress> begun = number == first ? past : Optional.empty();
            ChangeRun run;
            try {
                run = new ChangeRun(tools, plan.changes().get(number), number, events, cancel, begun);
            } catch (Throwable e) {
                return notStarted(plan, results, number, begun.isPresent(), e);
            }
            Optional<Problem> failure = run.go();
            results.set(number, run.result());
            if (failure.isPresent()) {
                return ended(plan, results, run, failure.get());
            }
        }
        return new Outcome(Verdict.DONE, results, Optional.empty(), List.of(), stateNow(plan));
    }

    /** A change that was not begun, or not gone on with, because Daxboard itself failed. */
    private Outcome notStarted(Plan plan, List<ChangeResult> results, int number, boolean begun, Throwable defect) {
        Problem failure = Failures.defect(plan.changes().get(number).device().orElseThrow(), defect);
        if (begun) {
            results.set(number, ChangeResult.LEFT_CHANGED);
        }
        Verdict verdict = begun ? Verdict.FAILED_LEFT_CHANGED : Verdict.FAILED_UNDONE;
        return new Outcome(verdict, results, Optional.of(failure), List.of(), stateNow(plan));
    }

    /** Nothing more than words: what can't be read for a defect is left out. */
    private List<DeviceState> stateNow(Plan plan) {
        try {
            return statesOf(plan);
        } catch (Throwable e) {
            return List.of();
        }
    }

    private List<DeviceState> statesOf(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.device().stream())
                .distinct()
                .map(states::state)
                .toList();
    }
}
