// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The list beside a captured tree that tells how reading each attribute went: lines such as
 * {@code 200 0:0 regular file | /sys/bus/dax/uevent | ERR Permission denied}. Lines of another form are left aside.
 */
public final class CaptureManifest {
    private final Map<String, Errno> errors;

    private CaptureManifest(Map<String, Errno> errors) {
        this.errors = errors;
    }

    static CaptureManifest empty() {
        return new CaptureManifest(Map.of());
    }

    public static CaptureManifest parse(String text) {
        Map<String, Errno> errors = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] parts = line.split(" \\| ", -1);
            if (parts.length == 3 && parts[2].startsWith("ERR ")) {
                errors.put(parts[1], errno(parts[2].substring("ERR ".length()).strip()));
            }
        }
        return new CaptureManifest(Map.copyOf(errors));
    }

    /** What reading an attribute failed with. */
    Optional<Errno> errorOf(String path) {
        return Optional.ofNullable(errors.get(path));
    }

    /** The paths whose reading failed. */
    Iterable<String> unread() {
        return errors.keySet();
    }

    /** The C library's words for errors, in the C locale. */
    private static final Map<String, Errno> WORDS = Map.ofEntries(
            Map.entry("Operation not permitted", Errno.EPERM),
            Map.entry("No such file or directory", Errno.ENOENT),
            Map.entry("Interrupted system call", Errno.EINTR),
            Map.entry("Input/output error", Errno.EIO),
            Map.entry("No such device or address", Errno.ENXIO),
            Map.entry("Resource temporarily unavailable", Errno.EAGAIN),
            Map.entry("Cannot allocate memory", Errno.ENOMEM),
            Map.entry("Permission denied", Errno.EACCES),
            Map.entry("Device or resource busy", Errno.EBUSY),
            Map.entry("No such device", Errno.ENODEV),
            Map.entry("Not a directory", Errno.ENOTDIR),
            Map.entry("Invalid argument", Errno.EINVAL),
            Map.entry("Numerical result out of range", Errno.ERANGE),
            Map.entry("Too many levels of symbolic links", Errno.ELOOP),
            Map.entry("Operation not supported", Errno.EOPNOTSUPP));

    private static Errno errno(String words) {
        return WORDS.getOrDefault(words, Errno.EIO);
    }

    /** Writes such a list. */
    public static final class Writer {
        private final StringBuilder text = new StringBuilder();

        /** Notes that reading a path failed, or that nobody read it (EIO). */
        public void add(KernelPath path, Errno errno) {
            String words = WORDS.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(errno))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("Input/output error");
            text.append("- | ").append(path).append(" | ERR ").append(words).append('\n');
        }

        public String text() {
            return text.toString();
        }
    }
}
