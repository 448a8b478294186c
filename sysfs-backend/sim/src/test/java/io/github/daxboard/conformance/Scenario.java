// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations that begin with the state of the lab after its start: dax0.0 and dax0.1 of a region of the kmem type, and the
 * static dax1.0, all bound to device_dax; no ids listed; kmem and fsdev_dax not loaded.
 *
 * @param name the fact that it is about
 */
record Scenario(String name, List<Operation> operations) {
    static final String HMEM = "/sys/devices/platform/hmem.0";
    static final String PMEM = "/sys/devices/platform/e820_pmem/ndbus0/region1/dax1.0";

    Scenario {
        operations = List.copyOf(operations);
    }

    static Builder of(String name) {
        return new Builder(name);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Puts a scenario together, an operation a line. */
    static final class Builder {
        private final String name;
        private final List<Operation> operations = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        private Builder add(Operation operation) {
            operations.add(operation);
            return this;
        }

        Builder bind(Driver driver, String device) {
            return driver(driver, "bind", device);
        }

        Builder unbind(Driver driver, String device) {
            return driver(driver, "unbind", device);
        }

        Builder newId(Driver driver, String id) {
            return driver(driver, "new_id", id);
        }

        Builder removeId(Driver driver, String id) {
            return driver(driver, "remove_id", id);
        }

        private Builder driver(Driver driver, String attribute, String value) {
            return add(new Operation.Write(
                    KernelPath.DAX_DRIVERS.child(driver.name()).child(attribute), value));
        }

        Builder write(String path, String value) {
            return add(new Operation.Write(new KernelPath(path), value));
        }

        Builder read(String path) {
            return add(new Operation.Read(new KernelPath(path)));
        }

        Builder link(String path) {
            return add(new Operation.ReadLink(new KernelPath(path)));
        }

        Builder list(String path) {
            return add(new Operation.ListFolder(new KernelPath(path)));
        }

        Builder autoprobe(boolean on) {
            return write(KernelPath.AUTOPROBE.text(), on ? "1" : "0");
        }

        Builder load(Driver driver) {
            return add(new Operation.Load(driver));
        }

        Builder unload(Driver driver) {
            return add(new Operation.Unload(driver));
        }

        Builder state(Driver driver) {
            return add(new Operation.StateOf(driver));
        }

        Builder hold(String device, Holder.Kind kind) {
            return add(new Operation.Hold(DeviceName.of(device), kind));
        }

        Builder release(String device) {
            return add(new Operation.Release(DeviceName.of(device)));
        }

        Scenario end() {
            return new Scenario(name, operations);
        }
    }
}
