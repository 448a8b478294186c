// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Found;
import io.github.daxboard.apply.Journal;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.protocol.JournalCodec;
import io.github.daxboard.protocol.JournalLine;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.protocol.TreeParts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Writes a plan's journal to a file, and waits for the disk each time before something is done. */
final class DiskJournal implements Journal, AutoCloseable {
    private static final int CLOSED = -1;

    private final PrivateFiles files;
    private final Path file;
    private final String boot;
    private final String who;
    private final Clock clock;
    private final PrintStream errors;
    private final JournalCodec codec = new JournalCodec();
    private Optional<RecordingView> seen = Optional.empty();
    private int fd = CLOSED;

    /** The journal of a plan that begins, or goes on: the file is made when it is needed. */
    DiskJournal(PrivateFiles files, Path file, String boot, String who, Clock clock, PrintStream errors) {
        this.files = files;
        this.file = file;
        this.boot = boot;
        this.who = who;
        this.clock = clock;
        this.errors = errors;
    }

    @Override
    public KernelView observed(KernelView kernel) {
        RecordingView view = new RecordingView(kernel);
        seen = Optional.of(view);
        return view;
    }

    @Override
    public Optional<Refusal> begin(Order order, String digest) {
        try {
            add(new JournalLine.Begin(clock.instant(), boot, who, order, digest));
            for (var part : TreeParts.of(seen.orElseThrow().tree(clock.instant()))) {
                add(new JournalLine.Tree(part));
            }
            files.sync(fd, file);
            files.syncFolder(file.resolveSibling("").toAbsolutePath());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Journals.unusable(file, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Optional<Refusal> turn(int change, AtStart before) {
        return safely(new JournalLine.Turn(change, before));
    }

    @Override
    public Optional<Refusal> intends(int change, int step, Found found) {
        return safely(new JournalLine.Intends(change, step, found));
    }

    private Optional<Refusal> safely(JournalLine line) {
        try {
            add(line);
            files.sync(fd, file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Journals.unusable(file, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void did(int change, int step) {
        told(new JournalLine.Did(change, step));
    }

    @Override
    public void undoes(int change, int step) {
        told(new JournalLine.Undoes(change, step));
    }

    @Override
    public void undid(int change, int step) {
        told(new JournalLine.Undid(change, step));
    }

    @Override
    public void end(Outcome outcome) {
        told(new JournalLine.End(clock.instant(), outcome));
    }

    /** What is lost here makes a recovery do once more what was done: each step looks first whether it is so already. */
    private void told(JournalLine line) {
        safely(line)
                .ifPresent(refusal -> errors.println("daxboard-helper: the journal has a gap: " + refusal.evidence()));
    }

    private void add(JournalLine line) throws IOException {
        if (fd == CLOSED) {
            fd = files.openToAppend(file);
        }
        files.writeAll(fd, codec.print(line) + "\n", file);
    }

    @Override
    public void close() {
        if (fd != CLOSED) {
            files.close(fd);
            fd = CLOSED;
        }
    }
}
