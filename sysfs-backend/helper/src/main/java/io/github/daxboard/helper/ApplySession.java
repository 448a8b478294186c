// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Cancel;
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
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Carries out one request, and ends: an order, or what becomes of a plan that did not end. */
final class ApplySession {
    private final GuardedApply guarded;
    /** Lines that are listened to while a plan runs: a client sends one. */
    private static final int MOST_HEARD = 10_000;

    private final TreeTaker trees;
    private final BoundedLines requests;
    private final Answers answers;
    private final RequestCodec codec = new RequestCodec();
    private final Semaphore mayRun = new Semaphore(1);
    private final Verb verb;

    ApplySession(Verb verb, GuardedApply guarded, KernelView kernel, InputStream in, Answers answers, Clock clock) {
        this.verb = verb;
        this.guarded = guarded;
        this.trees = new TreeTaker(kernel, clock);
        this.requests = new BoundedLines(in, JsonText.MAX_REQUEST);
        this.answers = answers;
    }

    /**
     * Reads the request and carries it out. An input that ends before the request is complete asked for nothing.
     *
     * @return the exit code
     * @throws IOException when the input can't be read
     */
    int run() throws IOException {
        answers.send(new Answer.Hello(verb));
        Line line = requests.next();
        if (line instanceof BoundedLines.End || line instanceof BoundedLines.Cut) {
            return Exit.OK;
        }
        try {
            return switch (codec.parse(Requests.text(line))) {
                case Request.Apply(var order, var digest)
                when verb.allows(order) -> carryOut((progress, cancel) -> guarded.run(order, digest, progress, cancel));
                case Request.Recover(var how)
                when verb == Verb.RECOVER -> carryOut((progress, cancel) -> guarded.recover(how, progress, cancel));
                default ->
                    throw new BadMessage("this helper was started to " + verb.word() + ", and does nothing else");
            };
        } catch (BadMessage e) {
            answers.send(new Answer.Failed(Requests.notUnderstood(e)));
            return Exit.BAD_REQUEST;
        }
    }

    private interface Work {
        Result run(Consumer<ApplyEvent> progress, Cancel cancel);
    }

    private int carryOut(Work work) {
        mayRun.acquireUninterruptibly();
        Cancel cancel = new Cancel();
        Thread.ofPlatform().daemon().name("cancel").start(() -> listen(cancel));
        try {
            switch (work.run(event -> answers.send(new Answer.Event(event)), cancel)) {
                case Result.Ran(var outcome) -> {
                    answers.send(new Answer.Ended(outcome));
                    sendTree();
                }
                case Result.Moved() -> {
                    answers.send(new Answer.Moved());
                    sendTree();
                }
                case Result.Refused(var refusal) -> answers.send(new Answer.Refused(refusal));
            }
            return Exit.OK;
        } finally {
            mayRun.release();
        }
    }

    /**
     * Reads on while the plan runs, for the one thing that can still be asked. Anything else is passed over, and an input that
     * ends means nothing: what has begun is carried out for a client that is gone, too.
     */
    private void listen(Cancel cancel) {
        for (int heard = 0; heard < MOST_HEARD; heard++) {
            try {
                Line line = requests.next();
                if (line instanceof BoundedLines.End || line instanceof BoundedLines.Cut) {
                    return;
                }
                if (codec.parse(Requests.text(line)) instanceof Request.Cancel) {
                    cancel.ask();
                    return;
                }
            } catch (IOException e) {
                return;
            } catch (BadMessage | RuntimeException e) {
                // That line asked for nothing; the next one may.
            }
        }
    }

    private void sendTree() {
        TreeParts.of(trees.take()).forEach(answers::send);
    }

    /** Waits until a running plan has ended, and lets none begin after that: for the time when this process is told to end. */
    void holdBack() {
        mayRun.acquireUninterruptibly();
    }
}
