// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that the recipes are made of, for one device on one snapshot. They rest on what anybody can read alone, so that
 * a user's plan and the helper's are the same.
 *
 * <p>What the kernel would not refuse is read right before the write: it pulls a device from under its users
 * (drivers/dax/bus.c), and unbinding kmem while a memory block is online leaves the memory pinned until a reboot
 * (drivers/dax/kmem.c, dev_dax_kmem_remove).
 */
final class DeviceSteps {
    static final Undo NOTHING = new Undo.Nothing(Message.of("undo.nothing"));
    private static final String OFFLINE = "offline";
    private static final String UNPLUGGED = "unplugged";

    private final Snapshot snapshot;
    private final Device device;
    private final DeviceName name;
    private final KernelPath folder;
    private final List<DeviceName> idle;

    DeviceSteps(Snapshot snapshot, Device device, KernelPath folder) {
        this.snapshot = snapshot;
        this.device = device;
        this.name = device.name();
        this.folder = folder;
        this.idle = IdleDevices.of(snapshot).beside(name);
    }

    /**
     * Whether a driver takes a device of this region by its id only. fsdev_dax always does; device_dax in hmem and CXL
     * regions, which are made for kmem, and kmem in pmem ones. An hmem region made with region_idle is the other way round,
     * and can't be told apart; an id too many does no harm.
     */
    static boolean needsId(Snapshot snapshot, DeviceName name, Driver driver) {
        boolean pmem = snapshot.regionOf(name)
                .filter(region -> region.kind() == RegionKind.PMEM)
                .isPresent();
        return driver.equals(Driver.FSDEV_DAX) || (driver.equals(Driver.KMEM) == pmem);
    }

    boolean needsId(Driver driver) {
        return needsId(snapshot, name, driver);
    }

    Step checkHolders() {
        return new Step(new Action.CheckHolders(name), new Proof.NoHolder(name), NOTHING);
    }

    /** Loads those of some drivers that are not on the bus yet, while the bus does not probe by itself. */
    List<Step> load(List<Driver> drivers) {
        List<Step> modules = drivers.stream()
                .filter(driver -> snapshot.driver(driver)
                        .value()
                        .filter(DriverState::isOnBus)
                        .isEmpty())
                .map(DeviceSteps::loadOne)
                .toList();
        if (modules.isEmpty() || snapshot.autoprobe().value().filter(on -> !on).isPresent()) {
            return modules;
        }
        Step on = new Step(new Action.SetAutoprobe(true), new Proof.AutoprobeIs(true), NOTHING);
        Step off =
                new Step(new Action.SetAutoprobe(false), new Proof.AutoprobeIs(false), new Undo.ByDoing(List.of(on)));
        List<Step> steps = new ArrayList<>();
        steps.add(off);
        steps.addAll(modules);
        steps.add(on);
        return steps;
    }

    private static Step loadOne(Driver driver) {
        return new Step(
                new Action.LoadModule(driver),
                new Proof.DriverLoaded(driver),
                new Undo.Nothing(Message.of("undo.moduleStays")));
    }

    Step register(Driver driver) {
        Step forget = new Step(new Action.Forget(name, driver), new Proof.LinksUnchanged(), NOTHING);
        return new Step(
                new Action.Register(name, driver, idle), new Proof.LinksUnchanged(), new Undo.ByDoing(List.of(forget)));
    }

    /** Takes the device from its driver; from kmem, its memory goes offline first. */
    List<Step> leave(Driver driver) {
        if (!driver.equals(Driver.KMEM)) {
            return List.of(new Step(
                    new Action.Unbind(name, driver),
                    Optional.of(new Proof.NoHolder(name)),
                    new Proof.IsUnbound(name),
                    new Undo.ByDoing(List.of(bindAnyhow(driver)))));
        }
        List<Step> rebind = new ArrayList<>();
        otherPolicy().ifPresent(policy -> rebind.add(policyStep(OFFLINE, NOTHING)));
        rebind.add(bindAnyhow(driver));
        otherPolicy().ifPresent(policy -> rebind.add(policyStep(policy, NOTHING)));
        return List.of(takeOut(), unbindKmem(new Undo.ByDoing(rebind)));
    }

    private Step bindAnyhow(Driver driver) {
        return new Step(new Action.BindOrRegister(name, driver, idle), new Proof.DriverIs(name, driver), NOTHING);
    }

