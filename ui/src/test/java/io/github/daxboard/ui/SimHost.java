// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.Journal;
import io.github.daxboard.apply.MemoryJournal;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.PlanProgress;
import io.github.daxboard.apply.PriorState;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A host on the simulated kernel, whose faults a test can set. */
public final class SimHost implements HostConnection {
    private final HostAddress address;
    private final SimulatedKernel kernel;
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T14:32:07Z"), ZoneOffset.UTC);
    private final MemoryJournal journal = new MemoryJournal(clock, "you");
    private volatile Optional<Problem> readOnly = Optional.empty();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Optional<Problem> unreadable = Optional.empty();
    private volatile Optional<Problem> unwatchable = Optional.empty();
    private volatile Optional<Executor> teller = Optional.empty();
    private final List<Recovery> recovered = new CopyOnWriteArrayList<>();
    private volatile Pending pending = new Pending.AllEnded();
    private volatile Optional<Problem> untold = Optional.empty();
    private volatile Optional<Integer> dies = Optional.empty();
    private volatile boolean worksOn;
    private volatile Optional<Plan> lost = Optional.empty();
    private volatile Recorded recorded = new Recorded();
    private volatile Runnable beforeApply = () -> {};
    private volatile Runnable afterEvent = () -> {};

    public SimHost(HostAddress address, World world) {
        this.address = address;
        this.kernel = SimulatedKernel.boot(world);
    }

    public static SimHost demo() {
        return new SimHost(new HostAddress.Demo(), World.demo());
    }

    /** A machine without DAX memory. */
    public static SimHost bare() {
        return new SimHost(new HostAddress.Local(), World.parse("""
                        kernel 6.12.117
                        host workstation
                        block 128M
                        auto-online offline
                        module device_dax loadable
                        module kmem loadable
                        module fsdev_dax missing
                        ram 0x0 16G node 0
                        """));
    }

    public SimulatedKernel kernel() {
        return kernel;
    }

    public void readOnlyBecause(Problem why) {
        readOnly = Optional.of(why);
    }

    /** From now on whoever watches it is told of the kernel's events; without this it is silent, and is read by hand. */
    public SimHost tellsBy(Executor executor) {
        teller = Optional.of(executor);
        return this;
    }

    /** From now on nobody can watch it. */
    public void unwatchableBecause(Problem why) {
        unwatchable = Optional.of(why);
    }

    /** Whether it can't be read from now on, and why. */
    public void failsToRead(Optional<Problem> why) {
        unreadable = why;
    }

    /** How often it was read. */
    public int reads() {
        return reads.get();
    }

    /** Done on the applying thread before anything is: to move the host on, or to hold the plan back. */
    public void beforeApply(Runnable action) {
        beforeApply = action;
    }

