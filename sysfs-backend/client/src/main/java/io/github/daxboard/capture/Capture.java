// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.TreeRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what was read of a machine as an archive that {@link io.github.daxboard.capture.CapturedTree} opens: the kernel's
 * files and links below {@code sys/} and {@code proc/}, what is in none of them in {@code FACTS}, and in {@code MANIFEST} what
 * could not be read and why, what only root may read among it, where it was not root who captured.
 */
public final class Capture {
    /** In place of a name that was blanked. */
    private static final String BLANK = "blanked";

    private final RecordedTree tree;
    private final boolean blank;
    private final CaptureFacts facts = CaptureFacts.none();
    private final CaptureManifest.Writer manifest = new CaptureManifest.Writer();
    private final Set<KernelPath> known = new HashSet<>();

    private Capture(RecordedTree tree, boolean blank) {
        this.tree = tree;
        this.blank = blank;
    }

    /**
     * Writes a gzipped tar archive and leaves the stream open.
     *
     * @param blankNames whether the machine's name, and those of processes, mount points, guests, labels and files of rules are
     *     left out, for an archive that goes to strangers. Addresses stay: without them it would tell nothing.
     * @throws IOException when the stream takes no more
     */
    public static void write(RecordedTree tree, OutputStream to, boolean blankNames) throws IOException {
        new Capture(tree, blankNames).write(to);
    }

    private void write(OutputStream to) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(to);
        TarWriter tar = new TarWriter(packed, tree.taken());
        for (TreeRecord record : tree.records()) {
            write(record, tar);
        }
        notReadOn();
        tar.file(CaptureFacts.FILE, facts.format());
        tar.file("MANIFEST", manifest.text());
        tar.end();
        packed.finish();
    }

    private void write(TreeRecord record, TarWriter tar) throws IOException {
        switch (record) {
            case TreeRecord.Content(KernelPath path, Reading<String> reading) -> {
                Optional<String> content = known(path, reading);
                if (content.isPresent()) {
                    boolean isName = blank && path.equals(KernelPath.HOST_NAME);
                    tar.file(inArchive(path), (isName ? BLANK : content.get()) + "\n");
                }
            }
            case TreeRecord.Link(KernelPath path, Reading<String> reading) -> {
                Optional<String> target = known(path, reading);
                if (target.isPresent()) {
                    tar.link(inArchive(path), target.get());
                }
            }
            case TreeRecord.Names(KernelPath path, Reading<List<String>> reading) -> {
                if (known(path, reading).isPresent()) {
                    tar.folder(inArchive(path));
                }
            }
            case TreeRecord.State(var driver, var reading) -> facts.driver(driver, reading);
            case TreeRecord.Holders(Reading<List<Holder>> reading) ->
                facts.holders(
                        shown(reading.map(all -> all.stream().map(this::shown).toList())));
            case TreeRecord.Beginning(var device, Reading<Superblock> reading) ->
                facts.superblock(
                        device,
                        shown(reading.map(found ->
                                blank ? new Superblock(found.type(), Optional.empty(), Optional.empty()) : found)));
            case TreeRecord.Rules(Reading<List<OnlineRule>> reading) ->
                facts.onlineRules(
                        shown(reading.map(all -> all.stream().map(this::shown).toList())));
        }
    }

    /** What was not understood may hold any name. */
    private <T> Reading<T> shown(Reading<T> reading) {
        return blank && reading instanceof Reading.Malformed<T> ? new Reading.Malformed<>(BLANK) : reading;
    }

    private Holder shown(Holder holder) {
        return blank ? new Holder(holder.device(), holder.kind(), holder.pid(), BLANK, holder.user()) : holder;
    }

    private OnlineRule shown(OnlineRule rule) {
        return blank ? new OnlineRule(BLANK, rule.line(), BLANK) : rule;
    }

    private static String inArchive(KernelPath path) {
        return path.text().substring(1);
    }

    /** What was read, if it was; else why not goes into the manifest. What is absent is in the archive by not being there. */
    private <T> Optional<T> known(KernelPath path, Reading<T> reading) {
        known.add(path);
        switch (reading) {
            case Reading.Value<T> value -> {}
            case Reading.Absent<T> absent -> {}
            case Reading.Denied<T>(Errno errno) -> manifest.add(path, errno);
            case Reading.Unreadable<T>(Errno errno) -> manifest.add(path, errno);
            case Reading.Malformed<T> malformed -> manifest.add(path, Errno.EIO);
        }
        return reading.value();
    }

    /** Names that a folder has and that nobody read on: the folder has them in the archive too. */
    private void notReadOn() {
        Set<String> folders = new HashSet<>();
        known.forEach(path -> {
            for (KernelPath at = path.parent(); folders.add(at.text()); at = at.parent()) {
                // Each folder above it, once.
            }
        });
        for (TreeRecord record : tree.records()) {
            if (record
                    instanceof TreeRecord.Names(KernelPath folder, Reading.Value<List<String>>(List<String> names))) {
                for (String name : names) {
                    KernelPath.parse(folder.text() + "/" + name)
                            .filter(path -> !known.contains(path) && !folders.contains(path.text()))
                            .ifPresent(path -> manifest.add(path, Errno.EIO));
                }
            }
        }
    }
}