    private Step unbindKmem(Undo undo) {
        return new Step(
                new Action.Unbind(name, Driver.KMEM),
                Optional.of(new Proof.BlocksOffline(name)),
                new Proof.MemoryGone(name),
                undo);
    }

    /** All of its memory out of use: as one where the kernel can do that, which rolls back by itself, else block by block. */
    private Step takeOut() {
        Optional<String> state = device.hotplugState().value();
        if (state.isEmpty() || state.get().equals(UNPLUGGED)) {
            return offline();
        }
        String was = state.get();
        List<Step> back = new ArrayList<>();
        // The kernel brings only unplugged memory online, and all of it. A device that was bound again in between comes
        // with its memory plugged in and offline (drivers/dax/kmem.c).
        back.add(hotplug(UNPLUGGED, NOTHING));
        back.add(hotplug(was.equals(OFFLINE) ? Zone.MOVABLE.kernelWord() : was, NOTHING));
        back.add(restoreBlocksStep());
        return hotplug(UNPLUGGED, new Undo.ByDoing(back));
    }

    private Step hotplug(String word, Undo undo) {
        return new Step(new Action.SetHotplugState(name, folder, word), new Proof.HotplugStateIs(name, word), undo);
    }

    Step offline() {
        return new Step(new Action.OfflineBlocks(name), new Proof.BlocksOffline(name), restoreBlocks());
    }

    Step online(Zone zone) {
        if (device.hotplugState().value().filter(UNPLUGGED::equals).isPresent()) {
            return hotplug(zone.kernelWord(), new Undo.ByDoing(List.of(hotplug(UNPLUGGED, NOTHING))));
        }
        return onlineBlocks(zone);
    }

    private Step onlineBlocks(Zone zone) {
        return new Step(new Action.OnlineBlocks(name, zone), new Proof.BlocksOnline(name, zone), restoreBlocks());
    }

    private Undo restoreBlocks() {
        return new Undo.ByDoing(List.of(restoreBlocksStep()));
    }

    private Step restoreBlocksStep() {
        return new Step(new Action.RestoreBlocks(name), new Proof.BlocksAsBefore(name), NOTHING);
    }

    /** What kmem's new blocks come to. Where they are left offline, whoever was quicker is taken back. */
    Step settle(Optional<Zone> zone) {
        return zone.map(this::onlineBlocks)
                .orElseGet(() -> new Step(
                        new Action.OfflineBlocks(name),
                        Optional.of(new Proof.BlocksThere(name)),
                        new Proof.BlocksOffline(name),
                        restoreBlocks()));
    }

    /** A policy that would bring new blocks online by itself, wherever it likes. */
    private Optional<String> otherPolicy() {
        Reading<String> policy = snapshot.memory().autoOnline();
        return policy.value().filter(word -> !word.equals(OFFLINE));
    }

    /** Keeps new blocks offline from here on, where the policy is another. */
    List<Step> holdPolicy() {
        return otherPolicy()
                .map(policy -> List.of(policyStep(OFFLINE, new Undo.ByDoing(List.of(policyStep(policy, NOTHING))))))
                .orElse(List.of());
    }

    List<Step> releasePolicy() {
        return otherPolicy().map(policy -> List.of(policyStep(policy, NOTHING))).orElse(List.of());
    }

    private static Step policyStep(String policy, Undo undo) {
        return new Step(new Action.SetAutoOnline(policy), new Proof.AutoOnlineIs(policy), undo);
    }

    /**
     * Gives the unbound device to a driver.
     *
     * @param registered whether the driver has its id by now
     */
    Step bind(Driver driver, boolean registered) {
        return new Step(
                registered ? new Action.Bind(name, driver) : new Action.BindOrRegister(name, driver, idle),
                new Proof.DriverIs(name, driver),
                undoBind(driver));
    }

    private Undo undoBind(Driver driver) {
        if (driver.equals(Driver.KMEM)) {
            Step offline = new Step(new Action.OfflineBlocks(name), new Proof.BlocksOffline(name), NOTHING);
            return new Undo.ByDoing(List.of(offline, unbindKmem(NOTHING)));
        }
        return new Undo.ByDoing(List.of(new Step(
                new Action.Unbind(name, driver),
                Optional.of(new Proof.NoHolder(name)),
                new Proof.IsUnbound(name),
                NOTHING)));
    }

    Step forget(Driver driver, Proof after) {
        return new Step(new Action.Forget(name, driver), after, new Undo.Nothing(Message.of("undo.notNeeded")));
    }
}
