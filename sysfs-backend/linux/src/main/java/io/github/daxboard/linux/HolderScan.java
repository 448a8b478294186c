// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.linux.ProcFiles.NotSeen;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for who uses dax devices: descriptors, mappings (which outlive the descriptor), mounts, servers of file systems, and
 * file systems in the kernel that say so. What counts is the number of the device behind a descriptor, a mapping or a mount's
 * source, never the text of a path: a node may have any name, and a container may give the usual name to another device.
 *
 * <p><b>Threads.</b> All threads of a process have one memory, so the mappings are looked at once; where the main thread has
 * ended its lists are empty, and another thread's are taken ({@code /proc/TID} is there for each thread, and only it has
 * {@code map_files}). Descriptors may be a thread's own, which kcmp(2) tells: each table is looked at once. The mount namespace
 * may be, too.
 *
 * <p><b>Mappings.</b> The device column of maps is that of the node's file system, so each shared mapping of a file is looked at
 * through map_files; the kernel maps a dax device only shared (check_vma in drivers/dax/device.c).
 *
 * <p><b>Mounts</b> are those of each mount namespace that a process or thread is in, each file system once. A file system
 * that lies on a block device is passed over, since the dax bus and a block device never share memory: a namespace of
 * persistent memory is the one or the other (drivers/nvdimm/claim.c). So device mapper, md, loop, zram and swap can't hold a
 * device of the dax bus either. What any user may mount in a namespace of their own doesn't count: its source is a mere word.
 *
 * <p><b>File systems in the kernel</b> that claimed the device (fs_dax_get) are told by {@code fsdev/holder}, which only
 * Daxboard's own fsdev_dax has.
 *
 * <p><b>Not seen</b>: a descriptor that is under way in a socket or registered with io_uring and closed (a mapping made of it is
 * seen); a mount of a namespace that no process is in, unless its file system claims the device.
 *
 * <p><b>What it needs.</b> The capabilities CAP_SYS_PTRACE (descriptors, maps, namespaces and roots of other users' processes;
 * hidepid), CAP_SYS_ADMIN (map_files; CAP_CHECKPOINT_RESTORE will do from Linux 5.9 on), CAP_DAC_READ_SEARCH (the folders
 * fd, map_files and ns of other users' processes, mode 0500, and the way to a mount's source), and the first pid namespace.
 * Without them the answer is denied (EPERM), or ESRCH in a container: a list with a gap would be taken for a whole one.
 *
 * <p><b>Bounds.</b> It takes at most {@link #STEP} for one step and {@link #WHOLE} for all; then the answer is ETIMEDOUT. Of a
 * file only its beginning, or one line at a time, is kept. The command line lies in the process's own memory, which can be
 * on a file that never comes: it is left out where it doesn't come in {@link #WORDS}.
 */
final class HolderScan {
    static final Duration STEP = Duration.ofSeconds(10);
    static final Duration WHOLE = Duration.ofSeconds(60);
    static final Duration WORDS = Duration.ofSeconds(2);

    private static final Bounded LOOKS = new Bounded("holders", STEP, WHOLE, 8);
    private static final Bounded COMMAND_LINES = new Bounded("command line", WORDS, WORDS, 16);

    /** include/linux/proc_ns.h: PROC_PID_INIT_INO. */
    private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

    /**
     * The one user namespace of a kernel that is built without them (CONFIG_USER_NS): there no process has a link to it, and all
     * are in it (fs/proc/namespaces.c, ns_entries).
     */
    private static final String ONLY_USERS = "user:only";

    private static final int CAP_SYS_PTRACE = 19;
    private static final int MOST_WORD = 64;
    private static final int MOST_STATUS = 16 * 1024;
    private static final int MOST_ARGUMENTS = 32 * 1024;
    /** Of a line of maps: all but the path. */
    private static final int MOST_MAP = 128;

    private static final int MOST_NODE = 256;
    private static final int MOST_TABLES = 64;
    private static final Duration ALL_WORDS = Duration.ofSeconds(4);

    private final SystemCalls calls;
    private final String proc;
    private final String devices;
    private final Bounded looks;
    private final Bounded commandLines;

    HolderScan(SystemCalls calls) {
        this(calls, "/proc", "/sys/bus/dax/devices", LOOKS, COMMAND_LINES);
    }

    /** For tests: in a tree that looks like /proc and /sys. */
    HolderScan(SystemCalls calls, String proc, String devices, Bounded looks, Bounded commandLines) {
        this.calls = calls;
        this.proc = proc;
        this.devices = devices;
        this.looks = looks;
        this.commandLines = commandLines;
    }

    Reading<List<Holder>> scan() {
        return looks.look(progress -> {
            ProcFiles files = new ProcFiles(calls, progress);
            try {
                Map<Long, DeviceName> numbers = numbers(files);
                return Reading.of(numbers.isEmpty() ? List.of() : new Look(files, numbers).all());
            } catch (NotSeen e) {
                // "Permission denied" would say that it takes root; it is root that was denied.
                return Reading.failed(e.errno().equals(Errno.EACCES) ? Errno.EPERM : e.errno());
            }
        });
    }

    /** The numbers of the bus's devices, bound or not. */
    private Map<Long, DeviceName> numbers(ProcFiles files) throws NotSeen {
        Map<Long, DeviceName> numbers = new HashMap<>();
        for (String name : files.names(devices)) {
            Optional<DeviceName> device = DeviceName.parse(name);
            String text = files.text(devices + "/" + name + "/dev", MOST_WORD).strip();
            if (device.isPresent() && text.matches("\\d{1,9}:\\d{1,9}")) {
                String[] parts = text.split(":", -1);
                long number = SystemCalls.deviceNumber(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                numbers.put(number, device.get());
            } else if (device.isPresent() && !files.names(devices + "/" + name).isEmpty()) {
                throw new NotSeen(Errno.EIO);
            }
        }
        return numbers;
    }

    /** One look at everything. */
    private final class Look {
        private final ProcFiles files;
        private final Map<Long, DeviceName> numbers;
        private final MountLook mounts;
        private final Set<Holder> holders = new LinkedHashSet<>();
        private final String ownUsers;
        private long wordsEnd;

        Look(ProcFiles files, Map<Long, DeviceName> numbers) throws NotSeen {
            this.files = files;
            this.numbers = numbers;
            this.ownUsers = files.link(proc + "/self/ns/user").orElse(ONLY_USERS);
            this.mounts = new MountLook(files, this::atPath, this::users);
        }

        List<Holder> all() throws NotSeen {
            if (!ProcessWords.isCapable(files.text(proc + "/self/status", MOST_STATUS), CAP_SYS_PTRACE)) {
                throw new NotSeen(Errno.EPERM);
            }
            if (!files.link(proc + "/self/ns/pid").equals(Optional.of(FIRST_PID_NAMESPACE))) {
                throw new NotSeen(Errno.ESRCH);
            }
            wordsEnd = System.nanoTime() + ALL_WORDS.toNanos();
            // Its own first: there a mount needs no words on where it is.
            mounts.add(proc + "/self", ownUsers, Optional.empty());
            for (int pid : files.numbers(proc)) {
                process(pid);
            }
            holders.addAll(mounts.holders());
            claims();
            return List.copyOf(holders);
        }

        private void process(int pid) throws NotSeen {
            Uses uses = new Uses();
            String at = proc + "/" + pid;
            descriptors(at, uses);
            boolean mapped = mappings(at, uses);
            namespace(at, pid);
            List<Integer> tables = new ArrayList<>(List.of(pid));
            for (int thread : files.numbers(at + "/task")) {
                if (thread == pid) {
                    continue;
                }
                namespace(at + "/task/" + thread, pid);
                if (!isOneOf(tables, thread)) {
                    descriptors(at + "/task/" + thread, uses);
                    if (tables.size() < MOST_TABLES) {
                        tables.add(thread);
                    }
                }
                mapped = mapped || mappings(proc + "/" + thread, uses);
            }
            String command = files.text(at + "/comm", MOST_WORD).strip();
            if (ProcessWords.isFileServer(command)) {
                serves(pid, uses);
            }
            if (!uses.isEmpty()) {
                holders.addAll(uses.by(pid, command));
            }
        }

        private boolean isOneOf(List<Integer> tables, int thread) throws NotSeen {
            for (int known : tables) {
                if (files.haveSameFiles(known, thread)) {
                    return true;
                }
            }
            return false;
        }

        private void descriptors(String at, Uses uses) throws NotSeen {
            for (int descriptor : files.numbers(at + "/fd")) {
                String path = at + "/fd/" + descriptor;
                Optional<DeviceName> device = at(path);
                if (device.isPresent()) {
                    uses.put(device.get(), Holder.Kind.OPEN_FILE, files.link(path));
                }
            }
        }

        /** Whether there was any mapping at all. */
        private boolean mappings(String at, Uses uses) throws NotSeen {
            Set<String> seen = new LinkedHashSet<>();
            List<String> places = new ArrayList<>();
            boolean[] any = new boolean[1];
            files.lines(at + "/maps", MOST_MAP, (bytes, length, whole) -> {
                any[0] = true;
                // 7f00-7f80 rw-s 00000000 00:06 1234    /dev/dax0.0
                String[] words = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split(" ", 6);
                if (words.length > 4
                        && words[1].endsWith("s")
                        && !words[4].equals("0")
                        && seen.add(words[3] + " " + words[4])) {
                    places.add(words[0]);
                }
            });
            for (String place : places) {
                String path = at + "/map_files/" + plain(place);
                Optional<DeviceName> device = at(path);
                if (device.isPresent()) {
                    uses.put(device.get(), Holder.Kind.MAPPING, files.link(path));
                }
            }
            return any[0];
        }

        /** maps fills an address up with zeros, map_files doesn't. */
        private static String plain(String place) throws NotSeen {
            String[] ends = place.split("-", 2);
            try {
                return Long.toHexString(Long.parseUnsignedLong(ends[0], 16)) + "-"
                        + Long.toHexString(Long.parseUnsignedLong(ends[1], 16));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new NotSeen(Errno.EIO);
            }
        }

        /** The user namespace of a process or thread; empty where that has ended. */
        private Optional<String> users(String at) throws NotSeen {
            return ownUsers.equals(ONLY_USERS) ? Optional.of(ONLY_USERS) : files.link(at + "/ns/user");
        }

        private void namespace(String at, int pid) throws NotSeen {
            if (mounts.isNew(at)) {
                String users = users(at).orElse("");
                String where = files.text(at + "/comm", MOST_WORD).strip() + " (pid " + pid + ")";
                mounts.add(at, users.equals(ownUsers) ? ownUsers : "", Optional.of(where));
            }
        }

        /** A famfs server opens nothing. It must be root's to mount: who has only its name says nothing. */
        private void serves(int pid, Uses uses) throws NotSeen {
            String at = proc + "/" + pid;
            boolean root =
                    ProcessWords.user(files.text(at + "/status", MOST_STATUS)).equals(Optional.of(0));
            if (!root || !users(at).equals(Optional.of(ownUsers))) {
                return;
            }
            List<String> arguments = arguments(pid).orElseThrow(() -> new NotSeen(Errno.ETIMEDOUT));
            for (String argument : arguments) {
                for (String path : ProcessWords.paths(argument)) {
                    Optional<DeviceName> device = atPath(at + "/root", path);
                    if (device.isPresent()) {
                        uses.put(device.get(), Holder.Kind.SERVER, Optional.of(path));
                    }
                }
            }
        }

        /** Empty where they don't come in time. */
        private Optional<List<String>> arguments(int pid) {
            if (System.nanoTime() > wordsEnd) {
                return Optional.empty();
            }
            Reading<String> all = commandLines.look(progress -> {
                try {
                    return Reading.of(
                            new ProcFiles(calls, progress).text(proc + "/" + pid + "/cmdline", MOST_ARGUMENTS));
                } catch (NotSeen e) {
                    return Reading.failed(e.errno());
                }
            });
            return all.value().map(text -> text.isEmpty() ? List.of() : List.of(text.split("\0", -1)));
        }

        private Optional<DeviceName> at(String path) throws NotSeen {
            return files.characterDevice(path).map(numbers::get);
        }

        /** By the node that is there; by the name where none is: the node may have been removed. */
        private Optional<DeviceName> atPath(String root, String path) throws NotSeen {
            Optional<Long> number = files.characterDevice(root, path);
            return number.isPresent()
                    ? number.map(numbers::get)
                    : ProcessWords.device(path).filter(numbers::containsValue);
        }

        /** A file system that is seen as a mount is not told twice. */
        private void claims() throws NotSeen {
            for (DeviceName device : numbers.values().stream().sorted().toList()) {
                boolean claimed = files.text(devices + "/" + device + "/fsdev/holder", MOST_WORD)
                        .strip()
                        .equals("1");
                boolean told = holders.stream()
                        .anyMatch(holder -> holder.device().equals(device) && holder.kind() == Holder.Kind.MOUNT);
                if (claimed && !told) {
                    holders.add(Holder.claim(device));
                }
            }
        }

        /** What one process does with each device. */
        private final class Uses {
            private record Use(DeviceName device, Holder.Kind kind, Optional<String> node) {}

            private final Set<Use> uses = new LinkedHashSet<>();

            boolean isEmpty() {
                return uses.isEmpty();
            }

            void put(DeviceName device, Holder.Kind kind, Optional<String> node) {
                if (uses.stream().noneMatch(use -> use.device().equals(device) && use.kind() == kind)) {
                    uses.add(new Use(
                            device,
                            kind,
                            node.filter(path -> !path.equals("/dev/" + device))
                                    .map(path -> ProcessWords.cut(path, MOST_NODE))));
                }
            }

            List<Holder> by(int pid, String command) throws NotSeen {
                String at = proc + "/" + pid;
                List<String> words = arguments(pid).orElse(List.of());
                int user = ProcessWords.user(files.text(at + "/status", MOST_STATUS))
                        .orElse(-1);
                Optional<String> unit = ProcessWords.unit(files.text(at + "/cgroup", MOST_ARGUMENTS));
                Optional<String> guest = command.startsWith("qemu") ? ProcessWords.guest(words) : Optional.empty();
                Optional<String> line = ProcessWords.first(words);
                return uses.stream()
                        .map(use ->
                                new Holder(use.device(), use.kind(), pid, command, user, unit, guest, line, use.node()))
                        .toList();
            }
        }
    }
}
