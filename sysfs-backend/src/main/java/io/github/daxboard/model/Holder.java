// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * A process or mount that uses a device's memory.
 *
 * @param device the device
 * @param kind how it holds it
 * @param pid the process; 0 for a mount
 * @param command the process's name (/proc/PID/comm), or the mount point
 * @param user the process's numeric user id; -1 for a mount
 */
public record Holder(DeviceName device, Kind kind, int pid, String command, int user) {
    public enum Kind {
        /** An open descriptor of /dev/daxX.Y (/proc/PID/fd). */
        OPEN_FILE("has it open"),
        /** A mapping of /dev/daxX.Y (/proc/PID/maps); outlives the descriptor, and even the binding. */
        MAPPING("has it mapped"),
        /** A mounted file system whose source is the device (/proc/self/mountinfo). */
        MOUNT("is mounted from it");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One line for a person, such as {@code qemu-system-x86 (pid 4211) has it mapped}. */
    public String describe() {
        return kind == Kind.MOUNT ? command + " " + kind.words() : command + " (pid " + pid + ") " + kind.words();
    }
}
