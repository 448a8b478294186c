// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through /proc for who uses dax devices: open descriptors, mappings (which outlive the descriptor) and mounts. A
 * process that ends meanwhile is passed over; one that may not be looked into makes the whole answer denied, since a list
 * with a gap would be taken for a whole one.
 */
final class HolderScan {
    // A device node that was removed or renewed while somebody has it open or mapped shows as "(deleted)".
    private static final Pattern NODE = Pattern.compile("/dev/(dax\\d+\\.\\d+)(?: \\(deleted\\))?$");

    private final Path proc;

    HolderScan(Path proc) {
        this.proc = proc;
    }

    Reading<List<Holder>> scan() {
        Set<Holder> holders = new LinkedHashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                proc, entry -> isNumber(entry.getFileName().toString()))) {
            for (Path process : entries) {
                if (!addHoldersOf(process, holders)) {
                    return new Reading.Denied<>(Errno.EACCES);
                }
            }
            holders.addAll(mounts());
        } catch (IOException e) {
            return new Reading.Unreadable<>(Errno.EIO);
        }
        return Reading.of(List.copyOf(holders));
    }

    /** Adds what one process holds; false when it may not be looked into. One that ended meanwhile holds nothing. */
    private static boolean addHoldersOf(Path process, Set<Holder> holders) {
        try {
            holders.addAll(ofProcess(process));
            return true;
        } catch (AccessDeniedException e) {
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return true;
        }
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    }

    private static List<Holder> ofProcess(Path process) throws IOException {
        List<Holder> holders = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                Optional<DeviceName> device = linkTarget(descriptor).flatMap(HolderScan::deviceAtEnd);
                if (device.isPresent()) {
                    holders.add(holder(process, device.get(), Holder.Kind.OPEN_FILE));
                }
            }
        }
        try (Stream<String> maps = Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            List<DeviceName> mapped = maps.map(HolderScan::deviceAtEnd)
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
            for (DeviceName device : mapped) {
                holders.add(holder(process, device, Holder.Kind.MAPPING));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (ProcessWords.isFileServer(Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1))) {
            for (DeviceName device : arguments(process).stream()
                    .flatMap(argument -> ProcessWords.devices(argument).stream())
                    .distinct()
                    .toList()) {
                holders.add(holder(process, device, Holder.Kind.SERVER));
            }
        }
        return holders;
    }

    private static Optional<String> linkTarget(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<DeviceName> deviceAtEnd(String text) {
        Matcher matcher = NODE.matcher(text);
        return matcher.find() ? DeviceName.parse(matcher.group(1)) : Optional.empty();
    }

    private static Holder holder(Path process, DeviceName device, Holder.Kind kind) throws IOException {
        int pid = Integer.parseInt(process.getFileName().toString());
        String command = Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1)
                .strip();
        Object user = Files.getAttribute(process, "unix:uid");
        List<String> words = arguments(process);
        Optional<String> guest = command.startsWith("qemu") ? ProcessWords.guest(words) : Optional.empty();
        return new Holder(
                device,
                kind,
                pid,
                command,
                user instanceof Integer uid ? uid : -1,
                ProcessWords.unit(Files.readString(process.resolve("cgroup"), StandardCharsets.UTF_8)),
                guest,
                ProcessWords.first(words));
    }

    private static List<String> arguments(Path process) throws IOException {
        String all = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        return all.isEmpty() ? List.of() : List.of(all.split("\0"));
    }

    /** Mounts in the first process's view; fields of a line as in Documentation/filesystems/proc.rst, 3.5. */
    private List<Holder> mounts() throws IOException {
        List<Holder> holders = new ArrayList<>();
        for (String line : Files.readAllLines(proc.resolve("1/mountinfo"), StandardCharsets.UTF_8)) {
            int dash = line.indexOf(" - ");
            if (dash < 0) {
                continue;
            }
            String[] before = line.substring(0, dash).split(" ", -1);
            String[] after = line.substring(dash + 3).split(" ", 3);
            if (before.length > 4 && after.length > 1) {
                String what = after[0] + " at " + ProcessWords.unescaped(before[4]);
                // One file system may lie on several devices, which it then names among its options.
                String sources = after[1] + (after.length > 2 ? " " + after[2] : "");
                ProcessWords.devices(sources)
                        .forEach(device -> holders.add(new Holder(device, Holder.Kind.MOUNT, 0, what, -1)));
            }
        }
        return holders;
    }
}
