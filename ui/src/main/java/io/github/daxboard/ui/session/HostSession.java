// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.doctor.Doctor;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.doctor.MachineFacts;
import io.github.daxboard.doctor.MachineReader;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One host as the window knows it. Its properties change on the screen thread only. A snapshot that says nothing new does
 * not touch {@link #state()}, so nothing is redrawn for it.
 */
public final class HostSession {
    private final HostAddress address;
    private final HostOpener opener;
    private final Threads threads;
    private final Supplier<MachineFacts> thisMachine;
    private final ReadOnlyObjectWrapper<HostState> state = new ReadOnlyObjectWrapper<>(new HostState.Closed());
    private final ReadOnlyObjectWrapper<Optional<Instant>> readAt = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper reads = new ReadOnlyIntegerWrapper(0);
    private final ReadOnlyObjectWrapper<Optional<Problem>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<DeviceName, Instant>> outside = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<Pending>> pending = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> untold = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Finding>> findings = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper applying = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Problem>> unwatched = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<AutoCloseable> watch = Optional.empty();
    private boolean reading;
    private boolean stale;
    private boolean held;
    // Whether a plan may be open on the host: it is asked with each reading until it says that none is at work.
    private boolean uncertain;
    private volatile boolean closed;
    private int adopted;

    public HostSession(HostAddress address, HostOpener opener, Threads threads) {
        this(address, opener, threads, MachineReader::read);
    }

    /** With another way to read the machine that this program runs on. */
    HostSession(HostAddress address, HostOpener opener, Threads threads, Supplier<MachineFacts> thisMachine) {
        this.address = address;
        this.opener = opener;
        this.threads = threads;
        this.thisMachine = thisMachine;
    }

    public HostAddress address() {
        return address;
    }

    public ReadOnlyObjectProperty<HostState> state() {
        return state.getReadOnlyProperty();
    }

    /** When the host was last read, whether or not that brought anything new. */
    public ReadOnlyObjectProperty<Optional<Instant>> readAt() {
        return readAt.getReadOnlyProperty();
    }

    /** How often the host was read and taken in, whether or not that brought anything new. */
    public ReadOnlyIntegerProperty reads() {
        return reads.getReadOnlyProperty();
    }

    /** Why the last reading of an open host failed. What is shown is then older than it looks. */
    public ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty applying() {
        return applying.getReadOnlyProperty();
    }

    /** Why the host does not tell by itself of changes; empty where it does, or is not open. */
    public ReadOnlyObjectProperty<Optional<Problem>> unwatched() {
        return unwatched.getReadOnlyProperty();
    }

    /** Whether it must be asked again and again: it does not tell of changes, was not reached the last time, or a plan may be at work on it. */
    public boolean needsAsking() {
        return connection().isPresent()
                && (unwatched.get().isPresent() || trouble.get().isPresent() || uncertain);
    }

    /** The devices that something other than this window changed, and when that was seen; until they are looked at. */
    public ReadOnlyObjectProperty<Map<DeviceName, Instant>> outside() {
        return outside.getReadOnlyProperty();
    }

    /** Devices were looked at: what others did to them is no news any more. */
    public void seen(Collection<DeviceName> devices) {
        Map<DeviceName, Instant> rest = new HashMap<>(outside.get());
        if (devices.stream().filter(device -> rest.remove(device) != null).count() > 0) {
            outside.set(Map.copyOf(rest));
        }
    }

    /** Where this host's work is done. */
    public Threads threads() {
        return threads;
    }

    public Optional<HostConnection> connection() {
        return state.get() instanceof HostState.Open open ? Optional.of(open.connection()) : Optional.empty();
    }

    public Optional<Snapshot> snapshot() {
        return state.get() instanceof HostState.Open open ? Optional.of(open.snapshot()) : Optional.empty();
    }

    /** Opens the host, unless it is open or on its way. */
    public void open() {
        if (state.get() instanceof HostState.Open || state.get() instanceof HostState.Opening) {
            return;
        }
        state.set(new HostState.Opening(WindowTexts.text("hosts.opening", address.text())));
        threads.background().execute(() -> {
            try {
                HostConnection connection =
                        opener.open(address, stage -> threads.screen().execute(() -> told(stage)));
                // Watched before it is read: what changes in between is told.
                Watching watching = watch(connection);
                Snapshot first = connection.snapshot();
                threads.screen().execute(() -> opened(connection, first, watching));
                Runnable told = lookForPlan(connection);
                threads.screen().execute(told);
                List<Finding> found = Doctor.examine(first, machine(), Optional.empty());
                threads.screen().execute(() -> findings.set(found));
            } catch (HostException e) {
                threads.screen().execute(() -> state.set(new HostState.Failed(e.refusal())));
            } catch (RuntimeException | Error e) {
                threads.screen().execute(() -> state.set(new HostState.Failed(unexpected(e))));
            }
        });
    }

    /** Whether every plan that was begun on it has ended; empty as long as that is not known. */
    public ReadOnlyObjectProperty<Optional<Pending>> pending() {
        return pending.getReadOnlyProperty();
    }

    /** Why it could not be asked for that the last time. */
    public ReadOnlyObjectProperty<Optional<Problem>> untold() {
        return untold.getReadOnlyProperty();
    }

    /** The plan that was begun on it and did not end, if there is one. */
    public Optional<Unfinished> unfinished() {
        return pending.get()
                .flatMap(now -> now instanceof Pending.Left(Unfinished plan) ? Optional.of(plan) : Optional.empty());
    }

    /** Asks the host again whether every plan has ended, and reads it. */
    public void look() {
        uncertain = true;
        stale = true;
        poll();
    }

    /** What was found when the host was looked over last: what is missing, and what to do. */
    public ReadOnlyObjectProperty<List<Finding>> findings() {
        return findings.getReadOnlyProperty();
    }

    /**
     * Looks whether what was missing on this machine still is: the user may have put it right, and nothing tells of that. Where
     * nothing was missing, nothing is done.
     */
    public void lookAgain() {
        if (findings.get().stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM)) {
            examine(findings::set);
        }
    }

    /** Files outside of the tree are read of the machine that this program runs on, and of no other. */
    private Optional<MachineFacts> machine() {
        return address instanceof HostAddress.Local ? Optional.of(thisMachine.get()) : Optional.empty();
    }

    /** Asks the host, on this thread; what it gives is to be run on the screen thread. */
    private Runnable lookForPlan(HostConnection connection) {
        try {
            Pending found = connection.pending();
            return () -> {
                uncertain = found instanceof Pending.AtWork;
                untold.set(Optional.empty());
                pending.set(Optional.of(found));
            };
        } catch (HostException e) {
            return () -> notTold(e.refusal());
        } catch (RuntimeException | Error e) {
            return () -> notTold(unexpected(e));
        }
    }

    // Asked again only when somebody wants it: a password may be asked for each time.
    private void notTold(Problem why) {
        uncertain = false;
        pending.set(Optional.empty());
        untold.set(Optional.of(why));
    }

    /**
     * Ends the unfinished plan. Told as by {@link #apply}.
     *
     * @param cancel heard only while it is finished
     */
    public void recover(
            Unfinished.Recovery how,
            Cancel cancel,
            Consumer<ApplyEvent> events,
            Consumer<Applied> done,
            Consumer<Problem> broken) {
        carryOut(connection -> connection.recover(how, shown(events), cancel), done, broken);
    }

    private void told(Message stage) {
        if (state.get() instanceof HostState.Opening) {
            state.set(new HostState.Opening(WindowTexts.say(stage)));
        }
    }

    /** A watch, or why there is none: then the host is read now and then. */
    private record Watching(Optional<AutoCloseable> watch, Optional<Problem> not) {}

    private Watching watch(HostConnection connection) {
        try {
            AutoCloseable begun = connection.watch(() -> threads.screen().execute(this::stale));
            return new Watching(Optional.of(begun), Optional.empty());
        } catch (HostException e) {
            return new Watching(Optional.empty(), Optional.of(e.refusal()));
        }
    }

    private void stale() {
        stale = true;
        // A host that was not reached has its next turn by the clock: it may end each time that it is asked.
        if (trouble.get().isEmpty()) {
            poll();
        }
    }

    private void opened(HostConnection connection, Snapshot first, Watching watching) {
        if (closed) {
            // It was taken out of the list while it was on its way.
            threads.background().execute(() -> {
                watching.watch().ifPresent(HostSession::end);
                connection.close();
            });
            return;
        }
        adopted++;
        watch = watching.watch();
        unwatched.set(watching.not());
        readAt.set(Optional.of(first.taken()));
        state.set(new HostState.Open(connection, first));
    }

    /** While held, no picture is taken in: nothing moves under a pointer that drags. */
    public void hold(boolean hold) {
        held = hold;
        if (!hold && stale) {
            poll();
        }
    }

    /** Reads the host again, unless it is busy. */
    public void poll() {
        Optional<HostConnection> open = connection();
        if (reading || held || applying.get() || open.isEmpty()) {
            return;
        }
        HostConnection connection = open.get();
        Snapshot known = snapshot().orElseThrow();
        reading = true;
        stale = false;
        int before = adopted;
        boolean look = uncertain;
        threads.background().execute(() -> {
            try {
                // Asked before it is read: the picture is of a time after the plan ended.
                Runnable told = look ? lookForPlan(connection) : () -> {};
                News news = News.of(known, connection.snapshot());
                threads.screen().execute(() -> {
                    polled(before, news);
                    told.run();
                });
            } catch (HostException e) {
                threads.screen().execute(() -> pollFailed(e.refusal()));
            } catch (RuntimeException | Error e) {
                threads.screen().execute(() -> pollFailed(unexpected(e)));
            }
        });
    }

    private void polled(int before, News news) {
        reading = false;
        trouble.set(Optional.empty());
        // A picture that was under way while a plan ran is older than the one that the plan brought back.
        if (before == adopted && !held && !applying.get()) {
            // What a lost helper of this window's own plan did is not another program's doing.
            if (!uncertain) {
                noteOutside(news);
            }
            adopt(news);
        } else {
            stale = true;
        }
        if (stale && !held && !applying.get()) {
            poll();
        }
    }

    private void noteOutside(News news) {
        if (!news.changed().isEmpty() || !news.gone().isEmpty()) {
            Map<DeviceName, Instant> next = new HashMap<>(outside.get());
            news.changed().forEach(device -> next.put(device, news.now().taken()));
            next.keySet().removeAll(news.gone());
            outside.set(Map.copyOf(next));
        }
    }

    private void pollFailed(Problem refusal) {
        reading = false;
        trouble.set(Optional.of(refusal));
    }

    private void adopt(News news) {
        readAt.set(Optional.of(news.now().taken()));
        if (state.get() instanceof HostState.Open(HostConnection connection, Snapshot before) && !news.isNothing()) {
            adopted++;
            state.set(new HostState.Open(connection, news.now()));
        }
        reads.set(reads.get() + 1);
    }

    private void adopt(Snapshot now) {
        snapshot().ifPresent(before -> adopt(News.of(before, now)));
    }

    /**
     * Asks the host to carry an order out.
     *
     * @param cancel asked for by the window to give the plan up
     * @param events told on the screen thread
     * @param done told on the screen thread, once the newest snapshot is taken in
     * @param broken told on the screen thread when the connection broke
     */
    public void apply(
            Order order,
            String digest,
            Cancel cancel,
            Consumer<ApplyEvent> events,
            Consumer<Applied> done,
            Consumer<Problem> broken) {
        lookAgain();
        carryOut(connection -> connection.apply(order, digest, shown(events), cancel), done, broken);
    }

    private Consumer<ApplyEvent> shown(Consumer<ApplyEvent> events) {
        return event -> threads.screen().execute(() -> events.accept(event));
    }

    /** Something that a host is asked to carry out. */
    private interface Wish {
        Applied ask(HostConnection connection) throws HostException;
    }

    private void carryOut(Wish wish, Consumer<Applied> done, Consumer<Problem> broken) {
        HostConnection connection = connection().orElseThrow(() -> new IllegalStateException("not open"));
        applying.set(true);
        Optional<Pending> before = pending.get();
        threads.background().execute(() -> {
            try {
                Applied applied = wish.ask(connection);
                Runnable told = mayHaveLeft(applied, before) ? lookForPlan(connection) : () -> {};
                threads.screen().execute(() -> {
                    told.run();
                    applied(applied, done);
                });
            } catch (HostException e) {
                threads.screen().execute(() -> broke(e.refusal(), broken));
            } catch (RuntimeException | Error e) {
                threads.screen().execute(() -> broke(unexpected(e), broken));
            }
        });
    }

    /** Whether a plan may be open on the host now: one was before, or stood in the way. */
    private static boolean mayHaveLeft(Applied applied, Optional<Pending> before) {
        return applied instanceof Applied.Refused
                || before.filter(Pending.Left.class::isInstance).isPresent();
    }

    private void applied(Applied applied, Consumer<Applied> done) {
        applying.set(false);
        adopted++;
        // What was told while the plan ran is in the picture that it brought back.
        stale = false;
        switch (applied) {
            case Applied.Ran ran -> adopt(ran.now());
            case Applied.Moved(Snapshot now) -> adopt(now);
            case Applied.Refused refused -> {}
        }
        done.accept(applied);
    }

    /**
     * Asks the host what was done on it.
     *
     * @param known told on the screen thread: the plans that have ended, newest first
     * @param failed told on the screen thread why they can't be had
     */
    public void history(Consumer<List<PastPlan>> known, Consumer<Problem> failed) {
        connection()
                .ifPresent(connection -> threads.background().execute(() -> {
                    try {
                        List<PastPlan> plans = connection.history();
                        threads.screen().execute(() -> known.accept(plans));
                    } catch (HostException e) {
                        threads.screen().execute(() -> failed.accept(e.refusal()));
                    } catch (RuntimeException | Error e) {
                        threads.screen().execute(() -> failed.accept(unexpected(e)));
                    }
                }));
    }

    /**
     * Has the doctor look at the host: what is missing, what is in the way, what to do. Reads files, starts nothing.
     *
     * @param found told on the screen thread
     */
    public void examine(Consumer<List<Finding>> found) {
        snapshot()
                .ifPresent(snapshot -> threads.background().execute(() -> {
                    List<Finding> now = Doctor.examine(snapshot, machine(), Optional.empty());
                    threads.screen().execute(() -> found.accept(now));
                }));
    }

    private void broke(Problem refusal, Consumer<Problem> broken) {
        applying.set(false);
        // Nobody told how it ended: what was known before says nothing now.
        uncertain = true;
        stale = true;
        untold.set(Optional.empty());
        pending.set(Optional.empty());
        broken.accept(refusal);
        poll();
    }

    private Problem unexpected(Throwable e) {
        return Problem.of(
                        Problem.Kind.UNREACHABLE,
                        address.text(),
                        WindowTexts.text("hosts.unexpected", address.text()),
                        WindowTexts.text("hosts.unexpected.why"),
                        WindowTexts.text("hosts.unexpected.cure"))
                .withEvidence(List.of(e.toString()));
    }

    /** Closes the connection, if there is one. Blocks as long as that takes. */
    public void close() {
        closed = true;
        watch.ifPresent(HostSession::end);
        connection().ifPresent(HostConnection::close);
    }

    // The connection is closed next: there is nobody left to tell of it.
    private static void end(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            System.getLogger(HostSession.class.getName()).log(System.Logger.Level.DEBUG, "a watch did not end", e);
        }
    }
}
