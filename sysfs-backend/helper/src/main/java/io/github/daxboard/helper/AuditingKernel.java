// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A kernel of which every change is told to the audit log, before and after it. */
final class AuditingKernel implements KernelPort {
    private final KernelPort kernel;
    private final AuditLog log;

    AuditingKernel(KernelPort kernel, AuditLog log) {
        this.kernel = kernel;
        this.log = log;
    }

    @Override
    public Optional<Errno> write(KernelPath path, String value) {
        log.writing(path.text(), value);
        long start = System.nanoTime();
        Optional<Errno> error = kernel.write(path, value);
        log.written(path.text(), value, error, Duration.ofNanos(System.nanoTime() - start));
        return error;
    }

    @Override
    public Optional<Errno> writeKillable(KernelPath path, String value, Cancel cancel, Duration limit) {
        log.writing(path.text(), value);
        long start = System.nanoTime();
        Optional<Errno> error = kernel.writeKillable(path, value, cancel, limit);
        log.written(path.text(), value, error, Duration.ofNanos(System.nanoTime() - start));
        return error;
    }

    @Override
    public Optional<ModuleError> loadModule(Driver driver) {
        log.loading(driver.name());
        long start = System.nanoTime();
        Optional<ModuleError> error = kernel.loadModule(driver);
        Optional<String> words = error.map(failure -> "exit " + failure.exit() + ": " + failure.words());
        log.loaded(driver.name(), words, Duration.ofNanos(System.nanoTime() - start));
        return error;
    }

    @Override
    public LogMark markLog() {
        return kernel.markLog();
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
    public Reading<Superblock> superblock(DeviceName device) {
        return kernel.superblock(device);
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return kernel.onlineRules();
    }
}
