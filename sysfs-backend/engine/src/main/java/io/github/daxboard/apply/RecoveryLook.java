// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.apply.WayOut.Part;
import io.github.daxboard.apply.WayOut.Standing;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.KernelWrite.When;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Step;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks, before an interrupted plan is finished or undone, whether that takes a device from somebody who uses it: a program may
 * have opened or mapped it since the helper was killed. The plan stays as it is then, so that it can be ended later; a run that
 * fails half-way could not be.
 */
final class RecoveryLook {
    private final ProofCheck proofs;
    private final DaxBus bus;

    RecoveryLook(KernelView kernel) {
        this.proofs = new ProofCheck(kernel);
        this.bus = new DaxBus(kernel);
    }

    /** Why the plan is not ended in this way now. The changes that follow the interrupted one look for themselves. */
    Optional<Problem> inTheWay(Plan plan, PlanProgress progress, Recovery how) {
        List<Part> remaining = WayOut.of(how, new Left(plan, progress.howFar())).parts().stream()
                .filter(part -> part.change() == progress.change() && part.remains())
                .toList();
        Set<DeviceName> taken = new TreeSet<>();
        boolean takes =
                remaining.stream().flatMap(part -> part.steps().stream()).anyMatch(step -> isTaking(step.action()));
        if (takes) {
            plan.changes().get(progress.change()).device().ifPresent(taken::add);
        }
        taken.addAll(swept(plan, progress));
        return taken.stream()
                .flatMap(device -> proofs.inUse(device).stream())
                .findFirst()
                .map(refusal -> notEnded(refusal, how));
    }

    /** A device that is with another driver than the one to unbind it from is not unbound. */
    private boolean isTaking(Action action) {
        if (action instanceof Action.Unbind(DeviceName device, Driver driver)) {
            Reading<Driver> now = bus.driver(device);
            return !now.isAbsent()
                    && now.value().filter(bound -> !bound.equals(driver)).isEmpty();
        }
        return action.takesFromUsers();
    }

    /** The neighbours that a step swept along when it was cut off: they are given back first. */
    private Set<DeviceName> swept(Plan plan, PlanProgress progress) {
        Set<DeviceName> swept = new TreeSet<>();
        for (Action action : cutOff(plan, progress)) {
            action.writes().stream()
                    .filter(write -> write.when() == When.IF_SWEPT)
                    .map(write -> DeviceName.of(write.value()))
                    .filter(progress.before().idle()::contains)
                    .filter(other -> isWith(other, action))
                    .forEach(swept::add);
        }
        return swept;
    }

    private static List<Action> cutOff(Plan plan, PlanProgress progress) {
        List<Step> steps = plan.changes().get(progress.change()).steps();
        List<Action> actions = new ArrayList<>();
        for (Part part :
                WayOut.of(Recovery.UNDO, new Left(plan, progress.howFar())).parts()) {
            if (part.standing() == Standing.BEGUN) {
                actions.add(steps.get(part.number()).action());
            }
            if (progress.undoing() && part.remains()) {
                part.steps().stream().map(Step::action).forEach(actions::add);
            }
        }
        return actions;
    }

    private boolean isWith(DeviceName other, Action action) {
        Optional<Driver> driver = switch (action) {
            case Action.Register register -> Optional.of(register.driver());
            case Action.BindOrRegister bind -> Optional.of(bind.driver());
            default -> Optional.empty();
        };
        return driver.isPresent() && bus.driver(other).value().equals(driver);
    }

    private static Problem notEnded(Problem refusal, Recovery how) {
        String word = how == Recovery.FINISH ? "finish" : "undo";
        boolean isKnown = refusal.errno().filter(Errno.EBUSY::equals).isPresent();
        Message cure = isKnown ? Message.of("recovery.held.cure") : refusal.remedy();
        return new Problem(
                refusal.kind(),
                refusal.object(),
                Message.of("recovery.held.what", refusal.fact()),
                refusal.errno(),
                refusal.cause(),
                refusal.seen(),
                Message.of("recovery.held.then", cure, word));
    }
}
