// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Journal;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PriorState;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.JournalCodec;
import io.github.daxboard.protocol.JournalLine;
import io.github.daxboard.protocol.JsonText;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a plan's journal to a file, and waits for the disk each time before something is done.
 *
 * <p>Room for what will follow is taken when the plan begins, so that a disk that others fill meanwhile does not cost its end. A
 * line that could not be written whole is cut off again, or else kept from the next one by an end of line. Where the end itself
 * can't be written, the file's name says it: renaming takes no room.
 */
final class DiskJournal implements Journal, AutoCloseable {
    /** What the steps of 256 changes take, several times, with what is done to recover them. */
    static final long RESERVE = 1 << 20;

    private static final int AT_ONCE = 64 * 1024;

    private final PrivateFiles files;
    private final Path file;
    private final String boot;
    private final String who;
    private final Clock clock;
    private final PrintStream errors;
    private final JournalCodec codec = new JournalCodec();
    private final List<Message> gaps = new ArrayList<>();
    private Optional<RecordingView> seen = Optional.empty();
    private final FileEnd end;

    /** The journal of a plan that begins, or goes on: the file is made when it is needed. */
    DiskJournal(PrivateFiles files, Path file, String boot, String who, Clock clock, PrintStream errors) {
        this.files = files;
        this.file = file;
        this.boot = boot;
        this.who = who;
        this.clock = clock;
        this.errors = errors;
        this.end = new FileEnd(files, file, this::gap);
    }

    @Override
    public KernelView observed(KernelView kernel) {
        RecordingView view = new RecordingView(kernel);
        seen = Optional.of(view);
        return view;
    }

    @Override
    public Optional<Problem> begin(Order order, String digest) {
        try {
            StringBuilder text = new StringBuilder();
            text.append(line(new JournalLine.Begin(clock.instant(), boot, who, order, digest)));
            for (var part : TreeParts.of(seen.orElseThrow().tree(clock.instant()))) {
                text.append(line(new JournalLine.Tree(part)));
                if (text.length() > AT_ONCE) {
                    add(text.toString());
                    text.setLength(0);
                }
            }
            add(text.toString());
            end.reserve(RESERVE);
            end.sync();
            files.syncFolder(file.resolveSibling("").toAbsolutePath());
            return Optional.empty();
        } catch (IOException e) {
            giveUp();
            return Optional.of(Journals.unusable(file, e));
        }
    }

    /** Nothing was begun, so nothing need be kept: what was written would only take room. */
    private void giveUp() {
        close();
        try {
            files.remove(file);
        } catch (IOException e) {
            // A journal without a step is not one that did not end.
        }
    }

    @Override
    public Optional<Problem> turn(int change, int steps, AtStart before) {
        return safely(new JournalLine.Turn(change, Optional.of(steps), before));
    }

    @Override
    public Optional<Problem> intends(int change, int step, PriorState found) {
        return safely(new JournalLine.Intends(change, step, found));
    }

    private Optional<Problem> safely(JournalLine line) {
        try {
            addWhole(line(line));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Journals.unusable(file, e));
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
        try {
            addWhole(line(new JournalLine.End(clock.instant(), outcome)));
            end.release();
        } catch (IOException e) {
            gap(e);
            endByName(outcome.verdict());
        }
    }

    private void endByName(Outcome.Verdict verdict) {
        try {
            files.rename(file, Journals.ended(file, verdict));
        } catch (IOException e) {
            gap(e);
        }
    }

    /** What could not be written down, a line each: its plan was carried out all the same. */
    List<Message> gaps() {
        return List.copyOf(gaps);
    }

    /** What is lost here makes a recovery do once more what was done: each step looks first whether it is so already. */
    private void told(JournalLine line) {
        try {
            addWhole(line(line));
        } catch (IOException e) {
            gap(e);
        }
    }

    private void gap(IOException failure) {
        Message words = FileFailure.message(failure);
        if (!gaps.contains(words)) {
            gaps.add(words);
            errors.println("daxboard-helper: the journal has a gap: " + words);
        }
    }

    /** A line that could not be read back later must not be relied on now. */
    private String line(JournalLine line) throws IOException {
        String text = codec.print(line);
        try {
            if (text.length() > JsonText.MAX_ANSWER) {
                throw new BadMessage("it has " + text.length() + " bytes");
            }
            codec.parse(text);
        } catch (BadMessage e) {
            throw new FileFailure(Message.of("file.notReadBack", file, e.why()), e);
        }
        return text + "\n";
    }

    /** Adds lines and waits for the disk; what is not on it for certain is not there afterwards. */
    private void addWhole(String lines) throws IOException {
        open();
        long before = end.length();
        add(lines);
        try {
            end.sync();
        } catch (IOException e) {
            end.cutBack(before);
            throw e;
        }
    }

    private void add(String lines) throws IOException {
        open();
        if (end.length() + lines.length() > Journals.MOST_BYTES) {
            throw new FileFailure(Message.of("file.wouldBeTooLong", file, Journals.MOST_BYTES));
        }
        end.add(lines, files::writeAll);
    }

    private void open() throws IOException {
        if (!end.isOpen()) {
            end.open();
        }
    }

    @Override
    public void close() {
        end.close();
    }
}
