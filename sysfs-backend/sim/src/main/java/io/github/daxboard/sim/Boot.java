// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Range;
import io.github.daxboard.sim.Entry.Attribute;
import io.github.daxboard.sim.World.DeviceSpec;
import io.github.daxboard.sim.World.ModuleState;
import io.github.daxboard.sim.World.RegionSpec;
import io.github.daxboard.sim.World.Use;
import java.util.List;
import java.util.Optional;

/** Brings a machine to the state that its world describes. */
final class Boot {
    /** A world is one start of its machine, and always the same one. */
    private static final String BOOT_ID = "5d6f0f4e-58a1-4c0e-9d53-0c3a7f3e5a10";

    private final World world;
    private final Machine machine;

    Boot(World world, Machine machine) {
        this.world = world;
        this.machine = machine;
    }

    void run() {
        machine.tree().put("/proc/sys/kernel/osrelease", Attribute.readOnly(world::kernel));
        machine.tree().put(KernelPath.BOOT_ID.text(), Attribute.readOnly(() -> BOOT_ID));
        machine.tree().put("/proc/sys/kernel/hostname", Attribute.readWrite(world::host, value -> Optional.empty()));
        machine.tree().put("/proc/iomem", new Attribute(0444, machine.iomem()::show, value -> Optional.of(Errno.EIO)));
        world.rams().forEach(ram -> {
            machine.iomem().describe(ram.start(), ram.start() + ram.size() - 1, "System RAM", true);
            machine.memory().addRam(ram.start(), ram.size(), ram.node());
        });
        world.modules().forEach(this::module);
        world.regions().forEach(this::region);
        world.ids()
                .forEach(id -> machine.bus()
                        .driver(id.driver().name())
                        .ifPresent(driver -> driver.ids().add(id.device().toString())));
        world.claims().forEach(claim -> machine.claim(claim.start(), claim.size(), claim.name()));
    }

    private void module(Driver driver, ModuleState state) {
        if (state == ModuleState.LOADED || state == ModuleState.BUILTIN) {
            machine.bus().register(machine.make(driver), state == ModuleState.LOADED, false);
        }
    }

    private void region(RegionSpec spec) {
        describe(spec);
        SimRegion region = new SimRegion(spec);
        RegionFiles files = new RegionFiles(machine.tree(), machine.bus(), region, world.traits());
        long start = spec.dataStart();
        for (DeviceSpec wanted : spec.devices()) {
            List<Range> ranges =
                    wanted.size() == 0 ? List.of() : List.of(new Range(start, start + wanted.size() - 1, 0));
            SimDevice device = files.make(wanted.name(), ranges, false);
            device.setAlign(wanted.align());
            start += wanted.size();
            use(wanted, device);
        }
        // As on a machine where the devices were made one by one: `create` names the last one.
        if (region.devices().size() > 1) {
            region.setYoungest(Optional.of(region.devices().getLast()));
        }
    }

    private void describe(RegionSpec spec) {
        long end = spec.dataStart() + spec.size() - 1;
        Iomem iomem = machine.iomem();
        switch (spec.kind()) {
            case HMEM -> iomem.describe(spec.start(), end, "Soft Reserved", false);
            case CXL -> {
                iomem.describe(spec.start(), end, "CXL Window 0", false);
                iomem.describe(spec.start(), end, "region" + spec.id(), false);
            }
            case PMEM, E820 -> {
                String legacy = spec.kind() == World.Kind.E820 ? " (legacy)" : "";
                iomem.describe(spec.start(), end, "Persistent Memory" + legacy, false);
                if (spec.metadata() > 0) {
                    iomem.describe(spec.start(), spec.dataStart() - 1, "namespace" + spec.id() + ".0", true);
                }
            }
        }
    }

    private void use(DeviceSpec wanted, SimDevice device) {
        wanted.driver()
                .flatMap(driver -> machine.bus().driver(driver.name()))
                .ifPresent(driver -> attach(driver, device));
        if (wanted.use() == Use.SYSTEM_RAM) {
            online(wanted, device);
        } else if (wanted.use() == Use.PINNED) {
            Binding kmem = machine.make(Driver.KMEM).binding();
            kmem.bind(device);
            online(wanted, device);
            kmem.unbind(device);
        }
    }

    private void attach(SimDriver driver, SimDevice device) {
        machine.bus().attach(driver, device).ifPresent(errno -> {
            throw new IllegalArgumentException(
                    device.name() + " can't be bound to " + driver.name() + ": " + errno.words());
        });
    }

    private void online(DeviceSpec wanted, SimDevice device) {
        Range range = device.ranges().getFirst();
        machine.memory().online(range.start(), range.end(), wanted.online(), wanted.zone());
    }
}
