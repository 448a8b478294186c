// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a snapshot and changes to a plan. Pure: the same arguments always give the same plan. */
public final class Planner {
    private Planner() {}

    /**
     * Plans changes in order, each on what the earlier ones lead to. A change that is blocked leaves the picture as it is
     * for the next one.
     */
    public static Plan plan(Snapshot snapshot, Order order) {
        List<ChangePlan> plans = new ArrayList<>();
        Snapshot current = snapshot;
        for (Change change : order.changes()) {
            ChangePlan plan = planOne(current, change);
            plans.add(plan);
            current = plan.isBlocked() ? current : after(current, change);
        }
        return new Plan(order, plans, Digest.of(snapshot, plans));
    }

    /** {@link #plan(Snapshot, Order)} for changes that nobody has agreed to lose data for. */
    public static Plan plan(Snapshot snapshot, List<? extends Change> changes) {
        return plan(snapshot, Order.of(changes));
    }

    private static Snapshot after(Snapshot snapshot, Change change) {
        return switch (change) {
            case Change.SwitchMode(var device, var to, var onlining) -> snapshot.withDriver(device, to.driver());
            default -> snapshot;
        };
    }

    private static ChangePlan planOne(Snapshot snapshot, Change change) {
        return switch (change) {
            case Change.SwitchMode request -> planSwitch(snapshot, request);
            default -> throw new UnsupportedOperationException("not planned yet: " + change.describe());
        };
    }

    private static ChangePlan planSwitch(Snapshot snapshot, Change.SwitchMode request) {
        Optional<Device> found = snapshot.device(request.device());
        if (found.isEmpty()) {
            return new ChangePlan(
                    request,
                    request.target(),
                    Optional.empty(),
                    "",
                    List.of(),
                    List.of(),
                    List.of(Refusals.noSuchDevice(snapshot, request.device())));
        }
        Device device = found.get();
        Mode to = request.to();
        if (device.mode().filter(to::equals).isPresent()) {
            return new ChangePlan(
                    request,
                    request.target(),
                    device.mode(),
                    "It is in that mode already.",
                    List.of(),
                    List.of(),
                    List.of());
        }
        List<Refusal> blockers = SwitchChecks.blockers(snapshot, device, to);
        if (!blockers.isEmpty()) {
            return new ChangePlan(request, request.target(), device.mode(), "", List.of(), List.of(), blockers);
        }
        SwitchRecipe recipe = new SwitchRecipe(snapshot, device, to);
        return new ChangePlan(
                request,
                request.target(),
                device.mode(),
                SwitchChecks.effect(device, to),
                recipe.steps(),
                SwitchChecks.warnings(snapshot, device, to, recipe.mayBeSwept()),
                List.of());
    }
}
