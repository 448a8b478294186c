// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.protocol.TakenIn;
import io.github.daxboard.text.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What somebody copied from a machine's /sys, to look at. It is a folder that holds {@code sys/}, or a tar archive of one,
 * gzipped or not; beside {@code sys/} or one folder above it may lie {@code proc/}, {@code iomem} (the text of /proc/iomem)
 * and {@code MANIFEST}, which tells what could not be read; {@code FACTS}, of a tree that Daxboard captured, tells what is in no
 * file of the kernel's. All of it is taken into memory at once. Links in it are text:
 * none is ever followed, in the tree or out of it.
 */
public final class CapturedTree implements KernelView {
    private static final int ENTRY_LIMIT = 500_000;
    private static final long FILE_LIMIT = 4L << 20;

    /** File systems whose files are made as they are read. */
    private static final Set<String> MADE_UP = Set.of("proc", "tracefs", "debugfs", "securityfs", "cgroup", "cgroup2");

    private sealed interface Node {
        record Folder() implements Node {}

        record File(String content) implements Node {}

        record Link(String target) implements Node {}

        record Unread(Errno errno) implements Node {}
    }

    /** By absolute path, such as /sys/bus/dax. */
    private final SortedMap<String, Node> nodes = new TreeMap<>();

    private final CaptureFacts facts;

    private CapturedTree(CaptureFacts facts) {
        this.facts = facts;
    }

    /**
     * Takes a captured tree in.
     *
     * @param path a folder or an archive
     * @throws IOException when it can't be read, or there is no {@code sys} in it; the message says what is wrong
     */
    public static CapturedTree open(Path path) throws IOException {
        try {
            return opened(path);
        } catch (EOFException e) {
            throw new BadCaptureException(Message.of("client.capture.cut"), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Nothing of it is kept: what could not be taken in is gone, and the program is as it was.
            throw new BadCaptureException(Message.of("client.capture.notTakenIn", e), e);
        }
    }

    private static CapturedTree opened(Path path) throws IOException {
        TakenIn taken = new TakenIn();
        SortedMap<String, Node> raw = Files.isDirectory(path) ? folder(path, taken) : archive(path, taken);
        String top = raw.keySet().stream()
                .map(name -> ("/" + name + "/").indexOf("/sys/"))
                .filter(at -> at >= 0)
                .min(Integer::compare)
                .flatMap(shortest -> raw.keySet().stream()
                        .filter(name -> ("/" + name + "/").indexOf("/sys/") == shortest)
                        .map(name -> name.substring(0, shortest))
                        .findFirst())
                .orElseThrow(() -> new BadCaptureException(Message.of("client.capture.noSys", path)));
        CapturedTree tree = new CapturedTree(
                above(raw, top, CaptureFacts.FILE).map(CaptureFacts::parse).orElseGet(CaptureFacts::none));
        for (Map.Entry<String, Node> one : raw.entrySet()) {
            if (one.getKey().startsWith(top + "sys/") || one.getKey().startsWith(top + "proc/")) {
                tree.put("/" + one.getKey().substring(top.length()), one.getValue(), taken);
            }
        }
        Optional<String> iomem = above(raw, top, "iomem");
        if (iomem.isPresent()) {
            tree.put("/proc/iomem", new Node.File(iomem.get()), taken);
        }
        CaptureManifest manifest =
                above(raw, top, "MANIFEST").map(CaptureManifest::parse).orElseGet(CaptureManifest::empty);
        for (String name : manifest.unread()) {
            Optional<Errno> errno = manifest.errorOf(name);
            if (errno.isPresent() && (name.startsWith("/sys/") || name.startsWith("/proc/"))) {
                tree.put(name, new Node.Unread(errno.get()), taken);
            }
        }
        return tree;
    }

    /** The text of a file beside sys/, or in the folder above. */
    private static Optional<String> above(SortedMap<String, Node> raw, String top, String name) {
        int slash = top.lastIndexOf('/', top.length() - 2);
        return Stream.of(top, slash < 0 ? "" : top.substring(0, slash + 1), "../")
                .map(folder -> raw.get(folder + name))
                .flatMap(node -> node instanceof Node.File(String content) ? Stream.of(content) : Stream.empty())
                .findFirst();
    }

    /** Puts a node in its place, with the folders above it. */
    private void put(String path, Node node, TakenIn taken) throws IOException {
        taken.node(path, 0);
        nodes.put(path, node);
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            if (nodes.putIfAbsent(folder, new Node.Folder()) != null) {
                // And so are those above it.
                break;
            }
            taken.node(folder, 0);
        }
    }

