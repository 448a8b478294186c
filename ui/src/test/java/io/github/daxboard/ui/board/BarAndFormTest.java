// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX03;
import static io.github.daxboard.ui.Desk.DAX20;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.RegionPicture;
import io.github.daxboard.ui.plan.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sizes by gesture and by dialog: both ask for the same. */
class BarAndFormTest {
    private static final long GIB = 1L << 30;
    private final Desk desk = new Desk();

    private RegionPicture region(int id) {
        return desk.board.picture().get().regions().stream()
                .filter(region -> region.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private BarPiece piece(int region, Optional<DeviceName> device) {
        return region(region).bar().stream()
                .filter(one -> one.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void draggingAnEdgeQueuesAResize() {
        BarPiece piece = piece(0, Optional.of(DAX03));
        assertThat(desk.board.grip(0, piece, piece.to())).isTrue();
        desk.board.dragBar(piece.to() - 0.5 * (piece.to() - piece.from()));
        assertThat(desk.board.barDrag().get().orElseThrow().title()).isEqualTo("dax0.3: 16 GiB \u2192 8 GiB");
        desk.board.dropBar();
        assertThat(desk.queue.list()).containsExactly(new Change.Resize(DAX03, 8 * GIB));
        assertThat(desk.places(DAX03)).as("what it holds is not known").containsExactly("unbound ACTUAL");
        assertThat(desk.plan.confirm(DAX03, "dax0.3")).isTrue();
        assertThat(desk.places(DAX03)).containsExactly("unbound PENDING_TO");
        assertThat(region(0).free()).isEqualTo("16 GiB free now, 24 GiB after the plan");
    }

    @Test
    void anEdgeGrowsIntoTheFreeSpaceAndNotBeyond() {
        BarPiece piece = piece(0, Optional.of(DAX03));
        desk.board.grip(0, piece, piece.to());
        desk.board.dragBar(1);
        desk.board.dropBar();
        assertThat(desk.queue.list()).containsExactly(new Change.Resize(DAX03, 32 * GIB));
    }

    @Test
    void draggingOverFreeSpaceQueuesANewDevice() {
        BarPiece free = piece(1, Optional.empty());
        assertThat(desk.board.grip(1, free, free.from())).isTrue();
        desk.board.dragBar(free.from() + 0.5 * (free.to() - free.from()));
        desk.board.dropBar();
        assertThat(desk.queue.list())
                .containsExactly(new Change.Create(1, new Extent.Size(32 * GIB), Optional.empty()));
        assertThat(region(1).bar()).anyMatch(BarPiece::planned);
        assertThat(region(1).columns().getLast().tiles())
                .anySatisfy(tile -> assertThat(tile.title()).isEqualTo("new device"));
    }

    @Test
    void escapeInABarQueuesNothing() {
        BarPiece free = piece(1, Optional.empty());
        desk.board.grip(1, free, free.from());
        desk.board.dragBar(free.to());
        desk.board.cancelBar();
        assertThat(desk.queue.isEmpty()).isTrue();
        assertThat(desk.board.barDrag().get()).isEmpty();
    }

    @Test
    void aStaticRegionsBarCannotBeTakenHoldOf() {
        assertThat(desk.board.grip(2, piece(2, Optional.of(DAX20)), 1)).isFalse();
        assertThat(region(2).create()).isEqualTo("static: can't be split or resized");
    }

    @Test
    void theDialogMakesADeviceWithItsModeAtOnce() {
        desk.board.openCreate(1);
        SpaceForm form = desk.board.form().get().orElseThrow();
        form.size().set("16G");
        form.mode().set(Mode.FSDEV);
        assertThat(form.draft().get().isGood()).isTrue();
        desk.board.acceptForm();
        assertThat(desk.board.form().get()).isEmpty();
        DeviceName made = desk.plan.plan().changes().getFirst().device().orElseThrow();
        assertThat(desk.queue.list())
                .containsExactly(
                        new Change.Create(1, new Extent.Size(16 * GIB), Optional.empty()),
                        new Change.SwitchMode(made, Mode.FSDEV));
        assertThat(desk.places(made)).containsExactly("fsdev PENDING_TO");
        desk.plan.undo();
        assertThat(desk.queue.isEmpty()).isTrue();
    }

    @Test
    void theDialogSaysAtEveryKeyWhatWouldComeOfIt() {
        desk.board.act(DeviceAction.Kind.RESIZE, DAX03);
        SpaceForm form = desk.board.form().get().orElseThrow();
        assertThat(form.draft().get().words()).isEqualTo("This is its current size.");
        form.size().set("12 GiB");
        assertThat(form.draft().get().verdict().orElseThrow().isRefused()).isFalse();
        form.size().set("1000 GiB");
        assertThat(form.draft().get().verdict()).containsInstanceOf(Verdict.Refused.class);
        form.size().set("much");
        assertThat(form.draft().get().isGood()).isFalse();
        desk.board.acceptForm();
        assertThat(desk.queue.isEmpty()).isTrue();
    }

    @Test
    void splittingCutsADeviceAndMakesAnotherOneOfTheRest() {
        desk.board.act(DeviceAction.Kind.SPLIT, DAX03);
        desk.board.form().get().orElseThrow().size().set("6 GiB");
        desk.board.form().get().orElseThrow().mode().set(Mode.UNBOUND);
        desk.board.acceptForm();
        assertThat(desk.queue.list())
                .containsExactly(
                        new Change.Resize(DAX03, 6 * GIB),
                        new Change.Create(0, new Extent.Size(10 * GIB), Optional.empty()));
    }

    @Test
    void theSearchLeavesOnlyWhatItFinds() {
        desk.board.search().set("fsdev");
        assertThat(desk.board.picture().get().regions())
                .singleElement()
                .satisfies(region -> assertThat(region.id()).isEqualTo(1));
        assertThat(desk.board.picture().get().hidden()).isGreaterThan(3);
        desk.board.search().set("");
        assertThat(desk.board.picture().get().regions()).hasSize(4);
    }

    @Test
    void theLargestRegionIsFirstWhenAskedFor() {
        desk.board.sort().set(BoardSort.SIZE);
        assertThat(desk.board.picture().get().regions().getFirst().id()).isEqualTo(1);
    }

    @Test
    void whatOthersChangeIsMarkedUntilItIsLookedAt() {
        desk.host
                .kernel()
                .otherAdmin()
                .write(Desk.attribute(io.github.daxboard.model.Driver.DEVICE_DAX, "unbind"), "dax2.0");
        desk.session.poll();
        assertThat(desk.tiles(DAX20)).singleElement().satisfies(tile -> {
            assertThat(tile.outside()).isTrue();
            assertThat(tile.spoken()).contains("changed outside");
        });
        desk.board.select(DAX20);
        assertThat(desk.tiles(DAX20))
                .singleElement()
                .satisfies(tile -> assertThat(tile.outside()).isFalse());
    }

    @Test
    void ownChangesAreNoNews() {
        desk.board.move(DAX01, Mode.FSDEV);
        desk.plan.apply();
        desk.session.poll();
        assertThat(desk.session.outside().get()).isEmpty();
    }

    @Test
    void severalTilesAreDraggedTogether() {
        desk.board.select(DAX01);
        desk.board.selectAlso(DAX20);
        desk.board.pickUp(DAX01, false);
        DragPicture drag = desk.board.drag().get().orElseThrow();
        assertThat(drag.devices()).containsExactly(DAX01, DAX20);
        assertThat(drag.regions()).containsExactlyInAnyOrder(0, 2);
        assertThat(drag.verdict(Mode.SYSTEM_RAM)).isInstanceOf(Verdict.Warned.class);
        desk.board.hover(Optional.of(Mode.FSDEV));
        desk.board.drop();
        assertThat(desk.places(DAX01)).contains("fsdev " + Place.PENDING_TO);
        assertThat(desk.places(DAX20)).contains("fsdev " + Place.PENDING_TO);
    }
}
