// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import java.util.LinkedHashSet;
import java.util.Set;

/** A driver on the bus: struct dax_device_driver (drivers/dax/bus.h). */
final class SimDriver {
    /** Which devices a driver takes without being told their names. */
    enum Type {
        /** Those of regions with the kmem flag. */
        KMEM,
        /** Those of regions without it. */
        DEVICE,
        /** None. */
        NONE
    }

    private final String name;
    private final Type type;
    private final Binding binding;
    private final Set<String> ids = new LinkedHashSet<>();

    SimDriver(String name, Type type, Binding binding) {
        this.name = name;
        this.type = type;
        this.binding = binding;
    }

    String name() {
        return name;
    }

    String path() {
        return "/sys/bus/dax/drivers/" + name;
    }

    Binding binding() {
        return binding;
    }

    /** Names that were written to new_id and not to remove_id. The set is the driver's own. */
    Set<String> ids() {
        return ids;
    }

    /** dax_bus_match: the name is listed, or the region is of this driver's type. */
    boolean matches(SimDevice device) {
        Type asked = device.region().isKmemType() ? Type.KMEM : Type.DEVICE;
        return ids.contains(device.name().toString()) || type == asked;
    }
}
