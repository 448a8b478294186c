// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.watch;

import io.github.daxboard.linux.UeventSocket;
import io.github.daxboard.linux.UeventSocket.Came;
import io.github.daxboard.model.Reading;
import java.time.Duration;

/**
 * Tells when a snapshot of this machine may be stale. Needs no root. A change comes as a flock of events (a switch to
 * system-ram has one for each memory block), so what is told is told when they have ended, or after 300 ms of them: a change
 * shall be seen within half a second, even one that goes on.
 */
public final class KernelWatch implements AutoCloseable {
    /** How long must be silence before a flock is over. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofMillis(300);

    /** For what changes without an event: sizes, alignments, ranges, policies. */
    public static final Duration RESCAN = Duration.ofSeconds(30);

    private final UeventSocket events;
    private final Runnable onStale;
    private final Duration rescan;

    private KernelWatch(UeventSocket events, Runnable onStale, Duration rescan) {
        this.events = events;
        this.onStale = onStale;
        this.rescan = rescan;
    }

    /**
     * Watches until it is closed. What is told is told on a thread of its own, one at a time.
     *
     * @param rescan how long without an event it takes until a snapshot counts as stale by its age alone
     * @return why not where the kernel gives no such socket, as in some containers
     */
    public static Reading<KernelWatch> start(Runnable onStale, Duration rescan) {
        return UeventSocket.open().map(events -> {
            KernelWatch watch = new KernelWatch(events, onStale, rescan);
            Thread.ofPlatform().daemon().name("kernel-watch").start(watch::run);
            return watch;
        });
    }

    private void run() {
        try {
            Came came = events.await(rescan);
            while (came != Came.CLOSED) {
                if (came == Came.NEWS) {
                    awaitQuiet();
                }
                if (came != Came.OTHER) {
                    onStale.run();
                }
                came = events.await(rescan);
            }
        } finally {
            events.release();
        }
    }

    private void awaitQuiet() {
        long end = System.nanoTime() + LONGEST.toNanos();
        Came came = Came.NEWS;
        while ((came == Came.NEWS || came == Came.OTHER) && System.nanoTime() < end) {
            came = events.await(QUIET);
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
