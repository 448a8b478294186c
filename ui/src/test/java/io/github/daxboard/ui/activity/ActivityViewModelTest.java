// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import static io.github.daxboard.ui.Desk.DAX01;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.activity.ActivityPicture.Entry;
import io.github.daxboard.ui.activity.ActivityPicture.Line;
import io.github.daxboard.ui.activity.ActivityPicture.Tone;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ActivityViewModelTest {
    private final Desk desk = new Desk();
    private final ActivityViewModel activity = new ActivityViewModel(desk.session, desk.board::ask, ZoneOffset.UTC);

    private Entry newest() {
        return activity.picture().get().entries().getFirst();
    }

    @Test
    void aHostOnWhichNothingWasDoneSaysWhatWouldBeHere() {
        activity.read();
        assertThat(activity.picture().get().entries()).isEmpty();
        assertThat(activity.picture().get().empty()).startsWith("No plans yet.");
    }

    @Test
    void aPlanThatEndsIsListedWithWhatWasReadBack() {
        activity.read();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.apply();
        Entry entry = newest();
        assertThat(entry.title()).isEqualTo("dax0.1 to fsdev");
        assertThat(entry.who()).isEqualTo("you");
        assertThat(entry.verdict()).isEqualTo("done, read back");
        assertThat(entry.tone()).isEqualTo(Tone.OK);
        assertThat(entry.changes()).containsExactly(new Line("dax0.1 to fsdev", "verified"));
        assertThat(entry.stateNow()).containsExactly(new Line("dax0.1", "fsdev, 64 GiB"));
        assertThat(activity.picture().get().empty()).isEmpty();
    }

    /** One whole block, and half of the next: said in the drawer and in the list. */
    @Test
    void whatKmemLeftOutIsSaid() {
        Desk other = new Desk(new SimHost(new HostAddress.Demo(), World.parse("""
                block 128M
                module device_dax loaded
                module kmem loaded
                ram 0x0 4G node 0
                region 0 hmem 0x100000000 4G node 1 cpus 0
                device dax0.0 128M devdax
                device dax0.1 192M devdax
                """)));
        ActivityViewModel list = new ActivityViewModel(other.session, other.board::ask, ZoneOffset.UTC);
        list.read();
        other.board.move(DAX01, Mode.SYSTEM_RAM);
        other.plan.apply();
        assertThat(list.picture().get().entries().getFirst().stateNow())
                .containsExactly(new Line("dax0.1", "system-ram, 192 MiB, 1 of 1 online, 64 MiB not added by kmem"));
        assertThat(other.drawer().stateNow())
                .singleElement()
                .satisfies(now ->
                        assertThat(now.words()).isEqualTo("system-ram, 192 MiB, 1/1 online, 64 MiB not added by kmem"));
    }

    @Test
    void takingBackQueuesTheOppositeAndWritesNothing() {
        activity.read();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.apply();
        int writes = desk.host.kernel().writes().size();
        assertThat(newest().undo().possible()).isTrue();
        activity.undo(newest().number());
        assertThat(desk.queue.list()).containsExactly(new Change.SwitchMode(DAX01, Mode.DEVDAX));
        assertThat(desk.host.kernel().writes()).hasSize(writes);
    }

    @Test
    void aPlanThatFailedSaysWhatAndCanNotBeTakenBackAndWhy() {
        activity.read();
        desk.board.move(DAX01, Mode.FSDEV);
        desk.host.kernel().failWrite(Desk.attribute(Driver.FSDEV_DAX, "bind"), Errno.ENOMEM, 1);
        desk.plan.apply();
        assertThat(newest().tone()).isEqualTo(Tone.WARN);
        assertThat(newest().failure()).isPresent();
        assertThat(newest().changes()).containsExactly(new Line("dax0.1 to fsdev", "undone, read back"));
        assertThat(newest().undo().possible()).isFalse();
        assertThat(newest().undo().words()).isEqualTo("None of its changes was done.");
        assertThat(newest().asText()).contains("ENOMEM");
    }
}
