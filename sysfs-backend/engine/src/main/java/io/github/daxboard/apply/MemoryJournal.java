// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the plans that ended, for as long as the process lives: for a kernel that ends with it. */
public final class MemoryJournal extends NoJournal {
    private static final int KEPT = 100;

    private final Clock clock;
    private final String who;
    private final List<PastPlan> past = new ArrayList<>();
    private final List<Optional<DeviceState>> before = new ArrayList<>();
    private Order order = Order.of(List.of());
    private Instant begun = Instant.EPOCH;
    private long number;

    /** For plans on somebody's behalf. */
    public MemoryJournal(Clock clock, String who) {
        this.clock = clock;
        this.who = who;
    }

    /** The plans that ended, newest first. */
    public synchronized List<PastPlan> past() {
        return List.copyOf(past);
    }

    @Override
    public synchronized Optional<Problem> begin(Order asked, String digest) {
        order = asked;
        begun = clock.instant();
        before.clear();
        asked.changes().forEach(change -> before.add(Optional.empty()));
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Problem> turn(int change, int steps, AtStart atStart) {
        before.set(change, Optional.of(atStart.device()));
        return Optional.empty();
    }

    @Override
    public synchronized void end(Outcome outcome) {
        past.addFirst(new PastPlan(++number, begun, clock.instant(), who, order, outcome, before));
        if (past.size() > KEPT) {
            past.removeLast();
        }
    }
}
