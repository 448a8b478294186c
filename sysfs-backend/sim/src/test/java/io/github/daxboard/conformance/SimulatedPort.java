// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.util.List;
import java.util.Optional;

/** The simulation of the lab. */
final class SimulatedPort implements ConformancePort {
    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());

    @Override
    public void hold(DeviceName device, Holder.Kind kind) {
        kernel.addHolder(new Holder(device, kind, 1, "holder", 0));
    }

    @Override
    public void release(DeviceName device) {
        kernel.removeHolders(device);
    }

    @Override
    public void unload(Driver driver) {
        kernel.unloadModule(driver);
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return kernel.read(path);
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return kernel.readLink(path);
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return kernel.list(path);
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return kernel.driverState(driver);
    }

    @Override
    public Reading<List<Holder>> holders() {
        return kernel.holders();
    }

    @Override
    public Optional<Errno> write(KernelPath path, String value) {
        return kernel.write(path, value);
    }

    @Override
    public Optional<ModuleError> loadModule(Driver driver) {
        return kernel.loadModule(driver);
    }

    @Override
    public LogMark markLog() {
        return kernel.markLog();
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return kernel.superblock(device);
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return kernel.onlineRules();
    }
}
