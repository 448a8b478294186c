// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.MemoryJournal;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.kernel.sim.SimulatedKernel;
import io.github.daxboard.kernel.sim.World;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A host on the simulated kernel, whose faults a test can set. */
public final class SimHost implements HostConnection {
    private final HostAddress address;
    private final SimulatedKernel kernel;
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T14:32:07Z"), ZoneOffset.UTC);
    private final MemoryJournal journal = new MemoryJournal(clock, "you");
    private volatile Optional<Refusal> readOnly = Optional.empty();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Optional<Refusal> unreadable = Optional.empty();
    private volatile Optional<Refusal> unwatchable = Optional.empty();
    private volatile Optional<Executor> teller = Optional.empty();
    private final List<Unfinished.Recovery> recovered = new CopyOnWriteArrayList<>();
    private volatile Optional<Unfinished> unfinished = Optional.empty();
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

    public void readOnlyBecause(Refusal why) {
        readOnly = Optional.of(why);
    }

    /** From now on whoever watches it is told of the kernel's events; without this it is silent, and is read by hand. */
    public SimHost tellsBy(Executor executor) {
        teller = Optional.of(executor);
        return this;
    }

    /** From now on nobody can watch it. */
    public void unwatchableBecause(Refusal why) {
        unwatchable = Optional.of(why);
    }

    /** Whether it can't be read from now on, and why. */
    public void failsToRead(Optional<Refusal> why) {
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
        return SnapshotReader.read(kernel, name(), clock.instant());
    }

    /** Its devices as they are. */
    public List<Device> lastSnapshotDevices() {
        return SnapshotReader.read(kernel, name(), clock.instant()).devices().toList();
    }

    @Override
    public Optional<Refusal> readOnly() {
        return readOnly;
    }

    @Override
    public String rights() {
        return "simulated, no rights needed";
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
    public Optional<Unfinished> unfinished() {
        return unfinished;
    }

    /** A plan was begun and did not end, before a step of it was done: so to finish it is to run it. */
    public void wasInterrupted(Unfinished plan) {
        unfinished = Optional.of(plan);
    }

    /** How plans were asked to be ended, in order. */
    public List<Unfinished.Recovery> recovered() {
        return List.copyOf(recovered);
    }

    @Override
    public Applied recover(Unfinished.Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException {
        Unfinished plan = unfinished.orElseThrow();
        unfinished = Optional.empty();
        recovered.add(how);
        Order order = how == Unfinished.Recovery.FINISH ? plan.order() : Order.of(List.of());
        return apply(order, Planner.plan(snapshot(), order).digest(), progress, cancel);
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
