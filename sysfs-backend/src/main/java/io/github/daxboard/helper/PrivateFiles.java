// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.model.Errno;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import jnr.constants.platform.OpenFlags;
import jnr.posix.FileStat;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * Opens the helper's own two files, by system calls and never through a symbolic link. What was opened is looked at before
 * it is used: a plain file, this user's own, with one name.
 */
final class PrivateFiles {
    private static final int OTHERS_MAY_WRITE = 0022;
    private static final int LOCK_EXCLUSIVE_OR_FAIL = 2 | 4;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final POSIX posix;

    PrivateFiles() {
        // getPOSIX() would quietly fall back to a Java imitation; this one throws.
        posix = POSIXFactory.getNativePOSIX();
    }

    int effectiveUser() {
        return posix.geteuid();
    }

    /** What this process makes from now on is for its user alone. */
    void makeAllPrivate() {
        posix.umask(0077);
    }

    /**
     * Makes a folder of mode 0700 where there is none.
     *
     * @throws IOException when there is something else, or a folder that others own or may write to
     */
    void ownFolder(Path folder) throws IOException {
        try {
            // Not by jnr's mkdir(), which throws for an errno.
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // What it is, is seen below.
        }
        FileStat stat = posix.allocateStat();
        if (posix.lstat(folder.toString(), stat) != 0) {
            throw failure("cannot look at", folder, lastError());
        }
        if (!stat.isDirectory() || stat.uid() != effectiveUser() || (stat.mode() & OTHERS_MAY_WRITE) != 0) {
            throw new IOException(folder + " is not a folder that only uid " + effectiveUser() + " may write to");
        }
    }

    /** Opens a file to add to its end, and makes it with mode 0600 where there is none. */
    int openToAppend(Path file) throws IOException {
        return open(file, OpenFlags.O_WRONLY.intValue() | OpenFlags.O_APPEND.intValue());
    }

    /** Opens a file to lock it, and makes it with mode 0600 where there is none. */
    int openToLock(Path file) throws IOException {
        return open(file, OpenFlags.O_RDWR.intValue());
    }

    private int open(Path file, int how) throws IOException {
        int flags = how
                | OpenFlags.O_CREAT.intValue()
                | OpenFlags.O_NOFOLLOW.intValue()
                | OpenFlags.O_NONBLOCK.intValue()
                | OpenFlags.O_CLOEXEC.intValue();
        int fd = posix.open(file.toString(), flags, 0600);
        if (fd < 0) {
            throw failure("cannot open", file, lastError());
        }
        FileStat stat = posix.allocateStat();
        if (posix.fstat(fd, stat) != 0
                || !stat.isFile()
                || stat.uid() != effectiveUser()
                || stat.nlink() != 1
                || (stat.mode() & OTHERS_MAY_WRITE) != 0) {
            posix.close(fd);
            throw new IOException(file + " is not a plain file that only uid " + effectiveUser() + " may write to");
        }
        return fd;
    }

    /** Locks an open file until it is closed; false when another process has it locked. */
    boolean lock(int fd, Path file) throws IOException {
        if (posix.flock(fd, LOCK_EXCLUSIVE_OR_FAIL) == 0) {
            return true;
        }
        Errno error = lastError();
        if (error.equals(Errno.EAGAIN)) {
            return false;
        }
        throw failure("cannot lock", file, error);
    }

    /** Writes all of a text with one write(2). */
    void write(int fd, String text, Path file) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = posix.write(fd, bytes, bytes.length);
        if (count < 0) {
            throw failure("cannot write to", file, lastError());
        }
        if (count != bytes.length) {
            throw new IOException("only " + count + " of " + bytes.length + " bytes went into " + file);
        }
    }

    /** Makes a file empty and writes a text to its beginning. */
    void replace(int fd, String text, Path file) throws IOException {
        if (posix.ftruncate(fd, 0) != 0) {
            throw failure("cannot empty", file, lastError());
        }
        write(fd, text, file);
    }

    /** The first bytes of an open file, as text. */
    String head(int fd) {
        byte[] bytes = new byte[64];
        int count = posix.read(fd, bytes, bytes.length);
        return count <= 0 ? "" : new String(bytes, 0, count, StandardCharsets.US_ASCII);
    }

    /** Waits until what was written is on the disk. */
    void sync(int fd, Path file) throws IOException {
        if (posix.fsync(fd) != 0) {
            throw failure("cannot sync", file, lastError());
        }
    }

    void close(int fd) {
        posix.close(fd);
    }

    private Errno lastError() {
        return new Errno(posix.errno());
    }

    private static IOException failure(String what, Path file, Errno error) {
        return new IOException(what + " " + file + ": " + error.symbol() + ", " + error.words());
    }
}
