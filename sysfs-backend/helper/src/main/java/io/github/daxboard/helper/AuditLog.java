// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.protocol.JsonText;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was done, by whom: a file of JSON lines that is only ever added to. The first line of a plan must reach the disk
 * before anything is written to the kernel. When a later one can't be written, that is said on the error stream and the
 * plan goes on: a plan that stops half-way is worse than a line that is missing.
 *
 * <p>A file that is full is renamed to {@code audit-N.jsonl}, with N counting up, before the next line goes into one of its
 * own; so no line is lost wherever that is cut off. The oldest beyond a number are removed.
 */
final class AuditLog implements AutoCloseable {
    /** The most bytes of one file: some 80,000 writes. */
    static final long MOST_BYTES = 16L << 20;

    /** How many are kept beside the one that is written to. */
    static final int KEPT = 7;

    private static final Pattern OLD = Pattern.compile("audit-([1-9]\\d{0,14})\\.jsonl");

    private final PrivateFiles files;
    private final Path file;
    private final boolean mayBeMissing;
    private final long mostBytes;
    private final Caller caller;
    private final Clock clock;
    private final PrintStream errors;
    private final JsonText json = JsonText.ofAnswers();
    private final FileEnd end;

    private AuditLog(
            PrivateFiles files,
            Path file,
            boolean mayBeMissing,
            long mostBytes,
            Caller caller,
            Clock clock,
            PrintStream errors) {
        this.files = files;
        this.file = file;
        this.mayBeMissing = mayBeMissing;
        this.mostBytes = mostBytes;
        this.caller = caller;
        this.clock = clock;
        this.errors = errors;
        this.end = new FileEnd(files, file, this::gap);
    }

    /**
     * Opens the log, and makes it where there is none.
     *
     * @param folder such as {@code /var/log/daxboard}
     * @throws RefusedException when it can't be written to, or others could
     */
    static AuditLog open(PrivateFiles files, Path folder, Caller caller, Clock clock, PrintStream errors)
            throws RefusedException {
        return open(files, folder, caller, clock, errors, MOST_BYTES);
    }

    /** The same with other bounds, for tests. */
    static AuditLog open(
            PrivateFiles files, Path folder, Caller caller, Clock clock, PrintStream errors, long mostBytes)
            throws RefusedException {
        Path file = folder.resolve("audit.jsonl");
        try {
            files.ownFolder(folder);
            AuditLog log = new AuditLog(files, file, false, mostBytes, caller, clock, errors);
            log.openFile();
            return log;
        } catch (IOException e) {
            throw new RefusedException(unusable(file, e));
        }
    }

    /** Opens the log for a recovery, which goes on without one; each line that is missing is said on the error stream. */
    static AuditLog openIfPossible(PrivateFiles files, Path folder, Caller caller, Clock clock, PrintStream errors) {
        Path file = folder.resolve("audit.jsonl");
        AuditLog log = new AuditLog(files, file, true, MOST_BYTES, caller, clock, errors);
        try {
            files.ownFolder(folder);
            log.openFile();
        } catch (IOException e) {
            errors.println("daxboard-helper: there is no audit log: " + e.getMessage());
        }
        return log;
    }

    private void openFile() throws IOException {
        end.open();
        end.lookForTornLine();
        if (end.length() >= mostBytes) {
            rotate();
        }
    }

    /** What can't be done of it is left: a file that is too long, or one too many, is better than a line that is missing. */
    private void rotate() {
        try {
            SortedMap<Long, Path> old = old();
            long next = old.isEmpty() ? 1 : old.lastKey() + 1;
            files.rename(file, file.resolveSibling("audit-" + next + ".jsonl"));
            end.openNext();
            int tooMany = old.size() + 1 - KEPT;
            for (Path one : old.values().stream().limit(Math.max(0, tooMany)).toList()) {
                files.remove(one);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It is tried again with the next line.
        }
    }

    private SortedMap<Long, Path> old() throws IOException {
        SortedMap<Long, Path> old = new TreeMap<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(file.resolveSibling(""))) {
            for (Path one : names) {
                Matcher name = OLD.matcher(String.valueOf(one.getFileName()));
                if (name.matches()) {
                    old.put(Long.parseLong(name.group(1)), one);
                }
            }
        }
        return old;
    }

    /** A plan begins. */
    void begin(List<String> changes, String digest) throws RefusedException {
        try {
            add(line("begin").with("changes", changes).with("digest", digest));
            end.sync();
        } catch (IOException e) {
            if (!mayBeMissing) {
                throw new RefusedException(unusable(file, e));
            }
            gap(e);
        }
    }

    /** A plan ended, or was not begun. */
    void end(String verdict) {
        tryAdd(line("end").with("verdict", verdict));
    }

    /** A value is about to be written. */
    void writing(String path, String value) {
        tryAdd(line("write").with("path", path).with("value", value));
    }

    /** It was written, or the kernel refused. */
    void written(String path, String value, Optional<Errno> error, Duration took) {
        Json.Maker line = line("written").with("path", path).with("value", value);
        error.ifPresent(errno -> line.with("errno", errno.symbol()));
        tryAdd(line.with("microseconds", took.toNanos() / 1000));
    }

    /** A module is about to be loaded. */
    void loading(String module) {
        tryAdd(line("load").with("module", module));
    }

    /** It was loaded, or modprobe said why not. */
    void loaded(String module, Optional<String> failure, Duration took) {
        Json.Maker line = line("loaded").with("module", module);
        failure.ifPresent(words -> line.with("failure", words));
        tryAdd(line.with("microseconds", took.toNanos() / 1000));
    }

    private Json.Maker line(String event) {
        return Json.make()
                .with("time", clock.instant().toString())
                .with("helper", ProcessHandle.current().pid())
                .with("who", caller.text())
                .with("event", event);
    }

    private void tryAdd(Json.Maker line) {
        try {
            add(line);
        } catch (IOException e) {
            gap(e);
        }
    }

    private void gap(IOException failure) {
        errors.println("daxboard-helper: the audit log has a gap: " + failure.getMessage());
    }

    private void add(Json.Maker line) throws IOException {
        if (!end.isOpen()) {
            throw new FileFailure(Message.of("file.notOpen", file));
        }
        if (end.length() >= mostBytes) {
            rotate();
        }
        end.add(json.print(line.made()) + "\n", files::write);
    }

    private static Problem unusable(Path file, IOException failure) {
        return Problem.keyed(Problem.Kind.FAILED, "helper.audit", file).withSeen(List.of(FileFailure.message(failure)));
    }

    @Override
    public void close() {
        end.close();
    }
}