    private static SortedMap<String, Node> folder(Path top, TakenIn taken) throws IOException {
        SortedMap<String, Node> raw = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (raw.size() > ENTRY_LIMIT) {
                    throw new BadCaptureException(Message.of("client.capture.manyFiles", top, ENTRY_LIMIT));
                }
                take(raw, top.relativize(path).toString(), node(path), taken);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Path parent = top.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            for (String name : List.of("MANIFEST", "iomem", CaptureFacts.FILE)) {
                if (Files.isRegularFile(parent.resolve(name))) {
                    take(raw, "../" + name, node(parent.resolve(name)), taken);
                }
            }
        }
        return raw;
    }

    private static Node node(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return new Node.Link(Files.readSymbolicLink(path).toString());
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Node.Folder();
        }
        // A pipe or a device in such a folder is no attribute, and might never end.
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > FILE_LIMIT || isAlive(path)) {
            return new Node.Unread(Errno.EIO);
        }
        // Not more than this, even if it grows or has become another file meanwhile.
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes((int) FILE_LIMIT + 1);
            return content.length > FILE_LIMIT
                    ? new Node.Unread(Errno.EIO)
                    : new Node.File(chomped(new String(content, StandardCharsets.UTF_8)));
        } catch (AccessDeniedException e) {
            return new Node.Unread(Errno.EACCES);
        }
    }

    /** A file without a size that a kernel makes up as it is read may wait for ever (/proc/kmsg, trace_pipe): a copy has sizes. */
    private static boolean isAlive(Path path) throws IOException {
        return Files.size(path) == 0
                && MADE_UP.contains(Files.getFileStore(path).type());
    }

    private static void take(SortedMap<String, Node> raw, String name, Node node, TakenIn taken) throws IOException {
        taken.node(
                name,
                switch (node) {
                    case Node.File(String content) -> content.length();
                    case Node.Link(String target) -> target.length();
                    case Node.Folder folder -> 0;
                    case Node.Unread unread -> 0;
                });
        raw.put(name, node);
    }

    private static SortedMap<String, Node> archive(Path path, TakenIn taken) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw Files.exists(path)
                    ? new BadCaptureException(Message.of("client.capture.noFile"))
                    : new NoSuchFileException(path.toString());
        }
        SortedMap<String, Node> raw = new TreeMap<>();
        try (InputStream in = Files.newInputStream(path);
                TarReader tar = TarReader.of(in)) {
            for (Optional<TarReader.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                String name = plain(entry.get().name());
                switch (entry.get()) {
                    case TarReader.Entry.Folder folder -> take(raw, name, new Node.Folder(), taken);
                    case TarReader.Entry.Link link -> take(raw, name, new Node.Link(link.target()), taken);
                    case TarReader.Entry.File file -> take(raw, name, new Node.File(chomped(file.content())), taken);
                }
            }
        }
        return raw;
    }

    /** A name without ./ and / in front and / behind. One with .. in it is nobody's honest archive. */
    private static String plain(String name) throws IOException {
        String plain = name;
        while (plain.startsWith("./") || plain.startsWith("/")) {
            plain = plain.substring(plain.indexOf('/') + 1);
        }
        plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        if (List.of(plain.split("/", -1)).contains("..")) {
            throw new BadCaptureException(Message.of("client.capture.outside", name));
        }
        return plain;
    }

    private static String chomped(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return find(path).flatMap(node -> switch (node) {
            case Node.File(String content) -> Reading.of(content);
            case Node.Unread(Errno errno) -> Reading.failed(errno);
            case Node.Link link -> Reading.failed(Errno.ELOOP);
            case Node.Folder folder -> Reading.failed(Errno.EIO);
        });
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return find(path)
                .flatMap(node ->
                        node instanceof Node.Link(String target) ? Reading.of(target) : Reading.failed(Errno.EINVAL));
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return find(path).flatMap(node -> switch (node) {
            case Node.Folder folder -> Reading.of(names(path.text() + "/"));
            case Node.Link link -> Reading.failed(Errno.ELOOP);
            case Node.File file -> Reading.failed(Errno.ENOTDIR);
            case Node.Unread unread -> Reading.failed(Errno.ENOTDIR);
        });
    }

    private List<String> names(String folder) {
        // '0' is the character after '/'.
        Map<String, Node> below = nodes.subMap(folder, folder.substring(0, folder.length() - 1) + "0");
        TreeSet<String> names = new TreeSet<>();
        for (String path : below.keySet()) {
            int slash = path.indexOf('/', folder.length());
            names.add(path.substring(folder.length(), slash < 0 ? path.length() : slash));
        }
        return List.copyOf(names);
    }

    /** The node at a path; a link on the way there is an error, as it is on a real kernel. */
    private Reading<Node> find(KernelPath path) {
        for (KernelPath folder = path.parent(); !folder.equals(folder.parent()); folder = folder.parent()) {
            if (nodes.get(folder.text()) instanceof Node.Link) {
                return Reading.failed(Errno.ELOOP);
            }
        }
        Node node = nodes.get(path.text());
        return node == null ? Reading.absent() : Reading.of(node);
    }

    /** As it was recorded; else loaded or built in, or not known: which modules were installed is not in /sys. */
    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return facts.driverState(driver).orElseGet(() -> {
            KernelPath folder = KernelPath.DAX_DRIVERS.child(driver.name());
            boolean onBus = find(folder).value().isPresent();
            boolean isModule = find(folder.child("module")).value().isPresent();
            return onBus ? Reading.of(isModule ? DriverState.LOADED : DriverState.BUILTIN) : Reading.absent();
        });
    }

    /** As they were recorded; else not known: processes are not in /sys. */
    @Override
    public Reading<List<Holder>> holders() {
        return facts.holders().orElseGet(Reading::absent);
    }

    /** As it was recorded; else not known: what devices hold is not in /sys. */
    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return facts.superblock(device).orElseGet(() -> new Reading.Malformed<>("it is not in this captured tree"));
    }

    /** As they were recorded; else not known. */
    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return facts.onlineRules().orElseGet(Reading::absent);
    }
}
