// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that give a device another mode.
 *
 * <p>The kernel facts behind the order (drivers/dax/bus.c): modules are loaded first, so that a missing one fails before
 * anything changed, and with autoprobe off, so that they bind nothing by themselves. fsdev_dax matches by id only, and an id
 * given while the device is still bound is not probed: so it is registered first, and the bind that follows answers with
 * its true errno. It is the same for what leaves system-ram or becomes it, since taking memory offline is dear: the id is
 * in place before. From fsdev, device_dax may match by type; its new_id offers every unbound device to it, so it is asked
 * with a plain bind first.
 *
 * <p>From system-ram to fsdev the device stops at devdax, is read back there, and goes on.
 */
final class SwitchRecipe {
    private final Snapshot snapshot;
    private final DeviceName name;
    private final Optional<Driver> from;
    private final Optional<Driver> to;
    private final Change.Onlining onlining;
    private final DeviceSteps parts;

    SwitchRecipe(Snapshot snapshot, Device device, KernelPath folder, Change.SwitchMode change) {
        this.snapshot = snapshot;
        this.name = device.name();
        this.from = device.driver().value();
        this.to = change.to().driver();
        this.onlining = change.onlining();
        this.parts = new DeviceSteps(snapshot, device, folder);
    }

    /**
     * The devices that a driver would be offered beside the one that it shall get: none for one that matches by type, so
     * that new_id is not needed, and none for fsdev_dax, whose new_id takes listed ids only.
     */
    static List<DeviceName> mayBeSwept(Snapshot snapshot, DeviceName name, Mode to) {
        return to.driver()
                .filter(driver -> !driver.equals(Driver.FSDEV_DAX))
                .filter(driver -> DeviceSteps.needsId(snapshot, name, driver))
                .map(driver -> IdleDevices.of(snapshot).beside(name))
                .orElse(List.of());
    }

    /** The drivers that it needs, in the order in which it binds them. */
    static List<Driver> drivers(Optional<Mode> from, Mode to) {
        boolean stops = from.filter(Mode.SYSTEM_RAM::equals).isPresent() && to == Mode.FSDEV;
        return stops
                ? List.of(Driver.DEVICE_DAX, Driver.FSDEV_DAX)
                : to.driver().map(List::of).orElse(List.of());
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(parts.checkHolders());
        List<Driver> way =
                drivers(from.flatMap(Driver::mode), to.flatMap(Driver::mode).orElse(Mode.UNBOUND));
        steps.addAll(parts.load(way));
        if (way.isEmpty()) {
            from.ifPresent(driver -> steps.addAll(parts.leave(driver)));
            from.ifPresent(driver -> steps.add(parts.forget(driver, new Proof.IsUnbound(name))));
        }
        Optional<Driver> at = from;
        for (Driver next : way) {
            steps.addAll(hop(at, next));
            at = Optional.of(next);
        }
        return steps;
    }

    private List<Step> hop(Optional<Driver> at, Driver next) {
        List<Step> steps = new ArrayList<>();
        boolean ram = next.equals(Driver.KMEM);
        boolean registered = at.isPresent() && registersFirst(at.get(), next);
        // Before the id is given: new_id may take an idle neighbour too, and its memory must not come online.
        if (ram) {
            steps.addAll(parts.holdPolicy());
        }
        if (registered) {
            steps.add(parts.register(next));
        }
        at.ifPresent(driver -> steps.addAll(parts.leave(driver)));
        steps.add(parts.bind(next, registered));
        if (ram) {
            steps.addAll(parts.releasePolicy());
        }
        Proof after = new Proof.DriverIs(name, next);
        if (registered) {
            steps.add(parts.forget(next, after));
        }
        at.ifPresent(driver -> steps.add(parts.forget(driver, after)));
        if (ram) {
            steps.add(parts.settle(onlining.zone()));
        }
        return steps;
    }

    private boolean registersFirst(Driver at, Driver next) {
        boolean memory = at.equals(Driver.KMEM) || next.equals(Driver.KMEM);
        return next.equals(Driver.FSDEV_DAX) || (memory && DeviceSteps.needsId(snapshot, name, next));
    }
}
