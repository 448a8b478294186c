// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.ui.session.HostSession;
import java.util.EnumMap;
import java.util.Map;

/** Moving a device to another mode: by mouse, keyboard, menu and buttons alike. */
public final class MoveCommand {
    private final HostSession session;
    private final ChangeQueue queue;
    private final AskCommand ask;

    public MoveCommand(HostSession session, ChangeQueue queue, AskCommand ask) {
        this.session = session;
        this.queue = queue;
        this.ask = ask;
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
        return isIn(device, mode) ? new Verdict.Home() : ask.verdict(new Change.SwitchMode(device, mode));
    }

    public AskCommand.Result move(DeviceName device, Mode mode) {
        return ask.ask(new Change.SwitchMode(device, mode));
    }

    /** Whether it has that mode now; one that is yet to be made begins unbound. */
    private boolean isIn(DeviceName device, Mode mode) {
        Snapshot snapshot = session.snapshot().orElseThrow(() -> new IllegalStateException("no snapshot"));
        return snapshot.device(device)
                .or(() -> Planner.promised(snapshot, queue.order())
                        .device(device)
                        .map(made -> made.withDriver(java.util.Optional.empty())))
                .flatMap(Device::mode)
                .filter(mode::equals)
                .isPresent();
    }
}
