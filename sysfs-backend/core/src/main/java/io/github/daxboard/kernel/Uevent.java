// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel tells when something came, went, was bound or changed (lib/kobject_uevent.c).
 *
 * @param action such as {@code bind}
 * @param path below /sys, such as {@code /devices/platform/hmem.0/dax0.0}
 * @param subsystem such as {@code dax}
 */
public record Uevent(String action, String path, String subsystem) {
    private static final Set<String> SUBSYSTEMS = Set.of("dax", "memory", "node", "module", "drivers");

    /** {@code ACTION@PATH}, then {@code KEY=VALUE}s, each ended by a NUL; empty for what is none of the kernel's. */
    public static Optional<Uevent> parse(byte[] message, int length) {
        String[] parts = new String(message, 0, length, StandardCharsets.UTF_8).split("\0", -1);
        int at = parts[0].indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String subsystem = "";
        for (String part : parts) {
            if (part.startsWith("SUBSYSTEM=")) {
                subsystem = part.substring("SUBSYSTEM=".length());
            }
        }
        return Optional.of(new Uevent(parts[0].substring(0, at), parts[0].substring(at + 1), subsystem));
    }

    /** Whether a snapshot may have changed by it: a device, a memory block, a node, a module or a driver of the bus. */
    public boolean concernsSnapshots() {
        return SUBSYSTEMS.contains(subsystem) && (!subsystem.equals("drivers") || path.startsWith("/bus/dax/"));
    }
}
