// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * A file of the kernel's, below /sys or /proc, in its only form: no {@code ..}, no doubled slash, no odd character. So a
 * path can be shown, compared and opened without a second thought.
 *
 * @param text absolute, such as {@code /sys/bus/dax/devices}
 */
public record KernelPath(String text) implements Comparable<KernelPath> {
    // Names that the kernel makes below these folders; ACPI0012:00 has a colon, a module a dash.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:,@+-]+");
    private static final Pattern FORM = Pattern.compile("/(sys|proc)(/[A-Za-z0-9_.:,@+-]+)*");

    public static final KernelPath DAX_BUS = new KernelPath("/sys/bus/dax");
    public static final KernelPath DAX_DEVICES = DAX_BUS.child("devices");
    public static final KernelPath DAX_DRIVERS = DAX_BUS.child("drivers");
    public static final KernelPath AUTOPROBE = DAX_BUS.child("drivers_autoprobe");
    public static final KernelPath MEMORY = new KernelPath("/sys/devices/system/memory");
    public static final KernelPath AUTO_ONLINE = MEMORY.child("auto_online_blocks");
    public static final KernelPath NODES = new KernelPath("/sys/devices/system/node");
    public static final KernelPath OS_RELEASE = new KernelPath("/proc/sys/kernel/osrelease");
    public static final KernelPath HOST_NAME = new KernelPath("/proc/sys/kernel/hostname");

    public KernelPath {
        if (text.length() > 4096 || !FORM.matcher(text).matches() || hasDots(text)) {
            throw new IllegalArgumentException("not a path of the kernel's: " + text);
        }
    }

    private static boolean hasDots(String text) {
        return text.contains("/../") || text.endsWith("/..") || text.contains("/./") || text.endsWith("/.");
    }

    public KernelPath child(String name) {
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("not a name of the kernel's: " + name);
        }
        return new KernelPath(text + "/" + name);
    }

    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The folder that it is in; of /sys and /proc, themselves. */
    public KernelPath parent() {
        int slash = text.lastIndexOf('/');
        return slash == 0 ? this : new KernelPath(text.substring(0, slash));
    }

    /**
     * Where a symbolic link at this path leads, told from its text alone.
     *
     * @throws IllegalArgumentException when that is not below /sys or /proc
     */
    public KernelPath resolveLink(String target) {
        Deque<String> parts = new ArrayDeque<>();
        String from = target.startsWith("/") ? target : parent().text() + "/" + target;
        for (String part : from.substring(1).split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.equals(".") && !part.isEmpty()) {
                parts.addLast(part);
            }
        }
        return new KernelPath("/" + String.join("/", parts));
    }

    public boolean isBelow(KernelPath folder) {
        return text.startsWith(folder.text + "/");
    }

    @Override
    public int compareTo(KernelPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
