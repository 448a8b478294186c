// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.report.EventWords;
import io.github.daxboard.report.RunReport.Told;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What is seen while a plan runs. On a terminal the step that is on its way has one line, with the time that it has taken,
 * written over until it is done; elsewhere each line stays.
 */
final class ProgressPrinter implements Consumer<ApplyEvent>, AutoCloseable {
    private static final int WIDTH = 100;
    /** What a report holds at most: a plan of 256 changes has a few thousand. */
    private static final int MOST_TOLD = 20_000;

    private static final long PLAIN_EVERY_MILLIS = 5_000;

    private final Plan plan;
    private final Terminal out;
    private final Texts texts;
    private final Paint paint;
    private final boolean silent;
    private final boolean live;
    private final long started = System.nanoTime();
    private final List<Told> told = new ArrayList<>();
    private final ScheduledExecutorService ticker;
    private String current = "";
    private long currentSince;
    private long plainSince;
    private boolean closed;

    private ProgressPrinter(Plan plan, Terminal out, Texts texts, Paint paint, boolean silent, boolean live) {
        this.plan = plan;
        this.out = out;
        this.texts = texts;
        this.paint = paint;
        this.silent = silent;
        this.live = live && !silent;
        this.plainSince = started;
        this.ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        if (this.live) {
            var _ = ticker.scheduleAtFixedRate(this::tick, 250, 250, TimeUnit.MILLISECONDS);
        }
    }

    static ProgressPrinter of(HostCommand command, Plan plan) {
        return new ProgressPrinter(
                plan,
                command.out(),
                command.texts(),
                command.paint(),
                command.options.json || command.options.quiet,
                command.surroundings().terminal());
    }

    /** All events so far, but for those that only say that a step goes on. */
    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public synchronized void accept(ApplyEvent event) {
        if (!(event instanceof ApplyEvent.StepProgress) && told.size() < MOST_TOLD) {
            told.add(new Told(Duration.ofNanos(System.nanoTime() - started), event));
        }
        if (silent || closed) {
            return;
        }
        switch (event) {
            case ApplyEvent.StepStarted(int change, int step) -> begin(EventWords.stepMessage(plan, change, step));
            case ApplyEvent.UndoStarted(int change, int step) ->
                begin(Message.of("cli.progress.undo", EventWords.stepMessage(plan, change, step)));
            case ApplyEvent.StepProgress(int change, int step, int done, int total, Message current) ->
                part(
                        Message.of(
                                "cli.progress.part", EventWords.stepMessage(plan, change, step), done, total, current),
                        done == total);
            default ->
                EventWords.of(texts, plan, event).ifPresent(line -> {
                    wipe();
                    out.println(paint.line(line));
                    out.flush();
                });
        }
    }

    private void begin(Message words) {
        current = texts.say(words);
        currentSince = System.nanoTime();
        tick();
    }

    private void part(Message words, boolean last) {
        current = texts.say(words);
        if (live) {
            tick();
            return;
        }
        long now = System.nanoTime();
        if (last || now - plainSince >= TimeUnit.MILLISECONDS.toNanos(PLAIN_EVERY_MILLIS)) {
            plainSince = now;
            out.println(String.format(Locale.ROOT, "%-10s %6.2f s  %s", "...", (now - currentSince) / 1e9, current));
            out.flush();
        }
    }

    private synchronized void tick() {
        if (!live || closed || current.isEmpty()) {
            return;
        }
        String line = String.format(
                Locale.ROOT, "%-10s %6.1f s  %s", "...", (System.nanoTime() - currentSince) / 1e9, current);
        out.over(line.substring(0, Math.min(WIDTH, line.length())));
    }

    private void wipe() {
        if (live && !current.isEmpty()) {
            out.wipe();
        }
        current = "";
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            wipe();
            closed = true;
            ticker.shutdownNow();
            out.flush();
        }
    }
}
