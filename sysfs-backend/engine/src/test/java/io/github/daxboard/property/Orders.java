// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.property;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Orders made by chance for a machine. */
final class Orders {
    private static final long MIB = 1L << 20;

    private final Random chance;

    Orders(Random chance) {
        this.chance = chance;
    }

    /** Some changes, sensible and not, of devices that are there, or will be by then, or never. */
    Order any(Snapshot snapshot, int most) {
        List<Change> changes = new ArrayList<>();
        // What this is about is not whether data may be lost: what an unbound device holds is never known.
        Set<DeviceName> everyName = snapshot.devices().map(Device::name).collect(Collectors.toSet());
        Snapshot current = snapshot;
        int count = 1 + chance.nextInt(most);
        for (int i = 0; i < count; i++) {
            changes.add(change(current));
            current = Planner.promised(snapshot, new Order(changes, everyName));
        }
        return new Order(changes, everyName);
    }

    /** The same without what is blocked: a change that is has no part in what follows. */
    static Order possible(Snapshot snapshot, Order order) {
        return new Order(
                Planner.plan(snapshot, order).changes().stream()
                        .filter(plan -> !plan.isBlocked())
                        .map(ChangePlan::change)
                        .toList(),
                order.mayLoseData());
    }

    Change change(Snapshot snapshot) {
        List<Device> devices = snapshot.devices().toList();
        if (devices.isEmpty() || chance.nextInt(5) == 0) {
            return create(snapshot);
        }
        Device device = devices.get(chance.nextInt(devices.size()));
        DeviceName name = chance.nextInt(40) == 0 ? new DeviceName(77, 0) : device.name();
        return switch (chance.nextInt(12)) {
            case 0, 10, 11 -> new Change.Resize(name, amount());
            case 1 -> new Change.Destroy(name);
            case 2 -> new Change.SetAlign(name, oneOf(4096L, 2 * MIB, 1024 * MIB));
            case 3 -> new Change.Online(name, oneOf(Zone.values()));
            case 4 -> new Change.Offline(name);
            default -> toMode(name);
        };
    }

    private Change toMode(DeviceName name) {
        Mode mode = oneOf(Mode.values());
        Change.Onlining onlining = oneOf(Change.Onlining.values());
        return mode == Mode.SYSTEM_RAM
                ? new Change.SwitchMode(name, mode, onlining)
                : new Change.SwitchMode(name, mode);
    }

    private Change create(Snapshot snapshot) {
        List<Region> regions = snapshot.regions();
        int region = regions.isEmpty()
                ? 0
                : regions.get(chance.nextInt(regions.size())).id();
        Optional<Long> align = switch (chance.nextInt(4)) {
            case 0 -> Optional.of(4096L);
            case 1 -> Optional.of(1024 * MIB);
            default -> Optional.empty();
        };
        return new Change.Create(
                region, chance.nextBoolean() ? new Change.Extent.Size(amount()) : place(snapshot, region), align);
    }

    private Change.Extent place(Snapshot snapshot, int region) {
        long base = snapshot.region(region)
                .flatMap(found -> found.devices().stream()
                        .flatMap(device -> device.ranges().value().orElse(List.of()).stream())
                        .map(Range::start)
                        .findFirst())
                .orElse(0L);
        long start = base + chance.nextInt(20) * 64L * MIB + (chance.nextInt(10) == 0 ? MIB : 0);
        return new Change.Extent.At(start, start + amount() + (chance.nextInt(10) == 0 ? 4096 : 0) - 1);
    }

    private long amount() {
        return switch (chance.nextInt(12)) {
            case 0 -> 3 * MIB;
            case 1 -> 64L << 30;
            default -> (1 + chance.nextInt(8)) * 64L * MIB;
        };
    }

    @SafeVarargs
    private <T> T oneOf(T... options) {
        return options[chance.nextInt(options.length)];
    }
}
