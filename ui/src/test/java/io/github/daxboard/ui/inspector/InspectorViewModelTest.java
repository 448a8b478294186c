// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import static io.github.daxboard.ui.Desk.DAX00;
import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX12;
import static io.github.daxboard.ui.Desk.DAX20;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.inspector.InspectorPicture.Fact;
import io.github.daxboard.ui.inspector.InspectorPicture.Way;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectorViewModelTest {
    private static final DeviceName DAX10 = DeviceName.of("dax1.0");
    private static final Instant NOW = Instant.parse("2026-11-24T14:32:07Z");
    private static final long GIB = 1L << 30;

    private final Desk desk = new Desk();
    private final InspectorViewModel inspector = desk.inspector;

    private InspectorPicture select(DeviceName device) {
        desk.board.select(device);
        return inspector.picture().get().orElseThrow();
    }

    private static Fact fact(InspectorPicture picture, String source) {
        return picture.facts().stream()
                .filter(fact -> fact.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static Way way(InspectorPicture picture, Mode mode) {
        return picture.ways().stream()
                .filter(way -> way.mode() == mode)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsShownWhereNothingIsSelected() {
        assertThat(inspector.picture().get()).isEmpty();
        select(DAX00);
        inspector.unselect();
        assertThat(inspector.picture().get()).isEmpty();
    }

    @Test
    void eachFactNamesItsAttributeAndHasTheKernelsOwnFigure() {
        InspectorPicture picture = select(DAX00);
        assertThat(fact(picture, "size"))
                .isEqualTo(new Fact(
                        "Size", "128 GiB", "137438953472", "size", "/sys/devices/platform/hmem.0/dax0.0/size", false));
        assertThat(fact(picture, "driver").value()).isEqualTo("device_dax");
        assertThat(fact(picture, "mapping0/start").value()).isEqualTo("0x8000000000");
        assertThat(picture.holders()).containsExactly("qemu-system-x86 (pid 4211) has it mapped");
    }

    @Test
    void aNodeThatTheFirmwareDoesNotNameIsAbsentAndNot0() {
        assertThat(fact(select(DAX20), "target_node").value()).isEqualTo("absent");
    }

    @Test
    void memoryBlocksAreCountedAndOnesThatArePinnedAreSo() {
        InspectorPicture.Blocks blocks = select(DAX10).blocks().orElseThrow();
        assertThat(blocks.count()).isEqualTo("96 of 128 online");
        assertThat(blocks.each()).isEqualTo("2 GiB each");
        assertThat(blocks.cells())
                .extracting(InspectorPicture.Block::state)
                .containsOnly(BlockState.MOVABLE, BlockState.OFFLINE);
        assertThat(select(DAX12).blocks().orElseThrow().cells())
                .extracting(InspectorPicture.Block::state)
                .containsOnly(BlockState.PINNED);
        assertThat(select(DAX00).blocks()).isEmpty();
    }

    @Test
    void aMoveFromTheInspectorQueuesAndItsButtonsSaySo() {
        select(DAX01);
        inspector.move(DAX01, Mode.FSDEV);
        InspectorPicture picture = inspector.picture().get().orElseThrow();
        assertThat(way(picture, Mode.FSDEV).enabled()).isFalse();
        assertThat(way(picture, Mode.FSDEV).reason()).isEqualTo("Queued as change 1.");
        assertThat(way(picture, Mode.DEVDAX).reason()).isEqualTo("Its current mode: this cancels its change.");
        inspector.move(DAX01, Mode.DEVDAX);
        assertThat(desk.queue.isEmpty()).isTrue();
    }

    @Test
    void aRefusedWayStaysThereOffAndSaysWhy() {
        Way ram = way(select(DAX20), Mode.SYSTEM_RAM);
        assertThat(ram.enabled()).isFalse();
        assertThat(ram.reason()).isNotEmpty();
    }

    @Test
    void whatOthersChangeShowsUp() {
        assertThat(fact(select(DAX01), "driver").value()).isEqualTo("device_dax");
        desk.host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1");
        desk.session.poll();
        assertThat(fact(inspector.picture().get().orElseThrow(), "driver").value())
                .isEqualTo("none");
    }

    @Test
    void allOfItCanBeCopiedAsText() {
        assertThat(select(DAX10).asText())
                .startsWith("dax1.0, system-ram\n256 GiB of region 1, cxl, memory of node 3\n")
                .contains("/dax1.0/size]")
                .contains("96 of 128 online, 2 GiB each");
    }

    @Test
    void aNodesMemoryIsKeptForTenMinutesAndNoLonger() {
        NodeHistory history = new NodeHistory();
        Snapshot first = withNode(desk.session.snapshot().orElseThrow(), 64 * GIB);
        history.add(first, NOW);
        history.add(withNode(first, 60 * GIB), NOW);
        assertThat(history.of(3)).containsExactly(new NodeHistory.Sample(NOW, 132 * GIB, 192 * GIB));
        history.add(first, NOW.plusSeconds(601));
        assertThat(history.of(3)).hasSize(1);
        assertThat(history.of(7)).isEmpty();
    }

    private static Snapshot withNode(Snapshot snapshot, long free) {
        NumaNode node = new NumaNode(
                3,
                Reading.absent(),
                Reading.absent(),
                Reading.of(192 * GIB),
                Reading.of(free),
                Reading.of(0L),
                Reading.of(List.of(10)),
                Reading.absent(),
                new NumaNode.Access(Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent()));
        return new Snapshot(
                snapshot.host(),
                snapshot.taken(),
                snapshot.kernelRelease(),
                snapshot.autoprobe(),
                snapshot.regions(),
                snapshot.drivers(),
                snapshot.memory(),
                snapshot.holders(),
                List.of(node),
                snapshot.iomem(),
                snapshot.onlineRules());
    }
}
