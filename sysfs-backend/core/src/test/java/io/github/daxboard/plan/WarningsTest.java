// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static io.github.daxboard.plan.Pictures.DAX00;
import static io.github.daxboard.plan.Pictures.DAX01;
import static io.github.daxboard.plan.Pictures.DAX10;
import static io.github.daxboard.plan.Pictures.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All that a change warns of, each with the whole message, and what a change means in a line. */
class WarningsTest {
    private static final long MIB = 1L << 20;

    private static ChangePlan plan(Snapshot snapshot, Change change) {
        ChangePlan plan = Planner.plan(snapshot, List.of(change)).changes().getFirst();
        assertThat(plan.blockers()).isEmpty();
        return plan;
    }

    private static List<String> warnings(Snapshot snapshot, Change change) {
        return plan(snapshot, change).warnings().stream().map(Warning::asText).toList();
    }

    private static Change toRam(Change.Onlining onlining) {
        return new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM, onlining);
    }

    @Test
    void aSwitchThatCostsNothingWarnsOfNothing() {
        assertThat(warnings(Edit.plain().done(), new Change.SwitchMode(DAX00, Mode.FSDEV)))
                .isEmpty();
        assertThat(warnings(Edit.plain().done(), toRam(Change.Onlining.MOVABLE)))
                .isEmpty();
    }

    @Test
    void theEffectSaysHowMuchMemoryItBecomesAndWhere() {
        assertThat(plan(Edit.plain().done(), toRam(Change.Onlining.MOVABLE)).effect())
                .isEqualTo("Its contents are lost; it becomes 1 GiB of memory of node 1, online, movable.");
        assertThat(plan(Edit.plain().done(), toRam(Change.Onlining.LEAVE_OFFLINE))
                        .effect())
                .isEqualTo("Its contents are lost; it becomes 1 GiB of memory of node 1, left offline.");
    }

    @Test
    void roundingToMemoryBlocksIsTold() {
        assertThat(warnings(Edit.plain().size(DAX00, 320 * MIB).done(), toRam(Change.Onlining.MOVABLE)))
                .containsExactly("""
                Of the 320 MiB of dax0.0, 256 MiB become memory; 64 MiB are in no whole memory block and lie idle.
                  | /sys/devices/system/memory/block_size_bytes: 8000000
                  | /sys/devices/platform/x/dax0.0/size: 335544320
                What to do: Nothing is lost if it begins and ends at multiples of 128 MiB.""");
    }

    @Test
    void anotherPolicyIsHeldAndRestored() {
        Snapshot online = Edit.plain().policy(Reading.of("online")).done();

        assertThat(warnings(online, toRam(Change.Onlining.MOVABLE))).containsExactly("""
                The kernel brings new memory online by itself. It is kept from that while the device is bound, so that the memory goes to the zone that was asked for.
                  | /sys/devices/system/memory/auto_online_blocks: online
                What to do: To keep new memory offline at every boot, boot with memhp_default_state=offline.""");
        List<Step> steps = plan(online, toRam(Change.Onlining.MOVABLE)).steps();
        assertThat(steps.stream().map(Step::action).filter(action -> !(action instanceof Action.Forget)))
                .extracting(Action::describe)
                .containsExactly(
                        "Check that nobody holds dax0.0",
                        "Keep new memory offline",
                        "Unbind dax0.0 from device_dax",
                        "Bind dax0.0 to kmem",
                        "Set the policy for new memory back to online",
                        "Bring the memory of dax0.0 online, movable");
        assertThat(steps.get(1).undo().describe()).isEqualTo("Set the policy for new memory back to online");
    }

    @Test
    void goingBackToKmemHoldsThePolicyToo() {
        Snapshot online = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .policy(Reading.of("online"))
                .done();

        Undo undo = plan(online, new Change.SwitchMode(DAX00, Mode.UNBOUND)).steps().stream()
                .filter(step -> step.action() instanceof Action.Unbind)
                .map(Step::undo)
                .findFirst()
                .orElseThrow();

        assertThat(undo)
                .isInstanceOfSatisfying(
                        Undo.ByDoing.class,
                        doing -> assertThat(doing.steps())
                                .extracting(step -> step.action().describe())
                                .containsExactly(
                                        "Keep new memory offline",
                                        "Bind dax0.0 to kmem",
                                        "Set the policy for new memory back to online"));
    }

    @Test
    void aPolicyThatCannotBeReadIsTold() {
        assertThat(warnings(
                        Edit.plain().policy(new Reading.Unreadable<>(Errno.EIO)).done(),
                        toRam(Change.Onlining.MOVABLE)))
                .containsExactly("""
                The kernel's policy for new memory is not known: it may come online by itself, in another zone.
                  | /sys/devices/system/memory/auto_online_blocks: unreadable (EIO, input or output error)
                What to do: Look at the memory's zone afterwards.""");
    }

    @Test
    void udevRulesAreNamedByFileAndLine() {
        Edit rule = Edit.plain()
                .rule(new OnlineRule(
                        "/usr/lib/udev/rules.d/40-hotadd.rules", 7, "SUBSYSTEM==\"memory\", ATTR{state}=\"online\""));

        assertThat(warnings(rule.done(), toRam(Change.Onlining.MOVABLE))).containsExactly("""
                A udev rule brings new memory online too, and may be quicker: then the zone may be another.
                  | /usr/lib/udev/rules.d/40-hotadd.rules:7: SUBSYSTEM=="memory", ATTR{state}="online"
                What to do: Turn the rule off while memory is switched: an empty file of its name in /etc/udev/rules.d does that.""");
        assertThat(warnings(rule.bound(DAX00, Driver.KMEM).done(), new Change.Offline(DAX00))
                        .getFirst())
                .startsWith("A udev rule brings memory online. If it does so after the last block went offline, the"
                        + " switch stops before the device is unbound.");
    }

    @Test
    void theKernelsZoneIsHardToTakeBack() {
        String words = "In the kernel's zone the memory of dax0.0 can hardly be taken back: memory that the"
                + " kernel uses for itself can't be moved.";

        assertThat(warnings(Edit.plain().done(), toRam(Change.Onlining.KERNEL))).containsExactly(words);
        assertThat(warnings(Edit.plain().bound(DAX00, Driver.KMEM).done(), new Change.Online(DAX00, Zone.KERNEL)))
                .containsExactly(words);
    }

    @Test
    void blocksThatAreNotMovableMayNotComeBack() {
        Snapshot kernel = Edit.plain()
                .bound(DAX00, Driver.KMEM)
                .size(DAX00, 256 * MIB)
                .blocks(DAX00, "online", "Normal")
                .done();

        assertThat(warnings(kernel, new Change.SwitchMode(DAX00, Mode.DEVDAX))).containsExactly("""
                2 of the 2 online memory blocks of dax0.0 are not in zone Movable. A block with kernel data can't go offline; then all is put back as it was.
                  | /sys/devices/system/memory/memory32/valid_zones: Normal
                  | /sys/devices/system/memory/memory33/valid_zones: Normal
                What to do: Try it; if a block stays, only a reboot frees it. Online the memory as movable next time.""");
    }

    @Test
    void anIdleNeighbourThatKmemCouldTakeIsNamed() {
        Snapshot idle = Edit.plain().unbound(DAX01).done();

        assertThat(warnings(idle, new Change.SwitchMode(DAX10, Mode.SYSTEM_RAM)))
                .containsExactly(
                        "If dax1.0 needs an id, kmem is also offered idle dax0.1; what it takes is given back at"
                                + " once.");
    }

    @Test
    void aLargePageMapIsTold() {
        Snapshot large = Edit.plain()
                .size(DAX00, 1024 * GIB)
                .node(0, "0-3", 256 * GIB, 200 * GIB)
                .done();

        assertThat(warnings(large, new Change.SwitchMode(DAX00, Mode.FSDEV))).containsExactly("""
                As fsdev the memmap of dax0.0 takes 16 GiB of ordinary memory, 16 MiB for each GiB; now it takes 4 GiB.
                  | /sys/devices/system/node/node0/meminfo: MemFree 204800 MiB, in file cache 0 MiB
                What to do: See that the machine can do without that much memory.""");
        assertThat(warnings(large, new Change.SetAlign(DAX00, 4096)).getFirst())
                .startsWith("As devdax the memmap of dax0.0 takes 16 GiB of ordinary memory, 16 MiB for each GiB;");
        assertThat(warnings(large, new Change.SetAlign(DAX00, GIB))).isEmpty();
    }

    @Test
    void aSmallPageMapIsTooWhereMemoryIsShort() {
        Snapshot tight =
                Edit.plain().size(DAX00, 16 * GIB).node(0, "0-3", 2 * GIB, GIB).done();

        assertThat(warnings(tight, new Change.SwitchMode(DAX00, Mode.FSDEV)).getFirst())
                .startsWith("As fsdev the memmap of dax0.0 takes 256 MiB");
    }

    @Test
    void whatIsKnownToBeWrongWithAKernelsOwnFsdevIsTold() {
        Snapshot early = Edit.plain().release("7.1.0").done();

        assertThat(warnings(early, new Change.SwitchMode(DAX00, Mode.FSDEV))).containsExactly("""
                A bind to fsdev_dax that fails spoils the device for every later bind, unless this kernel has the fixes of June 2026.
                  | /proc/sys/kernel/osrelease: 7.1.0
                What to do: If this kernel does not have the fix, update it before the device holds anything important.""");
        assertThat(warnings(early, new Change.SwitchMode(DAX10, Mode.FSDEV)).getFirst())
                .startsWith("A pmem device that goes between devdax and fsdev keeps traces of the last driver");
        assertThat(warnings(early, new Change.SwitchMode(DAX00, Mode.UNBOUND))).hasSize(1);
        assertThat(warnings(Edit.plain().release("7.4.0").done(), new Change.SwitchMode(DAX00, Mode.FSDEV)))
                .isEmpty();
    }

    @Test
    void aUserIsToldWhatRootWillLookAt() {
        Edit user = Edit.plain().free(GIB).asUser();

        assertThat(warnings(user.done(), toRam(Change.Onlining.MOVABLE)))
                .containsExactly(
                        """
                        Only root can see the contents of dax0.0. The helper looks before it writes, and stops if it finds data.
                          | /dev/dax0.0: needs root (EACCES)""", """
                        How much of dax0.0 becomes memory depends on its addresses, which only root can see.
                          | /sys/devices/system/memory/block_size_bytes: 8000000
                          | /sys/devices/platform/x/dax0.0/mapping0: needs root (EACCES)""", "Only root can see whether dax0.0 is in use; the helper looks before it writes.");
        assertThat(warnings(user.done(), new Change.Create(0, new Change.Extent.Size(GIB), Optional.empty())))
                .containsExactly(
                        "Only root can see where region 0 has free space, and whether some of it is pinned until a reboot;"
                                + " the helper looks before it writes.");
        assertThat(warnings(user.bound(DAX00, Driver.KMEM).done(), new Change.Offline(DAX00)))
                .containsExactly(
                        "Only root can see the memory blocks of dax0.0; the helper looks before" + " it writes.");
    }

    @Test
    void aBoundDeviceIsResizedInWords() {
        Edit spacious = Edit.plain().free(GIB);

        assertThat(plan(spacious.done(), new Change.Resize(DAX00, 512 * MIB)).effect())
                .isEqualTo(
                        "The contents of its last 512 MiB are lost. For that it is unbound from device_dax and bound again.");
        assertThat(plan(spacious.done(), new Change.Resize(DAX00, 2 * GIB)).effect())
                .isEqualTo("Data stays; it grows by 1 GiB. For that it is unbound from device_dax and bound again.");
        assertThat(plan(spacious.unbound(DAX00).done(), new Change.Resize(DAX00, 2 * GIB))
                        .effect())
                .isEqualTo("Data stays; it grows by 1 GiB.");
    }

    @Test
    void theAnchorStaysAndThatIsSaid() {
        assertThat(plan(Edit.plain().done(), new Change.Destroy(DAX00)).effect())
                .isEqualTo(
                        "Its contents are lost; its 1 GiB go back to region 0. dax0.0 stays as the region's empty seed device, which the"
                                + " kernel never deletes.");
        assertThat(plan(Edit.plain().done(), new Change.Destroy(DAX01)).effect())
                .isEqualTo("Its contents are lost; its 1 GiB go back to region 0.");
    }

    @Test
    void whatIsSoAlreadyNeedsNothing() {
        Snapshot anchor = Edit.plain().unbound(DAX00).size(DAX00, 0).done();

        assertThat(List.of(
                        plan(anchor, new Change.Destroy(DAX00)),
                        plan(Edit.plain().done(), new Change.SwitchMode(DAX00, Mode.DEVDAX)),
                        plan(Edit.plain().done(), new Change.Resize(DAX00, GIB)),
                        plan(Edit.plain().done(), new Change.SetAlign(DAX00, 2 * MIB))))
                .allSatisfy(plan -> assertThat(plan.isNothingToDo()).isTrue())
                .extracting(ChangePlan::effect)
                .containsExactly(
                        "It is the region's empty seed device already, which the kernel never deletes.",
                        "It is in that mode already.",
                        "It has that size already.",
                        "It has that alignment already.");
    }
}
