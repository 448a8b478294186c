// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a snapshot and an order to a plan. Pure: the same arguments always give the same plan; and total: there is no
 * snapshot and no order that it throws for.
 *
 * <p>Steps rest on what anybody may read. What only root can read stops a change or brings a warning, and changes no step:
 * so a user's plan and the helper's are the same wherever both go through.
 */
public final class Planner {
    private Planner() {}

    /**
     * Plans changes in order, each on what the earlier ones lead to. A change that is blocked leaves the picture as it is
     * for the next one.
     */
    public static Plan plan(Snapshot snapshot, Order order) {
        List<ChangePlan> plans = changes(snapshot, order);
        return new Plan(order, plans, Digest.of(snapshot, plans));
    }

    /**
     * What {@link #plan} says of each change, without the digest that it is confirmed by: for a question that is asked of
     * many devices while a hand holds them, and which nothing is carried out from.
     */
    public static List<ChangePlan> changes(Snapshot snapshot, Order order) {
        List<ChangePlan> plans = new ArrayList<>();
        Snapshot current = snapshot;
        for (Change change : order.changes()) {
            if (!plans.isEmpty()) {
                current = after(current, plans.getLast());
            }
            plans.add(planOne(current, change, order.mayLoseData()));
        }
        return plans;
    }

    /** {@link #plan(Snapshot, Order)} for changes that nobody has agreed to lose data for. */
    public static Plan plan(Snapshot snapshot, List<? extends Change> changes) {
        return plan(snapshot, Order.of(changes));
    }

    /**
     * The picture that an order leads to, by what its reader may see. Blocked changes have no part in it; where the kernel
     * puts a new range is told as its way of placing has it.
     */
    public static Snapshot promised(Snapshot snapshot, Order order) {
        Snapshot current = snapshot;
        for (Change change : order.changes()) {
            current = after(current, planOne(current, change, order.mayLoseData()));
        }
        return current;
    }

    private static Snapshot after(Snapshot snapshot, ChangePlan plan) {
        return plan.isBlocked() || plan.isNothingToDo() ? snapshot : Promise.after(snapshot, plan.change());
    }

    private static ChangePlan planOne(Snapshot snapshot, Change change, Set<DeviceName> mayLoseData) {
        return switch (change) {
            case Change.Create request -> planCreate(snapshot, request);
            case Change.OfDevice request -> planOfDevice(snapshot, request, mayLoseData);
        };
    }

    private static ChangePlan planCreate(Snapshot snapshot, Change.Create request) {
        Optional<Region> region = snapshot.region(request.region());
        Optional<DeviceName> name = region.flatMap(Promise::nextName);
        List<Problem> blockers = SpaceChecks.ofCreate(snapshot, request);
        if (!blockers.isEmpty()) {
            return blocked(request, name, Optional.empty(), blockers);
        }
        DeviceName made = name.orElseThrow();
        return new ChangePlan(
                request,
                name,
                Optional.empty(),
                Message.of("effect.create", made),
                SpaceRecipe.create(request, Folders.of(region.orElseThrow()).orElseThrow(), made),
                SpaceChecks.warningsOfCreate(snapshot, request),
                List.of());
    }

    private static ChangePlan planOfDevice(Snapshot snapshot, Change.OfDevice request, Set<DeviceName> mayLoseData) {
        Optional<Device> found = snapshot.device(request.device());
        if (found.isEmpty()) {
            List<Problem> unknown = List.of(snapshot.hidden()
                    .map(hidden -> HiddenDevices.problem(request.device().toString(), hidden))
                    .orElseGet(() -> PlanProblems.noSuchDevice(snapshot, request.device())));
            return blocked(request, request.target(), Optional.empty(), unknown);
        }
        Device device = found.get();
        List<Problem> common = DeviceChecks.blockers(snapshot, device, request);
        if (!common.isEmpty()) {
            return blocked(request, request.target(), device.mode(), common);
        }
        Subject subject = new Subject(
                snapshot,
                snapshot.regionOf(device.name()).orElseThrow(),
                device,
                Folders.of(device).orElseThrow(),
                mayLoseData.contains(device.name()));
        Draft draft = draft(subject, request);
        return draft.blockers().isEmpty()
                ? new ChangePlan(
                        request,
                        request.target(),
                        device.mode(),
                        draft.consequence(),
                        draft.steps(),
                        draft.warnings(),
                        List.of())
                : blocked(request, request.target(), device.mode(), draft.blockers());
    }

    private static ChangePlan blocked(
            Change change, Optional<DeviceName> device, Optional<Mode> from, List<Problem> blockers) {
        return new ChangePlan(change, device, from, Message.NONE, List.of(), List.of(), blockers);
    }

    private static Draft draft(Subject subject, Change.OfDevice request) {
        return switch (request) {
            case Change.SwitchMode change -> SwitchChecks.draft(subject, change);
            case Change.Resize change -> SpaceChecks.resize(subject, change.bytes());
            case Change.Destroy change -> SpaceChecks.destroy(subject);
            case Change.SetAlign change -> SpaceChecks.align(subject, change.bytes());
            case Change.Online change -> MemoryChecks.online(subject, change.zone());
            case Change.Offline change -> MemoryChecks.offline(subject);
        };
    }
}
