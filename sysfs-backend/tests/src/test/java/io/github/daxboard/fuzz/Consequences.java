// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.fuzz;

import io.github.daxboard.doctor.Doctor;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.report.DaxctlCommands;
import io.github.daxboard.report.Differences;
import io.github.daxboard.report.PlanFile;
import io.github.daxboard.report.ShellScript;
import io.github.daxboard.report.SnapshotPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is worked out of a picture, for one that somebody else may have made up. */
public final class Consequences {
    private static final int MOST_DEVICES = 3;

    private Consequences() {}

    public static void of(Snapshot snapshot) throws Exception {
        SnapshotPage.of(snapshot);
        Doctor.examine(snapshot, Optional.empty(), Optional.empty());
        FuzzTarget.check(Differences.between(snapshot, snapshot).isEmpty(), "a picture differs from itself");
        List<Change> all = new ArrayList<>();
        for (Device device : snapshot.devices().limit(MOST_DEVICES).toList()) {
            List<Change> changes = new ArrayList<>();
            for (Mode mode : Mode.values()) {
                changes.add(new Change.SwitchMode(device.name(), mode));
            }
            changes.add(new Change.Destroy(device.name()));
            changes.add(new Change.Resize(device.name(), 128L << 20));
            changes.add(new Change.SetAlign(device.name(), 2L << 20));
            changes.add(new Change.Create(device.name().region(), new Change.Extent.Size(64L << 20), Optional.empty()));
            for (Change change : changes) {
                ofPlan(snapshot, List.of(change));
            }
            all.addAll(changes);
        }
        if (!all.isEmpty()) {
            ofPlan(snapshot, all);
        }
    }

    private static void ofPlan(Snapshot snapshot, List<Change> changes) throws Exception {
        Plan plan = Planner.plan(snapshot, Order.of(changes));
        FuzzTarget.checkEqual(Planner.plan(snapshot, Order.of(changes)), plan, "the same gives another plan");
        PlanFile file = PlanFile.of(snapshot, plan);
        FuzzTarget.checkEqual(PlanFile.parse(file.print()), file, "a plan's file is read as another one");
        ShellScript.of(snapshot, plan);
        DaxctlCommands.of(snapshot, plan);
    }
}
