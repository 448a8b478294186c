// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that switch a device among devdax, fsdev and unbound.
 *
 * <p>The kernel facts behind the order (drivers/dax/bus.c): a module is loaded first, so that a missing one fails before
 * anything changed, and with autoprobe off, so that it binds nothing by itself. fsdev_dax matches by id only, and an id
 * given while the device is still bound is not probed: so it is registered first, and the bind that follows answers with
 * its true errno. device_dax may match by type; its new_id offers every unbound device to it, so it is asked with a plain
 * bind first.
 */
final class SwitchRecipe {
    private static final Undo NOTHING = new Undo.Nothing("nothing to undo");

    private final Snapshot snapshot;
    private final DeviceName name;
    private final Optional<Driver> from;
    private final Optional<Driver> to;
    private final List<DeviceName> idle;

    SwitchRecipe(Snapshot snapshot, Device device, Mode to) {
        this.snapshot = snapshot;
        this.name = device.name();
        this.from = device.driver().value();
        this.to = to.driver();
        this.idle = idleBeside(snapshot, device);
    }

    /** The unbound devices that a new_id of this switch could bind as well: an empty one can't be bound at all. */
    private static List<DeviceName> idleBeside(Snapshot snapshot, Device device) {
        return snapshot.devices()
                .filter(other -> other.isUnbound() && !other.isEmpty())
                .map(Device::name)
                .filter(other -> !other.equals(device.name()))
                .toList();
    }

    /**
     * The devices that device_dax would be offered beside the one that it shall get. None for a pmem device, which it
     * matches by type so that new_id is not needed, and none for fsdev_dax, whose new_id takes listed ids only.
     */
    List<DeviceName> mayBeSwept() {
        boolean byId = snapshot.regionOf(name)
                .filter(region -> region.kind() != RegionKind.PMEM)
                .isPresent();
        return to.filter(Driver.DEVICE_DAX::equals).isPresent() && byId ? idle : List.of();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(new Action.CheckHolders(name), new Proof.NoHolder(name), NOTHING));
        to.ifPresent(driver -> steps.addAll(load(driver)));
        boolean registered =
                from.isPresent() && to.filter(Driver.FSDEV_DAX::equals).isPresent();
        if (registered) {
            steps.add(register(Driver.FSDEV_DAX));
        }
        from.ifPresent(driver -> steps.add(unbind(driver)));
        to.ifPresent(driver -> steps.add(registered ? bind(driver) : bindOrRegister(driver)));
        Proof after = to.<Proof>map(driver -> new Proof.DriverIs(name, driver)).orElse(new Proof.IsUnbound(name));
        if (registered) {
            steps.add(forget(Driver.FSDEV_DAX, after));
        }
        from.ifPresent(driver -> steps.add(forget(driver, after)));
        return steps;
    }

    private List<Step> load(Driver driver) {
        if (snapshot.driver(driver).value().filter(DriverState::isOnBus).isPresent()) {
            return List.of();
        }
        Step module = new Step(
                new Action.LoadModule(driver),
                new Proof.DriverLoaded(driver),
                new Undo.Nothing("not needed: a loaded driver binds nothing by itself now"));
        if (snapshot.autoprobe().value().filter(on -> !on).isPresent()) {
            return List.of(module);
        }
        Step on = new Step(new Action.SetAutoprobe(true), new Proof.AutoprobeIs(true), NOTHING);
        Step off =
                new Step(new Action.SetAutoprobe(false), new Proof.AutoprobeIs(false), new Undo.ByDoing(List.of(on)));
        return List.of(off, module, on);
    }

    private Step register(Driver driver) {
        Step forget = new Step(new Action.Forget(name, driver), new Proof.LinksUnchanged(), NOTHING);
        return new Step(
                new Action.Register(name, driver, idle), new Proof.LinksUnchanged(), new Undo.ByDoing(List.of(forget)));
    }

    private Step unbind(Driver driver) {
        Step rebind =
                new Step(new Action.BindOrRegister(name, driver, idle), new Proof.DriverIs(name, driver), NOTHING);
        return new Step(new Action.Unbind(name, driver), new Proof.IsUnbound(name), new Undo.ByDoing(List.of(rebind)));
    }

    private Step bind(Driver driver) {
        return new Step(new Action.Bind(name, driver), new Proof.DriverIs(name, driver), undoBind(driver));
    }

    private Step bindOrRegister(Driver driver) {
        return new Step(
                new Action.BindOrRegister(name, driver, idle), new Proof.DriverIs(name, driver), undoBind(driver));
    }

    private Undo undoBind(Driver driver) {
        return new Undo.ByDoing(List.of(new Step(new Action.Unbind(name, driver), new Proof.IsUnbound(name), NOTHING)));
    }

    private Step forget(Driver driver, Proof after) {
        return new Step(new Action.Forget(name, driver), after, new Undo.Nothing("not needed"));
    }
}
