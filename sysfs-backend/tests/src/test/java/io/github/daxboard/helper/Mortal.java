// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Errno;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A helper's process that is killed at a moment: from then on nothing that it does has an effect, whatever it catches. A moment
 * is before and after each write to the kernel and each call that changes a file, and in the middle of what is written to one.
 */
final class Mortal {
    private static final Set<String> KERNEL_WRITES = Set.of("write", "writeKillable", "loadModule");

    /** What ends the thread. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final byte[] JOURNAL = "{\"v\":2,\"is\":".getBytes(StandardCharsets.US_ASCII);

    /** A write to a journal: the first of its moments, and how many bytes it has. */
    record JournalWrite(int moment, int bytes) {}

    private final List<JournalWrite> journalWrites = new ArrayList<>();
    private final int last;
    private final boolean diskCounts;
    private int moments;
    private int failedAt;
    private boolean dead;

    private Mortal(int last, boolean diskCounts) {
        this.last = last;
        this.diskCounts = diskCounts;
    }

    /** One that dies at its nth moment, counted from 1. */
    static Mortal at(int moment) {
        return new Mortal(moment, true);
    }

    /** One for whom only the kernel's moments count. */
    static Mortal atWrite(int moment) {
        return new Mortal(moment, false);
    }

    static Mortal never() {
        return new Mortal(Integer.MAX_VALUE, true);
    }

    int moments() {
        return moments;
    }

    List<JournalWrite> journalWrites() {
        return List.copyOf(journalWrites);
    }

    /** The moment right before the first write that failed with EIO; 0 where none did. */
    int failedAt() {
        return failedAt;
    }

    boolean isDead() {
        return dead;
    }

    private void moment() {
        if (dead || ++moments == last) {
            dead = true;
            throw new Killed();
        }
    }

    private void diskMoment() {
        if (dead || diskCounts) {
            moment();
        }
    }

    KernelPort on(KernelPort kernel) {
        return (KernelPort) Proxy.newProxyInstance(
                KernelPort.class.getClassLoader(), new Class<?>[] {KernelPort.class}, (proxy, method, arguments) -> {
                    boolean writes = KERNEL_WRITES.contains(method.getName());
                    if (writes) {
                        moment();
                    }
                    try {
                        Object result = method.invoke(kernel, arguments);
                        if (writes && failedAt == 0 && Optional.of(Errno.EIO).equals(result)) {
                            failedAt = moments;
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (writes) {
                            moment();
                        }
                    }
                });
    }

    /** A disk that need not be waited for: a process that is killed does not take its cache with it. */
    Disk disk() {
        Disk real = Disk.real();
        return new Disk() {
            @Override
            public int write(int fd, byte[] bytes) {
                if (Arrays.mismatch(bytes, JOURNAL) == JOURNAL.length) {
                    journalWrites.add(new JournalWrite(moments + 1, bytes.length));
                }
                diskMoment();
                int half = bytes.length / 2;
                if (diskCounts && moments + 1 == last) {
                    real.write(fd, Arrays.copyOf(bytes, half));
                }
                diskMoment();
                int done = real.write(fd, bytes);
                diskMoment();
                return done;
            }

            @Override
            public int sync(int fd) {
                diskMoment();
                return 0;
            }

            @Override
            public int cut(int fd, long length) {
                diskMoment();
                return real.cut(fd, length);
            }

            @Override
            public int reserve(int fd, long from, long length) {
                diskMoment();
                return real.reserve(fd, from, length);
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                diskMoment();
                real.rename(from, to);
                diskMoment();
            }

            @Override
            public void remove(Path file) throws IOException {
                diskMoment();
                real.remove(file);
                diskMoment();
            }
        };
    }
}
