// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.ui.hosts.HostSession;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moving a device to another mode. The mouse, the keyboard, the menu and the buttons all come here, so that they can do the
 * same things and give the same reasons. It only queues: nothing is written.
 */
public final class MoveCommand {
    /** What came of it. */
    public sealed interface Result {
        /** It is change number {@code number}, counted from 1. */
        record Queued(int number, boolean replaced) implements Result {}

        /** It was queued to go elsewhere and now stays where it is: both changes are gone. */
        record CancelledOut() implements Result {}

        /** It is there already, and nothing was queued for it. */
        record AlreadyThere() implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    private final HostSession session;
    private final ChangeQueue queue;

    public MoveCommand(HostSession session, ChangeQueue queue) {
        this.session = session;
        this.queue = queue;
    }

    /** What each mode says to a device, on the newest snapshot and with what is queued. */
    public Map<Mode, Verdict> verdicts(DeviceName device) {
        Map<Mode, Verdict> verdicts = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            verdicts.put(mode, verdict(device, mode));
        }
        return verdicts;
    }

    public Verdict verdict(DeviceName device, Mode mode) {
        Snapshot snapshot = session.snapshot().orElseThrow(() -> new IllegalStateException("no snapshot"));
        if (isIn(snapshot, device, mode)) {
            return new Verdict.Home();
        }
        Optional<Refusal> readOnly = session.connection().flatMap(HostConnection::readOnly);
        if (readOnly.isPresent()) {
            return new Verdict.Refused(List.of(readOnly.get()));
        }
        Change change = new Change.SwitchMode(device, mode);
        ChangePlan plan = Planner.plan(snapshot, queue.with(change)).changes().stream()
                .filter(one -> one.change().equals(change))
                .findFirst()
                .orElseThrow();
        if (plan.isBlocked()) {
            return new Verdict.Refused(plan.blockers());
        }
        int steps = plan.steps().size();
        return plan.warnings().isEmpty()
                ? new Verdict.Allowed(plan.effect(), steps)
                : new Verdict.Warned(plan.effect(), plan.warnings(), steps);
    }

    public Result move(DeviceName device, Mode mode) {
        return switch (verdict(device, mode)) {
            case Verdict.Home home -> goHome(device);
            case Verdict.Refused refused -> new Result.Refused(refused.first());
            case Verdict.Allowed allowed -> put(device, mode);
            case Verdict.Warned warned -> put(device, mode);
        };
    }

    private Result goHome(DeviceName device) {
        if (queue.indexOf(device).isEmpty()) {
            return new Result.AlreadyThere();
        }
        queue.drop(device);
        return new Result.CancelledOut();
    }

    private Result put(DeviceName device, Mode mode) {
        Change change = new Change.SwitchMode(device, mode);
        boolean replaced = queue.indexOf(device).isPresent() && !queue.list().contains(change);
        queue.put(change);
        return new Result.Queued(queue.indexOf(device).orElseThrow() + 1, replaced);
    }

    private static boolean isIn(Snapshot snapshot, DeviceName device, Mode mode) {
        return snapshot.device(device)
                .flatMap(Device::mode)
                .filter(mode::equals)
                .isPresent();
    }
}
