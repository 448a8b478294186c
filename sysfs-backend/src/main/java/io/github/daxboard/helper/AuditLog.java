// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.protocol.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was done, by whom: a file of JSON lines that is only ever added to. The first line of a plan must reach the disk
 * before anything is written to the kernel. When a later one can't be written, that is said on the error stream and the
 * plan goes on: a plan that stops half-way is worse than a line that is missing.
 */
final class AuditLog implements AutoCloseable {
    private final PrivateFiles files;
    private final Path file;
    private final int fd;
    private final Caller caller;
    private final Clock clock;
    private final PrintStream errors;
    private final JsonText json = JsonText.ofAnswers();

    private AuditLog(PrivateFiles files, Path file, int fd, Caller caller, Clock clock, PrintStream errors) {
        this.files = files;
        this.file = file;
        this.fd = fd;
        this.caller = caller;
        this.clock = clock;
        this.errors = errors;
    }

    /**
     * Opens the log, and makes it where there is none.
     *
     * @param folder such as {@code /var/log/daxboard}
     * @throws RefusedException when it can't be written to, or others could
     */
    static AuditLog open(PrivateFiles files, Path folder, Caller caller, Clock clock, PrintStream errors)
            throws RefusedException {
        Path file = folder.resolve("audit.jsonl");
        try {
            files.ownFolder(folder);
            return new AuditLog(files, file, files.openToAppend(file), caller, clock, errors);
        } catch (IOException e) {
            throw new RefusedException(unusable(file, e));
        }
    }

    /** A plan begins. */
    void begin(List<String> changes, String digest) throws RefusedException {
        try {
            add(line("begin").with("changes", changes).with("digest", digest));
            files.sync(fd, file);
        } catch (IOException e) {
            throw new RefusedException(unusable(file, e));
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
            errors.println("daxboard-helper: the audit log has a gap: " + e.getMessage());
        }
    }

    private void add(Json.Maker line) throws IOException {
        files.write(fd, json.print(line.made()) + "\n", file);
    }

    private static Refusal unusable(Path file, IOException failure) {
        return Refusal.of(
                        Refusal.Kind.FAILED,
                        file.toString(),
                        "The audit log could not be written; nothing else was.",
                        "What cannot be recorded is not done.",
                        "Make room or put the file's owner and mode right, then apply again.")
                .withEvidence(List.of(String.valueOf(failure.getMessage())));
    }

    @Override
    public void close() {
        files.close(fd);
    }
}
