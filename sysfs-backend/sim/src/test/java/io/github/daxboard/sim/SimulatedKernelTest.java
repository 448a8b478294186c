// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.KernelPort.ModuleError;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The dax bus of Linux 6.12, fact by fact. The same facts, on a real kernel: the conformance suite. */
class SimulatedKernelTest {
    private static final String HMEM = "/sys/devices/platform/hmem.0";
    private static final Optional<Errno> OK = Optional.empty();

    private final SimulatedKernel lab = SimulatedKernel.boot(World.lab());

    private static SimulatedKernel world(String... lines) {
        return SimulatedKernel.boot(World.parse(String.join("\n", lines)));
    }

    private static KernelPath path(String text) {
        return new KernelPath(text);
    }

    private static KernelPath driver(Driver driver, String attribute) {
        return KernelPath.DAX_DRIVERS.child(driver.name()).child(attribute);
    }

    private static Optional<Errno> write(KernelPort kernel, Driver driver, String attribute, String value) {
        return kernel.write(driver(driver, attribute), value);
    }

    private static Optional<Errno> write(KernelPort kernel, String path, String value) {
        return kernel.write(path(path), value);
    }

    private static String read(KernelView kernel, String path) {
        return kernel.read(path(path)).value().orElseThrow();
    }

    /** The name of the driver that a device's link leads to, or "unbound". */
    private static String driverOf(KernelView kernel, String device) {
        KernelPath link = KernelPath.DAX_DEVICES.child(device);
        KernelPath folder = link.resolveLink(kernel.readLink(link).value().orElseThrow());
        return kernel.readLink(folder.child("driver"))
                .value()
                .map(target -> target.substring(target.lastIndexOf('/') + 1))
                .orElse("unbound");
    }

    private static Optional<Errno> is(Errno errno) {
        return Optional.of(errno);
    }

    @Test
    void linksAreWordedAsSysfsWordsThem() {
        assertThat(lab.readLink(path("/sys/bus/dax/devices/dax0.0")))
                .isEqualTo(Reading.of("../../../devices/platform/hmem.0/dax0.0"));
        assertThat(lab.readLink(path(HMEM + "/dax0.0/driver")))
                .isEqualTo(Reading.of("../../../../bus/dax/drivers/device_dax"));
        assertThat(lab.readLink(path("/sys/bus/dax/drivers/device_dax/dax1.0")))
                .isEqualTo(Reading.of("../../../../devices/platform/e820_pmem/ndbus0/region1/dax1.0/dax1.0"));
        assertThat(lab.readLink(path("/sys/bus/dax/drivers/device_dax/module")))
                .isEqualTo(Reading.of("../../../../module/device_dax"));
        assertThat(lab.readLink(path("/sys/devices/system/memory/memory3/node0")))
                .isEqualTo(Reading.of("../../node/node0"));
    }

    @Test
    void attributesHaveTheirKernelForms() {
        assertThat(read(lab, HMEM + "/dax0.1/size")).isEqualTo("268435456");
        assertThat(read(lab, HMEM + "/dax0.1/resource")).isEqualTo("0x120000000");
        assertThat(read(lab, HMEM + "/dax0.1/mapping0/end")).isEqualTo("0x12fffffff");
        assertThat(read(lab, HMEM + "/dax_region/available_size")).isEqualTo("268435456");
        assertThat(read(lab, HMEM + "/dax_region/seed")).isEmpty();
        assertThat(read(lab, "/sys/devices/system/memory/block_size_bytes")).isEqualTo("8000000");
        assertThat(read(lab, "/sys/devices/system/memory/memory3/phys_index")).isEqualTo("00000003");
        assertThat(read(lab, HMEM + "/dax0.0/uevent"))
                .isEqualTo("MAJOR=252\nMINOR=0\nDEVNAME=dax0.0\nDRIVER=device_dax\nMODALIAS=dax:t0");
        assertThat(read(lab, "/proc/iomem").lines())
                .containsSubsequence(
                        "100000000-13fffffff : Soft Reserved",
                        "  100000000-11fffffff : dax0.0",
                        "  120000000-12fffffff : dax0.1",
                        "140000000-15fffffff : Persistent Memory (legacy)",
                        "  140000000-1401fffff : namespace1.0",
                        "  140200000-15fffffff : dax1.0");
    }

