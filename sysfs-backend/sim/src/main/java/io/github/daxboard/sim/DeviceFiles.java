// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import io.github.daxboard.sim.Entry.Attribute;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A device's folder (drivers/dax/bus.c, Documentation/ABI/testing/sysfs-bus-dax). */
final class DeviceFiles {
    /** What an x86 processor has pages of. */
    private static final Set<Long> ALIGNS = Set.of(1L << 12, 1L << 21, 1L << 30);

    private final SysTree tree;
    private final SimDevice device;
    private final World.Traits traits;
    private final RegionSpace space;
    private int mappings;

    DeviceFiles(SysTree tree, SimDevice device, World.Traits traits) {
        this.tree = tree;
        this.device = device;
        this.traits = traits;
        this.space = new RegionSpace(device.region());
    }

    void publish() {
        boolean isStatic = device.region().isStatic() || traits.before510();
        put("size", attribute(isStatic, () -> "" + device.size(), this::storeSize));
        if (!traits.before510()) {
            put("align", attribute(isStatic, () -> "" + device.align(), this::storeAlign));
            put(
                    "memmap_on_memory",
                    Attribute.readWrite(() -> device.isMemmapOnMemory() ? "1" : "0", this::storeMemmap));
        }
        if (!isStatic) {
            put("mapping", Attribute.writeOnly(this::storeMapping));
        }
        put("resource", Attribute.rootOnly(() -> Text.hex(firstAddress())));
        device.region().node().ifPresent(node -> put("target_node", Attribute.readOnly(() -> "" + node)));
        put("numa_node", Attribute.readOnly(() -> "" + device.region().nearestProcessors()));
        put("modalias", Attribute.readOnly(() -> "dax:t0"));
        put("dev", Attribute.readOnly(() -> "252:" + device.minor()));
        put("uevent", Attribute.readWrite(this::uevent, value -> Optional.empty()));
        tree.link(device.path() + "/subsystem", "/sys/bus/dax");
        publishMappings();
    }

    private static Attribute attribute(
            boolean isStatic, Supplier<String> show, Function<String, Optional<Errno>> store) {
        return isStatic ? Attribute.readOnly(show) : Attribute.readWrite(show, store);
    }

    private void put(String name, Attribute attribute) {
        tree.put(device.path() + "/" + name, attribute);
    }

    /** Makes the mappingN folders be those of the ranges that the device has now. */
    private void publishMappings() {
        if (traits.before510()) {
            return;
        }
        for (int i = device.ranges().size(); i < mappings; i++) {
            tree.remove(device.path() + "/mapping" + i);
        }
        mappings = device.ranges().size();
        for (int i = 0; i < mappings; i++) {
            int index = i;
            String folder = "mapping" + i;
            put(
                    folder + "/start",
                    Attribute.rootOnly(() -> Text.hex(range(index).start())));
            put(folder + "/end", Attribute.rootOnly(() -> Text.hex(range(index).end())));
            put(
                    folder + "/page_offset",
                    Attribute.rootOnly(() -> Text.hex(range(index).pageOffset())));
            put(folder + "/uevent", Attribute.readWrite(() -> "", value -> Optional.empty()));
        }
    }

    private Range range(int index) {
        return device.ranges().get(index);
    }

    /** An empty device shows where its region starts. */
    private long firstAddress() {
        return device.ranges().isEmpty() ? device.region().start() : range(0).start();
    }

    private String uevent() {
        String driver =
                device.driver().map(bound -> "DRIVER=" + bound.name() + "\n").orElse("");
        return "MAJOR=252\nMINOR=%d\nDEVNAME=%s\n%sMODALIAS=dax:t0".formatted(device.minor(), device.name(), driver);
    }

    private Optional<Errno> storeSize(String value) {
        Text.Parsed number = Text.number(value, 0);
        if (number.errno().isPresent()) {
            return number.errno();
        }
        if (number.value() % RegionSpace.granularity(device) != 0) {
            return Optional.of(Errno.EINVAL);
        }
        if (device.driver().isPresent()) {
            return Optional.of(Errno.EBUSY);
        }
        return afterRanges(space.resize(device, number.value()));
    }

    /** A length that is no multiple of the alignment is taken for done, and nothing is done. So it is in 6.12. */
    private Optional<Errno> storeMapping(String value) {
        String text = Text.written(value);
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.of(Errno.EINVAL);
        }
        Text.Parsed start = Text.number(text.substring(0, dash), 16);
        Text.Parsed end = Text.number(text.substring(dash + 1), 16);
        if (start.errno().isPresent() || end.errno().isPresent()) {
            return start.errno().or(end::errno);
        }
        long size = end.value() - start.value() + 1;
        return size % RegionSpace.granularity(device) != 0
                ? Optional.empty()
                : afterRanges(space.take(device, start.value(), size));
    }

    private Optional<Errno> afterRanges(Optional<Errno> result) {
        publishMappings();
        return result;
    }

    private Optional<Errno> storeAlign(String value) {
        Text.Parsed number = Text.number(value, 0);
        if (number.errno().isPresent()) {
            return Optional.of(Errno.ENXIO);
        }
        if (!ALIGNS.contains(number.value())) {
            return Optional.of(Errno.EINVAL);
        }
        if (device.driver().isPresent()) {
            return Optional.of(Errno.EBUSY);
        }
        long before = device.align();
        device.setAlign(number.value());
        if (device.ranges().stream().anyMatch(range -> range.size() % RegionSpace.granularity(device) != 0)) {
            device.setAlign(before);
            return Optional.of(Errno.EINVAL);
        }
        return Optional.empty();
    }

    /** Debian boots without memory_hotplug.memmap_on_memory, and so does a world that says nothing of it. */
    private Optional<Errno> storeMemmap(String value) {
        Optional<Boolean> on = Text.bool(value);
        if (on.isEmpty()) {
            return Optional.of(Errno.EINVAL);
        }
        if (on.get() && !traits.memmapOnMemory()) {
            return Optional.of(Errno.EOPNOTSUPP);
        }
        boolean isMemory =
                device.driver().filter(driver -> driver.name().equals("kmem")).isPresent();
        if (isMemory && on.get() != device.isMemmapOnMemory()) {
            return Optional.of(Errno.EBUSY);
        }
        device.setMemmapOnMemory(on.get());
        return Optional.empty();
    }
}
