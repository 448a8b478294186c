// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.List;

/** A machine as a user without rights sees it. */
final class UserView implements KernelView {
    private final Machine machine;

    UserView(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return machine.read(path, false);
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return machine.readLink(path);
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return machine.list(path);
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return machine.driverState(driver);
    }

    @Override
    public Reading<List<Holder>> holders() {
        return Reading.failed(Errno.EACCES);
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        Reading<Superblock> root = machine.superblock(device);
        return root.equals(new Reading.Unreadable<>(Errno.ENXIO)) ? root : Reading.failed(Errno.EACCES);
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return machine.onlineRules();
    }
}
