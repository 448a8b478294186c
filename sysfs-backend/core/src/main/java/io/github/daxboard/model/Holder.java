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
        OPEN_FILE,
        /** A mapping of the device (/proc/PID/map_files); outlives the descriptor, and even the binding. */
        MAPPING,
        /** A mounted file system whose source is the device, or that names it among its options (/proc/PID/mountinfo). */
        MOUNT,
        /** A file system's server that has the device in its arguments: famfs_fused opens nothing itself. */
        SERVER,
        /** A file system in the kernel that claimed it (fs_dax_get), and whose mount is not seen (fsdev/holder). */
        CLAIM;

        /** How it holds the device, as a predicate: {@code has it open}. */
        public Message message() {
            return switch (this) {
                case OPEN_FILE -> Message.of("holder.openFile");
                case MAPPING -> Message.of("holder.mapping");
                case MOUNT -> Message.of("holder.mount");
                case SERVER -> Message.of("holder.server");
                case CLAIM -> Message.of("holder.claim");
            };
        }

        /** {@link #message} in English. */
        public String words() {
            return message().english();
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
    public Message message() {
        return Message.of("holder.line", which(), way(kind.message()));
    }

    /** {@link #message} in English. */
    public String describe() {
        return message().english();
    }

    private Message which() {
        if (kind == Kind.CLAIM) {
            return Message.of("holder.inKernel");
        }
        if (pid == 0) {
            return Message.verbatim(command);
        }
        return guest.map(name -> unit.map(of -> Message.of("holder.guestInUnit", command, pid, name, of))
                        .orElseGet(() -> Message.of("holder.guest", command, pid, name)))
                .orElseGet(() -> unit.map(of -> Message.of("holder.inUnit", command, pid, of))
                        .orElseGet(() -> Message.of("holder.process", command, pid)));
    }

    private Message way(Message words) {
        return node.map(path -> Message.of("holder.as", words, path)).orElse(words);
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

    /** A line for each user, as {@link #message}; {@code app (pid 7) has it open and mapped}. */
    public static List<Message> messages(List<Holder> holders) {
        return byUser(holders).stream().map(Holder::messageOfUser).toList();
    }

    /** {@link #messages} in English. */
    public static List<String> describe(List<Holder> holders) {
        return messages(holders).stream().map(Message::english).toList();
    }

    /** One line for all that one user does with a device. */
    public static Message messageOfUser(List<Holder> user) {
        List<Holder> ways = new ArrayList<>(user);
        Holder first = ways.removeFirst();
        Message line = first.message();
        if (first.kind == Kind.OPEN_FILE
                && !ways.isEmpty()
                && ways.getFirst().kind == Kind.MAPPING
                && ways.getFirst().node.equals(first.node)) {
            ways.removeFirst();
            line = Message.of("holder.line", first.which(), first.way(Message.of("holder.openAndMapped")));
        }
        for (Holder way : ways) {
            line = Message.of("holder.and", line, way.way(way.kind.message()));
        }
        return line;
    }

    /** {@link #messageOfUser} in English. */
    public static String describeUser(List<Holder> user) {
        return messageOfUser(user).english();
    }
}
