// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a device on the dax bus, {@code daxX.Y} (drivers/dax/bus.c names it so). X may change from boot to boot.
 *
 * @param region X, the id of its region
 * @param instance Y, its number in the region
 */
public record DeviceName(int region, int instance) implements Comparable<DeviceName> {
    private static final Pattern FORM = Pattern.compile("dax(0|[1-9]\\d{0,4})\\.(0|[1-9]\\d{0,4})");
    private static final Comparator<DeviceName> ORDER =
            Comparator.comparingInt(DeviceName::region).thenComparingInt(DeviceName::instance);

    public DeviceName {
        if (region < 0 || region > 99_999 || instance < 0 || instance > 99_999) {
            throw new IllegalArgumentException("no device name: " + region + "." + instance);
        }
    }

    /** The name that a text is, wholly and in its only form: {@code dax00.0} or {@code dax0.0/..} are none. */
    public static Optional<DeviceName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new DeviceName(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** {@link #parse} for a text that is known to be a name. */
    public static DeviceName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a device name: " + text));
    }

    /** Whether it is its region's first device, the seed device, which the kernel never deletes (drivers/dax/bus.c, delete_store). */
    public boolean isSeed() {
        return instance == 0;
    }

    @Override
    public int compareTo(DeviceName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "dax" + region + "." + instance;
    }
}
