// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A device that is yet to be made gets its mode by the name that the kernel will give it, which planning tells. */
final class NewDevice {
    private NewDevice() {}

    /** The order as it is once every loss is agreed to, to tell what it leads to; it is asked for later. */
    static Order allowed(List<Change> changes) {
        Set<DeviceName> devices =
                changes.stream().flatMap(change -> change.target().stream()).collect(Collectors.toSet());
        return new Order(changes, devices);
    }

    /** The changes, and a mode for the device that the last of them makes, unless it is blocked. */
    static List<Change> withMode(Snapshot snapshot, List<Change> before, List<Change> changes, Optional<Mode> mode) {
        if (mode.isEmpty() || mode.get() == Mode.UNBOUND) {
            return changes;
        }
        List<Change> all = new ArrayList<>(before);
        all.addAll(changes);
        Plan plan = Planner.plan(snapshot, allowed(all));
        Optional<DeviceName> made = plan.changes().getLast().device();
        if (made.isEmpty() || plan.isBlocked()) {
            return changes;
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change.SwitchMode(made.get(), mode.get()));
        return more;
    }
}
