// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A look that ends in time, whatever the kernel does. It runs in a thread of its own, which says that it gets on. One that does
 * not, or that takes longer than it may, is given up: its thread stays where the kernel holds it, until that lets go or this
 * program ends. There are only so many threads that may be held so; then there is no look at all.
 */
final class Bounded {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String name;
    private final Duration step;
    private final Duration whole;
    private final int mostStuck;
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Looks of one kind.
     *
     * @param name what its threads are called
     * @param step how long one step may take
     * @param whole how long all of it may take
     * @param mostStuck how many may be under way or given up and not yet ended
     */
    Bounded(String name, Duration step, Duration whole, int mostStuck) {
        this.name = name;
        this.step = step;
        this.whole = whole;
        this.mostStuck = mostStuck;
    }

    /** A look under way. */
    static final class Progress {
        private final AtomicLong at = new AtomicLong(System.nanoTime());
        private volatile boolean givenUp;

        /** Another step is done. */
        void step() {
            at.set(System.nanoTime());
        }

        /** Whether nobody waits for what comes of it any more. */
        boolean isGivenUp() {
            return givenUp;
        }
    }

    /** What the look says; ETIMEDOUT where it was given up, EAGAIN where too many are stuck already. */
    <T> Reading<T> look(Function<Progress, Reading<T>> look) {
        if (running.incrementAndGet() > mostStuck) {
            running.decrementAndGet();
            return Reading.failed(Errno.EAGAIN);
        }
        Progress progress = new Progress();
        CompletableFuture<Reading<T>> answer = new CompletableFuture<>();
        Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                answer.complete(look.apply(progress));
            } catch (RuntimeException | Error failure) {
                answer.completeExceptionally(failure);
            } finally {
                running.decrementAndGet();
            }
        });
        return await(answer, progress);
    }

    private <T> Reading<T> await(CompletableFuture<Reading<T>> answer, Progress progress) {
        long start = System.nanoTime();
        boolean interrupted = false;
        Optional<Reading<T>> said = Optional.empty();
        while (said.isEmpty()) {
            try {
                said = Optional.of(answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                long now = System.nanoTime();
                if (now - progress.at.get() > step.toNanos() || now - start > whole.toNanos()) {
                    progress.givenUp = true;
                    said = Optional.of(Reading.failed(Errno.ETIMEDOUT));
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a look failed: " + name, e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return said.get();
    }
}
