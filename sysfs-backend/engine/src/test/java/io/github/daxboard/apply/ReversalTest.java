// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReversalTest {
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final long GIB = 1L << 30;
    private static final Range RANGE = new Range(0x100000000L, 0x13fffffffL, 0);

    private static DeviceState was(String mode, Optional<Blocks> blocks) {
        return new DeviceState(
                DEVICE, mode, Optional.of(GIB), Optional.of(2L << 20), List.of(RANGE), blocks, Optional.empty(), false);
    }

    private static DeviceState was(String mode) {
        return was(mode, Optional.empty());
    }

    private static Reversal of(Change change, DeviceState before) {
        return of(List.of(change), List.of(ChangeResult.DONE), List.of(Optional.of(before)));
    }

    private static Reversal of(List<Change> changes, List<ChangeResult> results, List<Optional<DeviceState>> before) {
        Outcome outcome = new Outcome(Verdict.DONE, results, Optional.empty(), List.of(), List.of());
        return Reversal.of(new PastPlan(7, Instant.EPOCH, Instant.EPOCH, "uid 0", Order.of(changes), outcome, before));
    }

    private static void leadsBackBy(Reversal reversal, Change... changes) {
        assertThat(reversal).isEqualTo(new Reversal.Possible(Order.of(List.of(changes))));
    }

    @Test
    void eachChangeIsTurnedRound() {
        leadsBackBy(
                of(new Change.SwitchMode(DEVICE, Mode.FSDEV), was("devdax")),
                new Change.SwitchMode(DEVICE, Mode.DEVDAX));
        leadsBackBy(of(new Change.Resize(DEVICE, 5), was("unbound")), new Change.Resize(DEVICE, GIB));
        leadsBackBy(of(new Change.SetAlign(DEVICE, 4096), was("unbound")), new Change.SetAlign(DEVICE, 2L << 20));
        leadsBackBy(
                of(new Change.Create(0, new Extent.Size(GIB), Optional.empty()), was(DeviceState.GONE)),
                new Change.Destroy(DEVICE));
        leadsBackBy(
                of(new Change.Destroy(DEVICE), was("unbound")),
                new Change.Create(0, new Extent.At(RANGE.start(), RANGE.end()), Optional.of(2L << 20)));
    }

    @Test
    void memoryComesBackAsItWas() {
        leadsBackBy(
                of(new Change.SwitchMode(DEVICE, Mode.DEVDAX), was("system-ram", Optional.of(new Blocks(8, 8, 0)))),
                new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM, Onlining.KERNEL));
        leadsBackBy(
                of(new Change.SwitchMode(DEVICE, Mode.DEVDAX), was("system-ram", Optional.of(new Blocks(8, 0, 0)))),
                new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM, Onlining.LEAVE_OFFLINE));
        leadsBackBy(
                of(new Change.Offline(DEVICE), was("system-ram", Optional.of(new Blocks(8, 8, 8)))),
                new Change.Online(DEVICE, Zone.MOVABLE));
        leadsBackBy(
                of(new Change.Online(DEVICE, Zone.KERNEL), was("system-ram", Optional.of(new Blocks(8, 0, 0)))),
                new Change.Offline(DEVICE));
    }

    @Test
    void whatNoOneChangeLeadsBackToIsRefused() {
        assertThat(of(new Change.Offline(DEVICE), was("system-ram", Optional.of(new Blocks(8, 3, 3)))))
                .isInstanceOf(Reversal.Impossible.class);
        assertThat(of(new Change.SwitchMode(DEVICE, Mode.DEVDAX), was("some_driver")))
                .isInstanceOf(Reversal.Impossible.class);
    }

    @Test
    void onlyWhatWasDoneIsTurnedRoundAndTheLastFirst() {
        List<Change> changes = List.of(
                new Change.SwitchMode(DEVICE, Mode.UNBOUND),
                new Change.Resize(DEVICE, 5),
                new Change.SetAlign(DEVICE, 4096));

        leadsBackBy(
                of(
                        changes,
                        List.of(ChangeResult.DONE, ChangeResult.DONE, ChangeResult.UNDONE),
                        List.of(Optional.of(was("devdax")), Optional.of(was("unbound")), Optional.empty())),
                new Change.Resize(DEVICE, GIB),
                new Change.SwitchMode(DEVICE, Mode.DEVDAX));
        assertThat(of(
                        changes,
                        List.of(ChangeResult.UNDONE, ChangeResult.NOT_STARTED, ChangeResult.NOT_STARTED),
                        List.of(Optional.empty(), Optional.empty(), Optional.empty())))
                .isInstanceOf(Reversal.Impossible.class);
    }
}
