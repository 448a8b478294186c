// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that make, resize, align and destroy devices (drivers/dax/bus.c: create_store, size_store, align_store,
 * mapping_store, delete_store). The kernel takes size and align of an unbound device only; one that is bound is taken from
 * its driver and given back.
 */
final class SpaceRecipe {
    private SpaceRecipe() {}

    /** Makes a device. A failure after that gives it up again, so that no empty one is left over. */
    static List<Step> create(Change.Create change, KernelPath regionFolder, DeviceName expected) {
        KernelPath folder = regionFolder.child(expected.toString());
        Step delete = new Step(
                new Action.DeleteDevice(expected, regionFolder), new Proof.Deleted(expected), DeviceSteps.NOTHING);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                new Action.CreateDevice(change.region(), regionFolder, expected),
                new Proof.Created(change.region(), expected),
                new Undo.ByDoing(List.of(delete))));
        change.align()
                .ifPresent(align -> steps.add(new Step(
                        new Action.SetAlign(expected, folder, align),
                        new Proof.AlignIs(expected, align),
                        new Undo.Nothing(Message.of("undo.deviceGoes")))));
        Undo empty = new Undo.ByDoing(List.of(setSize(expected, folder, 0, DeviceSteps.NOTHING)));
        steps.add(
                switch (change.extent()) {
                    case Change.Extent.Size(long bytes) -> setSize(expected, folder, bytes, empty);
                    case Change.Extent.At(long start, long end) ->
                        new Step(
                                new Action.AddMapping(expected, folder, start, end),
                                new Proof.HasRange(expected, start, end),
                                empty);
                });
        return steps;
    }

    /** Gives a device another size. What grew is cut off again from its end; what was cut comes back where it was. */
    static List<Step> resize(Snapshot snapshot, Device device, KernelPath folder, long from, long to) {
        Undo undo = to > from
                ? new Undo.ByDoing(List.of(setSize(device.name(), folder, from, DeviceSteps.NOTHING)))
                : restoreRanges(device.name(), folder);
        return whileUnbound(snapshot, device, folder, List.of(setSize(device.name(), folder, to, undo)));
    }

    /** Gives a device another alignment. */
    static List<Step> align(Snapshot snapshot, Device device, KernelPath folder, long from, long to) {
        Undo undo = new Undo.ByDoing(List.of(setAlign(device.name(), folder, from, DeviceSteps.NOTHING)));
        return whileUnbound(snapshot, device, folder, List.of(setAlign(device.name(), folder, to, undo)));
    }

    /** Gives a device's memory back and, where the kernel lets it go, the device. */
    static List<Step> destroy(Snapshot snapshot, Device device, KernelPath folder) {
        DeviceSteps parts = new DeviceSteps(snapshot, device, folder);
        DeviceName name = device.name();
        List<Step> steps = new ArrayList<>();
        steps.add(parts.checkHolders());
        device.driver().value().ifPresent(driver -> steps.addAll(parts.leave(driver)));
        if (!device.isEmpty()) {
            steps.add(setSize(name, folder, 0, restoreRanges(name, folder)));
        }
        // An id that is left over would bind the next device of that name.
        Driver.KNOWN.stream()
                .filter(driver -> snapshot.driver(driver)
                        .value()
                        .filter(DriverState::isOnBus)
                        .isPresent())
                .forEach(driver -> steps.add(parts.forget(driver, new Proof.IsUnbound(name))));
        if (!name.isSeed()) {
            steps.add(new Step(
                    new Action.DeleteDevice(name, folder.parent()),
                    new Proof.Deleted(name),
                    new Undo.Nothing(Message.of("undo.lastStep"))));
        }
        return steps;
    }

    private static List<Step> whileUnbound(Snapshot snapshot, Device device, KernelPath folder, List<Step> inside) {
        DeviceSteps parts = new DeviceSteps(snapshot, device, folder);
        Optional<Driver> driver = device.driver().value();
        List<Step> steps = new ArrayList<>();
        steps.add(parts.checkHolders());
        driver.ifPresent(bound -> steps.addAll(parts.leave(bound)));
        steps.addAll(inside);
        driver.ifPresent(bound -> steps.add(parts.bind(bound, false)));
        return steps;
    }

    private static Step setSize(DeviceName name, KernelPath folder, long bytes, Undo undo) {
        return new Step(new Action.SetSize(name, folder, bytes), new Proof.SizeIs(name, bytes), undo);
    }

    private static Step setAlign(DeviceName name, KernelPath folder, long bytes, Undo undo) {
        return new Step(new Action.SetAlign(name, folder, bytes), new Proof.AlignIs(name, bytes), undo);
    }

    private static Undo restoreRanges(DeviceName name, KernelPath folder) {
        return new Undo.ByDoing(List.of(
                new Step(new Action.RestoreRanges(name, folder), new Proof.RangesAsBefore(name), DeviceSteps.NOTHING)));
    }
}
