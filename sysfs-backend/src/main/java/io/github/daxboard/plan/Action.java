// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.plan.KernelWrite.When;
import java.util.ArrayList;
import java.util.List;

/** One thing that a step does. Each is small, named after its effect, and says every write that it can make. */
public sealed interface Action {

    /** What it does, in words that begin with a verb. */
    String describe();

    /** Every write that it makes or may make, in order. Loading a module and looking for holders write no attribute. */
    default List<KernelWrite> writes() {
        return List.of();
    }

    /** Looks that no process or mount uses the device: the kernel itself would pull it from under them. */
    record CheckHolders(DeviceName device) implements Action {
        @Override
        public String describe() {
            return "Check that nobody holds " + device;
        }
    }

    /** Says whether the bus offers devices and drivers to each other: off while a module is loaded, so that it binds nothing. */
    record SetAutoprobe(boolean on) implements Action {
        @Override
        public String describe() {
            return on ? "Let the bus probe by itself again" : "Keep the bus from probing by itself";
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(KernelPath.AUTOPROBE, on ? "1" : "0", When.ALWAYS));
        }
    }

    /** Loads a driver's module. */
    record LoadModule(Driver driver) implements Action {
        @Override
        public String describe() {
            return "Load the module " + driver;
        }
    }

    /**
     * Gives a driver the id of a device that is still bound to another one, so that nothing is probed yet and the later
     * bind answers with its true errno.
     *
     * @param idle the other unbound devices: one whose id a tool left in the driver's list is bound by this too, and given
     *     back
     */
    record Register(DeviceName device, Driver driver, List<DeviceName> idle) implements Action {
        public Register {
            idle = List.copyOf(idle);
        }

        @Override
        public String describe() {
            return "Register " + device + " with " + driver;
        }

        @Override
        public List<KernelWrite> writes() {
            List<KernelWrite> writes = new ArrayList<>();
            writes.add(write(driver, "new_id", device, When.ALWAYS));
            writes.addAll(giveBack(idle, driver));
            return writes;
        }
    }

    /** Takes a device from its driver. */
    record Unbind(DeviceName device, Driver driver) implements Action {
        @Override
        public String describe() {
            return "Unbind " + device + " from " + driver;
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(write(driver, "unbind", device, When.ALWAYS));
        }
    }

    /** Gives an unbound device to a driver that matches it, by type or by an id that it was registered with. */
    record Bind(DeviceName device, Driver driver) implements Action {
        @Override
        public String describe() {
            return "Bind " + device + " to " + driver;
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(write(driver, "bind", device, When.ALWAYS));
        }
    }

    /**
     * Gives an unbound device to a driver that may not match it. A plain bind first; on ENODEV, by id, which is then
     * forgotten again.
     *
     * @param idle the other unbound devices, which new_id offers to the driver too: those that it takes are given back
     */
    record BindOrRegister(DeviceName device, Driver driver, List<DeviceName> idle) implements Action {
        public BindOrRegister {
            idle = List.copyOf(idle);
        }

        @Override
        public String describe() {
            return "Bind " + device + " to " + driver;
        }

        @Override
        public List<KernelWrite> writes() {
            List<KernelWrite> writes = new ArrayList<>();
            writes.add(write(driver, "bind", device, When.ALWAYS));
            writes.add(write(driver, "new_id", device, When.ON_ENODEV));
            writes.add(write(driver, "remove_id", device, When.AFTER_NEW_ID));
            writes.addAll(giveBack(idle, driver));
            return writes;
        }
    }

    /** Takes a device's id out of a driver's list, where a stale one would bind it again some day. */
    record Forget(DeviceName device, Driver driver) implements Action {
        @Override
        public String describe() {
            return "Forget " + device + " in " + driver;
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(write(driver, "remove_id", device, When.ALWAYS));
        }
    }

    private static List<KernelWrite> giveBack(List<DeviceName> idle, Driver driver) {
        return idle.stream()
                .map(other -> write(driver, "unbind", other, When.IF_SWEPT))
                .toList();
    }

    private static KernelWrite write(Driver driver, String attribute, DeviceName device, When when) {
        return new KernelWrite(KernelPath.DAX_DRIVERS.child(driver.name()).child(attribute), device.toString(), when);
    }
}
