// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A driver of the dax bus, by the name of its folder in {@code /sys/bus/dax/drivers}, which is its module's name.
 *
 * @param name such as {@code device_dax}
 */
public record Driver(String name) {
    // First, since the constants below are checked against it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public static final Driver DEVICE_DAX = new Driver("device_dax");
    public static final Driver FSDEV_DAX = new Driver("fsdev_dax");
    public static final Driver KMEM = new Driver("kmem");

    /** The drivers that give a mode; another one is shown by its name and left alone. */
    public static final List<Driver> KNOWN = List.of(DEVICE_DAX, FSDEV_DAX, KMEM);

    public Driver {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not a driver name: " + name);
        }
    }

    public static Optional<Driver> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Driver(text)) : Optional.empty();
    }

    /** The mode that it gives a device; none for a driver that Daxboard does not know. */
    public Optional<Mode> mode() {
        return Mode.of(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
