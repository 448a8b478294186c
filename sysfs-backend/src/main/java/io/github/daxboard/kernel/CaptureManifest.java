// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.Errno;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The list beside a captured tree that tells how reading each attribute went: lines such as
 * {@code 200 0:0 regular file | /sys/bus/dax/uevent | ERR Permission denied}. Lines of another form are left aside.
 */
final class CaptureManifest {
    private final Map<String, Errno> errors;

    private CaptureManifest(Map<String, Errno> errors) {
        this.errors = errors;
    }

    static CaptureManifest empty() {
        return new CaptureManifest(Map.of());
    }

    static CaptureManifest parse(String text) {
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

    /** The C library's words for an error, in the C locale. */
    private static Errno errno(String words) {
        return switch (words) {
            case "Operation not permitted" -> Errno.EPERM;
            case "No such file or directory" -> Errno.ENOENT;
            case "Interrupted system call" -> Errno.EINTR;
            case "No such device or address" -> Errno.ENXIO;
            case "Resource temporarily unavailable" -> Errno.EAGAIN;
            case "Cannot allocate memory" -> Errno.ENOMEM;
            case "Permission denied" -> Errno.EACCES;
            case "Device or resource busy" -> Errno.EBUSY;
            case "No such device" -> Errno.ENODEV;
            case "Not a directory" -> Errno.ENOTDIR;
            case "Invalid argument" -> Errno.EINVAL;
            case "Numerical result out of range" -> Errno.ERANGE;
            case "Operation not supported" -> Errno.EOPNOTSUPP;
            default -> Errno.EIO;
        };
    }
}
