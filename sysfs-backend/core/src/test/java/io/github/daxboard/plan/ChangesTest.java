// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static io.github.daxboard.plan.Pictures.DAX00;
import static io.github.daxboard.plan.Pictures.DAX01;
import static io.github.daxboard.plan.Pictures.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** New devices, sizes and what is made of several changes: the writes, what they lead to, and the digest over them. */
class ChangesTest {
    private static final long MIB = 1L << 20;
    private static final DeviceName DAX02 = DeviceName.of("dax0.2");

    private static List<String> writes(ChangePlan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.action().writes().stream())
                .map(write -> write.value() + " > " + write.path())
                .toList();
    }

    private static ChangePlan plan(Snapshot snapshot, Change... changes) {
        Plan plan = Planner.plan(snapshot, List.of(changes));
        assertThat(plan.changes()).flatExtracting(ChangePlan::blockers).isEmpty();
        return plan.changes().getLast();
    }

    private static Change.Create create(long bytes) {
        return new Change.Create(0, new Change.Extent.Size(bytes), Optional.empty());
    }

    /** Region 0: dax0.0, dax0.1, then 1 GiB free. */
    private static Edit spacious() {
        long base =
                Pictures.plain().device(DAX00).orElseThrow().resource().value().orElseThrow();
        return Edit.plain()
                .start(DAX01, base + GIB)
                .free(GIB)
                .iomem(new IomemEntry(base, base + 3 * GIB - 1, "Soft Reserved", 0));
    }

    @Test
    void aNewDeviceHasTheLowestFreeNumber() {
        assertThat(plan(spacious().done(), create(512 * MIB)).device()).contains(DAX02);
        assertThat(plan(spacious().done(), new Change.Destroy(DAX01), create(512 * MIB))
                        .device())
                .contains(DAX01);
    }

    @Test
    void aNewDeviceIsMadeAlignedAndSizedAndGivenUpWhenThatFails() {
        ChangePlan plan =
                plan(spacious().done(), new Change.Create(0, new Change.Extent.Size(512 * MIB), Optional.of(4096L)));

        assertThat(writes(plan))
                .containsExactly(
                        "1 > /sys/devices/platform/hmem.0/dax_region/create",
                        "daxX.Y > /sys/devices/platform/hmem.0/dax_region/delete",
                        "4096 > /sys/devices/platform/hmem.0/dax0.2/align",
                        "536870912 > /sys/devices/platform/hmem.0/dax0.2/size");
        assertThat(plan.steps())
                .extracting(step -> step.proof().describe())
                .containsExactly(
                        "create reads dax0.2, and it is on the bus", "align reads 4096", "size reads 536870912");
        assertThat(plan.steps())
                .extracting(step -> step.undo().describe())
                .containsExactly("Delete dax0.2", "not needed: the device is given up", "Give dax0.2 the size 0");
    }

    @Test
    void aNewDeviceByAddressIsWrittenAsAMappingAndReadBack() {
        ChangePlan plan = plan(
                spacious().done(),
                new Change.Create(0, new Change.Extent.At(0x180000000L, 0x19fffffffL), Optional.empty()));

        assertThat(writes(plan)).endsWith("0x180000000-0x19fffffff > /sys/devices/platform/hmem.0/dax0.2/mapping");
        assertThat(plan.steps().getLast().proof().describe()).isEqualTo("a mapping reads 0x180000000 to 0x19fffffff");
    }

    @Test
    void aNewDeviceCanBeSwitchedInTheSameOrder() {
        assertThat(writes(plan(spacious().done(), create(GIB), new Change.SwitchMode(DAX02, Mode.FSDEV))))
                .contains("dax0.2 > /sys/bus/dax/drivers/fsdev_dax/bind");
    }

    @Test
    void aBoundDeviceIsResizedBetweenUnbindAndBind() {
        ChangePlan plan = plan(spacious().done(), new Change.Resize(DAX00, 512 * MIB));

        assertThat(writes(plan))
                .containsExactly(
                        "dax0.0 > /sys/bus/dax/drivers/device_dax/unbind",
                        "536870912 > /sys/devices/platform/x/dax0.0/size",
                        "dax0.0 > /sys/bus/dax/drivers/device_dax/bind",
                        "dax0.0 > /sys/bus/dax/drivers/device_dax/new_id",
                        "dax0.0 > /sys/bus/dax/drivers/device_dax/remove_id");
        assertThat(plan.steps().get(1).precondition()).contains(new Proof.NoHolder(DAX00));
        assertThat(plan.steps().get(2).undo().describe()).isEqualTo("Give dax0.0 back the ranges that it had");
        assertThat(plan(spacious().done(), new Change.Resize(DAX00, 2 * GIB))
                        .steps()
                        .get(2)
                        .undo()
                        .describe())
                .isEqualTo("Give dax0.0 the size 1 GiB");
    }

    @Test
    void aDestroyedDeviceGivesBackItsMemoryItsIdsAndItself() {
        assertThat(writes(plan(spacious().done(), new Change.Destroy(DAX01))))
                .containsExactly(
                        "dax0.1 > /sys/bus/dax/drivers/device_dax/unbind",
                        "0 > /sys/devices/platform/x/dax0.1/size",
                        "dax0.1 > /sys/bus/dax/drivers/device_dax/remove_id",
                        "dax0.1 > /sys/bus/dax/drivers/fsdev_dax/remove_id",
                        "dax0.1 > /sys/bus/dax/drivers/kmem/remove_id",
                        "dax0.1 > /sys/devices/platform/x/dax_region/delete");
        assertThat(writes(plan(spacious().done(), new Change.Destroy(DAX00))))
                .noneMatch(write -> write.endsWith("/delete"));
    }

    @Test
    void aDestroyedSystemRamDeviceGoesOfflineFirst() {
        Snapshot ram = spacious().bound(DAX01, Driver.KMEM).done();

        assertThat(writes(plan(ram, new Change.Destroy(DAX01))))
                .startsWith(
                        "offline > /sys/devices/system/memory/memoryN/state",
                        "dax0.1 > /sys/bus/dax/drivers/kmem/unbind");
    }

    @Test
    void theStateAttributeTakesMemoryOutInOneWriteAndBackAsItWas() {
        Edit ram = spacious().bound(DAX00, Driver.KMEM);

        ChangePlan plan =
                plan(ram.hotplugState(DAX00, "online_kernel").done(), new Change.SwitchMode(DAX00, Mode.UNBOUND));
        assertThat(writes(plan)).startsWith("unplugged > /sys/devices/platform/x/dax0.0/state");
        assertUndoneBy(plan, "online_kernel");
        assertUndoneBy(
                plan(ram.hotplugState(DAX00, "offline").done(), new Change.SwitchMode(DAX00, Mode.UNBOUND)),
                "online_movable");
        assertThat(writes(plan(ram.hotplugState(DAX00, "unplugged").done(), new Change.Online(DAX00, Zone.MOVABLE))))
                .containsExactly("online_movable > /sys/devices/platform/x/dax0.0/state");
    }

    /** Bound again, its memory is plugged in; the kernel brings only unplugged memory online, and all of it. */
    private static void assertUndoneBy(ChangePlan plan, String online) {
        assertThat(plan.steps().get(1).undo())
                .isInstanceOfSatisfying(
                        Undo.ByDoing.class,
                        undo -> assertThat(undo.steps())
                                .extracting(step -> step.action().describe())
                                .containsExactly(
                                        "Set the hotplug state of dax0.0 to unplugged",
                                        "Set the hotplug state of dax0.0 to " + online,
                                        "Bring the memory of dax0.0 back to the states and zones that it had"));
    }

    @Test
    void aPromiseSaysWhereTheKernelPutsThings() {
        Snapshot promised = Planner.promised(
                spacious().done(), Order.of(List.of(new Change.Resize(DAX00, 512 * MIB), create(1280 * MIB))));

        assertThat(promised.device(DAX02).orElseThrow().ranges())
                .isEqualTo(Reading.of(List.of(
                        new Range(0x120000000L, 0x13fffffffL, 0), new Range(0x180000000L, 0x1afffffffL, 131072))));
        assertThat(promised.region(0).orElseThrow().available()).isEqualTo(Reading.of(256 * MIB));
    }

    @Test
    void cleaningGivesUpLeftoversButNoAnchor() {
        Snapshot left = spacious()
                .unbound(DAX00)
                .size(DAX00, 0)
                .unbound(DAX01)
                .size(DAX01, 0)
                .done();

        assertThat(Changes.clean(left)).containsExactly(new Change.Destroy(DAX01));
        assertThat(writes(plan(left, new Change.Destroy(DAX01))))
                .doesNotContain("0 > /sys/devices/platform/x/dax0.1/size")
                .endsWith("dax0.1 > /sys/devices/platform/x/dax_region/delete");
        assertThat(Changes.clean(spacious().done())).isEmpty();
    }

    @Test
    void splittingMakesPartsThatAddUp() {
        List<Change> changes = Changes.split(spacious().done(), DAX00, 3);

        assertThat(changes)
                .containsExactly(new Change.Resize(DAX00, GIB - 2 * 340 * MIB), create(340 * MIB), create(340 * MIB));
        assertThat(Planner.plan(spacious().done(), changes).isBlocked()).isFalse();
        assertThat(Changes.split(spacious().done(), DAX00, 1)).isEmpty();
        assertThat(Changes.split(spacious().done(), DeviceName.of("dax9.9"), 2)).isEmpty();
        assertThat(Changes.split(spacious().size(DAX00, 2 * MIB).done(), DAX00, 2))
                .isEmpty();
    }

    @Test
    void partsKeepTheAlignmentOfTheDevice() {
        Snapshot small = Edit.plain()
                .unbound(DAX00)
                .size(DAX00, 10 * MIB)
                .align(DAX00, 4 << 10)
                .done();
        assertThat(Changes.split(small, DAX00, 2))
                .containsExactly(new Change.Resize(DAX00, 6 * MIB), create(4 * MIB, 4 << 10));
        assertThat(Changes.cut(small, DAX00, 2 * MIB))
                .containsExactly(new Change.Resize(DAX00, 2 * MIB), create(8 * MIB, 4 << 10));
        Snapshot large = Edit.plain()
                .unbound(DAX00)
                .size(DAX00, 5 * GIB)
                .align(DAX00, GIB)
                .done();
        assertThat(Changes.split(large, DAX00, 2))
                .containsExactly(new Change.Resize(DAX00, 3 * GIB), create(2 * GIB, GIB));
        assertThat(Changes.split(large, DAX00, 6)).isEmpty();
        assertThat(Changes.cut(large, DAX00, 5 * GIB)).isEmpty();
        assertThat(Changes.cut(large, DAX00, 0)).isEmpty();
        // A size that the alignment does not allow is the planner's to refuse.
        assertThat(Planner.plan(large, Changes.cut(large, DAX00, 512 * MIB)).isBlocked())
                .isTrue();
    }

    private static Change create(long bytes, long align) {
        return new Change.Create(0, new Change.Extent.Size(bytes), Optional.of(align));
    }

    @Test
    void theDigestIsTheSameForUserAndRootOverEveryChange() {
        Edit ram = spacious().bound(DAX01, Driver.KMEM).policy(Reading.of("online"));
        List<Change> changes = List.of(
                create(512 * MIB),
                new Change.SwitchMode(DAX02, Mode.SYSTEM_RAM),
                new Change.SetAlign(DAX00, 4096),
                new Change.Resize(DAX00, 512 * MIB),
                new Change.Offline(DAX01),
                new Change.Online(DAX01, Zone.KERNEL),
                new Change.Destroy(DAX01),
                new Change.SwitchMode(DAX00, Mode.FSDEV));

        Plan root = Planner.plan(ram.done(), changes);
        Plan user = Planner.plan(ram.asUser().done(), changes);

        assertThat(root.isBlocked()).isFalse();
        assertThat(user.changes())
                .extracting(ChangePlan::steps)
                .isEqualTo(root.changes().stream().map(ChangePlan::steps).toList());
        assertThat(user.digest()).isEqualTo(root.digest());
    }

    @Test
    void theDigestKnowsEveryPublicFactThatThePlanRestsOn() {
        String digest = digest(spacious().done());

        assertThat(List.of(
                        spacious().free(2 * GIB).done(),
                        spacious().align(DAX00, 4096).done(),
                        spacious().size(DAX00, 512 * MIB).done(),
                        spacious().unbound(DAX01).done(),
                        Pictures.withAutoprobe(
                                spacious()
                                        .driver(Driver.FSDEV_DAX, DriverState.LOADABLE)
                                        .done(),
                                false)))
                .extracting(ChangesTest::digest)
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    private static String digest(Snapshot snapshot) {
        return Planner.plan(snapshot, List.of(new Change.SwitchMode(DAX00, Mode.FSDEV)))
                .digest();
    }

    @Test
    void agreeingToALossChangesNoDigest() {
        List<Change> change = List.of(new Change.Destroy(DAX00));

        assertThat(Planner.plan(spacious().done(), new Order(change, Set.of(DAX00)))
                        .digest())
                .isEqualTo(Planner.plan(spacious().done(), change).digest());
    }
}
