// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
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
        this(kernel, nanoClock, BlockSteps.Patience.STANDARD);
    }

    /** An executor with other patience for memory blocks, for tests. */
    Executor(KernelPort kernel, LongSupplier nanoClock, BlockSteps.Patience patience) {
        this.tools = new ChangeRun.Tools(kernel, nanoClock, patience);
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
            return run(plan, events, cancel);
        }
    }

    private Outcome run(Plan plan, Heartbeat events, Cancel cancel) {
        List<ChangeResult> results =
                new ArrayList<>(Collections.nCopies(plan.changes().size(), ChangeResult.NOT_STARTED));
        for (int number = 0; number < plan.changes().size(); number++) {
            ChangeRun run = new ChangeRun(tools, plan.changes().get(number), number, events, cancel);
            Optional<Refusal> failure = run.go();
            results.set(number, run.result());
            if (failure.isPresent()) {
                Verdict verdict =
                        run.result() == ChangeResult.LEFT_CHANGED ? Verdict.FAILED_LEFT_CHANGED : Verdict.FAILED_UNDONE;
                return new Outcome(verdict, results, failure, run.undoFailures(), stateNow(plan));
            }
        }
        return new Outcome(Verdict.DONE, results, Optional.empty(), List.of(), stateNow(plan));
    }

    private List<DeviceState> stateNow(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.device().stream())
                .distinct()
                .map(states::state)
                .toList();
    }
}
