// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import io.github.daxboard.sim.Entry.Attribute;
import java.util.List;
import java.util.Optional;

/** A region's folder, and the making and deleting of its devices (drivers/dax/bus.c). */
final class RegionFiles {
    private final SysTree tree;
    private final SimulatedBus bus;
    private final SimRegion region;
    private final World.Traits traits;

    RegionFiles(SysTree tree, SimulatedBus bus, SimRegion region, World.Traits traits) {
        this.tree = tree;
        this.bus = bus;
        this.region = region;
        this.traits = traits;
        String folder = region.path() + "/dax_region";
        tree.put(folder + "/id", Attribute.readOnly(() -> "" + region.id()));
        tree.put(folder + "/size", Attribute.readOnly(() -> "" + region.size()));
        tree.put(folder + "/align", Attribute.rootOnly(() -> "" + region.align()));
        if (!region.isStatic() && !traits.before510()) {
            tree.put(folder + "/available_size", Attribute.readOnly(() -> "" + region.available()));
            tree.put(folder + "/seed", Attribute.readOnly(() -> nameOf(region.seed())));
            tree.put(folder + "/create", Attribute.readWrite(() -> nameOf(region.youngest()), this::storeCreate));
            tree.put(folder + "/delete", Attribute.writeOnly(this::storeDelete));
        }
    }

    private static String nameOf(Optional<SimDevice> device) {
        return device.map(found -> found.name().toString()).orElse("");
    }

    /** A new device. */
    SimDevice make(DeviceName name, List<Range> ranges, boolean offer) {
        SimDevice device = new SimDevice(name, region, bus.freeMinor());
        device.ranges().addAll(ranges);
        region.devices().add(device);
        new DeviceFiles(tree, device, traits).publish();
        bus.add(device, offer);
        return device;
    }

    private Optional<Errno> storeCreate(String value) {
        Text.Parsed number = Text.number(value, 0);
        if (number.errno().isPresent()) {
            return number.errno();
        }
        if (number.value() != 1) {
            return Optional.of(Errno.EINVAL);
        }
        if (region.available() == 0) {
            return Optional.of(Errno.ENOSPC);
        }
        SimDevice device = make(new DeviceName(region.id(), region.nextInstance()), List.of(), true);
        region.setYoungest(Optional.of(device));
        region.setSeed(region.seed().or(() -> Optional.of(device)));
        return Optional.empty();
    }

    private Optional<Errno> storeDelete(String value) {
        Optional<SimDevice> found = region.devices().stream()
                .filter(device -> device.name().toString().equals(Text.written(value)))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(Errno.ENXIO);
        }
        SimDevice device = found.get();
        if (device.driver().isPresent()
                || device.size() > 0
                // so that a region always has a device
                || device.name().isSeed()) {
            return Optional.of(Errno.EBUSY);
        }
        region.devices().remove(device);
        region.setSeed(region.seed().filter(seed -> seed != device));
        region.setYoungest(region.youngest().filter(youngest -> youngest != device));
        bus.remove(device);
        tree.remove(device.path());
        return Optional.empty();
    }
}
