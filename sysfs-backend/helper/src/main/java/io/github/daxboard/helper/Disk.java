// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.linux.SystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Every call that changes what the helper keeps on a disk, so that a test can let each of them fail. A result below zero is
 * minus the errno.
 */
interface Disk {
    /** Writes with one call; how many bytes the disk took. */
    int write(int fd, byte[] bytes);

    int sync(int fd);

    /** Cuts an open file to a length in bytes. */
    int cut(int fd, long length);

    /** Takes room beyond a file's end. */
    int reserve(int fd, long from, long length);

    void rename(Path from, Path to) throws IOException;

    void remove(Path file) throws IOException;

    /** The disk itself. */
    static Disk real() {
        SystemCalls calls = new SystemCalls();
        return new Disk() {
            @Override
            public int write(int fd, byte[] bytes) {
                return PosixCalls.loaded().write(fd, bytes);
            }

            @Override
            public int sync(int fd) {
                return PosixCalls.loaded().sync(fd);
            }

            @Override
            public int cut(int fd, long length) {
                return PosixCalls.loaded().cut(fd, length);
            }

            @Override
            public int reserve(int fd, long from, long length) {
                return calls.reserve(fd, from, length);
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void remove(Path file) throws IOException {
                Files.deleteIfExists(file);
            }
        };
    }
}
