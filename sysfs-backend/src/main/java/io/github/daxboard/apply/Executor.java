// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.sysfs.DaxBus;
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
    private final KernelPort kernel;
    private final DaxBus bus;
    private final LongSupplier nanoClock;

    /**
     * @param kernel what is changed
     * @param nanoClock nanoseconds of a clock that only goes forward, such as {@link System#nanoTime}
     */
    public Executor(KernelPort kernel, LongSupplier nanoClock) {
        this.kernel = kernel;
        this.bus = new DaxBus(kernel);
        this.nanoClock = nanoClock;
    }

    /**
     * Runs a plan to its end or to its first failure. Throws nothing for what the kernel refuses; a listener that throws
     * does not stop a plan half-way.
     *
     * @throws IllegalArgumentException when the plan is blocked: such a plan has no steps to run
     */
    public Outcome run(Plan plan, Consumer<ApplyEvent> listener) {
        if (plan.isBlocked()) {
            throw new IllegalArgumentException("a blocked plan is not run");
        }
        Consumer<ApplyEvent> events = new SteadyListener(listener);
        List<ChangeResult> results =
                new ArrayList<>(Collections.nCopies(plan.changes().size(), ChangeResult.NOT_STARTED));
        for (int number = 0; number < plan.changes().size(); number++) {
            ChangeRun run = new ChangeRun(kernel, plan.changes().get(number), number, events, nanoClock);
            Optional<Refusal> failure = run.go();
            results.set(number, run.result());
            if (failure.isPresent()) {
                Verdict verdict =
                        run.result() == ChangeResult.UNDONE ? Verdict.FAILED_UNDONE : Verdict.FAILED_LEFT_CHANGED;
                return new Outcome(verdict, results, failure, run.undoFailures(), stateNow(plan));
            }
        }
        return new Outcome(Verdict.DONE, results, Optional.empty(), List.of(), stateNow(plan));
    }

    private List<DeviceState> stateNow(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.device().stream())
                .distinct()
                .map(name -> new DeviceState(name, modeWord(name)))
                .toList();
    }

    private String modeWord(DeviceName name) {
        return switch (bus.driver(name)) {
            case Reading.Absent<Driver> unbound -> Mode.UNBOUND.word();
            case Reading.Value<Driver>(Driver driver) ->
                driver.mode().map(Mode::word).orElse(driver.name());
            case Reading<Driver> unknown -> unknown.whyNot();
        };
    }
}
