// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotReaderTest {

    private static Snapshot read(KernelView kernel) {
        return SnapshotReader.read(kernel, new HostName("box"), Instant.EPOCH);
    }

    private static Device device(Snapshot snapshot, String name) {
        return snapshot.device(DeviceName.of(name)).orElseThrow();
    }

    @Test
    void theDemoMachineIsReadWhole() {
        Snapshot demo = read(SimulatedKernel.boot(World.demo()));

        assertThat(demo.regions())
                .extracting(Region::kind)
                .containsExactly(RegionKind.HMEM, RegionKind.CXL, RegionKind.PMEM, RegionKind.HMEM);
        assertThat(device(demo, "dax0.0").mode()).contains(Mode.DEVDAX);
        assertThat(device(demo, "dax0.2").mode()).contains(Mode.SYSTEM_RAM);
        assertThat(device(demo, "dax0.3").mode()).contains(Mode.UNBOUND);
        assertThat(device(demo, "dax1.1").mode()).contains(Mode.FSDEV);
        assertThat(demo.memory().of(device(demo, "dax1.0")))
                .hasSize(128)
                .filteredOn(MemoryBlock::isOnline)
                .hasSize(96);
        assertThat(demo.isPinned(device(demo, "dax1.2"))).isTrue();
        assertThat(demo.regions().get(2).isStatic()).isTrue();
        assertThat(device(demo, "dax2.0").targetNode()).isEqualTo(Reading.absent());
        assertThat(device(demo, "dax3.0").isEmpty()).isTrue();
        assertThat(demo.holdersOf(DeviceName.of("dax0.0"))).hasSize(1);
        assertThat(demo.driver(Driver.FSDEV_DAX)).isEqualTo(Reading.of(DriverState.LOADED));
    }

    @Test
    void withoutRootTheAddressesAreDeniedAndNothingElseIs() {
        Device device = device(read(SimulatedKernel.boot(World.demo()).asUser()), "dax0.0");

        assertThat(device.resource()).isEqualTo(new Reading.Denied<Long>(Errno.EACCES));
        assertThat(device.ranges().value()).isEmpty();
        assertThat(device.ranges().whyNot()).isEqualTo("needs root (EACCES)");
        assertThat(device.size().value()).contains(128L << 30);
        assertThat(device.mode()).contains(Mode.DEVDAX);
    }

    @Test
    void anAttributeThatCannotBeReadSaysWhyAndIsNotZero() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        kernel.failRead(new KernelPath("/sys/devices/platform/hmem.0/dax0.0/size"), Errno.ENXIO);

        Device device = device(read(kernel), "dax0.0");

        assertThat(device.size()).isEqualTo(new Reading.Unreadable<Long>(Errno.ENXIO));
        assertThat(device.isEmpty()).isFalse();
    }

    @Test
    void aDriverLinkThatCannotBeReadIsNotUnbound() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        kernel.failRead(new KernelPath("/sys/devices/platform/hmem.0/dax0.0/driver"), Errno.EIO);

        Device device = device(read(kernel), "dax0.0");

        assertThat(device.isUnbound()).isFalse();
        assertThat(device.mode()).isEmpty();
        assertThat(device.modeWord()).isEqualTo("unreadable (EIO, input or output error)");
    }

    @Test
    void aKernelWithoutTheDaxBusHasNoRegions() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.ENOENT);

        assertThat(read(kernel).hasDax()).isFalse();
        assertThat(read(kernel).unlisted()).isEmpty();
    }

    @Test
    void aBusThatCannotBeListedIsNotAnEmptyOne() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO);

        assertThat(read(kernel).hidden())
                .contains(new Unlisted(KernelPath.DAX_DEVICES, new Reading.Unreadable<>(Errno.EIO)));
        assertThat(read(kernel).orphans()).isEqualTo(new Reading.Unreadable<>(Errno.EIO));
    }

    @Test
    void aDeviceWhoseLinkCannotBeReadIsNotGone() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        KernelPath link = KernelPath.DAX_DEVICES.child("dax0.1");
        kernel.failRead(link, Errno.EACCES);

        Snapshot snapshot = read(kernel);

        assertThat(snapshot.device(DeviceName.of("dax0.0"))).isPresent();
        assertThat(snapshot.unlisted()).containsExactly(new Unlisted(link, new Reading.Denied<>(Errno.EACCES)));
        assertThat(snapshot.hidden()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"/sys/devices/system/memory", "/sys/devices/system/node"})
    void aFolderThatCannotBeListedIsNamed(String folder) {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(new KernelPath(folder), Errno.EIO);

        assertThat(read(kernel).unlisted())
                .containsExactly(new Unlisted(new KernelPath(folder), new Reading.Unreadable<>(Errno.EIO)));
        assertThat(read(kernel).hidden()).isEmpty();
        kernel.failRead(new KernelPath(folder), Errno.ENOENT);
        assertThat(read(kernel).unlisted()).isEmpty();
    }

    @Test
    void aBlockOfANodeThatCannotBeListedIsNotOnNone() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        int node = device(read(kernel), "dax0.2").targetNode().value().orElseThrow();
        kernel.failRead(KernelPath.NODES.child("node" + node), Errno.EIO);

        Snapshot snapshot = read(kernel);

        assertThat(snapshot.memory().of(device(snapshot, "dax0.2")))
                .isNotEmpty()
                .allMatch(block -> block.node().equals(new Reading.Unreadable<Integer>(Errno.EIO)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/sys/devices/platform/hmem.0,HMEM",
        "/sys/devices/platform/hmem_platform.0/hmem.12,HMEM",
        "/sys/devices/platform/hmem_platform.0,OTHER",
        "/sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0,CXL",
        "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/dax0.1,PMEM",
        "/sys/devices/platform/e820_pmem/ndbus0/region0/dax0.0,PMEM",
        "/sys/devices/virtual/something,OTHER"
    })
    void theKindIsToldFromThePath(String path, RegionKind kind) {
        assertThat(RegionKinds.of(new KernelPath(path))).isEqualTo(kind);
    }

    @ParameterizedTest(name = "\"{0}\" is no size")
    @CsvSource({"-1", "+5", "0x10", "''", "' 4096'", "'4096 '", "99999999999999999999"})
    void aSizeThatIsNotOfItsFormIsMalformed(String text) {
        assertThat(Formats.decimal(text)).isEqualTo(new Reading.Malformed<Long>(text));
    }

    @Test
    void addressesAreHexWith0xAndBlockSizesHexWithout() {
        assertThat(Formats.hex0x("0x100000000")).isEqualTo(Reading.of(1L << 32));
        assertThat(Formats.hex0x("100000000")).isInstanceOf(Reading.Malformed.class);
        assertThat(Formats.bareHex("8000000")).isEqualTo(Reading.of(128L << 20));
    }
}
