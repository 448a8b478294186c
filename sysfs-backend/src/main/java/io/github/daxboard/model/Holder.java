// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.util.Optional;

/**
 * A process or mount that uses a device's memory.
 *
 * @param device the device
 * @param kind how it holds it
 * @param pid the process; 0 for a mount
 * @param command the process's name (/proc/PID/comm), or the file system's type and its mount point
 * @param user the process's numeric user id; -1 for a mount
 * @param unit the systemd unit that it runs in, told from /proc/PID/cgroup; empty outside of any
 * @param guest the virtual machine that it is, by the name that qemu was given; empty for all else
 * @param commandLine the first words of its command line; empty for a mount, and for a process without one
 */
public record Holder(
        DeviceName device,
        Kind kind,
        int pid,
        String command,
        int user,
        Optional<String> unit,
        Optional<String> guest,
        Optional<String> commandLine) {
    public enum Kind {
        /** An open descriptor of /dev/daxX.Y (/proc/PID/fd). */
        OPEN_FILE("has it open"),
        /** A mapping of /dev/daxX.Y (/proc/PID/maps); outlives the descriptor, and even the binding. */
        MAPPING("has it mapped"),
        /** A mounted file system whose source is the device, or that names it among its options (/proc/self/mountinfo). */
        MOUNT("is mounted from it"),
        /** A file system's server that has the device in its arguments: famfs_fused opens nothing itself. */
        SERVER("serves a file system on it");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A holder of which only the process or the mount point is known. */
    public Holder(DeviceName device, Kind kind, int pid, String command, int user) {
        this(device, kind, pid, command, user, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One line for a person, such as {@code qemu-system-x86 (pid 4211, virtual machine web1) has it mapped}. */
    public String describe() {
        if (kind == Kind.MOUNT) {
            return command + " " + kind.words();
        }
        String which = guest.map(name -> ", virtual machine " + name).orElse("")
                + unit.map(name -> ", " + name).orElse("");
        return command + " (pid " + pid + which + ") " + kind.words();
    }
}
