// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.save;

import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One file that a user has named to be written.
 *
 * <ul>
 *   <li>A plain file, or none yet: the content is written to a new file beside it and put on the disk, and then takes the name. What
 *       was there stays whole until then. Mode and owner of what was there are kept; a new file has the mode that the umask says.
 *   <li>A link: what it leads to is written, and the link stays. A link that belongs to another user is refused: in a folder that
 *       others write to, it would choose the file that root overwrites.
 *   <li>A FIFO, a terminal, {@code /dev/null}, {@code /dev/full}, {@code /dev/stdout}: the content is written into it.
 *   <li>Any other device, a socket, a folder: refused.
 * </ul>
 */
public final class OutputFile {
    private static final int MOST_LINKS = 40;
    private static final int FORMAT = 0170000;
    private static final int FIFO = 0010000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;
    private static final int SOCKET = 0140000;
    private static final Pattern DESCRIPTOR = Pattern.compile("/proc/[^/]+/(task/\\d+/)?fd/\\d+");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    /** Who may read a file. */
    public enum Readers {
        /** Whom the umask lets, or the mode of the file that is there. */
        AS_USUAL,
        /** Its owner alone: it holds what only root may read of a machine. */
        OWNER
    }

    private OutputFile() {}

    /**
     * Looks whether a file can be written, and writes nothing.
     *
     * @throws BadTargetException when it can't
     */
    public static void check(Path file) throws BadTargetException {
        try {
            Path target = target(file);
            if (!isStream(target)) {
                replaceable(target);
            }
        } catch (IOException e) {
            throw bad(e);
        }
    }

