// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.linux.SystemCalls;
import io.github.daxboard.linux.SystemCalls.Status;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * Opens the helper's own files, never through a symbolic link. What was opened is looked at before it is used: a plain file,
 * this user's own, with one name.
 *
 * <p>To read them takes {@link SystemCalls}: a helper that only looks does it too. All the rest takes {@link PosixCalls}.
 */
final class PrivateFiles {
    private static final int OTHERS_MAY_WRITE = 0022;

    private static final Set<String> NO_ROOM = Set.of("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final SystemCalls calls = new SystemCalls();
    private final Disk disk;

    PrivateFiles() {
        this(Disk.real());
    }

    /** Files on another disk than the real one, for tests. */
    PrivateFiles(Disk disk) {
        this.disk = disk;
    }

    int effectiveUser() {
        return calls.effectiveUser();
    }

    /** What this process makes from now on is for its user alone. */
    void makeAllPrivate() {
        PosixCalls.loaded().umask(0077);
    }

    /**
     * Makes a folder of mode 0700 where there is none.
     *
     * @throws IOException when there is something else, or a folder that others own or may write to
     */
    void ownFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // What it is, is seen below.
        }
        Reading<Status> status = PosixCalls.loaded().status(folder.toString());
        if (status.value().isEmpty()) {
            throw new FileFailure(Message.of("file.cannotLook", folder, status.message()));
        }
        if (status.value()
                .filter(found -> found.isFolder() && isOursAlone(found))
                .isEmpty()) {
            throw new FileFailure(Message.of("file.notPrivateFolder", folder, effectiveUser()));
        }
    }

    private boolean isOursAlone(Status status) {
        return status.user() == effectiveUser() && (status.mode() & OTHERS_MAY_WRITE) == 0;
    }

    /** Opens a file to add to its end, and makes it with mode 0600 where there is none. */
    int openToAppend(Path file) throws IOException {
        return open(file, SystemCalls.O_WRONLY | SystemCalls.O_APPEND);
    }

    /** Opens a file to lock it, and makes it with mode 0600 where there is none. */
    int openToLock(Path file) throws IOException {
        return open(file, SystemCalls.O_RDWR);
    }

    /** Takes the lines of a file. */
    @FunctionalInterface
    interface Lines {
        /**
         * Takes the next one.
         *
         * @param text without its end; only a NUL for a line that is too long
         * @param whole false for the last one, where its end is missing
         */
        void take(String text, boolean whole);
    }

    /**
     * Reads a file line by line, so that its length costs no memory.
     *
     * @param mostBytes beyond which it is not read on
     * @param longest a line's most bytes
     * @throws IOException when it can't be read, or is longer
     */
    void eachLine(Path file, long mostBytes, int longest, Lines lines) throws IOException {
        int fd = calls.open(file.toString(), SystemCalls.O_RDONLY | calls.noFollowFlag() | SystemCalls.O_NONBLOCK, 0);
        if (fd < 0) {
            throw failure(Doing.OPEN, file, fd);
        }
        try {
            if (!isPrivateFile(calls.status(fd))) {
                throw notPrivate(file);
            }
            if (Files.size(file) > mostBytes) {
                throw new FileFailure(Message.of("file.tooLong", file, mostBytes));
            }
            LineCutter cutter = new LineCutter(longest, lines);
            byte[] part = new byte[32_768];
            long total = 0;
            for (int count = calls.read(fd, part); count != 0; count = calls.read(fd, part)) {
                if (count < 0) {
                    throw failure(Doing.READ, file, count);
                }
                total += count;
                if (total > mostBytes) {
                    throw new FileFailure(Message.of("file.tooLong", file, mostBytes));
                }
                cutter.take(part, count);
            }
            cutter.end();
        } finally {
            calls.close(fd);
        }
    }

    private IOException notPrivate(Path file) {
        return new FileFailure(Message.of("file.notPrivate", file, effectiveUser()));
    }

    /** Waits until a folder's own entries are on the disk. */
    void syncFolder(Path folder) throws IOException {
        int fd = PosixCalls.loaded().open(folder.toString(), SystemCalls.O_RDONLY | calls.directoryFlag(), 0);
        if (fd < 0) {
            throw failure(Doing.OPEN, folder, fd);
        }
        try {
            sync(fd, folder);
        } finally {
            close(fd);
        }
    }

    private boolean isPrivateFile(Reading<Status> status) {
        return status.value()
                .filter(found -> found.isPlainFile() && found.links() == 1 && isOursAlone(found))
                .isPresent();
    }

    private int open(Path file, int how) throws IOException {
        int flags = how | SystemCalls.O_CREAT | calls.noFollowFlag() | SystemCalls.O_NONBLOCK;
        int fd = PosixCalls.loaded().open(file.toString(), flags, 0600);
        if (fd < 0) {
            throw failure(Doing.OPEN, file, fd);
        }
        if (!isPrivateFile(status(fd))) {
            close(fd);
            throw notPrivate(file);
        }
        return fd;
    }

    Reading<Status> status(int fd) {
        return PosixCalls.loaded().status(fd);
    }

    /** Locks an open file until it is closed; false when another process has it locked. */
    boolean lock(int fd, Path file) throws IOException {
        int result = PosixCalls.loaded().lockOrFail(fd);
        if (result >= 0) {
            return true;
        }
        if (new Errno(-result).equals(Errno.EAGAIN)) {
            return false;
        }
        throw failure(Doing.LOCK, file, result);
    }

    /** Whether another process has an existing file locked for itself; false where there is no such file. */
    boolean isLocked(Path file) {
        int fd = calls.open(file.toString(), SystemCalls.O_RDONLY | calls.noFollowFlag() | SystemCalls.O_NONBLOCK, 0);
        if (fd < 0) {
            return false;
        }
        int result = calls.lockSharedOrFail(fd);
        calls.close(fd);
        return result < 0 && new Errno(-result).equals(Errno.EAGAIN);
    }

    /** How long an open file is, in bytes; what is written next goes there. */
    long length(int fd, Path file) throws IOException {
        long end = PosixCalls.loaded().seekToEnd(fd);
        if (end < 0) {
            throw failure(Doing.LOOK, file, (int) end);
        }
        return end;
    }

    /** Whether a file's last byte ends a line. */
    boolean endsWithLine(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(Math.max(0, channel.size() - 1)).read(last);
            return last.get(0) == '\n';
        }
    }

    /** Cuts an open file to a length in bytes; gives back what was reserved beyond it. */
    void cut(int fd, long length, Path file) throws IOException {
        int result = disk.cut(fd, length);
        if (result < 0) {
            throw failure(Doing.CUT, file, result);
        }
    }

    /**
     * Takes room for what will be written, where the file system can do that.
     *
     * @throws IOException when there is no such room
     */
    void reserve(int fd, long from, long bytes, Path file) throws IOException {
        int result = disk.reserve(fd, from, bytes);
        if (result < 0 && NO_ROOM.contains(new Errno(-result).symbol())) {
            throw failure(Doing.RESERVE, file, result);
        }
    }

    void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    void remove(Path file) throws IOException {
        disk.remove(file);
    }

    /** Writes all of a text with one write(2). */
    void write(int fd, String text, Path file) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = disk.write(fd, bytes);
        if (count < 0) {
            throw failure(Doing.WRITE, file, count);
        }
        if (count != bytes.length) {
            throw new FileFailure(Message.of("file.shortWrite", count, bytes.length, file));
        }
    }

    /** Writes all of a text, with as many calls as that takes. */
    void writeAll(int fd, String text, Path file) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int done = 0;
        while (done < bytes.length) {
            int count = disk.write(fd, done == 0 ? bytes : Arrays.copyOfRange(bytes, done, bytes.length));
            if (count <= 0) {
                throw failure(Doing.WRITE, file, count == 0 ? -Errno.EIO.number() : count);
            }
            done += count;
        }
    }

    /** Waits until what was written is on the disk. */
    void sync(int fd, Path file) throws IOException {
        int result = disk.sync(fd);
        if (result < 0) {
            throw failure(Doing.SYNC, file, result);
        }
    }

    void close(int fd) {
        PosixCalls.loaded().close(fd);
    }

    /** What was tried. */
    private enum Doing {
        OPEN,
        READ,
        LOCK,
        LOOK,
        CUT,
        RESERVE,
        WRITE,
        SYNC
    }

    private static IOException failure(Doing what, Path file, int result) {
        Errno errno = new Errno(-result);
        Message error = Message.of("file.errno", errno.symbol(), errno.message());
        return new FileFailure(
                switch (what) {
                    case OPEN -> Message.of("file.cannotOpen", file, error);
                    case READ -> Message.of("file.cannotRead", file, error);
                    case LOCK -> Message.of("file.cannotLock", file, error);
                    case LOOK -> Message.of("file.cannotLook", file, error);
                    case CUT -> Message.of("file.cannotCut", file, error);
                    case RESERVE -> Message.of("file.cannotReserve", file, error);
                    case WRITE -> Message.of("file.cannotWrite", file, error);
                    case SYNC -> Message.of("file.cannotSync", file, error);
                });
    }
}
