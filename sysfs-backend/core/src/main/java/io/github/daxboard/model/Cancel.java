// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A wish to give up: one thread has it, another one looks whether it was uttered. Once asked for, it stays so. Safe for use
 * by several threads.
 */
public final class Cancel {
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

    /** One that nobody will ask for. */
    public static Cancel never() {
        return new Cancel();
    }

    public void ask() {
        asked.complete(true);
    }

    public boolean isAsked() {
        return asked.isDone();
    }

    /** Does something once it is asked for, on a thread of its own; at once where it is already. */
    public void whenAsked(Runnable action) {
        // The common pool may have one thread, and that may be waiting for what is given up here.
        var _ = asked.thenRunAsync(
                action, task -> Thread.ofPlatform().daemon().name("gives up").start(task));
    }

    /**
     * Waits for so long, or until it is asked for. An interrupt ends the wait, and is kept.
     *
     * @return whether it is asked for
     */
    public boolean await(Duration most) {
        try {
            return asked.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // It was not.
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is only ever asked for", e);
        }
        return isAsked();
    }
}
