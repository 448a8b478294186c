// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/** Whether a driver of the dax bus can be had on a host. */
public enum DriverState {
    /** Its folder is on the bus: loaded, or built in. */
    LOADED,
    /** Not loaded; its module is among those installed for the running kernel. */
    LOADABLE,
    /** Neither on the bus nor among the installed modules. */
    MISSING
}
