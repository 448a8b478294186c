// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import java.util.function.Predicate;

/** How memory is drawn: each has a colour, a shape and a pattern of its own, and stands for a use, never for a status. */
public enum Look {
    DEVDAX("devdax"),
    FSDEV("fsdev"),
    RAM("ram"),
    UNBOUND("unbound"),
    PINNED("pinned"),
    OTHER("other"),
    FREE("free");

    private final String styleClass;

    Look(String styleClass) {
        this.styleClass = styleClass;
    }

    public String styleClass() {
        return styleClass;
    }

    public static Look of(Mode mode) {
        return switch (mode) {
            case DEVDAX -> DEVDAX;
            case FSDEV -> FSDEV;
            case SYSTEM_RAM -> RAM;
            case UNBOUND -> UNBOUND;
        };
    }

    /** How a device is drawn as it is. */
    public static Look of(Snapshot snapshot, Device device) {
        return of(snapshot.pinned(), device);
    }

    /** How one of many devices is drawn as it is, by {@link Snapshot#pinned}. */
    public static Look of(Predicate<Device> pinned, Device device) {
        return pinned.test(device) ? PINNED : device.mode().map(Look::of).orElse(OTHER);
    }
}
