// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk that takes so many bytes and then says ENOSPC in the middle of a write, until there is room again. It can't reserve. */
final class FullDisk implements Disk {
    private static final int ENOSPC = 28;
    private static final int EIO = 5;
    private static final int EOPNOTSUPP = 95;

    private final Disk real = Disk.real();
    private final boolean cuts;
    private long room;
    private long taken;

    /** One with some room; whether a torn line can be cut off again is the second question. */
    FullDisk(long room, boolean cuts) {
        this.room = room;
        this.cuts = cuts;
    }

    /** One that takes all. */
    static FullDisk roomy() {
        return new FullDisk(Long.MAX_VALUE, true);
    }

    long taken() {
        return taken;
    }

    @Override
    public int write(int fd, byte[] bytes) {
        int fits = (int) Math.min(room, bytes.length);
        if (fits == 0 && bytes.length > 0) {
            return -ENOSPC;
        }
        room -= fits;
        taken += fits;
        return real.write(fd, Arrays.copyOf(bytes, fits));
    }

    @Override
    public int sync(int fd) {
        return 0;
    }

    @Override
    public int cut(int fd, long length) {
        return cuts ? real.cut(fd, length) : -EIO;
    }

    @Override
    public int reserve(int fd, long from, long length) {
        return -EOPNOTSUPP;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void remove(Path file) throws IOException {
        real.remove(file);
    }
}
