// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import static io.github.daxboard.ui.Desk.DAX00;
import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX02;
import static io.github.daxboard.ui.Desk.DAX03;
import static io.github.daxboard.ui.Desk.DAX20;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.SimHost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of change in the queue: what takes whose place, what cancels out, what goes with what. */
class QueueTest {
    private static final long GIB = 1L << 30;
    private final Desk desk = new Desk();

    private static Change.Create create(long gib) {
        return new Change.Create(1, new Extent.Size(gib * GIB), Optional.empty());
    }

    @Test
    void aSizeAndAModeOfADeviceStandBesideEachOther() {
        desk.board.ask(new Change.Resize(DAX01, 32 * GIB));
        desk.board.move(DAX01, Mode.FSDEV);
        assertThat(desk.queue.list())
                .containsExactly(new Change.Resize(DAX01, 32 * GIB), new Change.SwitchMode(DAX01, Mode.FSDEV));
        assertThat(desk.drawer().state()).isEqualTo(PlanState.CHECKED);
    }

    @Test
    void aLaterSizeTakesThePlaceOfTheEarlierOneAndTheOldSizeCancelsBothOut() {
        desk.board.ask(new Change.Resize(DAX01, 32 * GIB));
        desk.board.ask(new Change.Resize(DAX01, 48 * GIB));
        assertThat(desk.queue.list()).containsExactly(new Change.Resize(DAX01, 48 * GIB));
        assertThat(desk.board.said().get()).contains("replaces change 1");
        desk.board.ask(new Change.Resize(DAX01, 64 * GIB));
        assertThat(desk.queue.isEmpty()).isTrue();
        assertThat(desk.board.said().get()).contains("cancel out");
    }

    @Test
    void memoryOfflineAndOnlineAreOneChange() {
        desk.board.ask(new Change.Offline(DAX02));
        assertThat(desk.queue.list()).containsExactly(new Change.Offline(DAX02));
        desk.board.ask(new Change.Online(DAX02, Zone.MOVABLE));
        assertThat(desk.queue.list()).doesNotContain(new Change.Offline(DAX02));
    }

