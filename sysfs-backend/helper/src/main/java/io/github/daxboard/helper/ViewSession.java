// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.BoundedLines;
import io.github.daxboard.protocol.BoundedLines.Line;
import io.github.daxboard.protocol.JsonText;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.RequestCodec;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.protocol.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers with trees until its input ends. It holds a view of the kernel only, so it can change nothing. */
final class ViewSession {
    private final TreeTaker trees;
    private final BoundedLines requests;
    private final Answers answers;
    private final RequestCodec codec = new RequestCodec();
    private final PastPlans past;
    private final Watcher watcher;
    private final AtomicBoolean staleTold = new AtomicBoolean();
    private Optional<AutoCloseable> watch = Optional.empty();

    /** Hears of changes of a host. */
    @FunctionalInterface
    interface Watcher {
        /**
         * Begins to listen.
         *
         * @param onStale told, on any thread, that something changed
         * @return what ends it
         */
        AutoCloseable watch(Runnable onStale);
    }

    /** A session over a kernel, the plans that were carried out on it, and a way to hear of its changes. */
    ViewSession(KernelView kernel, PastPlans past, Watcher watcher, InputStream in, Answers answers, Clock clock) {
        this.past = past;
        this.watcher = watcher;
        this.trees = new TreeTaker(kernel, clock);
        this.requests = new BoundedLines(in, JsonText.MAX_REQUEST);
        this.answers = answers;
    }

    /**
     * Runs until the input ends, or until nobody reads the answers.
     *
     * @throws IOException when the input can't be read
     */
    void run() throws IOException {
        answers.send(new Answer.Hello(Verb.VIEW));
        while (!answers.isBroken()) {
            Line line = requests.next();
            if (line instanceof BoundedLines.End || line instanceof BoundedLines.Cut) {
                return;
            }
            answer(line);
        }
    }

    private void answer(Line line) {
        try {
            switch (codec.parse(Requests.text(line))) {
                case Request.Tree() -> {
                    staleTold.set(false);
                    TreeParts.of(trees.take()).forEach(answers::send);
                }
                case Request.History() -> {
                    past.ended().forEach(plan -> answers.send(new Answer.Past(plan)));
                    answers.send(new Answer.PastEnd());
                }
                case Request.Pending() -> past.pending().forEach(answers::send);
                case Request.Watch() -> watch();
                default -> throw new BadMessage("this helper was started to view, and can change nothing");
            }
        } catch (RefusedException e) {
            answers.send(new Answer.Failed(e.refusal()));
        } catch (BadMessage e) {
            answers.send(new Answer.Failed(Requests.notUnderstood(e)));
        } catch (RuntimeException e) {
            answers.send(new Answer.Failed(Requests.notRead(e)));
        }
    }

    /** Has no answer but the changes themselves. */
    private void watch() {
        if (watch.isEmpty()) {
            watch = Optional.of(watcher.watch(this::tellStale));
        }
    }

    /** Once for each tree: a client that does not look is not told twice. */
    private void tellStale() {
        if (!staleTold.getAndSet(true)) {
            answers.send(new Answer.Stale());
        }
    }
}
