// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks into devices, each made under the lock and once for a binding rather than at every refresh. A look that failed is
 * made again the next time, except where reading the memory itself failed.
 *
 * <p>Who is to change devices takes the lock alone and looks into each once more: what was found before may be old. From then
 * until the lock is given back nothing is opened, since the stock device_dax oopses when a device is opened while it is
 * being bound.
 */
final class RememberedLooks {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
    private static final Reading<Superblock> BUSY = new Reading.Unreadable<>(Errno.EAGAIN);

    /** What opens devices. Never absent for what could not be looked at: absent is an answer here. */
    interface Source {
        List<DeviceName> devices();

        /** A number that each binding of the device to device_dax has for itself; why there is none where there is none. */
        Reading<Long> binding(DeviceName device);

        /** Opens the device and looks. */
        Reading<Superblock> look(DeviceName device);
    }

    private record Seen(long binding, Reading<Superblock> what) {
        /** Memory that can't be read is not tried at every refresh: each try may be a machine check. */
        boolean isLasting() {
            return what.value().isPresent() || what.isAbsent() || what.equals(new Reading.Unreadable<>(Errno.EIO));
        }
    }

    private final LooksLock lock;
    private final Source source;
    private final Duration longest;
    private final Map<DeviceName, Seen> seen = new ConcurrentHashMap<>();
    private volatile boolean alone;

    RememberedLooks(LooksLock lock, Source source) {
        this(lock, source, LONGEST_LOOK);
    }

    /** @param longest how long a look of somebody else is waited for */
    RememberedLooks(LooksLock lock, Source source, Duration longest) {
        this.lock = lock;
        this.source = source;
        this.longest = longest;
    }

    Reading<Superblock> of(DeviceName device) {
        return source.binding(device).flatMap(binding -> {
            Seen before = seen.get(device);
            if (before != null && before.binding() == binding && (alone || before.isLasting())) {
                return before.what();
            }
            return alone ? BUSY : lock.share(() -> look(device, binding));
        });
    }

    /** The binding is asked for again under the lock, where nobody changes it. */
    private Reading<Superblock> look(DeviceName device, long binding) {
        if (!source.binding(device).equals(Reading.of(binding))) {
            return BUSY;
        }
        Reading<Superblock> now = source.look(device);
        seen.put(device, new Seen(binding, now));
        return now;
    }

    /** Keeps all looks away, after one more into each device. */
    Reading<KernelPort.Hold> hold() {
        return lock.take(longest).map(held -> {
            try {
                seen.clear();
                source.devices().forEach(device -> source.binding(device).map(binding -> look(device, binding)));
            } catch (RuntimeException e) {
                held.close();
                throw e;
            }
            alone = true;
            return () -> {
                alone = false;
                held.close();
            };
        });
    }
}
