// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/** Whether a driver of the dax bus can be had on a host. */
public enum DriverState {
    /** Its folder is on the bus, and its module is loaded. */
    LOADED,
    /** Its folder is on the bus, and it is part of the kernel's own image. */
    BUILTIN,
    /** Not loaded; its module is among those installed for the running kernel. */
    LOADABLE,
    /** Neither on the bus nor among the installed modules. */
    MISSING;

    /** Whether its folder is on the bus, so that devices can be bound to it. */
    public boolean isOnBus() {
        return this == LOADED || this == BUILTIN;
    }
}
