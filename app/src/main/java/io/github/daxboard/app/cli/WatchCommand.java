// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.report.Differences;
import io.github.daxboard.report.JsonPages;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Prints changes as they happen, until Ctrl-C. With --json, one line for each.",
        footer = {"", "Examples:", "  daxboard watch", "  daxboard watch --json --for 60"})
final class WatchCommand extends HostCommand {
    /** A hundred years; three hundred are more nanoseconds than a long holds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after this time.")
    Optional<Long> seconds = Optional.empty();

    @Option(names = "--changes", paramLabel = "N", description = "End after this many changes.")
    Optional<Integer> most = Optional.empty();

    WatchCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        if (seconds.filter(count -> count < 0).isPresent()) {
            throw usage(Message.of("cli.watch.for", seconds.get()));
        }
        if (most.filter(count -> count < 1).isPresent()) {
            throw usage(Message.of("cli.watch.changes", most.get()));
        }
        Semaphore stale = new Semaphore(0);
        AutoCloseable watch = host.watch(stale::release);
        try {
            // Taken after the watch began, so that nothing falls between.
            Snapshot picture = host.snapshot();
            if (!options.json && !options.quiet) {
                out().println(say(
                        Message.count("cli.watch.begun", picture.devices().count(), host.name())));
                out().flush();
            }
            return follow(host, stale, picture);
        } finally {
            end(watch);
        }
    }

    /** A watch that does not end in order is no matter any more: the program ends. */
    private void end(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            err().println(say(Message.of("cli.watch.end", String.valueOf(e.getMessage()))));
        }
    }

    private ExitCode follow(HostConnection host, Semaphore stale, Snapshot first) throws HostException {
        long until = System.nanoTime()
                + seconds.filter(count -> count < LONGEST.toSeconds())
                        .map(Duration::ofSeconds)
                        .orElse(LONGEST)
                        .toNanos();
        Snapshot picture = first;
        int told = 0;
        // Nobody reads on where the output is a pipe that was closed: it fails.
        while ((most.isEmpty() || told < most.get()) && !out().checkError()) {
            try {
                if (!stale.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            stale.drainPermits();
            Snapshot now = host.snapshot();
            for (Differences.Difference difference : Differences.between(picture, now)) {
                tell(now, difference);
                told++;
            }
            picture = now;
        }
        return ExitCode.DONE;
    }

    private void tell(Snapshot now, Differences.Difference difference) {
        if (options.json) {
            Json.Maker made = Shapes.document("change")
                    .with("host", now.host().text())
                    .with("at", now.taken().toString());
            out().println(JsonPages.line(difference.json(made).made()));
        } else {
            out().println(now.taken().truncatedTo(ChronoUnit.SECONDS) + "  " + say(difference.message()));
        }
        out().flush();
    }
}
