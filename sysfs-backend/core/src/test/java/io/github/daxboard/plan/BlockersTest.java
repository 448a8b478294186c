// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static io.github.daxboard.plan.Pictures.DAX00;
import static io.github.daxboard.plan.Pictures.DAX01;
import static io.github.daxboard.plan.Pictures.DAX10;
import static io.github.daxboard.plan.Pictures.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.model.Zone;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All that stops a change, each with the whole message: what, to whom, why, on what evidence, and what to do. */
class BlockersTest {
    private static final long MIB = 1L << 20;
    private static final Reading<Superblock> EXT4 =
            Reading.of(new Superblock("ext4", Optional.of("data"), Optional.of("1b2c")));

    private static Problem refused(Snapshot snapshot, Change... changes) {
        ChangePlan last = Planner.plan(snapshot, List.of(changes)).changes().getLast();
        assertThat(last.steps()).isEmpty();
        assertThat(last.blockers()).hasSize(1);
        return last.blockers().getFirst();
    }

    private static Change to(DeviceName name, Mode mode) {
        return new Change.SwitchMode(name, mode);
    }

    private static Change.Create create(long bytes) {
        return new Change.Create(0, new Change.Extent.Size(bytes), Optional.empty());
    }

    private static Change.Create at(long start, long bytes) {
        return new Change.Create(0, new Change.Extent.At(start, start + bytes - 1), Optional.empty());
    }

    /** Where dax0.0 begins. */
    private static long base(Snapshot snapshot) {
        return snapshot.device(DAX00).orElseThrow().resource().value().orElseThrow();
    }

    /** Region 0 as one span in /proc/iomem, dax0.0 and dax0.1 side by side in it, 1 GiB free behind them. */
    private static Edit spacious() {
        long base = base(Pictures.plain());
        return Edit.plain()
                .start(DAX01, base + GIB)
                .free(GIB)
                .iomem(new IomemEntry(base, base + 3 * GIB - 1, "Soft Reserved", 0));
    }

    @Test
    void systemRamNeedsATargetNode() {
        assertThat(refused(Edit.plain().noTargetNode(DAX00).done(), to(DAX00, Mode.SYSTEM_RAM))
                        .asText())
                .isEqualTo("""
                dax0.0 has no target node: the kernel would refuse. (EINVAL: invalid argument)
                Why: The firmware names no NUMA node for its memory, and kmem needs one.
                  | /sys/devices/platform/x/dax0.0/target_node: absent
                What to do: Ask the machine's maker for firmware whose SRAT or CFMWS covers this range.""");
    }

    @Test
    void systemRamNeedsAWholeMemoryBlock() {
        long base = base(Pictures.plain());
        Snapshot small =
                Edit.plain().size(DAX00, 192 * MIB).start(DAX00, base + 2 * MIB).done();

        assertThat(refused(small, to(DAX00, Mode.SYSTEM_RAM)).asText()).isEqualTo("""
                dax0.0 is too small for memory: the kernel would refuse. (EINVAL: invalid argument)
                Why: Memory comes in blocks of 128 MiB, and no whole one lies inside of its 192 MiB.
                  | /sys/devices/system/memory/block_size_bytes: 8000000
                  | /sys/devices/platform/x/dax0.0/size: 201326592
                What to do: Give it at least 128 MiB that begins at a multiple of that.""");
    }

    @Test
    void anEmptyDeviceTakesNoDriver() {
        assertThat(refused(Edit.plain().unbound(DAX00).size(DAX00, 0).done(), to(DAX00, Mode.DEVDAX))
                        .asText())
                .isEqualTo("""
                dax0.0 is empty: the kernel would refuse. (ENXIO: no such device or address)
                Why: It has size 0, so there is no memory for a driver.
                  | /sys/devices/platform/x/dax0.0/size: 0
                What to do: Give it a size first.""");
    }

