// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.SteadyListener;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Allowance;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Carries changes out through a helper that is started for them and ends with them. The request is sent after the helper
 * has greeted, so whatever goes wrong before that is known to have changed nothing.
 */
final class PipeApplier implements Applier {
    private static final System.Logger LOG = System.getLogger(PipeApplier.class.getName());

    /** Moving a terabyte away takes hours, and nothing takes days. */
    private static final Duration WHOLE_RUN = Duration.ofDays(3);

    private final HostAddress address;
    private final HelperCommand command;
    private final Trees trees;
    private final SnapshotSource snapshots;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Optional<HelperProcess> running = Optional.empty();
    private volatile boolean closed;

    /** Applies by a command; where a helper is lost after its outcome, the picture is taken from the snapshots. */
    PipeApplier(HostAddress address, HelperCommand command, Trees trees, SnapshotSource snapshots) {
        this.address = address;
        this.command = command;
        this.trees = trees;
        this.snapshots = snapshots;
    }

    @Override
    public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        return carriedOut(Verb.of(order), new Request.Apply(order, digest), progress, cancel);
    }

    @Override
    public Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException {
        return carriedOut(Verb.RECOVER, new Request.Recover(how), progress, cancel);
    }

    private Applied carriedOut(Verb verb, Request request, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        turn.lock();
        try (HelperProcess helper = HelperProcess.start(command, verb)) {
            running = Optional.of(helper);
            if (closed) {
                throw new HostException(Broken.closed(address));
            }
            // Who is asked for a password may give up in place of an answer: then there is no helper to wait for.
            AtomicBoolean decided = new AtomicBoolean();
            cancel.whenAsked(() -> letGo(helper, decided));
            Optional<Problem> refusal = begin(helper, verb);
            if (!decided.compareAndSet(false, true)) {
                return new Applied.Refused(Broken.givenUp(address));
            }
            return refusal.isPresent() ? new Applied.Refused(refusal.get()) : ask(helper, request, progress, cancel);
        } finally {
            running = Optional.empty();
            turn.unlock();
        }
    }

    private static void letGo(HelperProcess helper, AtomicBoolean decided) {
        if (decided.compareAndSet(false, true)) {
            helper.close();
        }
    }

    private Optional<Problem> begin(HelperProcess helper, Verb verb) {
        try {
            return helper.awaitHello(verb, command.patience().start());
        } catch (HelperGone e) {
            return Optional.of(command.failures().words(e));
        }
    }

    private Applied ask(HelperProcess helper, Request request, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        Consumer<ApplyEvent> listener = new SteadyListener(progress);
        try {
            helper.allow(Allowance.toPass(WHOLE_RUN));
            helper.send(request);
            cancel.whenAsked(() -> giveUp(helper));
            while (true) {
                switch (helper.next(command.patience().step())) {
                    case Answer.Event(ApplyEvent event) -> listener.accept(event);
                    case Answer.Ended(Outcome outcome) -> {
                        return new Applied.Ran(outcome, pictureAfter(helper));
                    }
                    case Answer.Moved() -> {
                        return new Applied.Moved(pictureAfter(helper));
                    }
                    case Answer.Refused(Problem refusal) -> {
                        return new Applied.Refused(refusal);
                    }
                    case Answer.Failed(Problem refusal) -> {
                        return new Applied.Refused(refusal);
                    }
                    default -> throw helper.garbled(Message.of("client.garbled.event"));
                }
            }
        } catch (HelperGone e) {
            throw new HostException(Broken.whileApplying(address, e), e);
        }
    }

    private static void giveUp(HelperProcess helper) {
        try {
            helper.send(new Request.Cancel());
        } catch (HelperGone e) {
            LOG.log(System.Logger.Level.DEBUG, "the helper went before it could be told to give up: {0}", e.words());
        }
    }

    private Snapshot pictureAfter(HelperProcess helper) throws HostException {
        try {
            if (trees.receive(helper, command.patience().answer())
                    instanceof Trees.Received.Picture(var snapshot, var tree)) {
                return snapshot;
            }
        } catch (HelperGone e) {
            LOG.log(System.Logger.Level.DEBUG, "the helper went after its outcome: {0}", e.words());
        }
        return snapshots.take();
    }

    @Override
    public void close() {
        closed = true;
        running.ifPresent(HelperProcess::close);
    }
}
