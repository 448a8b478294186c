// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.kernel.Uevent;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.sim.Entry.Attribute;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bus: who matches whom, and what its files do (drivers/dax/bus.c, drivers/base/bus.c, drivers/base/dd.c). */
final class SimulatedBus {
    private static final String BUS = "/sys/bus/dax";
    private static final Pattern ID = Pattern.compile("dax(-?\\d{1,10})\\.(-?\\d{1,10})");

    private final SysTree tree;
    private final KernelLog log;
    private final Consumer<Uevent> events;
    private final Map<String, SimDevice> devices = new LinkedHashMap<>();
    private final BitSet minors = new BitSet();
    private final Map<String, SimDriver> drivers = new LinkedHashMap<>();
    private boolean autoprobe;

    SimulatedBus(SysTree tree, KernelLog log, Consumer<Uevent> events, boolean autoprobe) {
        this.tree = tree;
        this.log = log;
        this.events = events;
        this.autoprobe = autoprobe;
        tree.folder(BUS + "/devices");
        tree.folder(BUS + "/drivers");
        tree.put(
                BUS + "/drivers_autoprobe",
                Attribute.readWrite(() -> this.autoprobe ? "1" : "0", this::storeAutoprobe));
        tree.put(BUS + "/drivers_probe", Attribute.writeOnly(this::storeProbe));
        tree.put(BUS + "/uevent", Attribute.writeOnly(value -> Optional.empty()));
    }

    Optional<SimDevice> device(DeviceName name) {
        return Optional.ofNullable(devices.get(name.toString()));
    }

    /** The devices that kmem is bound to. */
    List<DeviceName> memoryDevices() {
        return devices.values().stream()
                .filter(device -> device.driver()
                        .filter(driver -> driver.name().equals("kmem"))
                        .isPresent())
                .map(SimDevice::name)
                .toList();
    }

    /** What stands in the drivers' lists, of those that have one. */
    SortedMap<String, List<String>> ids() {
        SortedMap<String, List<String>> ids = new TreeMap<>();
        for (SimDriver driver : drivers.values()) {
            if (!driver.ids().isEmpty()) {
                ids.put(driver.name(), List.copyOf(driver.ids()));
            }
        }
        return ids;
    }

    Optional<SimDriver> driver(String name) {
        return Optional.ofNullable(drivers.get(name));
    }

    /** The lowest minor that no device on the bus has (ida_alloc). */
    int freeMinor() {
        return minors.nextClearBit(0);
    }

    /** Puts a device on the bus, and offers it to the drivers unless autoprobe is off. */
    void add(SimDevice device, boolean offer) {
        devices.put(device.name().toString(), device);
        minors.set(device.minor());
        tree.link(BUS + "/devices/" + device.name(), device.path());
        tell("add", device);
        if (offer && autoprobe) {
            offer(device);
        }
    }

    void remove(SimDevice device) {
        devices.remove(device.name().toString());
        minors.clear(device.minor());
        tree.remove(BUS + "/devices/" + device.name());
        tell("remove", device);
    }

    private void tell(String action, SimDevice device) {
        events.accept(new Uevent(action, device.path().substring("/sys".length()), "dax"));
    }

    private void tell(String action, SimDriver driver) {
        events.accept(new Uevent(action, "/module/" + driver.name(), "module"));
    }

    /** Puts a driver on the bus, and offers it all devices unless autoprobe is off. */
    void register(SimDriver driver, boolean isModule, boolean offer) {
        drivers.put(driver.name(), driver);
        String folder = driver.path();
        tree.put(folder + "/bind", Attribute.writeOnly(value -> storeBind(driver, value)));
        tree.put(folder + "/unbind", Attribute.writeOnly(value -> storeUnbind(driver, value)));
        tree.put(folder + "/new_id", Attribute.writeOnly(value -> storeNewId(driver, value)));
        tree.put(folder + "/remove_id", Attribute.writeOnly(value -> storeRemoveId(driver, value)));
        tree.put(folder + "/uevent", Attribute.writeOnly(value -> Optional.empty()));
        if (isModule) {
            tree.put("/sys/module/" + driver.name() + "/initstate", Attribute.readOnly(() -> "live"));
            tree.link(folder + "/module", "/sys/module/" + driver.name());
            tell("add", driver);
        }
        if (offer && autoprobe) {
            sweep(driver);
        }
    }

