// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.kernel.SystemCalls.Status;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the first bytes of devices that device_dax is bound to. Each is opened once for a binding and not at every
 * refresh: while it is open, a switch would wait for nothing and break what is open.
 *
 * <p>The stock device_dax oopses when a device is opened while it is being bound. So nothing is opened while a helper has the
 * host's lock, and the lock is held, shared, while one is open; nobody else switches devices that Daxboard knows of.
 */
final class DeviceBeginnings {
    private static final Path LOCK = Path.of("/run/daxboard.lock");

    /** A binding is told by the inode of its driver link, which sysfs makes anew for each. */
    private record Seen(String link, long binding, Reading<Superblock> what) {}

    private final NativeFiles files;
    private final SystemCalls calls;
    private final Map<DeviceName, Seen> seen = new ConcurrentHashMap<>();

    DeviceBeginnings(NativeFiles files) {
        this.files = files;
        this.calls = files.calls();
    }

    Reading<Superblock> of(DeviceName device) {
        Seen before = seen.get(device);
        if (before != null
                && calls.status(before.link())
                        .value()
                        .filter(now -> now.inode() == before.binding())
                        .isPresent()) {
            return before.what();
        }
        return folder(device)
                .flatMap(folder -> binding(folder).flatMap(binding -> {
                    Reading<Superblock> now = underLock(device, folder, binding);
                    // A helper at work is soon done; all else stays as it is for as long as the driver is bound.
                    if (!now.equals(new Reading.Unreadable<>(Errno.EAGAIN))) {
                        seen.put(device, new Seen(folder.child("driver").text(), binding, now));
                    }
                    return now;
                }));
    }

    private Reading<KernelPath> folder(DeviceName device) {
        KernelPath link = KernelPath.DAX_DEVICES.child(device.toString());
        return files.readLink(link)
                .flatMap(target -> KernelPath.parse(link.resolveLink(target).text())
                        .map(Reading::of)
                        .orElseGet(() -> new Reading.Malformed<>(target)));
    }

    /** The number of the binding to device_dax; ENXIO, as open(2) would give, where another driver or none is bound. */
    private Reading<Long> binding(KernelPath folder) {
        KernelPath link = folder.child("driver");
        boolean isDevdax = files.readLink(link)
                .value()
                .filter(target -> target.endsWith("/" + Driver.DEVICE_DAX.name()))
                .isPresent();
        return isDevdax ? calls.status(link.text()).map(Status::inode) : new Reading.Unreadable<>(Errno.ENXIO);
    }

    private Reading<Superblock> underLock(DeviceName device, KernelPath folder, long binding) {
        int flags = SystemCalls.O_RDWR | SystemCalls.O_CREAT | SystemCalls.O_NONBLOCK | calls.noFollowFlag();
        int lock = calls.open(LOCK.toString(), flags, 0600);
        if (lock < 0) {
            return notAbsent(new Errno(-lock));
        }
        try {
            int held = calls.lockSharedOrFail(lock);
            if (held < 0) {
                return notAbsent(new Errno(-held));
            }
            // Asked again, now that nobody changes it.
            return binding(folder).equals(Reading.of(binding))
                    ? look(device, folder)
                    : new Reading.Unreadable<>(Errno.EAGAIN);
        } finally {
            calls.close(lock);
        }
    }

    private Reading<Superblock> look(DeviceName device, KernelPath folder) {
        Optional<Long> align = number(folder, "align");
        Optional<Long> size = number(folder, "size");
        if (align.isEmpty() || size.isEmpty() || align.get() <= 0) {
            return new Reading.Unreadable<>(Errno.ENODEV);
        }
        int fd = calls.open("/dev/" + device, SystemCalls.O_RDONLY | SystemCalls.O_NONBLOCK, 0);
        if (fd < 0) {
            return notAbsent(new Errno(-fd));
        }
        try {
            long length = Math.ceilDiv(Superblocks.WANTED, align.get()) * align.get();
            if (length > size.get()) {
                return Reading.absent();
            }
            return calls.firstBytes(fd, length, Superblocks.WANTED)
                    .flatMap(bytes -> Superblocks.in(bytes).map(Reading::of).orElseGet(Reading::absent));
        } finally {
            calls.close(fd);
        }
    }

    private Optional<Long> number(KernelPath folder, String attribute) {
        return files.read(folder.child(attribute))
                .value()
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong);
    }

    /** A device without its node in /dev is not one that holds nothing. */
    private static <T> Reading<T> notAbsent(Errno errno) {
        return errno.equals(Errno.ENOENT) ? new Reading.Unreadable<>(errno) : Reading.failed(errno);
    }
}
