// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.watch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where changes can't be heard of: tells again and again that a snapshot may be stale. */
public final class ClockWatch implements AutoCloseable {
    /** How old a snapshot may become where nothing tells of changes. */
    public static final Duration EACH = Duration.ofSeconds(2);

    private final CountDownLatch closed = new CountDownLatch(1);

    private ClockWatch() {}

    /** Tells on a thread of its own, one at a time, until it is closed. */
    public static ClockWatch start(Runnable onStale, Duration each) {
        ClockWatch watch = new ClockWatch();
        Thread.ofPlatform().daemon().name("clock-watch").start(() -> watch.run(onStale, each));
        return watch;
    }

    private void run(Runnable onStale, Duration each) {
        try {
            while (!closed.await(each.toNanos(), TimeUnit.NANOSECONDS)) {
                onStale.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
