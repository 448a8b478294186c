// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A file of the kernel's, below /sys or /proc, in its only form: no {@code ..}, no doubled slash, no odd character. So a
 * path can be shown, compared and opened without a second thought.
 *
 * @param text absolute, such as {@code /sys/bus/dax/devices}
 */
public record KernelPath(String text) implements Comparable<KernelPath> {
    public static final KernelPath DAX_BUS = new KernelPath("/sys/bus/dax");
    public static final KernelPath DAX_DEVICES = DAX_BUS.child("devices");
    public static final KernelPath DAX_DRIVERS = DAX_BUS.child("drivers");
    public static final KernelPath AUTOPROBE = DAX_BUS.child("drivers_autoprobe");
    public static final KernelPath MEMORY = new KernelPath("/sys/devices/system/memory");
    public static final KernelPath AUTO_ONLINE = MEMORY.child("auto_online_blocks");
    public static final KernelPath IOMEM = new KernelPath("/proc/iomem");
    public static final KernelPath MEMORY_TIERS = new KernelPath("/sys/devices/virtual/memory_tiering");
    public static final KernelPath NODES = new KernelPath("/sys/devices/system/node");
    public static final KernelPath PROCESSORS = new KernelPath("/sys/devices/system/cpu");
    public static final KernelPath OS_RELEASE = new KernelPath("/proc/sys/kernel/osrelease");
    /** Another text after each start of the machine (drivers/char/random.c). */
    public static final KernelPath BOOT_ID = new KernelPath("/proc/sys/kernel/random/boot_id");

    public static final KernelPath HOST_NAME = new KernelPath("/proc/sys/kernel/hostname");

    public KernelPath {
        if (!isForm(text)) {
            throw new IllegalArgumentException("not a path of the kernel's: " + text);
        }
    }

    /** By hand and not by a pattern: a snapshot of many devices makes tens of thousands of paths. */
    private static boolean isForm(String text) {
        int root = text.startsWith("/sys") ? 4 : text.startsWith("/proc") ? 5 : text.length() + 1;
        if (text.length() > 4096 || root > text.length()) {
            return false;
        }
        int start = root;
        while (start < text.length()) {
            if (text.charAt(start) != '/') {
                return false;
            }
            int slash = text.indexOf('/', start + 1);
            int end = slash < 0 ? text.length() : slash;
            if (!isName(text, start + 1, end)) {
                return false;
            }
            start = end;
        }
        return true;
    }

    private static boolean isName(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isOfNames(text.charAt(i))) {
                return false;
            }
        }
        boolean isDots = text.charAt(from < to ? from : 0) == '.'
                && (to - from == 1 || (to - from == 2 && text.charAt(from + 1) == '.'));
        return from < to && !isDots;
    }

    /** Letters of names that the kernel makes below these folders; ACPI0012:00 has a colon, a module a dash. */
    private static boolean isOfNames(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || "_.:,@+-".indexOf(c) >= 0;
    }

    /** Throws IllegalArgumentException for a text that is not the name of one file: a slash is in none. */
    public static void requireName(String name) {
        if (!isName(name, 0, name.length())) {
            throw new IllegalArgumentException("not a name of the kernel's: " + name);
        }
    }

    public KernelPath child(String name) {
        requireName(name);
        return new KernelPath(text + "/" + name);
    }

    /** The same path from a text that somebody else wrote; none where it is not of the form. */
    public static Optional<KernelPath> parse(String text) {
        return isForm(text) ? Optional.of(new KernelPath(text)) : Optional.empty();
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
