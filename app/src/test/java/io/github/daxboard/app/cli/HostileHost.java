// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A host that has a hostile text in everything that it says. What it carries out, it carries out on the demo. */
final class HostileHost implements HostConnection {
    private final HostConnection demo;
    private final boolean refuses;
    private int pictures;

    private HostileHost(HostConnection demo, boolean refuses) {
        this.demo = demo;
        this.refuses = refuses;
    }

    /** Opens it under every address. */
    static HostOpener opener() {
        return (address, progress) -> {
            progress.accept(Message.verbatim("connecting to " + Poison.TEXT));
            return new HostileHost(new Hosts().open(new HostAddress.Demo(), progress), false);
        };
    }

    /** One that carries nothing out. */
    static HostOpener refusing() {
        return (address, progress) -> new HostileHost(new Hosts().open(new HostAddress.Demo(), progress), true);
    }

    /** One that can't be opened. */
    static HostOpener closed() {
        return (address, progress) -> {
            throw new HostException(refusal());
        };
    }

    static Problem refusal() {
        return Poison.in(
                Problem.of(Problem.Kind.UNREACHABLE, "h", "What", "Why", "Cure").withEvidence(List.of("evidence")));
    }

    @Override
    public HostName name() {
        return Poison.in(demo.name());
    }

    @Override
    public HostAddress address() {
        return new HostAddress.Local();
    }

    /** The next picture differs, so that a watch has something to tell. */
    @Override
    public Snapshot snapshot() throws HostException {
        Snapshot now = demo.snapshot();
        return Poison.in(now, pictures++ == 0 ? Poison.TEXT : Poison.TEXT + "2");
    }

    @Override
    public RecordedTree record() throws HostException {
        return Poison.in(demo.record());
    }

    @Override
    public Optional<Problem> readOnly() {
        return Optional.empty();
    }

    @Override
    public Message rights() {
        return Message.verbatim("rights" + Poison.TEXT);
    }

    @Override
    public Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel)
            throws HostException {
        if (refuses) {
            progress.accept(new ApplyEvent.StepStarted(0, 0));
            progress.accept(new ApplyEvent.StepFailed(0, 0, Duration.ZERO, refusal()));
            return new Applied.Refused(refusal());
        }
        String real = Planner.plan(demo.snapshot(), order).digest();
        return Poison.in(demo.apply(order, real, event -> progress.accept(Poison.in(event)), cancel));
    }

    @Override
    public List<PastPlan> history() throws HostException {
        if (demo.history().isEmpty()) {
            Order order = Order.of(List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.FSDEV)));
            demo.apply(order, Planner.plan(demo.snapshot(), order).digest(), event -> {}, Cancel.never());
        }
        return Poison.in(demo.history());
    }

    @Override
    public Pending pending() {
        return new Pending.Left(new Unfinished(
                Instant.EPOCH,
                "who" + Poison.TEXT,
                Order.of(List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.FSDEV))),
                List.of(Message.verbatim("told" + Poison.TEXT)),
                EnumSet.allOf(Unfinished.Recovery.class)));
    }

    @Override
    public Applied recover(Unfinished.Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) {
        return new Applied.Refused(refusal());
    }

    @Override
    public AutoCloseable watch(Runnable onStale) {
        onStale.run();
        return () -> {};
    }

    @Override
    public void close() {
        demo.close();
    }
}
