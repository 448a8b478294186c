// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import java.util.ArrayList;
import java.util.List;

/** The kernel's log, without levels and times. */
final class KernelLog {
    private final List<String> lines = new ArrayList<>();

    /** A line about a device, as dev_err words it while a driver is at work on it (drivers/base/core.c). */
    void about(String driver, SimDevice device, String words) {
        lines.add(driver + " " + device.name() + ": " + words);
    }

    /** A line of the kernel's own. */
    void say(String words) {
        lines.add(words);
    }

    int size() {
        return lines.size();
    }

    List<String> since(int from) {
        return List.copyOf(lines.subList(from, lines.size()));
    }
}