    @Test
    void aHolderStopsEveryChangeThatUnbinds() {
        Snapshot held = spacious()
                .holder(new Holder(DAX00, Holder.Kind.MOUNT, 0, "famfs on /mnt/famfs", -1))
                .done();

        assertThat(List.of(
                        to(DAX00, Mode.UNBOUND),
                        to(DAX00, Mode.FSDEV),
                        new Change.Resize(DAX00, 2 * GIB),
                        new Change.SetAlign(DAX00, 4096),
                        new Change.Destroy(DAX00)))
                .allSatisfy(change -> assertThat(refused(held, change).asText()).isEqualTo("""
                dax0.0 is in use. (EBUSY: device or resource busy)
                Why: The kernel would pull its memory from under its user without asking.
                  | famfs on /mnt/famfs is mounted from it
                What to do: Stop the programs or unmount the file systems that use it, then plan again."""));
    }

    @Test
    void aMissingFsdevIsOursToBringBeforeLinux71AndTheDistributionsAfterIt() {
        Edit missing = Edit.plain().driver(Driver.FSDEV_DAX, DriverState.MISSING);

        assertThat(refused(missing.release("6.12.0").done(), to(DAX00, Mode.FSDEV))
                        .asText())
                .isEqualTo("""
                The driver fsdev_dax is missing.
                Why: It is neither on the dax bus nor among the modules installed for Linux 6.12.0; Linux has its own from 7.1 on.
                What to do: Build and install the one that comes with Daxboard: see kernel-driver/README.md.""");
        assertThat(refused(missing.release("7.1.2-generic").done(), to(DAX00, Mode.FSDEV))
                        .asText())
                .isEqualTo("""
                The driver fsdev_dax is missing.
                Why: It is neither on the dax bus nor among the modules installed for Linux 7.1.2-generic, which could have its own.
                What to do: Install the distribution's package with this kernel's extra modules. If it is not in there, the kernel was built without CONFIG_DEV_DAX_FSDEV.""");
    }

    @Test
    void fromSystemRamToFsdevBothDriversMustBeThere() {
        Snapshot noDevdax = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .driver(Driver.DEVICE_DAX, DriverState.MISSING)
                .done();

        assertThat(refused(noDevdax, to(DAX00, Mode.FSDEV)).what()).isEqualTo("The driver device_dax is missing.");
    }

    @Test
    void knownDataIsLostOnlyByName() {
        Snapshot data = spacious().superblock(DAX00, EXT4).done();

        assertThat(losing()).allSatisfy(change -> {
            Problem refusal = refused(data, change);
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
            assertThat(refusal.asText()).isEqualTo("""
                dax0.0 holds ext4 "data", and this change destroys it.
                Why: Known data is destroyed only when that is agreed to by the device's name.
                  | /dev/dax0.0: ext4 "data", UUID 1b2c
                What to do: Save what is still needed. Then agree by naming dax0.0.""");
            assertThat(Planner.plan(data, Order.of(List.of(change)).allowing(DAX01))
                            .isBlocked())
                    .isTrue();
            Plan agreed = Planner.plan(data, Order.of(List.of(change)).allowing(DAX00));
            assertThat(agreed.isBlocked()).isFalse();
            assertThat(agreed.changes().getFirst().warnings())
                    .extracting(Warning::text)
                    .contains("dax0.0 holds ext4 \"data\", which is lost; that was agreed to.");
        });
    }

    /** A look that failed is not a look that found nothing. */
    @ParameterizedTest
    @MethodSource
    void whatCouldNotBeLookedAtIsLostOnlyByName(Reading<Superblock> failed, String why, String evidence) {
        Snapshot unseen = spacious().superblock(DAX00, failed).done();

        assertThat(losing()).allSatisfy(change -> {
            Problem refusal = refused(unseen, change);
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
            assertThat(refusal.what())
                    .isEqualTo("The contents of dax0.0 could not be read, and this change destroys them.");
            assertThat(refusal.why()).isEqualTo(why + " What is not known counts as data.");
            assertThat(refusal.evidence()).containsExactly("/dev/dax0.0: " + evidence);
            assertThat(refusal.cure()).endsWith("look again. Or agree to the loss by naming dax0.0.");
            Plan agreed = Planner.plan(unseen, Order.of(List.of(change)).allowing(DAX00));
            assertThat(agreed.isBlocked()).isFalse();
            assertThat(agreed.changes().getFirst().warnings())
                    .extracting(Warning::text)
                    .contains("The contents of dax0.0 could not be read. They are lost; that was agreed to.");
        });
        assertThat(keeping())
                .allSatisfy(change -> assertThat(
                                Planner.plan(unseen, List.of(change)).isBlocked())
                        .isFalse());
    }

