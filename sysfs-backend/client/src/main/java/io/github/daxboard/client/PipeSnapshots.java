// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Allowance;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Answer.Origin;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** Takes snapshots through a helper that is kept running. One that died since the last snapshot is started anew, once. */
final class PipeSnapshots implements SnapshotSource, PastSource {
    /** A helper keeps a few dozen. */
    private static final int MOST_PAST = 1000;

    private final HostAddress address;
    private final HelperCommand command;
    private final Trees trees;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Optional<HelperProcess> kept = Optional.empty();
    private volatile boolean closed;

    PipeSnapshots(HostAddress address, HelperCommand command, Trees trees) {
        this.address = address;
        this.command = command;
        this.trees = trees;
    }

    /** What is asked of a helper that has greeted. */
    private interface Question<T> {
        T ask(HelperProcess helper) throws HelperGone, HostException;
    }

    @Override
    public Snapshot take() throws HostException {
        return picture().snapshot();
    }

    @Override
    public RecordedTree record() throws HostException {
        return picture().tree();
    }

    private Trees.Received.Picture picture() throws HostException {
        return asked(this::tree);
    }

    @Override
    public List<PastPlan> history() throws HostException {
        return asked(this::past);
    }

    @Override
    public Pending pending() throws HostException {
        return asked(this::pending);
    }

    @Override
    public AutoCloseable watch(Runnable onStale) throws HostException {
        watchers.add(onStale);
        asked(helper -> {
            helper.send(new Request.Watch());
            return true;
        });
        return () -> watchers.remove(onStale);
    }

    private <T> T asked(Question<T> question) throws HostException {
        turn.lock();
        try {
            if (closed) {
                throw new HostException(Broken.closed(address));
            }
            Optional<HelperProcess> running = kept;
            if (running.isPresent()) {
                try {
                    return question.ask(running.get());
                } catch (HelperGone e) {
                    drop();
                }
            }
            return askNewOne(question);
        } finally {
            turn.unlock();
        }
    }

    private <T> T askNewOne(Question<T> question) throws HostException {
        HelperProcess helper = HelperProcess.start(command, Verb.VIEW);
        helper.onStale(() -> watchers.forEach(Runnable::run));
        kept = Optional.of(helper);
        if (closed) {
            // Looked at after it is kept: a close at any moment sees one or the other.
            helper.close();
        }
        boolean greeted = false;
        try {
            Optional<Problem> refusal =
                    helper.awaitHello(Verb.VIEW, command.patience().start());
            if (refusal.isPresent()) {
                drop();
                throw new HostException(refusal.get());
            }
            greeted = true;
            if (!watchers.isEmpty()) {
                helper.send(new Request.Watch());
            }
            return question.ask(helper);
        } catch (HelperGone e) {
            drop();
            boolean byUs = e.how() instanceof How.Closed;
            throw new HostException(
                    byUs
                            ? Broken.closed(address)
                            : greeted
                                    ? Broken.whileReading(address, e)
                                    : command.failures().words(e),
                    e);
        }
    }

    private Trees.Received.Picture tree(HelperProcess helper) throws HelperGone, HostException {
        helper.send(new Request.Tree());
        return picture(helper);
    }

    private Trees.Received.Picture picture(HelperProcess helper) throws HelperGone, HostException {
        return switch (trees.receive(helper, command.patience().answer())) {
            case Trees.Received.Picture picture -> picture;
            case Trees.Received.Refused(Problem refusal) -> throw new HostException(refusal);
        };
    }

    private List<PastPlan> past(HelperProcess helper) throws HelperGone, HostException {
        helper.allow(Allowance.toKeep(command.patience().answer().multipliedBy(Trees.WHOLE)));
        helper.send(new Request.History());
        List<PastPlan> past = new ArrayList<>();
        while (true) {
            switch (helper.next(command.patience().answer())) {
                case Answer.Past(PastPlan plan) -> {
                    past.add(plan);
                    if (past.size() > MOST_PAST) {
                        throw helper.garbled(Message.of("client.garbled.manyPlans", MOST_PAST));
                    }
                }
                case Answer.PastEnd() -> {
                    return past;
                }
                case Answer.Failed(Problem refusal) -> throw new HostException(refusal);
                default -> throw helper.garbled(Message.of("client.garbled.history"));
            }
        }
    }

    private Pending pending(HelperProcess helper) throws HelperGone, HostException {
        helper.allow(Allowance.toKeep(command.patience().answer().multipliedBy(Trees.WHOLE)));
        helper.send(new Request.Pending());
        return switch (helper.next(command.patience().answer())) {
            case Answer.AllEnded() -> new Pending.AllEnded();
            case Answer.AtWork() -> new Pending.AtWork();
            case Answer.Pending(Unfinished plan, Optional<Origin> origin) ->
                new Pending.Left(origin.isPresent() ? madeAgain(helper, plan, origin.get()) : plan);
            case Answer.Failed(Problem refusal) -> throw new HostException(refusal);
            default -> throw helper.garbled(Message.of("client.garbled.pending"));
        };
    }

    /** The plan with its steps, made here from the tree; without them where this program makes another one from it. */
    private Unfinished madeAgain(HelperProcess helper, Unfinished found, Origin origin)
            throws HelperGone, HostException {
        Snapshot then = picture(helper).snapshot();
        Left left = new Left(Planner.plan(then, found.order()), origin.howFar());
        return left.plan().digest().equals(origin.digest()) && left.fits() ? found.with(left) : found;
    }

    private void drop() {
        kept.ifPresent(HelperProcess::close);
        kept = Optional.empty();
    }

    @Override
    public void close() {
        // Not under the lock: this is how a call that waits for a helper is ended.
        closed = true;
        kept.ifPresent(HelperProcess::close);
    }
}