    @Test
    void aStaticRegionLacksWhatItCannotDo() {
        String region = "/sys/devices/platform/e820_pmem/ndbus0/region1/dax1.0";
        assertThat(lab.list(path(region + "/dax_region"))).isEqualTo(Reading.of(List.of("align", "id", "size")));
        assertThat(lab.read(path(region + "/dax1.0/mapping"))).isEqualTo(Reading.absent());
        assertThat(write(lab, region + "/dax1.0/size", "0")).isEqualTo(is(Errno.EACCES));
    }

    @Test
    void fsdevNeverTakesADeviceByItsType() {
        SimulatedKernel kernel = world(
                "module fsdev_dax loadable",
                "region 0 hmem 0x100000000 1G node 1",
                "region 1 hmem 0x200000000 1G node 1 idle",
                "device dax1.0 1G unbound");
        kernel.loadModule(Driver.FSDEV_DAX);
        assertThat(driverOf(kernel, "dax0.0")).isEqualTo("unbound");
        assertThat(driverOf(kernel, "dax1.0")).isEqualTo("unbound");
        assertThat(write(kernel, Driver.FSDEV_DAX, "bind", "dax1.0")).isEqualTo(is(Errno.ENODEV));
    }

    @Test
    void deviceDaxTakesAnHmemDeviceOnlyById() {
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        assertThat(write(lab, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.ENODEV));
        assertThat(write(lab, Driver.DEVICE_DAX, "new_id", "dax0.0")).isEqualTo(OK);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("device_dax");
    }

    @Test
    void aNamespaceBindsPlainly() {
        write(lab, Driver.DEVICE_DAX, "unbind", "dax1.0");
        assertThat(write(lab, Driver.DEVICE_DAX, "bind", "dax1.0")).isEqualTo(OK);
    }

    @Test
    void bindSaysEnodevBeforeEbusy() {
        assertThat(write(lab, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.ENODEV));
        assertThat(write(lab, Driver.DEVICE_DAX, "bind", "dax1.0")).isEqualTo(is(Errno.EBUSY));
        assertThat(write(lab, Driver.DEVICE_DAX, "bind", "dax7.0")).isEqualTo(is(Errno.ENODEV));
    }

    @Test
    void newIdSweepsIdleNeighbours() {
        write(lab, Driver.DEVICE_DAX, "unbind", "dax1.0");
        write(lab, Driver.DEVICE_DAX, "new_id", "dax0.0");
        assertThat(driverOf(lab, "dax1.0")).isEqualTo("device_dax");
    }

    @Test
    void autoprobeDoesNotStopTheSweep() {
        write(lab, "/sys/bus/dax/drivers_autoprobe", "0");
        write(lab, Driver.DEVICE_DAX, "unbind", "dax1.0");
        write(lab, Driver.DEVICE_DAX, "new_id", "dax0.99");
        assertThat(driverOf(lab, "dax1.0")).isEqualTo("device_dax");
    }

    @Test
    void aStaleIdBringsADeviceBack() {
        write(lab, Driver.DEVICE_DAX, "new_id", "dax0.0");
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("unbound");
        write(lab, Driver.DEVICE_DAX, "new_id", "dax0.1");
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("device_dax");
    }

    @Test
    void newIdSwallowsWhatTheProbeSaid() {
        SimulatedKernel kernel = world("region 0 hmem 0x100000000 1G node 1", "claim 0x100000000 2M firmware");
        KernelPort.LogMark mark = kernel.markLog();
        assertThat(write(kernel, Driver.DEVICE_DAX, "new_id", "dax0.0")).isEqualTo(OK);
        assertThat(driverOf(kernel, "dax0.0")).isEqualTo("unbound");
        assertThat(mark.linesSince())
                .containsExactly(
                        "device_dax dax0.0: mapping0: 0x100000000-0x13fffffff could not reserve range",
                        "device_dax dax0.0: probe with driver device_dax failed with error -16");
    }

