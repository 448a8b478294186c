// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works something out of facts, off the screen thread, one after another. Of the facts that come while it works only the newest
 * count.
 *
 * @param <F> the facts: values that do not change
 * @param <P> what is worked out, such as a picture
 */
public final class Drawing<F, P> {
    private final Threads threads;
    private final Function<F, P> draw;
    private final Consumer<P> shown;
    private Optional<F> wanted = Optional.empty();
    private boolean busy;

    /**
     * @param draw a function of the facts alone
     * @param shown told on the screen thread
     */
    public Drawing(Threads threads, Function<F, P> draw, Consumer<P> shown) {
        this.threads = threads;
        this.draw = draw;
        this.shown = shown;
    }

    /** Asks for a picture of these facts. Called on the screen thread. */
    public void ask(F facts) {
        wanted = Optional.of(facts);
        if (!busy) {
            begin(facts);
        }
    }

    private void begin(F facts) {
        busy = true;
        wanted = Optional.empty();
        threads.background().execute(() -> {
            Runnable told;
            try {
                P drawn = draw.apply(facts);
                told = () -> shown.accept(drawn);
            } catch (RuntimeException e) {
                // A mistake of ours: it is told where all such are told, and the next facts get their turn.
                told = () -> {
                    throw e;
                };
            }
            Runnable last = told;
            threads.screen().execute(() -> end(last));
        });
    }

    private void end(Runnable told) {
        try {
            told.run();
        } finally {
            busy = false;
            wanted.ifPresent(this::begin);
        }
    }
}
