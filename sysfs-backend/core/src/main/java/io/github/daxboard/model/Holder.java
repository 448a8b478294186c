// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process, a mount or a file system in the kernel that uses a device's memory.
 *
 * @param device the device
 * @param kind how it holds it
 * @param pid the process; 0 for all else
 * @param command the process's name (/proc/PID/comm), or the file system's type and its mount point
 * @param user the process's numeric user id; -1 for all else, and where it is not known
 * @param unit the systemd unit that it runs in, told from /proc/PID/cgroup; empty outside of any
 * @param guest the virtual machine that it is, by the name that qemu was given; empty for all else
 * @param commandLine the first words of its command line; empty for a mount, and for a process without one
 * @param node the path that it has the device by; empty where that is /dev/daxX.Y
 */
public record Holder(
        DeviceName device,
        Kind kind,
        int pid,
        String command,
        int user,
        Optional<String> unit,
        Optional<String> guest,
        Optional<String> commandLine,
        Optional<String> node) {
    public enum Kind {
        /** An open descriptor of the device (/proc/PID/fd). */
        OPEN_FILE("has it open"),
        /** A mapping of the device (/proc/PID/map_files); outlives the descriptor, and even the binding. */
        MAPPING("has it mapped"),
        /** A mounted file system whose source is the device, or that names it among its options (/proc/PID/mountinfo). */
        MOUNT("is mounted from it"),
        /** A file system's server that has the device in its arguments: famfs_fused opens nothing itself. */
        SERVER("serves a file system on it"),
        /** A file system in the kernel that claimed it (fs_dax_get), and whose mount is not seen (fsdev/holder). */
        CLAIM("has claimed it");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** {@link #words} in every language. */
        public Message message() {
            return Message.verbatim(words);
        }
    }

    /** A holder of which only the process or the mount point is known. */
    public Holder(DeviceName device, Kind kind, int pid, String command, int user) {
        this(device, kind, pid, command, user, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A file system in the kernel, of which no more is known. */
    public static Holder claim(DeviceName device) {
        return new Holder(device, Kind.CLAIM, 0, "a file system in the kernel", -1);
    }

    /** One line for a person, such as {@code qemu-system-x86 (pid 4211, virtual machine web1) has it mapped}. */
    public String describe() {
        return which() + " " + kind.words() + where();
    }

    /** {@link #describe} in every language. */
    public Message message() {
        return Message.verbatim(describe());
    }

    private String which() {
        if (pid == 0) {
            return command;
        }
        return command + " (pid " + pid
                + guest.map(name -> ", virtual machine " + name).orElse("")
                + unit.map(name -> ", " + name).orElse("") + ")";
    }

    private String where() {
        return node.map(path -> " as " + path).orElse("");
    }

    /** The users of devices, each with all that it does with one: one that has it open and mapped is one. */
    public static List<List<Holder>> byUser(List<Holder> holders) {
        record User(DeviceName device, int pid, String command) {}
        Map<User, List<Holder>> users = new LinkedHashMap<>();
        for (Holder holder : holders) {
            User user = new User(holder.device, holder.pid, holder.pid == 0 ? holder.command : "");
            users.computeIfAbsent(user, same -> new ArrayList<>()).add(holder);
        }
        return List.copyOf(users.values());
    }

    /** A line for each user, as {@link #describe}; {@code app (pid 7) has it open and mapped}. */
    public static List<String> describe(List<Holder> holders) {
        return byUser(holders).stream().map(Holder::describeUser).toList();
    }

    /** {@link #describe(List)} in every language. */
    public static List<Message> messages(List<Holder> holders) {
        return byUser(holders).stream().map(Holder::messageOfUser).toList();
    }

    /** {@link #describeUser} in every language. */
    public static Message messageOfUser(List<Holder> user) {
        return Message.verbatim(describeUser(user));
    }

    /** One line for all that one user does with a device. */
    public static String describeUser(List<Holder> user) {
        List<Holder> ways = new ArrayList<>(user);
        Holder first = ways.removeFirst();
        StringBuilder words = new StringBuilder(first.describe());
        if (first.kind == Kind.OPEN_FILE
                && !ways.isEmpty()
                && ways.getFirst().kind == Kind.MAPPING
                && ways.getFirst().node.equals(first.node)) {
            ways.removeFirst();
            words = new StringBuilder(first.which() + " has it open and mapped" + first.where());
        }
        for (Holder way : ways) {
            words.append(", and ").append(way.kind.words()).append(way.where());
        }
        return words.toString();
    }
}