    static Stream<Arguments> whatCouldNotBeLookedAtIsLostOnlyByName() {
        return Stream.of(
                Arguments.of(
                        new Reading.Unreadable<>(Errno.EAGAIN),
                        "Another Daxboard helper changes devices, and nothing is opened meanwhile.",
                        "unreadable (EAGAIN, temporarily unavailable)"),
                Arguments.of(
                        new Reading.Unreadable<>(Errno.ENOENT),
                        "It has no node in /dev.",
                        "unreadable (ENOENT, no such file or directory)"),
                Arguments.of(
                        new Reading.Unreadable<>(Errno.EIO),
                        "The look failed: unreadable (EIO, input or output error).",
                        "unreadable (EIO, input or output error)"),
                Arguments.of(
                        new Reading.Unreadable<>(Errno.EACCES),
                        "The look failed: unreadable (EACCES, permission denied).",
                        "unreadable (EACCES, permission denied)"),
                Arguments.of(
                        new Reading.Malformed<>("the host's helper did not send it"),
                        "The look failed: not understood: \"the host's helper did not send it\".",
                        "not understood: \"the host's helper did not send it\""));
    }

    /** Neither can be opened, so that nobody can say that nothing is there. */
    @Test
    void aDeviceThatCannotBeOpenedIsDestroyedOnlyByName() {
        Reading<Superblock> notDevdax = new Reading.Unreadable<>(Errno.ENXIO);
        Edit edit = spacious().superblock(DAX00, notDevdax);

        assertThat(refused(edit.bound(DAX00, Driver.FSDEV_DAX).done(), new Change.Destroy(DAX00))
                        .asText())
                .isEqualTo("""
                The contents of dax0.0 could not be read, and this change destroys them.
                Why: In fsdev mode a device can't be opened. What is not known counts as data.
                  | /dev/dax0.0: unreadable (ENXIO, no such device or address)
                What to do: Switch it to devdax, which keeps its data, and look again. Or agree to the loss by naming dax0.0.""");
        assertThat(losing()).allSatisfy(change -> {
            assertThat(refused(edit.bound(DAX00, Driver.FSDEV_DAX).done(), change)
                            .kind())
                    .isEqualTo(Problem.Kind.UNCONFIRMED);
            Problem unbound = refused(edit.unbound(DAX00).done(), change);
            assertThat(unbound.kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
            assertThat(unbound.why())
                    .isEqualTo("It has no driver, so it can't be opened. What is not known counts as data.");
        });
        assertThat(refused(edit.unbound(DAX00).done(), to(DAX00, Mode.DEVDAX), to(DAX00, Mode.SYSTEM_RAM))
                        .asText())
                .contains("It is not in devdax mode yet, so it can't be opened.")
                .contains("Switch it to devdax, which keeps its data, and look again.");
    }

    @Test
    void nobodyIsAskedAboutMemoryThatHasNoDataOfItsUser() {
        Reading<Superblock> notDevdax = new Reading.Unreadable<>(Errno.ENXIO);
        Snapshot ram = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .blocks(DAX00, "offline", "Normal Movable")
                .superblock(DAX00, notDevdax)
                .done();
        Snapshot empty = spacious()
                .unbound(DAX00)
                .size(DAX00, 0)
                .superblock(DAX00, notDevdax)
                .done();

        assertThat(Planner.plan(ram, List.of(new Change.Destroy(DAX00))).isBlocked())
                .as("memory")
                .isFalse();
        assertThat(Planner.plan(ram, List.of(to(DAX00, Mode.UNBOUND), to(DAX00, Mode.SYSTEM_RAM)))
                        .isBlocked())
                .as("what was memory")
                .isFalse();
        assertThat(Planner.plan(empty, List.of(new Change.Resize(DAX00, GIB), to(DAX00, Mode.SYSTEM_RAM)))
                        .isBlocked())
                .as("what had no memory before this order")
                .isFalse();
        assertThat(Planner.plan(spacious().done(), List.of(create(GIB), to(DeviceName.of("dax0.2"), Mode.SYSTEM_RAM)))
                        .isBlocked())
                .as("what this order makes")
                .isFalse();
    }

    /** A user can't look at all; what the helper sees decides, and the plan that goes through has the user's digest. */
    @Test
    void theHelpersLookDecidesOverAUsersPlan() {
        Order destroy = Order.of(List.of(new Change.Destroy(DAX00)));
        Plan users = Planner.plan(spacious().asUser().done(), destroy);
        Snapshot failed = spacious()
                .superblock(DAX00, new Reading.Unreadable<>(Errno.EIO))
                .done();

        assertThat(users.isBlocked()).isFalse();
        assertThat(Planner.plan(spacious().done(), destroy).digest()).isEqualTo(users.digest());
        assertThat(Planner.plan(failed, destroy).isBlocked()).isTrue();
        assertThat(Planner.plan(failed, destroy.allowing(DAX00)).digest()).isEqualTo(users.digest());
    }

    private static List<Change> losing() {
        return List.of(to(DAX00, Mode.SYSTEM_RAM), new Change.Destroy(DAX00), new Change.Resize(DAX00, 512 * MIB));
    }

    private static List<Change> keeping() {
        return List.of(
                to(DAX00, Mode.FSDEV),
                to(DAX00, Mode.UNBOUND),
                new Change.SetAlign(DAX00, 4096),
                new Change.Resize(DAX00, 2 * GIB));
    }

    @Test
    void whatKeepsDataNeedsNoAgreement() {
        Snapshot data = spacious().superblock(DAX00, EXT4).done();

        assertThat(keeping())
                .allSatisfy(
                        change -> assertThat(Planner.plan(data, List.of(change)).isBlocked())
                                .isFalse());
    }

    @Test
    void blocksThatSpanZonesCannotGoOffline() {
        Snapshot mixed = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .size(DAX00, 128 * MIB)
                .blocks(DAX00, "online", "none")
                .done();

        assertThat(refused(mixed, new Change.Offline(DAX00)).asText()).isEqualTo("""
                1 memory block of dax0.0 can't be taken offline. (EINVAL: invalid argument)
                Why: They span more than one zone or have holes, as memory has that was there at boot; the kernel refuses those.
                  | /sys/devices/system/memory/memory32/valid_zones: none
                What to do: It stays memory until a reboot that keeps it from being used: memhp_default_state=offline.""");
    }

    @Test
    void usedMemoryNeedsRoomOnOtherNodes() {
        Snapshot full = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .size(DAX00, 8 * GIB)
                .blocks(DAX00, "online", "Movable")
                .node(0, "0-3", 8 * GIB, 2 * GIB)
                .node(1, "", 8 * GIB, 2 * GIB)
                .done();

        assertThat(List.of(to(DAX00, Mode.DEVDAX), new Change.Offline(DAX00), new Change.Destroy(DAX00)))
                .allSatisfy(change -> assertThat(refused(full, change).asText()).isEqualTo("""
                The memory of dax0.0 is in use, and there is no room to move it to. (ENOMEM: out of memory)
                Why: Up to 6 GiB of it are used; the other nodes can take 1 GiB. Without room the kernel would kill processes to make some, and could take the machine down.
                  | /sys/devices/system/node/node1/meminfo: MemTotal 8192 MiB, MemFree 2048 MiB
                  | /sys/devices/system/node/node0/meminfo: MemFree 2048 MiB, in file cache 0 MiB
                What to do: Stop programs that use much memory, or free huge pages and tmpfs files, then plan again."""));
    }

    @Test
    void unusedMemoryNeedsNoRoom() {
        Snapshot empty = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .blocks(DAX00, "offline", "Normal Movable")
                .node(0, "0-3", 8 * GIB, 0)
                .node(1, "", 8 * GIB, 2 * GIB)
                .done();

        assertThat(Planner.plan(empty, List.of(to(DAX00, Mode.DEVDAX))).isBlocked())
                .isFalse();
    }

    @Test
    void aPageMapNeedsRoom() {
        Snapshot tight = Edit.plain()
                .size(DAX00, 1024 * GIB)
                .node(0, "0-3", 16 * GIB, 8 * GIB)
                .done();

        assertThat(refused(tight, to(DAX00, Mode.FSDEV)).asText()).isEqualTo("""
                There is not enough ordinary memory to have dax0.0 as fsdev. (ENOMEM: out of memory)
                Why: Its memmap takes 12 GiB more than now: 64 bytes for each page of 4 KiB.
                  | /sys/devices/system/node/node0/meminfo: MemFree 8192 MiB, in file cache 0 MiB
                What to do: Free memory on the nodes with processors, or switch a smaller device.""");
    }

    /** The first device of an order uses up the room for its memmap. */
    @Test
    void twoPageMapsNeedRoomTogether() {
        Snapshot tight = Edit.plain()
                .size(DAX00, 256 * GIB)
                .start(DAX01, base(Pictures.plain()) + 512 * GIB)
                .size(DAX01, 256 * GIB)
                .node(0, "0-3", 16 * GIB, 5 * GIB)
                .done();
        Change first = to(DAX00, Mode.FSDEV);
        Change second = to(DAX01, Mode.FSDEV);

        assertThat(Planner.plan(tight, List.of(first)).isBlocked()).isFalse();
        assertThat(Planner.plan(tight, List.of(second)).isBlocked()).isFalse();
        assertThat(refused(tight, first, second).asText()).startsWith("""
                There is not enough ordinary memory to have dax0.1 as fsdev. (ENOMEM: out of memory)
                """);
    }

    @Test
    void aBlockThatIsOnlineKeepsItsZone() {
        Snapshot kernel = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .size(DAX00, 128 * MIB)
                .blocks(DAX00, "online", "Normal")
                .done();

        assertThat(refused(kernel, new Change.Online(DAX00, Zone.MOVABLE)).asText())
                .isEqualTo("""
                dax0.0 has 1 memory block online in another zone than movable. (EINVAL: invalid argument)
                Why: A block that is online keeps its zone: the kernel would refuse the write.
                  | /sys/devices/system/memory/memory32/valid_zones: Normal
                What to do: Take the memory of dax0.0 offline first; both can be in one plan.""");
        assertThat(Planner.plan(kernel, List.of(new Change.Offline(DAX00), new Change.Online(DAX00, Zone.MOVABLE)))
                        .isBlocked())
                .isFalse();
    }

    @Test
    void onlyMemoryComesOnline() {
        assertThat(refused(Edit.plain().done(), new Change.Online(DAX00, Zone.MOVABLE))
                        .asText())
                .isEqualTo("""
                dax0.0 has no memory blocks: it is devdax.
                Why: Only the memory of a system-ram device can be brought online or taken offline.
                  | /sys/devices/platform/x/dax0.0/driver: device_dax
                What to do: Switch it to system-ram first.""");
    }

    @Test
    void thePinnedCanOnlyComeOnlineAndGoOffline() {
        Snapshot pinned =
                spacious().unbound(DAX00).blocks(DAX00, "online", "Movable").done();

        assertThat(List.of(
                        to(DAX00, Mode.DEVDAX),
                        new Change.Resize(DAX00, 2 * GIB),
                        new Change.SetAlign(DAX00, 4096),
                        new Change.Destroy(DAX00)))
                .allSatisfy(
                        change -> assertThat(refused(pinned, change).asText()).isEqualTo("""
                dax0.0 is pinned until reboot. (EBUSY: device or resource busy)
                Why: kmem was unbound while its memory was still in use, so the kernel keeps 8 memory blocks of it. A bind would fail.
                  | /sys/devices/system/memory/memory32 lies in its range
                  | /sys/devices/system/memory/memory33 lies in its range
                  | /sys/devices/system/memory/memory34 lies in its range
                What to do: Reboot the machine. Until then the blocks can still be brought online as ordinary memory."""));
        assertThat(Planner.plan(pinned, List.of(new Change.Offline(DAX00))).isBlocked())
                .isFalse();
    }

    @Test
    void aNamespaceKeepsItsSizeAlignmentAndExistence() {
        assertThat(List.of(
                        new Change.Resize(DAX10, 512 * MIB),
                        new Change.SetAlign(DAX10, 4096),
                        new Change.Destroy(DAX10)))
                .allSatisfy(change -> assertThat(
                                refused(Edit.plain().done(), change).asText())
                        .isEqualTo("""
                dax1.0 is a pmem namespace: its size and alignment are fixed, and it can't be destroyed here. (EACCES: permission denied)
                Why: Region 1 is static: the kernel refuses every write to size and align there.
                  | /sys/devices/platform/e820_pmem/ndbus0/region0/dax1.0/dax_region/available_size: absent
                What to do: Change the namespace itself, with ndctl destroy-namespace and create-namespace."""));
        assertThat(refused(Edit.plain().done(), new Change.Create(1, new Change.Extent.Size(GIB), Optional.empty()))
                        .asText())
                .isEqualTo("""
                Region 1 is a pmem namespace: no device can be made in it. (ENOENT: no such file or directory)
                Why: A namespace is one device of its whole size, for good; its folder has no create attribute.
                  | /sys/devices/platform/e820_pmem/ndbus0/region0/dax1.0/dax_region/create: absent
                What to do: Make namespaces with ndctl create-namespace.""");
    }

    @Test
    void aRegionThatIsNotThere() {
        assertThat(refused(Edit.plain().done(), new Change.Create(7, new Change.Extent.Size(GIB), Optional.empty()))
                        .asText())
                .isEqualTo("""
                There is no region 7 on box.
                Why: The dax bus has the regions 0, 1.
                What to do: Name one that is there, or look again: a region's number can change at a boot.""");
    }

    @Test
    void aRegionOfUnknownKindIsLeftAlone() {
        Snapshot odd = spacious().kind(RegionKind.OTHER).done();

        assertThat(refused(odd, create(GIB)).asText()).isEqualTo("""
                Region 0 is of a kind that Daxboard does not know.
                Why: It is neither Soft Reserved nor CXL nor persistent memory, so its rules are not known.
                  | /sys/devices/platform/hmem.0
                What to do: Report the path below, so that it can be added.""");
        assertThat(refused(odd, to(DAX00, Mode.FSDEV)).what())
                .isEqualTo("The region of dax0.0 is of a kind that Daxboard does not know.");
    }

    @Test
    void noMoreThanThereIs() {
        assertThat(refused(spacious().done(), create(2 * GIB)).asText()).isEqualTo("""
                Region 0 has not enough free space. (ENOSPC: no space left)
                Why: 2 GiB were asked for, 1 GiB are free.
                  | /sys/devices/platform/hmem.0/dax_region/available_size: 1073741824
                What to do: Ask for less, or make another device of this region smaller first; both can be in one plan.""");
        assertThat(refused(spacious().done(), new Change.Resize(DAX01, 3 * GIB))
                        .errno()
                        .orElseThrow()
                        .symbol())
                .isEqualTo("ENOSPC");
        assertThat(Planner.plan(spacious().done(), List.of(new Change.Resize(DAX01, 512 * MIB), create(1536 * MIB)))
                        .isBlocked())
                .isFalse();
    }

    @Test
    void aSizeIsAMultipleOfTheAlignmentAndOf2Mib() {
        assertThat(refused(spacious().done(), create(3 * MIB)).asText()).isEqualTo("""
                3145728 bytes is not a valid size for a device (region 0): the kernel would refuse it, or do nothing and report success. (EINVAL: invalid argument)
                Why: With its alignment it must be a multiple of 2 MiB.
                What to do: Use 2 MiB or 4 MiB.""");
        assertThat(refused(spacious().align(DAX00, GIB).done(), new Change.Resize(DAX00, 1536 * MIB))
                        .cure())
                .isEqualTo("Use 1 GiB or 2 GiB.");
    }

    /** In words both would be 10.5 GiB, and the second one, typed like that, is another size. */
    @Test
    void theSizesThatAreOfferedAreExact() {
        assertThat(refused(spacious().done(), create((10 << 10) * MIB + 513 * MIB))
                        .cure())
                .isEqualTo("Use 10.5 GiB or 11276386304 bytes.");
    }

    @Test
    void aSizeIsMoreThanNothing() {
        assertThat(refused(spacious().done(), new Change.Resize(DAX00, 0)).asText())
                .isEqualTo("""
                A device of size 0 was asked for (dax0.0).
                Why: A device has memory, or can't be bound to anything.
                What to do: Name a size; to give all memory back, destroy the device.""");
        assertThat(refused(spacious().done(), create(-GIB)).kind()).isEqualTo(Problem.Kind.USAGE);
    }

    @Test
    void anAddressInsideOfTheRegion() {
        long base = base(Pictures.plain());

        assertThat(refused(spacious().done(), at(base + 2 * GIB + 512 * MIB, GIB))
                        .asText())
                .isEqualTo("""
                0x1a0000000 to 0x1dfffffff is not inside of region 0. (ENOMEM: out of memory)
                Why: The region is 0x100000000 to 0x1bfffffff.
                What to do: Choose a range inside of it.""");
    }

    @Test
    void anAddressThatNobodyHas() {
        long base = base(Pictures.plain());

        assertThat(refused(spacious().done(), at(base + GIB + 512 * MIB, GIB)).asText())
                .isEqualTo("""
                0x160000000 to 0x19fffffff is not free. (ENOMEM: out of memory)
                Why: dax0.1 has memory in it.
                  | dax0.1: 0x140000000 to 0x17fffffff
                What to do: Choose a free range: 1 GiB are free in region 0.""");
    }

    @Test
    void anAddressThatIsAligned() {
        long base = base(Pictures.plain());

        assertThat(refused(spacious().done(), at(base + 2 * GIB + MIB, 2 * MIB)).asText())
                .isEqualTo("""
                A device can\'t begin at 0x180100000 in region 0. (EINVAL: invalid argument)
                Why: It must begin at a multiple of 2 MiB. The kernel would take the range, and every bind of the device would fail from then on.
                  | 0x180100000 to 0x1802fffff
                What to do: Begin at 0x180000000.""");
        assertThat(refused(spacious().done(), at(base + 2 * GIB, 3 * MIB)).what())
                .contains("do nothing and report success");
    }

    @Test
    void freeSpaceThatIsPinnedIsNotFree() {
        long base = base(Pictures.plain());
        Snapshot orphan = spacious()
                .iomem(
                        new IomemEntry(base, base + 3 * GIB - 1, "Soft Reserved", 0),
                        new IomemEntry(base + 2 * GIB, base + 2 * GIB + 256 * MIB - 1, IomemEntry.KMEM, 1))
                .done();

        assertThat(refused(orphan, create(512 * MIB)).asText()).isEqualTo("""
                Where the kernel would put 512 MiB in region 0, memory is pinned until reboot. (EBUSY: device or resource busy)
                Why: The bus counts it as free, but the kernel still has it as memory: its device went while it was in use. No driver could be bound to it.
                  | /proc/iomem: 0x180000000 to 0x18fffffff : System RAM (kmem)
                What to do: Create a device by address beside it, or reboot the machine.""");
        assertThat(refused(orphan, new Change.Resize(DAX01, 2 * GIB)).what())
                .isEqualTo("Where the kernel would put 1 GiB in region 0, memory is pinned until reboot.");
        assertThat(refused(orphan, at(base + 2 * GIB, 512 * MIB)).what())
                .isEqualTo("0x180000000 to 0x19fffffff can't be used.");
        assertThat(Planner.plan(orphan, List.of(at(base + 2 * GIB + 256 * MIB, 512 * MIB)))
                        .isBlocked())
                .isFalse();
    }

    @Test
    void anAlignmentThatTheKernelKnows() {
        assertThat(refused(spacious().done(), new Change.SetAlign(DAX00, 8192)).asText())
                .isEqualTo("""
                A device can\'t have an alignment of 8192 bytes (dax0.0). (EINVAL: invalid argument)
                Why: The kernel knows pages of 4 KiB, 2 MiB and 1 GiB.
                What to do: Choose one of these.""");
    }

    @Test
    void anAlignmentThatFitsEachRange() {
        Snapshot odd = spacious().size(DAX00, 512 * MIB).done();

        assertThat(refused(odd, new Change.SetAlign(DAX00, GIB)).asText()).isEqualTo("""
                dax0.0 can't have an alignment of 1 GiB. (EINVAL: invalid argument)
                Why: Each of its ranges must begin and end at multiples of it.
                  | mapping: 0x100000000 to 0x11fffffff
                What to do: Resize it first, or make a device by address.""");
    }

    @Test
    void anAlignmentThatFitsWhereTheKernelWouldPutIt() {
        Snapshot odd = spacious().size(DAX00, 512 * MIB).free(1536 * MIB).done();

        assertThat(refused(odd, new Change.Create(0, new Change.Extent.Size(GIB), Optional.of(GIB)))
                        .what())
                .isEqualTo("Where the kernel would put 1 GiB in region 0, an alignment of 1 GiB does not fit.");
    }

    @Test
    void systemRamIsNotResized() {
        Snapshot ram = spacious().bound(DAX00, Driver.KMEM).done();

        assertThat(refused(ram, new Change.Resize(DAX00, 512 * MIB)).asText()).isEqualTo("""
                dax0.0 is in use as system-ram. (EBUSY: device or resource busy)
                Why: The kernel changes size and alignment of an unbound device only, and its memory would have to leave the system for that.
                  | /sys/devices/platform/x/dax0.0/driver: kmem
                What to do: Put a switch of dax0.0 to unbound before this change, and one to system-ram after it.""");
        assertThat(Planner.plan(
                                ram,
                                List.of(
                                        to(DAX00, Mode.UNBOUND),
                                        new Change.Resize(DAX00, 512 * MIB),
                                        to(DAX00, Mode.SYSTEM_RAM)))
                        .isBlocked())
                .isFalse();
    }

    @Test
    void whatCouldNotBeReadIsNotGuessed() {
        Snapshot unread = spacious().unreadableSize(DAX00).done();

        assertThat(List.of(new Change.Resize(DAX00, GIB), new Change.Destroy(DAX00), new Change.SetAlign(DAX00, 4096)))
                .allSatisfy(
                        change -> assertThat(refused(unread, change).asText()).isEqualTo("""
                A fact about dax0.0 that the plan needs could not be read.
                Why: Without it nothing is planned: a guess could cost data.
                  | /sys/devices/platform/x/dax0.0/size: unreadable (EIO, input or output error)
                What to do: Look again. If it stays so, look at the file by hand."""));
    }

    @Test
    void aForeignDriverStopsEveryChange() {
        Snapshot foreign = spacious().bound(DAX00, new Driver("other_dax")).done();

        assertThat(List.of(to(DAX00, Mode.DEVDAX), new Change.Destroy(DAX00), new Change.Offline(DAX00)))
                .allSatisfy(
                        change -> assertThat(refused(foreign, change).asText()).isEqualTo("""
                dax0.0 is bound to other_dax, a driver that Daxboard does not know.
                Why: The effect of an unbind from that driver is not known.
                What to do: Unbind it with the tool that bound it."""));
    }

    @Test
    void aBlockedChangeHasNoPartInWhatFollows() {
        Plan plan = Planner.plan(
                spacious().done(),
                new Order(List.of(create(64 * GIB), create(GIB), to(DeviceName.of("dax0.2"), Mode.DEVDAX)), Set.of()));

        assertThat(plan.changes()).extracting(ChangePlan::isBlocked).containsExactly(true, false, false);
    }
}
