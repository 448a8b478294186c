// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.ApplyEvent.StepProgress;
import io.github.daxboard.apply.ApplyEvent.StepStarted;
import io.github.daxboard.apply.ApplyEvent.UndoStarted;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Passes events on, and tells now and then that a step is still on its way while nothing else is told: an unbind waits for
 * pinned pages without an end, and who looks on should see that it is the kernel that is waited for. Never two at once.
 */
final class Heartbeat implements Consumer<ApplyEvent>, AutoCloseable {
    private final Consumer<ApplyEvent> listener;
    private final Duration beat;
    private final CountDownLatch ended = new CountDownLatch(1);
    private StepProgress last = new StepProgress(-1, -1, 0, 0, Message.NONE);
    private Message waitsFor = Message.NONE;
    private long begun;
    private long told;

    Heartbeat(Consumer<ApplyEvent> listener, Duration beat) {
        this.listener = listener;
        this.beat = beat;
        Thread.ofPlatform().daemon().name("heartbeat").start(this::run);
    }

    @Override
    public synchronized void accept(ApplyEvent event) {
        told = System.nanoTime();
        switch (event) {
            case StepStarted(int change, int step) -> begin(change, step);
            case UndoStarted(int change, int step) -> begin(change, step);
            case StepProgress progress -> last = progress;
            default -> last = new StepProgress(-1, -1, 0, 0, Message.NONE);
        }
        listener.accept(event);
    }

    /** What to say that the step waits for, as long as it does not say more itself. */
    synchronized void expect(Message words) {
        waitsFor = words;
    }

    /** Says that the wish to give up was heard, and what comes of it. */
    synchronized void cancelIsAsked() {
        if (last.change() >= 0 && ended.getCount() > 0) {
            Message words = Message.of("wait.cancel");
            listener.accept(new StepProgress(last.change(), last.step(), last.done(), last.total(), words));
        }
    }

    private void begin(int change, int step) {
        begun = told;
        last = new StepProgress(change, step, 0, 0, Message.NONE);
    }

    private void run() {
        try {
            while (!ended.await(beat.toNanos(), TimeUnit.NANOSECONDS)) {
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void beat() {
        long now = System.nanoTime();
        if (last.change() < 0 || now - told < beat.toNanos() || ended.getCount() == 0) {
            return;
        }
        told = now;
        Message what = last.current().isEmpty() ? waitsFor : last.current();
        Message current =
                Message.of("wait.since", what, Duration.ofNanos(now - begun).toSeconds());
        listener.accept(new StepProgress(last.change(), last.step(), last.done(), last.total(), current));
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