    /**
     * Writes a whole file, or leaves what is there.
     *
     * @throws BadTargetException when it can't be written there; nothing was written
     * @throws IOException when writing failed, for a full disk or a broken one; what was there is as before
     */
    public static void write(Path file, byte[] content, Readers readers) throws IOException {
        Path target;
        boolean stream;
        Optional<PosixFileAttributes> before;
        try {
            target = target(file);
            stream = isStream(target);
            before = stream ? Optional.empty() : replaceable(target);
        } catch (IOException e) {
            throw bad(e);
        }
        if (stream) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
                out.write(content);
            } catch (AccessDeniedException | NoSuchFileException e) {
                throw bad(e);
            }
            return;
        }
        replace(target, content, readers, before);
    }

    /**
     * As {@link #write}, for a window: a FIFO is refused, since to open one waits for a reader.
     *
     * @throws BadTargetException as {@link #write}
     * @throws IOException as {@link #write}
     */
    public static void writeWithoutWaiting(Path file, byte[] content, Readers readers) throws IOException {
        if (Files.exists(file) && (number(file, "unix:mode") & FORMAT) == FIFO) {
            throw new BadTargetException(Message.of("client.target.pipe"));
        }
        write(file, content, readers);
    }

    /** What all links lead to; the last name on the way need not be there. A descriptor is a stream and stays one. */
    private static Path target(Path file) throws IOException {
        Path at = named(file);
        for (int links = 0; links < MOST_LINKS; links++) {
            if (!Files.isSymbolicLink(at) || isDescriptor(at)) {
                if (links > 0 && !Files.exists(at)) {
                    throw new BadTargetException(Message.of("client.target.noTarget", at));
                }
                return at;
            }
            // Root's links are part of the system, such as /dev/stdout.
            int owner = number(at, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (owner != 0 && owner != self()) {
                throw new BadTargetException(
                        Message.of("client.target.othersLink", owner, at.resolveSibling(Files.readSymbolicLink(at))));
            }
            at = named(at.resolveSibling(Files.readSymbolicLink(at)));
        }
        throw new FileSystemLoopException(file.toString());
    }

    /** The same name in its real folder: the kernel, too, follows links before it obeys a "..". */
    private static Path named(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        Path name = whole.getFileName();
        if (folder == null
                || name == null
                || name.toString().equals("..")
                || name.toString().equals(".")) {
            return whole.toRealPath();
        }
        return folder.toRealPath().resolve(name);
    }

    /** An open descriptor, such as /dev/stdout is: what it stands for has no name to be replaced. */
    private static boolean isDescriptor(Path file) {
        return DESCRIPTOR.matcher(file.toString()).matches();
    }

    private static int self() throws IOException {
        // The folder of this process belongs to its effective user, also where the process may not be dumped
        // (fs/proc/base.c).
        return number(Path.of("/proc/self/task"), "unix:uid");
    }

    private static int number(Path file, String attribute, LinkOption... how) throws IOException {
        return Files.getAttribute(file, attribute, how) instanceof Integer it ? it : -1;
    }

    /** Whether bytes go into what is there; else a file is there, or can be made. */
    private static boolean isStream(Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        if (Files.isDirectory(target)) {
            throw new BadTargetException(Message.of("client.target.folder"));
        }
        int type = number(target, "unix:mode") & FORMAT;
        boolean stream = switch (type) {
            case FIFO -> true;
            case CHARACTER -> {
                if (!isHarmless((Long) Files.getAttribute(target, "unix:rdev"))) {
                    throw new BadTargetException(Message.of("client.target.device"));
                }
                yield true;
            }
            case BLOCK -> throw new BadTargetException(Message.of("client.target.blockDevice"));
            case SOCKET -> throw new BadTargetException(Message.of("client.target.socket"));
            default -> isDescriptor(target);
        };
        if (stream && !Files.isWritable(target)) {
            throw new BadTargetException(Message.of("client.file.denied"));
        }
        return stream;
    }

    /** null, zero and full (drivers/char/mem.c), and terminals (Documentation/admin-guide/devices.txt). */
    private static boolean isHarmless(long device) {
        long major = device >>> 8 & 0xfff;
        long minor = device & 0xff;
        return switch ((int) major) {
            case 1 -> minor == 3 || minor == 5 || minor == 7;
            case 4, 5 -> true;
            default -> major >= 136 && major <= 143;
        };
    }

    private static Optional<PosixFileAttributes> replaceable(Path target) throws IOException {
        Path folder = Optional.ofNullable(target.getParent()).orElse(target);
        boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (there && !Files.isWritable(target)) {
            throw new BadTargetException(Message.of("client.file.denied"));
        }
        if (!Files.isDirectory(folder)) {
            throw Files.exists(folder)
                    ? new NotDirectoryException(folder.toString())
                    : new NoSuchFileException(folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new BadTargetException(Message.of("client.target.folderDenied", folder));
        }
        return there ? Optional.of(Files.readAttributes(target, PosixFileAttributes.class)) : Optional.empty();
    }

    private static void replace(Path target, byte[] content, Readers readers, Optional<PosixFileAttributes> before)
            throws IOException {
        Path part = write(target, content, readers == Readers.OWNER || before.isPresent());
        boolean moved = false;
        try {
            if (before.isPresent()) {
                takeAfter(part, before.get(), readers);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** A new file beside the target, whole and on the disk. */
    private static Path write(Path target, byte[] content, boolean ownerOnly) throws IOException {
        Path part = target.resolveSibling(".daxboard-" + UUID.randomUUID() + ".part");
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean whole = false;
        try (FileChannel channel = ownerOnly
                ? FileChannel.open(part, how, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : FileChannel.open(part, how)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            whole = true;
        } catch (AccessDeniedException | FileAlreadyExistsException | NoSuchFileException e) {
            throw bad(e);
        } finally {
            if (!whole) {
                Files.deleteIfExists(part);
            }
        }
        return part;
    }

    /** Mode and owner of the file that is replaced; an owner that can't be kept is the writer. */
    private static void takeAfter(Path part, PosixFileAttributes before, Readers readers) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(before.owner()) || !now.group().equals(before.group())) {
            own(view, before.owner(), before.group());
        }
        Set<PosixFilePermission> mode = EnumSet.copyOf(OWNER_ONLY);
        mode.addAll(before.permissions());
        if (readers == Readers.OWNER) {
            mode.retainAll(OWNER_ONLY);
        }
        view.setPermissions(mode);
    }

    private static void own(PosixFileAttributeView view, UserPrincipal owner, GroupPrincipal group) {
        try {
            view.setGroup(group);
            view.setOwner(owner);
        } catch (IOException e) {
            // Only root may give a file away.
        }
    }

    private static BadTargetException bad(IOException failure) {
        return switch (failure) {
            case BadTargetException e -> e;
            case NoSuchFileException e -> new BadTargetException(Message.of("client.file.absent"));
            case AccessDeniedException e -> new BadTargetException(Message.of("client.file.denied"));
            case NotDirectoryException e -> new BadTargetException(Message.of("client.target.notFolder"));
            case FileSystemLoopException e -> new BadTargetException(Message.of("client.target.loop"));
            case FileSystemException e
            when e.getReason() != null -> new BadTargetException(Message.verbatim(e.getReason()));
            default -> new BadTargetException(Message.verbatim(String.valueOf(failure.getMessage())));
        };
    }
}