    /** What rmmod does: every bound device loses its driver, and the ids are gone. */
    void unregister(SimDriver driver) {
        List.copyOf(devices.values()).stream()
                .filter(device -> device.driver().filter(driver::equals).isPresent())
                .forEach(this::detach);
        drivers.remove(driver.name());
        tree.remove(driver.path());
        tree.remove("/sys/module/" + driver.name());
        tell("remove", driver);
    }

    /** really_probe: whether the driver matches has been asked before. */
    Optional<Errno> attach(SimDriver driver, SimDevice device) {
        if (device.driver().isPresent()) {
            return Optional.of(Errno.EBUSY);
        }
        // dax_bus_probe
        Optional<Errno> failed =
                device.size() == 0 ? Optional.of(Errno.ENXIO) : driver.binding().bind(device);
        if (failed.isPresent()) {
            sayFailed(driver, device, failed.get());
            return failed;
        }
        device.setDriver(Optional.of(driver));
        tree.link(device.path() + "/driver", driver.path());
        tree.link(driver.path() + "/" + device.name(), device.path());
        tell("bind", device);
        SimRegion region = device.region();
        region.setSeed(region.seed().filter(seed -> seed != device));
        return Optional.empty();
    }

    void detach(SimDevice device) {
        device.driver().ifPresent(driver -> {
            driver.binding().unbind(device);
            device.setDriver(Optional.empty());
            tree.remove(device.path() + "/driver");
            tree.remove(driver.path() + "/" + device.name());
            tell("unbind", device);
        });
    }

    /** call_driver_probe: "not for me" is no news. */
    private void sayFailed(SimDriver driver, SimDevice device, Errno errno) {
        if (!errno.equals(Errno.ENODEV) && !errno.equals(Errno.ENXIO)) {
            log.about(
                    driver.name(),
                    device,
                    "probe with driver %s failed with error -%d".formatted(driver.name(), errno.number()));
        }
    }

    /** driver_attach: offers every device that matches; what comes of each is dropped. */
    private void sweep(SimDriver driver) {
        List.copyOf(devices.values()).stream().filter(driver::matches).forEach(device -> attach(driver, device));
    }

    /** device_attach: the first driver that matches and takes it. */
    private void offer(SimDevice device) {
        for (SimDriver driver : new ArrayList<>(drivers.values())) {
            if (driver.matches(device) && attach(driver, device).isEmpty()) {
                return;
            }
        }
    }

    /** bind_store: whether it matches is asked first, so that ENODEV hides an EBUSY. */
    private Optional<Errno> storeBind(SimDriver driver, String value) {
        Optional<SimDevice> device = Optional.ofNullable(devices.get(Text.written(value)));
        return device.filter(driver::matches).isEmpty() ? Optional.of(Errno.ENODEV) : attach(driver, device.get());
    }

    private Optional<Errno> storeUnbind(SimDriver driver, String value) {
        Optional<SimDevice> bound = Optional.ofNullable(devices.get(Text.written(value)))
                .filter(device -> device.driver().filter(driver::equals).isPresent());
        bound.ifPresent(this::detach);
        return bound.isEmpty() ? Optional.of(Errno.ENODEV) : Optional.empty();
    }

    private Optional<Errno> storeNewId(SimDriver driver, String value) {
        if (!isId(Text.written(value))) {
            return Optional.of(Errno.EINVAL);
        }
        driver.ids().add(Text.written(value));
        sweep(driver);
        return Optional.empty();
    }

    private Optional<Errno> storeRemoveId(SimDriver driver, String value) {
        if (!isId(Text.written(value))) {
            return Optional.of(Errno.EINVAL);
        }
        driver.ids().remove(Text.written(value));
        return Optional.empty();
    }

    /** do_id_store: two numbers that, printed, are the text again. A device of that name need not exist. */
    private static boolean isId(String text) {
        Matcher matcher = ID.matcher(text);
        return matcher.matches() && isCanonical(matcher.group(1)) && isCanonical(matcher.group(2));
    }

    private static boolean isCanonical(String number) {
        return Integer.toString((int) Long.parseLong(number)).equals(number);
    }

    /** drivers_autoprobe_store: all but a 0 is on. */
    private Optional<Errno> storeAutoprobe(String value) {
        autoprobe = !value.startsWith("0");
        return Optional.empty();
    }

    /** drivers_probe_store: a device that no driver takes is no error. */
    private Optional<Errno> storeProbe(String value) {
        Optional<SimDevice> device = Optional.ofNullable(devices.get(Text.written(value)));
        device.filter(found -> found.driver().isEmpty()).ifPresent(this::offer);
        return device.isEmpty() ? Optional.of(Errno.ENODEV) : Optional.empty();
    }
}