    /** Holds a plan after its first event, until it is let go on; a quarter of a minute at most. */
    public CountDownLatch holdRun() {
        CountDownLatch go = new CountDownLatch(1);
        afterEvent(() -> {
            try {
                go.await(15, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return go;
    }

    /** Done on the applying thread after each event was told: to hold a plan in its middle. */
    public void afterEvent(Runnable action) {
        afterEvent = action;
    }

    @Override
    public HostName name() {
        return new HostName(address instanceof HostAddress.Local ? "workstation" : "memlab-1");
    }

    @Override
    public HostAddress address() {
        return address;
    }

    @Override
    public Snapshot snapshot() throws HostException {
        reads.incrementAndGet();
        if (unreadable.isPresent()) {
            throw new HostException(unreadable.get());
        }
        return picture();
    }

    /** Its devices as they are. */
    public List<Device> lastSnapshotDevices() {
        return picture().devices().toList();
    }

    @Override
    public Optional<Problem> readOnly() {
        return readOnly;
    }

    @Override
    public Message rights() {
        return Message.of("client.rights.simulated");
    }

    /** As on a real machine: the desktop asks for whom it is changed. */
    @Override
    public boolean mayAsk() {
        return address instanceof HostAddress.Local;
    }

    @Override
    public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        beforeApply.run();
        if (pending instanceof Pending.Left) {
            return new Applied.Refused(Problem.of(
                    Problem.Kind.BLOCKED,
                    "the unfinished plan",
                    "A plan that was begun has not ended; nothing was written.",
                    "Its helper was killed.",
                    "Finish it or undo it first."));
        }
        Plan plan = Planner.plan(picture(), order);
        if (dies.isPresent() && plan.digest().equals(digest) && !plan.isBlocked()) {
            return came(carriedOut(plan, progress, cancel, Optional.empty()));
        }
        Consumer<ApplyEvent> held = event -> {
            progress.accept(event);
            afterEvent.run();
        };
        return switch (new ConfirmedRun(kernel, clock, journal).run(order, digest, held, cancel)) {
            case ConfirmedRun.Result.Ran ran -> new Applied.Ran(ran.outcome(), snapshot());
            case ConfirmedRun.Result.Moved moved -> new Applied.Moved(snapshot());
            case ConfirmedRun.Result.Refused refused -> new Applied.Refused(refused.refusal());
        };
    }

    @Override
    public List<PastPlan> history() {
        return journal.past();
    }

    @Override
    public Pending pending() throws HostException {
        if (untold.isPresent()) {
            throw new HostException(untold.get());
        }
        return pending;
    }

    /** Whether it can't be asked from now on whether a plan has ended, and why. */
    public void doesNotTell(Optional<Problem> why) {
        untold = why;
    }

    /** A plan was begun by somebody and its helper died as it was about to do its nth step, from 1. */
    public void wasInterrupted(Change change, int step) {
        Plan plan = Planner.plan(picture(), Order.of(List.of(change)));
        diesAt(step);
        // Nobody in the window asked for it.
        if (carriedOut(plan, event -> {}, Cancel.never(), Optional.empty()).isPresent()) {
            throw new IllegalStateException("the plan has fewer steps than that");
        }
        pending = left();
    }

    /** From now on a helper dies as it is about to begin the nth step that it does, counted from 1; once. */
    public void diesAt(int step) {
        dies = Optional.of(step);
    }

    /** After the helper of a plan was lost, the host says that one is at work, until it is told what came of it. */
    public void losesTheLinkAt(int step) {
        dies = Optional.of(step);
        worksOn = true;
    }

    /** The helper whose link was lost has come to the plan's end. */
    public void comesToItsEnd() {
        Plan plan = lost.orElseThrow();
        Outcome outcome = new io.github.daxboard.apply.Executor(kernel, System::nanoTime, recorded)
                .finish(plan, far().orElseThrow(), event -> {}, Cancel.never());
        journal.end(outcome);
        pending = new Pending.AllEnded();
    }

    /** How plans were asked to be ended, in order. */
    public List<Recovery> recovered() {
        return List.copyOf(recovered);
    }

    private Snapshot picture() {
        return SnapshotReader.read(kernel, name(), clock.instant());
    }

    private Optional<PlanProgress> far() {
        return recorded.far();
    }

    private Pending left() {
        Plan plan = lost.orElseThrow();
        PlanProgress far = far().orElseThrow();
        return new Pending.Left(new Unfinished(
                clock.instant(),
                "you",
                plan.order(),
                List.of(Message.verbatim("begun")),
                far.undoing() ? EnumSet.of(Recovery.UNDO, Recovery.FORGET) : EnumSet.allOf(Recovery.class),
                far.undoing() ? Optional.of(Limit.UNDOING) : Optional.empty(),
                Optional.of(new Left(plan, far.howFar()))));
    }

    /** What came of a plan; none where its helper died, which is a thread that stands still for ever from then on. */
    private Optional<Outcome> carriedOut(
            Plan plan, Consumer<ApplyEvent> events, Cancel cancel, Optional<Recovery> how) {
        lost = Optional.of(plan);
        Optional<PlanProgress> before = far();
        CompletableFuture<Optional<Outcome>> ended = new CompletableFuture<>();
        if (how.isEmpty()) {
            recorded = new Recorded();
            journal.begin(plan.order(), plan.digest());
        }
        recorded.died = () -> ended.complete(Optional.empty());
        Consumer<ApplyEvent> heard = event -> {
            if (!ended.isDone()) {
                events.accept(event);
                afterEvent.run();
            }
        };
        io.github.daxboard.apply.Executor helper =
                new io.github.daxboard.apply.Executor(kernel, System::nanoTime, recorded);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                ended.complete(Optional.of(how.map(one -> switch (one) {
                            case FINISH -> helper.finish(plan, before.orElseThrow(), heard, cancel);
                            case UNDO -> helper.undo(plan, before.orElseThrow(), heard);
                            case FORGET -> helper.forget(plan.order(), before);
                        })
                        .orElseGet(() -> helper.run(plan, heard, cancel))));
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        return ended.join();
    }

    private static HostException broken() {
        return new HostException(Problem.keyed(
                Problem.Kind.UNREACHABLE,
                "client.broken.applying",
                "memlab-1",
                "memlab-1",
                Message.of("client.gone.exit", 137)));
    }

    private Applied came(Optional<Outcome> outcome) throws HostException {
        if (outcome.isEmpty()) {
            pending = worksOn ? new Pending.AtWork() : left();
            worksOn = false;
            throw broken();
        }
        journal.end(outcome.get());
        pending = new Pending.AllEnded();
        return new Applied.Ran(outcome.get(), snapshot());
    }

    /** What a helper's journal on disk keeps of a plan; at a step that it is to die at, it never comes back. */
    private final class Recorded implements Journal {
        private Optional<PlanProgress.Maker> maker = Optional.empty();
        private volatile Runnable died = () -> {};

        @Override
        public KernelView observed(KernelView view) {
            return view;
        }

        @Override
        public Optional<Problem> begin(Order order, String digest) {
            return Optional.empty();
        }

        @Override
        public void end(Outcome outcome) {}

        synchronized Optional<PlanProgress> far() {
            return maker.map(PlanProgress.Maker::made);
        }

        @Override
        public synchronized Optional<Problem> turn(int change, int steps, AtStart before) {
            journal.turn(change, steps, before);
            maker = Optional.of(new PlanProgress.Maker(change, before));
            return Optional.empty();
        }

        @Override
        public Optional<Problem> intends(int change, int step, PriorState found) {
            synchronized (this) {
                maker.orElseThrow().intends(step, found);
            }
            step();
            return Optional.empty();
        }

        @Override
        public synchronized void did(int change, int step) {
            maker.orElseThrow().did(step);
        }

        @Override
        public void undoes(int change, int step) {
            synchronized (this) {
                maker.orElseThrow().undoes();
            }
            step();
        }

        @Override
        public synchronized void undid(int change, int step) {
            maker.orElseThrow().undid(step);
        }

        private void step() {
            dies = dies.map(left -> left - 1);
            if (dies.filter(left -> left == 0).isPresent()) {
                dies = Optional.empty();
                died.run();
                while (true) {
                    LockSupport.park(this);
                }
            }
        }
    }

    @Override
    public Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException {
        beforeApply.run();
        Unfinished plan = ((Pending.Left) pending).plan();
        recovered.add(how);
        return came(carriedOut(plan.left().orElseThrow().plan(), progress, cancel, Optional.of(how)));
    }

    @Override
    public AutoCloseable watch(Runnable onStale) throws HostException {
        if (unwatchable.isPresent()) {
            throw new HostException(unwatchable.get());
        }
        return teller.<AutoCloseable>map(by -> kernel.listen(event -> by.execute(onStale)))
                .orElse(() -> {});
    }

    @Override
    public void close() {}
}
