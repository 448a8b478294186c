// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import static io.github.daxboard.ui.Desk.DAX00;
import static io.github.daxboard.ui.Desk.DAX01;
import static io.github.daxboard.ui.Desk.DAX12;
import static io.github.daxboard.ui.Desk.DAX20;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.map.MapPicture.Area;
import io.github.daxboard.ui.map.MapPicture.Piece;
import io.github.daxboard.ui.map.MapPicture.Run;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapViewModelTest {
    private static final DeviceName DAX10 = DeviceName.of("dax1.0");

    private final Desk desk = new Desk();
    private final MapViewModel map = new MapViewModel(desk.session, desk.selection);

    private Area region(int id) {
        return region(map.picture().get(), id);
    }

    private static Area region(MapPicture picture, int id) {
        return picture.areas().stream()
                .filter(area -> area.region().equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void regionsLieWhereTheirDevicesAreWithFreeSpaceBetween() {
        Area cxl = region(1);
        assertThat(cxl.start()).isEqualTo(0x10000000000L);
        assertThat(cxl.end()).isEqualTo(0x10000000000L + (512L << 30) - 1);
        assertThat(cxl.devices()).extracting(Piece::label).containsExactly("dax1.0", "dax1.1", "dax1.2", "free");
        assertThat(cxl.devices()).extracting(Piece::look).containsExactly(Look.RAM, Look.FSDEV, Look.PINNED, Look.FREE);
        assertThat(cxl.devices().getFirst().online()).isEqualTo(0.75);
    }

    @Test
    void nodesStandWithTheProcessorsThatTheyAreNearTo() {
        assertThat(map.picture().get().groups())
                .extracting(MapPicture.Group::title)
                .containsExactly("Socket 0, CPUs 0-1", "Socket 1, CPUs 2-3");
    }

    @Test
    void blocksThatAreAtTheSameAreOneRun() {
        assertThat(region(1).blocks()).extracting(Run::count).containsExactly(96, 32, 32);
        assertThat(region(1).blocks().getFirst().words()).isEqualTo("memory512 to 607: online, Movable");
        assertThat(region(1).blocks().getLast().look()).isEqualTo(Look.PINNED);
        assertThat(region(2).blocks()).isEmpty();
    }

    @Test
    void onlyMemoryThatIsOnlineIsANodes() {
        Area cxl = region(1);
        assertThat(cxl.nodes().getFirst().start()).isEqualTo(cxl.start());
        assertThat(cxl.nodes().getFirst().end()).isEqualTo(cxl.start() + (192L << 30) - 1);
        assertThat(cxl.nodes().getFirst().line()).isEqualTo("192 GiB online");
    }

    @Test
    void aRegionWithoutANodeSaysWhetherTheFirmwareGivesItOne() {
        assertThat(map.picture().get().withoutNode())
                .contains(new MapPicture.Loose("Region 2", "pmem, no target node from firmware"))
                .contains(new MapPicture.Loose("Region 3", "hmem, node 4 once online"));
    }

    @Test
    void nodesStandNearTheirProcessorsWithWhatFeedsThem() {
        List<MapPicture.Group> groups = map.picture().get().groups();
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1).nodes()).extracting(MapPicture.NodeCard::title).containsExactly("Node 1", "Node 3");
        MapPicture.NodeCard cxl = groups.get(1).nodes().getLast();
        assertThat(cxl.kind()).isEqualTo("cxl");
        assertThat(cxl.size()).isEqualTo("512 GiB");
        assertThat(cxl.line()).startsWith("96/128 online, ");
        assertThat(map.picture().get().distances().orElseThrow().nodes()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void equalSizesAreEquallyLongAndHolesAreFolded() {
        AddressScale scale = map.scale();
        double first = length(scale, region(0).devices().getFirst());
        double other = length(scale, region(1).devices().get(1));
        assertThat(first).isCloseTo(other, within(1.0));
        assertThat(scale.folds()).isNotEmpty();
        assertThat(scale.total()).isLessThan(1.3e12);
        long inside = region(1).start() + (3L << 30);
        assertThat(scale.address(scale.at(inside))).isEqualTo(inside);
    }

    private static double length(AddressScale scale, Piece piece) {
        return scale.at(piece.end() + 1) - scale.at(piece.start());
    }

    @Test
    void zoomingKeepsWhatIsUnderThePointerAndEndsAtTheWhole() {
        assertThat(map.isWhole()).isTrue();
        double anchor = map.scale().at(region(1).start());
        double share = anchor / map.scale().total();
        map.zoom(2, anchor);
        MapViewModel.Window window = map.window().get();
        assertThat((anchor - window.from()) / window.width()).isCloseTo(share, within(1e-9));
        assertThat(window.width()).isCloseTo(map.scale().total() / 2, within(1.0));
        map.zoom(0.001, anchor);
        assertThat(map.isWhole()).isTrue();
        map.zoom(1e9, anchor);
        assertThat(map.closeness()).isCloseTo(1, within(1e-9));
        map.pan(-1e9);
        assertThat(map.window().get().from()).isZero();
    }

    @Test
    void whatIsLookedAtIsSaidInWords() {
        assertThat(map.zoomWords()).endsWith(", whole range");
        map.zoomTo(1);
        assertThat(map.zoomWords()).endsWith(", zoomed to region 1");
        map.zoomStep(true);
        assertThat(map.zoomWords()).contains("0x1");
        map.whole();
        assertThat(map.isWhole()).isTrue();
    }

    @Test
    void theKeyboardGoesThroughTheDevicesAndEnterSelects() {
        map.step(1);
        assertThat(map.mark().get()).isEqualTo(Optional.of(DAX00));
        map.step(1);
        assertThat(desk.selection.list()).isEmpty();
        map.choose();
        assertThat(desk.selection.list()).containsExactly(DAX01);
        map.step(-1);
        map.step(-1);
        assertThat(map.mark().get()).isEqualTo(Optional.of(DAX00));
    }

    @Test
    void whatIsSelectedElsewhereComesIntoView() {
        map.zoomTo(0);
        desk.selection.select(DAX20);
        assertThat(map.zoomWords()).endsWith("zoomed to region 2");
        map.select(DAX12);
        assertThat(desk.inspector.picture().get().orElseThrow().device()).isEqualTo(DAX12);
    }

    @Test
    void withoutTheRightToReadAddressesLengthsAreStillToScaleAndTheMapSaysSo() {
        MapPicture picture =
                new MapPictures(withoutAddresses(desk.session.snapshot().orElseThrow())).draw();
        assertThat(picture.placed()).isFalse();
        assertThat(picture.note()).contains("needs root (EACCES)");
        assertThat(region(picture, 1).devices()).extracting(Piece::size).startsWith("256 GiB", "128 GiB");
        assertThat(picture.devices()).contains(DAX10, DAX20);
    }

    private static Snapshot withoutAddresses(Snapshot snapshot) {
        return new Snapshot(
                snapshot.host(),
                snapshot.taken(),
                snapshot.kernelRelease(),
                snapshot.autoprobe(),
                snapshot.regions().stream()
                        .map(region -> region.withDevices(region.devices().stream()
                                .map(MapViewModelTest::blind)
                                .toList()))
                        .toList(),
                snapshot.drivers(),
                snapshot.memory(),
                snapshot.holders(),
                snapshot.nodes(),
                Reading.failed(Errno.EACCES),
                snapshot.onlineRules());
    }

    private static Device blind(Device device) {
        return new Device(
                device.name(),
                device.path(),
                device.driver(),
                device.size(),
                device.align(),
                device.targetNode(),
                device.numaNode(),
                Reading.failed(Errno.EACCES),
                Reading.failed(Errno.EACCES),
                device.deviceNumber(),
                device.memmapOnMemory(),
                device.hotplugState(),
                device.superblock());
    }

    @Test
    void theMapCanBeReadAsText() {
        assertThat(map.picture().get().asText())
                .contains("Region 1, cxl, 0x10000000000 - 0x17fffffffff")
                .contains("dax1.2, 64 GiB, pinned until reboot");
        assertThat(List.copyOf(map.picture().get().devices())).doesNotHaveDuplicates();
    }
}