    @Test
    void destroyingEndsTheOtherChangesOfADevice() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.ask(new Change.Resize(DAX01, 32 * GIB));
        desk.board.ask(new Change.Destroy(DAX01));
        assertThat(desk.queue.list()).containsExactly(new Change.Destroy(DAX01));
        desk.board.move(DAX01, Mode.FSDEV);
        assertThat(desk.queue.list()).containsExactly(new Change.SwitchMode(DAX01, Mode.FSDEV));
    }

    @Test
    void whatIsNotMadeYetIsJustNotMade() {
        desk.board.ask(create(16));
        DeviceName made = desk.plan.plan().changes().getFirst().device().orElseThrow();
        desk.board.move(made, Mode.DEVDAX);
        assertThat(desk.queue.list()).hasSize(2);
        desk.board.ask(new Change.Destroy(made));
        assertThat(desk.queue.isEmpty()).isTrue();
    }

    @Test
    void droppingANewDeviceDropsWhatWasAskedOfItToo() {
        desk.board.move(DAX03, Mode.DEVDAX);
        desk.board.ask(create(16));
        desk.board.move(desk.plan.plan().changes().get(1).device().orElseThrow(), Mode.DEVDAX);
        desk.plan.drop(1);
        assertThat(desk.queue.list()).containsExactly(new Change.SwitchMode(DAX03, Mode.DEVDAX));
    }

    @Test
    void changesCanBeReorderedAndTheNumbersFollow() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.move(DAX20, Mode.FSDEV);
        desk.plan.shift(1, -1);
        assertThat(desk.queue.list())
                .containsExactly(new Change.SwitchMode(DAX20, Mode.FSDEV), new Change.SwitchMode(DAX01, Mode.FSDEV));
        assertThat(desk.tiles(DAX20)).anySatisfy(tile -> assertThat(tile.use()).contains("change 1"));
        desk.plan.undo();
        assertThat(desk.queue.list().getFirst()).isEqualTo(new Change.SwitchMode(DAX01, Mode.FSDEV));
    }

    @Test
    void theZoneOfMemoryIsChosenInThePlan() {
        desk.board.move(DAX03, Mode.SYSTEM_RAM);
        assertThat(desk.drawer().changes().getFirst().onlining()).contains(Onlining.MOVABLE);
        desk.plan.choose(0, Onlining.LEAVE_OFFLINE);
        assertThat(desk.queue.list())
                .containsExactly(new Change.SwitchMode(DAX03, Mode.SYSTEM_RAM, Onlining.LEAVE_OFFLINE));
    }

    @Test
    void severalTilesAreOneStepForUndo() {
        desk.board.move(List.of(DAX01, DAX20), Mode.FSDEV);
        assertThat(desk.queue.list()).hasSize(2);
        desk.plan.undo();
        assertThat(desk.queue.isEmpty()).isTrue();
    }

    @Test
    void ofSeveralTilesThoseThatCannotGoStayAndItIsSaid() {
        desk.board.move(List.of(DAX00, DAX01), Mode.FSDEV);
        assertThat(desk.queue.list()).containsExactly(new Change.SwitchMode(DAX01, Mode.FSDEV));
        assertThat(desk.board.said().get()).contains("1 stay in place");
    }

    @Test
    void theQueueIsSavedAsAPlanFileAndABlockedOneIsNot() {
        assertThat(desk.plan.planFile()).isEmpty();
        desk.board.move(DAX01, Mode.FSDEV);
        assertThat(desk.plan.planFile().orElseThrow())
                .contains("\"digest\"")
                .contains(desk.plan.plan().digest())
                .contains("dax0.1");
    }

    @Test
    void anEndedRunHasAReportAsTextAndAsAPage() {
        assertThat(desk.plan.report()).isEmpty();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.apply();
        assertThat(desk.plan.report().orElseThrow().text()).contains("dax0.1").contains("Outcome");
        assertThat(desk.plan.report().orElseThrow().html()).contains("<html");
    }

    @Test
    void aRunOfEveryKindOfChangeLeadsWhereTheBoardSaidItWould() {
        desk.board.ask(new Change.Resize(DAX01, 32 * GIB));
        desk.board.move(DAX01, Mode.FSDEV);
        desk.board.ask(new Change.Destroy(DAX03));
        desk.board.ask(create(16));
        assertThat(desk.plan.confirm(DAX03, "dax0.3"))
                .as("what it holds is not known")
                .isTrue();
        var promised = desk.plan.promised();
        desk.plan.apply();
        assertThat(desk.drawer().state()).isEqualTo(PlanState.DONE);
        var now = desk.session.snapshot().orElseThrow();
        assertThat(now.devices().map(device -> device.name() + " " + device.modeWord() + " " + device.size()))
                .containsExactlyElementsOf(promised.devices()
                        .map(device -> device.name() + " " + device.modeWord() + " " + device.size())
                        .toList());
    }

    @Test
    void dataIsLostOnlyWhereItsDevicesNameWasTyped() {
        Desk full = new Desk(new SimHost(new HostAddress.Demo(), World.parse("""
                kernel 6.12.117
                host full
                block 128M
                auto-online offline
                module device_dax loaded
                module kmem loaded
                module fsdev_dax loaded
                ram 0x0 16G node 0
                region 0 hmem 0x8000000000 4G node 2 cpus 0
                device dax0.0 2G devdax
                superblock dax0.0 ext4 label data
                """)));
        full.board.ask(new Change.Destroy(DAX00));
        assertThat(full.drawer().state()).isEqualTo(PlanState.UNCONFIRMED);
        assertThat(full.drawer().applyOff())
                .hasValueSatisfying(why -> assertThat(why).contains("confirm it by typing the device's name"));
        assertThat(full.drawer().cards().getFirst().confirm()).contains(DAX00);
        assertThat(full.plan.confirm(DAX00, "dax0.1")).isFalse();
        full.plan.apply();
        assertThat(full.host.kernel().writes()).isEmpty();
        assertThat(full.plan.confirm(DAX00, " dax0.0 ")).isTrue();
        assertThat(full.drawer().applyOff()).isEmpty();
        assertThat(full.queue.order().mayLoseData()).containsExactly(DAX00);
        full.board.ask(new Change.Resize(DAX00, GIB));
        assertThat(full.queue.order().mayLoseData()).isEmpty();
    }

    @Test
    void aPlanThatComesOutDifferentlyOnAHostThatChangedSaysSo() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.host
                .kernel()
                .otherAdmin()
                .write(Desk.attribute(io.github.daxboard.model.Driver.DEVICE_DAX, "unbind"), "dax0.1");
        desk.session.poll();
        assertThat(desk.drawer().note()).contains("The host changed");
        assertThat(desk.drawer().noteWarns()).isTrue();
    }
}
