// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.List;

/** What can be read of a kernel. It has no way to write, so who holds only this can change nothing. */
public interface KernelView {

    /** The content of an attribute, without its final newline. */
    Reading<String> read(KernelPath path);

    /** The contents of attributes of one folder, in the order of their names; a real kernel's folder is opened once for all. */
    default List<Reading<String>> read(KernelPath folder, List<String> names) {
        return names.stream().map(name -> read(folder.child(name))).toList();
    }

    /** Whether several threads may read at once, which a real kernel lets them. */
    default boolean takesThreads() {
        return false;
    }

    /** The text of a symbolic link, as it stands, not followed. */
    Reading<String> readLink(KernelPath path);

    /** The names in a folder, sorted. */
    Reading<List<String>> list(KernelPath path);

    /** Whether a known driver is on the bus, could be loaded, or is missing for the running kernel. */
    Reading<DriverState> driverState(Driver driver);

    /** Who uses any device of the dax bus. Denied where this process may not look into all others. */
    Reading<List<Holder>> holders();

    /**
     * What the first bytes of a device say that it holds. Absent is an answer: it was looked at, and nothing known is there.
     * Denied where this process is not root. Unreadable or malformed where root could not look: ENXIO for a device that
     * device_dax is not bound to, EAGAIN while a helper carries out a plan, ENOENT for one without its node in /dev.
     */
    Reading<Superblock> superblock(DeviceName device);

    /** udev's rules that bring memory online by themselves. */
    Reading<List<OnlineRule>> onlineRules();
}
