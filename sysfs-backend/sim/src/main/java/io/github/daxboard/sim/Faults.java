// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.kernel.KernelPort.ModuleError;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test has asked to go wrong. */
final class Faults {
    private static final class Pending {
        private final KernelPath path;
        private final Optional<Errno> errno;
        private int countdown;

        Pending(KernelPath path, Optional<Errno> errno, int countdown) {
            this.path = path;
            this.errno = errno;
            this.countdown = countdown;
        }
    }

    private final List<Pending> pending = new ArrayList<>();
    private final Map<KernelPath, Errno> unreadable = new HashMap<>();
    private final Map<Driver, ModuleError> modules = new HashMap<>();

    synchronized void failWrite(KernelPath path, Optional<Errno> errno, int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("writes are counted from 1, not from " + nth);
        }
        pending.add(new Pending(path, errno, nth));
    }

    /** What a write gives without reaching the kernel, if it shall not. */
    synchronized Optional<Optional<Errno>> onWrite(KernelPath path) {
        Optional<Optional<Errno>> result = Optional.empty();
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending fault = each.next();
            if (fault.path.equals(path) && --fault.countdown == 0) {
                result = Optional.of(fault.errno);
                each.remove();
            }
        }
        return result;
    }

    synchronized void forgetWrites() {
        pending.clear();
    }

    synchronized void failRead(KernelPath path, Errno errno) {
        unreadable.put(path, errno);
    }

    synchronized Optional<Errno> onRead(KernelPath path) {
        return Optional.ofNullable(unreadable.get(path));
    }

    synchronized void failModule(Driver driver, ModuleError error) {
        modules.put(driver, error);
    }

    synchronized Optional<ModuleError> onModule(Driver driver) {
        return Optional.ofNullable(modules.get(driver));
    }
}
