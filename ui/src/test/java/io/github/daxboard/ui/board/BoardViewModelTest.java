// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import static io.github.daxboard.ui.Desk.DAX00;
import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX02;
import static io.github.daxboard.ui.Desk.DAX12;
import static io.github.daxboard.ui.Desk.DAX20;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.inspector.InspectorPicture;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoardViewModelTest {
    private final Desk desk = new Desk();

    private TilePicture tile(DeviceName device) {
        return desk.tiles(device).getFirst();
    }

    @Test
    void eachDeviceStandsInTheColumnOfItsMode() {
        assertThat(desk.places(DAX00)).containsExactly("devdax ACTUAL");
        assertThat(desk.places(DAX02)).containsExactly("system-ram ACTUAL");
        assertThat(desk.places(DAX12)).containsExactly("unbound ACTUAL");
    }

    @Test
    void tilesSayHoldersAndBlocksAndWhatIsPinned() {
        assertThat(tile(DAX00).spoken()).isEqualTo("dax0.0, 128 GiB, devdax, 1 holder");
        assertThat(tile(DAX02).spoken()).isEqualTo("dax0.2, 32 GiB, system-ram, 16/16 online");
        assertThat(tile(DAX12).look()).isEqualTo(Look.PINNED);
        assertThat(tile(DAX12).movable()).isFalse();
    }

    @Test
    void theAnchorOfAWhollyFreeRegionIsShownOnlyWhereItIsSearchedFor() {
        DeviceName anchor = DeviceName.of("dax3.0");
        assertThat(desk.tiles(anchor)).isEmpty();
        assertThat(desk.board.picture().get().hidden()).isZero();
        desk.board.search().set("dax3.0");
        assertThat(tile(anchor).use()).isEqualTo("seed device of region 3, empty");
    }

    @Test
    void aBarIsToScaleAndByAddress() {
        RegionPicture region = desk.board.picture().get().regions().getFirst();
        assertThat(region.bar())
                .extracting(BarPiece::label)
                .containsExactly("dax0.0", "dax0.1", "dax0.2", "dax0.3", "free");
        assertThat(region.bar().getFirst().to()).isEqualTo(0.5);
        assertThat(region.free()).isEqualTo("16 GiB free");
    }

    @Test
    void aStaticRegionSaysSoAndShowsNoFreeSpace() {
        RegionPicture pmem = desk.board.picture().get().regions().get(2);
        assertThat(pmem.isStatic()).isTrue();
        assertThat(pmem.bar()).extracting(BarPiece::look).containsExactly(Look.DEVDAX);
        assertThat(pmem.facts()).contains("no NUMA node");
    }

    @Test
    void aSnapshotThatSaysNothingNewChangesNothing() {
        AtomicInteger changes = new AtomicInteger();
        desk.board.picture().subscribe((before, now) -> changes.incrementAndGet());
        desk.session.poll();
        assertThat(changes).hasValue(0);
    }

    @Test
    void whatAnotherAdminDoesIsDrawn() {
        desk.host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1");
        desk.session.poll();
        assertThat(desk.places(DAX01)).containsExactly("unbound ACTUAL");
    }

    @Test
    void aLiftedTileLearnsFromEachColumnAtOnce() {
        desk.board.pickUp(DAX20, false);
        DragPicture drag = desk.board.drag().get().orElseThrow();
        assertThat(drag.verdict(Mode.DEVDAX)).isInstanceOf(Verdict.Home.class);
        assertThat(drag.verdict(Mode.FSDEV)).isInstanceOf(Verdict.Allowed.class);
        assertThat(drag.verdict(Mode.SYSTEM_RAM)).isInstanceOf(Verdict.Refused.class);
        assertThat(drag.verdict(Mode.UNBOUND)).isInstanceOf(Verdict.Warned.class);
    }

    @Test
    void aDropQueuesAndBothEndsAreSeen() {
        desk.board.pickUp(DAX01, false);
        desk.board.hover(Optional.of(Mode.FSDEV));
        assertThat(desk.board.said().get()).isEqualTo("Moving dax0.1: over fsdev, allowed");
        desk.board.drop();
        assertThat(desk.board.drag().get()).isEmpty();
        assertThat(desk.board.asItWillBe().get()).isTrue();
        assertThat(desk.places(DAX01)).containsExactlyInAnyOrder("devdax PENDING_FROM", "fsdev PENDING_TO");
        desk.board.asItWillBe().set(false);
        assertThat(desk.places(DAX01)).containsExactly("devdax ACTUAL");
        assertThat(desk.host.kernel().writes()).isEmpty();
    }

    @Test
    void aRefusedDropExplains() {
        desk.board.pickUp(DAX20, false);
        desk.board.hover(Optional.of(Mode.SYSTEM_RAM));
        assertThat(desk.board.said().get()).contains("refused").contains("no target node");
        desk.board.drop();
        assertThat(desk.board.refused().get()).isPresent();
        assertThat(desk.board.said().get()).contains("was refused");
        assertThat(desk.queue.isEmpty()).isTrue();
    }

    private List<String> shown() {
        return desk.board.picture().get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .flatMap(column -> column.tiles().stream())
                .map(tile -> tile.device().toString())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void chipsOfOneSortWidenAndOfDifferentSortsNarrow() {
        desk.board.filter().set(BoardFilter.NONE.turn(Mode.SYSTEM_RAM));
        assertThat(shown()).containsExactly("dax0.2", "dax1.0");
        desk.board.filter().set(desk.board.filter().get().turn(RegionKind.CXL));
        assertThat(shown()).containsExactly("dax1.0");
        desk.board.filter().set(desk.board.filter().get().turn(Mode.FSDEV));
        assertThat(shown()).containsExactly("dax1.0", "dax1.1");
        assertThat(desk.board.picture().get().hidden()).isEqualTo(6);
        desk.board.filter().set(desk.board.filter().get().turn(Mode.FSDEV).turn(Mode.SYSTEM_RAM));
        assertThat(desk.board.picture().get().regions()).hasSize(1);
        assertThat(shown()).hasSize(3);
    }

    @Test
    void whatIsBlockedAndWhatIsChangedAreFound() {
        desk.board.filter().set(BoardFilter.NONE.turnBlocked());
        assertThat(shown()).contains("dax0.0", "dax1.2").doesNotContain("dax0.1", "dax2.0");
        desk.board.filter().set(BoardFilter.NONE.turnChanged());
        assertThat(shown()).isEmpty();
        desk.board.move(DAX01, Mode.FSDEV);
        assertThat(shown()).containsExactly("dax0.1");
    }

    @Test
    void chipsThatArePutAwayHideNothing() {
        desk.board.filtering().set(true);
        desk.board.filter().set(BoardFilter.NONE.turn(Mode.UNBOUND));
        desk.board.filtering().set(false);
        assertThat(desk.board.picture().get().hidden()).isZero();
    }

    @Test
    void aRegionThatIsFoundIsShownWithAllItHas() {
        desk.board.search().set("region 1");
        assertThat(shown()).containsExactly("dax1.0", "dax1.1", "dax1.2");
    }

    @Test
    void escapePutsTheTileBack() {
        desk.board.pickUp(DAX01, true);
        desk.board.next(1);
        desk.board.cancel();
        desk.board.drop();
        assertThat(desk.queue.isEmpty()).isTrue();
        assertThat(desk.board.said().get()).contains("was put back");
    }

    @Test
    void theKeyboardStaysWithinTheColumns() {
        desk.board.pickUp(DAX01, true);
        desk.board.next(-1);
        assertThat(desk.board.drag().get().orElseThrow().over()).contains(Mode.DEVDAX);
        for (int i = 0; i < 9; i++) {
            desk.board.next(1);
        }
        assertThat(desk.board.drag().get().orElseThrow().over()).contains(Mode.UNBOUND);
    }

    @Test
    void aPinnedTileIsNotLiftedAndSaysWhy() {
        assertThat(desk.board.pickUp(DAX12, false)).isFalse();
        assertThat(desk.board.said().get()).contains("pinned until reboot");
    }

    @Test
    void nothingIsTakenInWhileATileIsInTheAir() {
        desk.board.pickUp(DAX01, false);
        desk.host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax2.0");
        desk.session.poll();
        assertThat(desk.places(DAX20)).containsExactly("devdax ACTUAL");
        desk.board.cancel();
        desk.session.poll();
        assertThat(desk.places(DAX20)).containsExactly("unbound ACTUAL");
    }

    @Test
    void theSelectionOffersEachColumnAndSaysWhyNot() {
        desk.board.select(DAX00);
        List<InspectorPicture.Way> ways =
                desk.inspector.picture().get().orElseThrow().ways();
        assertThat(ways).hasSize(4);
        assertThat(ways.get(1).enabled()).isFalse();
        assertThat(ways.get(1).reason()).contains("in use");
    }
}
