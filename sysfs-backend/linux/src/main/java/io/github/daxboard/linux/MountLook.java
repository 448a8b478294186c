// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.linux.ProcFiles.NotSeen;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mounts of all namespaces that use dax devices. A file system is told once, however often and wherever it is mounted: each
 * has a device number of its own in mountinfo (fields as in Documentation/filesystems/proc.rst, 3.5).
 */
final class MountLook {
    /** A path of 4096 bytes, each written in octal, for root, mount point and source, and a page of options. */
    private static final int MOST_LINE = 64 * 1024;

    /**
     * What lies on no device, whatever its source says. Any user may mount most of them in a namespace of their own
     * (FS_USERNS_MOUNT).
     */
    private static final Set<String> ON_NOTHING = Set.of(
            "autofs",
            "binder",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "efivarfs",
            "hugetlbfs",
            "mqueue",
            "nsfs",
            "overlay",
            "proc",
            "pstore",
            "ramfs",
            "securityfs",
            "sysfs",
            "tmpfs",
            "tracefs");

    private final ProcFiles files;
    private final Nodes nodes;
    private final Users users;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Mount> found = new LinkedHashMap<>();

    /** The device that a path leads to in a process's view. */
    interface Nodes {
        Optional<DeviceName> at(String root, String path) throws NotSeen;
    }

    /** The user namespace of a process or thread, by its folder in /proc; empty where that has ended. */
    interface Users {
        Optional<String> of(String at) throws NotSeen;
    }

    private static final class Mount {
        private final Set<DeviceName> devices;
        private final String what;
        private int others;

        Mount(Set<DeviceName> devices, String what) {
            this.devices = devices;
            this.what = what;
        }
    }

    MountLook(ProcFiles files, Nodes nodes, Users users) {
        this.files = files;
        this.nodes = nodes;
        this.users = users;
    }

    /**
     * Whether the mounts that a process or thread sees were not looked at yet: those of its namespace below its root. A process
     * that has ended sees none.
     */
    boolean isNew(String at) throws NotSeen {
        Optional<String> key = key(at);
        return key.isPresent() && !seen.contains(key.get());
    }

    private Optional<String> key(String at) throws NotSeen {
        Optional<String> namespace = files.link(at + "/ns/mnt");
        Optional<String> root = files.link(at + "/root");
        // Whose user namespace is another one must not stand for those of the first.
        Optional<String> whose = users.of(at);
        return namespace.isPresent() && root.isPresent() && whose.isPresent()
                ? Optional.of(namespace.get() + whose.get() + root.get())
                : Optional.empty();
    }

    /**
     * Adds the mounts that a process or thread sees.
     *
     * @param at its folder in /proc
     * @param users its user namespace, where that is the one of this program; else the empty text
     * @param whose whose namespace it is; empty for the one of this program
     */
    void add(String at, String users, Optional<String> whose) throws NotSeen {
        Optional<String> key = key(at);
        boolean[] any = new boolean[1];
        try {
            files.lines(at + "/mountinfo", MOST_LINE, (bytes, length, whole) -> {
                any[0] = true;
                if (!whole) {
                    throw new NotSeen(Errno.E2BIG);
                }
                line(new String(bytes, 0, length, StandardCharsets.UTF_8), at + "/root", !users.isEmpty(), whose);
            });
        } catch (NotSeen e) {
            // mounts_open_common in fs/proc_namespace.c says so of a process that has just ended.
            if (!e.errno().equals(Errno.EINVAL)) {
                throw e;
            }
        }
        // Of one that ended meanwhile nothing was seen: the next process in its namespace is looked at.
        key.filter(there -> any[0]).ifPresent(seen::add);
    }

    private void line(String line, String root, boolean first, Optional<String> whose) throws NotSeen {
        int dash = line.indexOf(" - ");
        String[] before = line.substring(0, Math.max(dash, 0)).split(" ", -1);
        String[] after = line.substring(dash + 3).split(" ", 3);
        if (dash < 0 || before.length < 6 || after.length < 2) {
            throw new NotSeen(Errno.EIO);
        }
        String type = after[0];
        String options = after.length > 2 ? after[2] : "";
        if (!before[2].startsWith("0:") || ON_NOTHING.contains(type) || isAnyUsers(type, options, first)) {
            return;
        }
        Mount known = found.get(before[2]);
        if (known != null) {
            known.others++;
            return;
        }
        Set<DeviceName> devices = new LinkedHashSet<>();
        for (String path : paths(after[1], options)) {
            nodes.at(root, ProcessWords.unescaped(path)).ifPresent(devices::add);
        }
        if (!devices.isEmpty()) {
            String where = whose.map(process -> " in the mount namespace of " + process)
                    .orElse("");
            found.put(before[2], new Mount(devices, type + " at " + ProcessWords.unescaped(before[4]) + where));
        }
    }

    /** A FUSE mount's source is what its server calls it, and any user may be that server. */
    private static boolean isAnyUsers(String type, String options, boolean first) {
        boolean fuse = type.equals("fuse") || type.startsWith("fuse.");
        return fuse && !(first && Arrays.asList(options.split(",", -1)).contains("user_id=0"));
    }

    /** One file system may lie on several devices, which it then names among its options. */
    private static List<String> paths(String source, String options) {
        Set<String> paths = new LinkedHashSet<>();
        if (source.startsWith("/")) {
            paths.add(source);
        }
        paths.addAll(ProcessWords.paths(source));
        paths.addAll(ProcessWords.paths(options));
        return List.copyOf(paths);
    }

    List<Holder> holders() {
        return found.values().stream()
                .flatMap(one -> one.devices.stream()
                        .map(device -> new Holder(device, Holder.Kind.MOUNT, 0, one.what + words(one.others), -1)))
                .toList();
    }

    private static String words(int others) {
        return switch (others) {
            case 0 -> "";
            case 1 -> " and one more mount point";
            default -> " and " + others + " more mount points";
        };
    }
}