    @Test
    void aFailedDeviceDaxProbeSpoilsTheDeviceForEver() {
        SimulatedKernel kernel =
                world("region 0 hmem 0x100000000 1G node 1 idle", "device dax0.0 1G unbound", "claim 0x100000000 2M x");
        assertThat(write(kernel, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.EBUSY));
        kernel.releaseClaims("x");
        KernelPort.LogMark mark = kernel.markLog();
        assertThat(write(kernel, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.EINVAL));
        assertThat(mark.linesSince()).first().isEqualTo("device_dax dax0.0: dynamic-dax with pre-populated page map");
    }

    @Test
    void fsdevCuresASpoiledDevice() {
        SimulatedKernel kernel = world(
                "module fsdev_dax loaded",
                "region 0 hmem 0x100000000 1G node 1 idle",
                "device dax0.0 1G unbound",
                "claim 0x100000000 2M x");
        write(kernel, Driver.DEVICE_DAX, "bind", "dax0.0");
        kernel.releaseClaims("x");
        write(kernel, Driver.FSDEV_DAX, "new_id", "dax0.0");
        write(kernel, Driver.FSDEV_DAX, "unbind", "dax0.0");
        assertThat(write(kernel, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(OK);
    }

    @Test
    void onlyTheOneFormOfANameIsAnId() {
        for (String name : List.of("dax00.0", "dax0.00", "dax0", "dax0.0 ", " dax0.0", "pmem0", "\n", "dax0.0.0")) {
            assertThat(write(lab, Driver.DEVICE_DAX, "new_id", name)).as(name).isEqualTo(is(Errno.EINVAL));
            assertThat(write(lab, Driver.DEVICE_DAX, "remove_id", name))
                    .as(name)
                    .isEqualTo(is(Errno.EINVAL));
        }
        for (String name : List.of("dax0.99", "dax0.0\n", "dax0.1\0")) {
            assertThat(write(lab, Driver.DEVICE_DAX, "new_id", name)).as(name).isEqualTo(OK);
        }
    }

    @Test
    void removeIdOfANameThatIsNotListedIsFine() {
        assertThat(write(lab, Driver.DEVICE_DAX, "remove_id", "dax5.5")).isEqualTo(OK);
        assertThat(write(lab, Driver.DEVICE_DAX, "remove_id", "dax5.5")).isEqualTo(OK);
    }

    @Test
    void unbindingTwiceIsEnodev() {
        assertThat(write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0")).isEqualTo(OK);
        assertThat(write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0")).isEqualTo(is(Errno.ENODEV));
    }

    @Test
    void anEmptyDeviceCannotBeBound() {
        SimulatedKernel kernel = world("region 0 hmem 0x100000000 1G node 1 idle");
        KernelPort.LogMark mark = kernel.markLog();
        assertThat(write(kernel, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.ENXIO));
        assertThat(mark.linesSince()).isEmpty();
    }

    @Test
    void registeredWhileBoundAnsweredTrulyWhenFreed() {
        lab.loadModule(Driver.FSDEV_DAX);
        assertThat(write(lab, Driver.FSDEV_DAX, "new_id", "dax0.0")).isEqualTo(OK);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("device_dax");
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        assertThat(write(lab, Driver.FSDEV_DAX, "bind", "dax0.0")).isEqualTo(OK);
        write(lab, Driver.FSDEV_DAX, "remove_id", "dax0.0");
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("fsdev_dax");
        assertThat(lab.list(path(HMEM + "/dax0.0/fsdev")))
                .isEqualTo(Reading.of(List.of("folio_order", "holder", "layout")));
    }

    @Test
    void fsdevRefusesADeviceThatIsStillMapped() {
        lab.loadModule(Driver.FSDEV_DAX);
        lab.addHolder(new Holder(DeviceName.of("dax0.0"), Holder.Kind.MAPPING, 7, "qemu", 0));
        write(lab, Driver.FSDEV_DAX, "new_id", "dax0.0");
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        KernelPort.LogMark mark = lab.markLog();
        assertThat(write(lab, Driver.FSDEV_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.EBUSY));
        assertThat(mark.linesSince())
                .containsExactly(
                        "fsdev_dax dax0.0: still open or mapped through its last driver",
                        "fsdev_dax dax0.0: probe with driver fsdev_dax failed with error -16");
        lab.removeHolders(DeviceName.of("dax0.0"));
        assertThat(write(lab, Driver.FSDEV_DAX, "bind", "dax0.0")).isEqualTo(OK);
    }

    @Test
    void loadingAModuleBindsWhatItsTypeMatches() {
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        lab.loadModule(Driver.KMEM);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("kmem");
    }

    @Test
    void autoprobeOffKeepsALoadedModuleFromBinding() {
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        write(lab, "/sys/bus/dax/drivers_autoprobe", "0");
        lab.loadModule(Driver.KMEM);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("unbound");
        assertThat(write(lab, Driver.KMEM, "bind", "dax0.0")).isEqualTo(OK);
    }

    @Test
    void aMissingModuleIsModprobesOwnSentence() {
        SimulatedKernel kernel = world("kernel 6.12.117+deb12-amd64");
        assertThat(kernel.driverState(Driver.FSDEV_DAX)).isEqualTo(Reading.of(DriverState.MISSING));
        assertThat(kernel.loadModule(Driver.FSDEV_DAX))
                .contains(new ModuleError(
                        1,
                        "modprobe: FATAL: Module fsdev_dax not found in directory"
                                + " /lib/modules/6.12.117+deb12-amd64"));
    }

    @Test
    void aBuiltInDriverIsOnTheBusAndHasNoModule() {
        SimulatedKernel kernel = world("module device_dax builtin");
        assertThat(kernel.driverState(Driver.DEVICE_DAX)).isEqualTo(Reading.of(DriverState.BUILTIN));
        assertThat(kernel.loadModule(Driver.DEVICE_DAX)).isEmpty();
        assertThat(kernel.readLink(driver(Driver.DEVICE_DAX, "module"))).isEqualTo(Reading.absent());
    }

    @Test
    void unloadingADriverUnbindsItsDevicesAndForgetsItsIds() {
        write(lab, Driver.DEVICE_DAX, "new_id", "dax0.0");
        lab.unloadModule(Driver.DEVICE_DAX);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("unbound");
        lab.loadModule(Driver.DEVICE_DAX);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("unbound");
        assertThat(driverOf(lab, "dax1.0")).isEqualTo("device_dax");
    }

    @Test
    void writingAReadOnlyFileIsEaccesForRootToo() {
        assertThat(write(lab, HMEM + "/dax0.0/numa_node", "1")).isEqualTo(is(Errno.EACCES));
        assertThat(lab.read(driver(Driver.DEVICE_DAX, "bind"))).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(lab.read(path(HMEM + "/dax0.0/mapping"))).isEqualTo(Reading.failed(Errno.EACCES));
    }

    @Test
    void aUserSeesNoAddressesAndNoHolders() {
        KernelView user = lab.asUser();
        assertThat(user.read(path(HMEM + "/dax0.0/resource"))).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(user.read(path(HMEM + "/dax0.0/mapping0/start"))).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(user.read(path(HMEM + "/dax_region/align"))).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(user.read(path(HMEM + "/dax0.0/size"))).isEqualTo(Reading.of("536870912"));
        assertThat(user.holders()).isEqualTo(Reading.failed(Errno.EACCES));
        assertThat(read(user, "/proc/iomem").lines()).contains("00000000-00000000 : Soft Reserved");
    }

    @Test
    void linksOnTheWayAreNotFollowed() {
        assertThat(lab.read(path("/sys/bus/dax/devices/dax0.0/size"))).isEqualTo(Reading.failed(Errno.ELOOP));
        assertThat(lab.list(path("/sys/bus/dax/devices/dax0.0"))).isEqualTo(Reading.failed(Errno.ELOOP));
        assertThat(lab.readLink(path(HMEM + "/dax0.0"))).isEqualTo(Reading.failed(Errno.EINVAL));
    }

    @Test
    void kmemNeedsANode() {
        SimulatedKernel kernel = world("module kmem loaded", "region 0 hmem 0x100000000 1G");
        KernelPort.LogMark mark = kernel.markLog();
        assertThat(write(kernel, Driver.KMEM, "bind", "dax0.0")).isEqualTo(is(Errno.EINVAL));
        assertThat(mark.linesSince()).first().isEqualTo("kmem dax0.0: rejecting DAX region with invalid node: -1");
        assertThat(kernel.read(path(HMEM + "/dax0.0/target_node"))).isEqualTo(Reading.absent());
    }

    @Test
    void kmemTakesWholeBlocksOnly() {
        SimulatedKernel kernel = world(
                "module kmem loaded",
                "region 0 hmem 0x100000000 1G node 1",
                "device dax0.0 192M unbound",
                "device dax0.1 64M unbound");
        assertThat(write(kernel, Driver.KMEM, "bind", "dax0.0")).isEqualTo(OK);
        assertThat(write(kernel, Driver.KMEM, "bind", "dax0.1")).isEqualTo(is(Errno.EINVAL));
        assertThat(read(kernel, "/sys/devices/system/memory/memory32/state")).isEqualTo("offline");
        assertThat(kernel.read(path("/sys/devices/system/memory/memory33/state")))
                .isEqualTo(Reading.absent());
        assertThat(read(kernel, "/proc/iomem").lines())
                .containsSubsequence("  100000000-107ffffff : dax0.0", "    100000000-107ffffff : System RAM (kmem)");
    }

    @Test
    void unbindingKmemWithMemoryOnlinePinsItUntilReboot() {
        SimulatedKernel kernel = world(
                "module kmem loaded",
                "region 0 hmem 0x100000000 256M node 1",
                "device dax0.0 256M system-ram online 1");
        KernelPort.LogMark mark = kernel.markLog();
        assertThat(write(kernel, Driver.KMEM, "unbind", "dax0.0")).isEqualTo(OK);
        assertThat(mark.linesSince())
                .containsExactly("kmem dax0.0: mapping0: 0x100000000-0x10fffffff cannot be hotremoved until the next"
                        + " reboot");
        assertThat(driverOf(kernel, "dax0.0")).isEqualTo("unbound");
        assertThat(read(kernel, "/sys/devices/system/memory/memory32/state")).isEqualTo("online");
        assertThat(read(kernel, "/proc/iomem")).contains("System RAM (kmem)");
        assertThat(write(kernel, Driver.KMEM, "bind", "dax0.0")).isEqualTo(is(Errno.EBUSY));
        write(kernel, "/sys/devices/system/memory/memory32/state", "offline");
        write(kernel, Driver.DEVICE_DAX, "new_id", "dax0.0");
        assertThat(driverOf(kernel, "dax0.0")).isEqualTo("unbound");
        assertThat(write(kernel, Driver.DEVICE_DAX, "bind", "dax0.0")).isEqualTo(is(Errno.EINVAL));
    }

    @Test
    void unbindingKmemWithMemoryOfflineFreesIt() {
        SimulatedKernel kernel = world(
                "module kmem loaded",
                "region 0 hmem 0x100000000 256M node 1",
                "device dax0.0 256M system-ram online 2");
        write(kernel, "/sys/devices/system/memory/memory32/state", "offline");
        write(kernel, "/sys/devices/system/memory/memory33/state", "offline");
        assertThat(write(kernel, Driver.KMEM, "unbind", "dax0.0")).isEqualTo(OK);
        assertThat(kernel.list(path("/sys/devices/system/memory/memory32"))).isEqualTo(Reading.absent());
        assertThat(read(kernel, "/proc/iomem")).doesNotContain("kmem");
    }

    @Test
    void newBlocksFollowThePolicy() {
        SimulatedKernel kernel =
                world("module kmem loaded", "auto-online online_movable", "region 0 hmem 0x100000000 256M node 1");
        write(kernel, Driver.KMEM, "bind", "dax0.0");
        assertThat(read(kernel, "/sys/devices/system/memory/memory32/valid_zones"))
                .isEqualTo("Movable");
        assertThat(read(kernel, "/sys/devices/system/node/online")).isEqualTo("1");
    }

    @Test
    void aBlocksStateCannotBecomeWhatItIs() {
        String state = "/sys/devices/system/memory/memory3/state";
        assertThat(write(lab, state, "online")).isEqualTo(is(Errno.EINVAL));
        assertThat(write(lab, state, "sideways")).isEqualTo(is(Errno.EINVAL));
        assertThat(write(lab, state, "offline")).isEqualTo(OK);
        assertThat(read(lab, state)).isEqualTo("offline");
    }

    @Test
    void aWriteFailsWhenATestSaysSo() {
        KernelPath unbind = driver(Driver.DEVICE_DAX, "unbind");
        lab.failWrite(unbind, Errno.EINTR, 2);
        assertThat(lab.write(unbind, "dax0.0")).isEqualTo(OK);
        assertThat(lab.write(unbind, "dax0.1")).isEqualTo(is(Errno.EINTR));
        assertThat(driverOf(lab, "dax0.1")).isEqualTo("device_dax");
        assertThat(lab.write(unbind, "dax0.1")).isEqualTo(OK);
        assertThat(lab.writes())
                .containsExactly(
                        new SimulatedKernel.Write(unbind, "dax0.0", OK),
                        new SimulatedKernel.Write(unbind, "dax0.1", is(Errno.EINTR)),
                        new SimulatedKernel.Write(unbind, "dax0.1", OK));
    }

    @Test
    void aWriteIsIgnoredWhenATestSaysSo() {
        lab.ignoreWrite(driver(Driver.DEVICE_DAX, "unbind"), 1);
        assertThat(write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0")).isEqualTo(OK);
        assertThat(driverOf(lab, "dax0.0")).isEqualTo("device_dax");
    }

    @Test
    void anotherAdminCanBeQuicker() {
        lab.beforeWrites((path, value, other) -> other.write(path, value));
        assertThat(write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0")).isEqualTo(is(Errno.ENODEV));
        assertThat(lab.writes()).hasSize(1);
    }

    @Test
    void aModuleFailsToLoadWhenATestSaysSo() {
        lab.failModule(Driver.FSDEV_DAX, 1, "modprobe: ERROR: could not insert 'fsdev_dax': Exec format error");
        assertThat(lab.loadModule(Driver.FSDEV_DAX)).isPresent();
        assertThat(lab.list(path("/sys/bus/dax/drivers/fsdev_dax"))).isEqualTo(Reading.absent());
    }

    @Test
    void createMakesAnEmptySeedAndDeleteTakesIt() {
        String region = HMEM + "/dax_region";
        assertThat(write(lab, region + "/create", "2")).isEqualTo(is(Errno.EINVAL));
        assertThat(write(lab, region + "/create", "1")).isEqualTo(OK);
        assertThat(read(lab, region + "/create")).isEqualTo("dax0.2");
        assertThat(read(lab, region + "/seed")).isEqualTo("dax0.2");
        assertThat(read(lab, HMEM + "/dax0.2/size")).isEqualTo("0");
        assertThat(read(lab, HMEM + "/dax0.2/resource")).isEqualTo("0x100000000");
        assertThat(write(lab, region + "/delete", "dax0.2")).isEqualTo(OK);
        assertThat(write(lab, region + "/delete", "dax0.2")).isEqualTo(is(Errno.ENXIO));
        assertThat(write(lab, region + "/delete", "dax0.0")).isEqualTo(is(Errno.EBUSY));
        assertThat(lab.list(path(HMEM + "/dax0.2"))).isEqualTo(Reading.absent());
    }

    @Test
    void aDeviceGrowsIntoTheFirstHolesAndShrinksFromItsEnd() {
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.1");
        assertThat(write(lab, HMEM + "/dax0.0/size", "0x10000000")).isEqualTo(OK);
        assertThat(write(lab, HMEM + "/dax0.1/size", "805306368")).isEqualTo(OK);
        assertThat(read(lab, HMEM + "/dax0.1/mapping1/start")).isEqualTo("0x110000000");
        assertThat(read(lab, HMEM + "/dax0.1/mapping1/page_offset")).isEqualTo("0x10000");
        assertThat(read(lab, HMEM + "/dax_region/available_size")).isEqualTo("0");
        assertThat(write(lab, HMEM + "/dax0.1/size", "268435456")).isEqualTo(OK);
        assertThat(lab.list(path(HMEM + "/dax0.1/mapping1"))).isEqualTo(Reading.absent());
    }

    @Test
    void sizesHaveTheirErrors() {
        String size = HMEM + "/dax0.0/size";
        assertThat(write(lab, size, "1073741825")).isEqualTo(is(Errno.EINVAL));
        assertThat(write(lab, size, "much")).isEqualTo(is(Errno.EINVAL));
        assertThat(write(lab, size, "0")).isEqualTo(is(Errno.EBUSY));
        write(lab, Driver.DEVICE_DAX, "unbind", "dax0.0");
        assertThat(write(lab, size, "4294967296")).isEqualTo(is(Errno.ENOSPC));
        assertThat(write(lab, HMEM + "/dax0.0/align", "3")).isEqualTo(is(Errno.EINVAL));
        assertThat(write(lab, HMEM + "/dax0.0/align", "abc")).isEqualTo(is(Errno.ENXIO));
        assertThat(write(lab, HMEM + "/dax0.0/memmap_on_memory", "1")).isEqualTo(is(Errno.EOPNOTSUPP));
    }

    @Test
    void aMisalignedMappingIsTakenForDone() {
        String mapping = HMEM + "/dax0.1/mapping";
        assertThat(write(lab, mapping, "0x130000000-0x1300fffff")).isEqualTo(OK);
        assertThat(read(lab, HMEM + "/dax0.1/size")).isEqualTo("268435456");
        assertThat(write(lab, mapping, "0x100000000-0x1001fffff")).isEqualTo(is(Errno.ENOMEM));
        assertThat(write(lab, mapping, "0x130000000")).isEqualTo(is(Errno.EINVAL));
    }

    @Test
    void theDemoIsTheMachineOfThePictures() {
        SimulatedKernel demo = SimulatedKernel.boot(World.demo());
        assertThat(driverOf(demo, "dax0.0")).isEqualTo("device_dax");
        assertThat(driverOf(demo, "dax0.2")).isEqualTo("kmem");
        assertThat(driverOf(demo, "dax0.3")).isEqualTo("unbound");
        assertThat(driverOf(demo, "dax1.1")).isEqualTo("fsdev_dax");
        assertThat(driverOf(demo, "dax1.2")).isEqualTo("unbound");
        assertThat(read(demo, HMEM + "/dax_region/available_size")).isEqualTo("" + (16L << 30));
        assertThat(read(demo, "/sys/devices/platform/hmem.3/dax3.0/size")).isEqualTo("0");
        assertThat(demo.read(path("/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region2/dax2.0/dax2.0"
                        + "/target_node")))
                .isEqualTo(Reading.absent());
        assertThat(demo.holders().value().orElseThrow()).hasSize(1);
    }
}
