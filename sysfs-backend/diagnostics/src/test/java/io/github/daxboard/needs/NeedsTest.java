// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.needs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.doctor.Doctor;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Changes;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Step;
import io.github.daxboard.report.Fact;
import io.github.daxboard.report.FactSheet;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What users of today's tools have reported of this memory, one test each: the trouble is made in a simulated machine, and what
 * the program finds, says and does about it is asserted, words included. The same troubles, as far as a virtual machine can be
 * brought into them, are made on a real kernel by LabPlansTest.
 */
final class NeedsTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final String MACHINE = """
            kernel 6.12.117
            host machine
            block 128M
            auto-online offline
            module device_dax loaded
            module kmem loaded
            module fsdev_dax loadable
            ram 0x0 4G node 0
            """;
    private static final String REGION = "region 0 cxl 0x100000000 1G node 1 cpus 0\n";
    private static final String DEVDAX = REGION + "device dax0.0 512M devdax\n";
    private static final String RAM = REGION + "device dax0.0 512M system-ram online 4\n";

    private final List<ApplyEvent> events = new ArrayList<>();

    private static SimulatedKernel boot(String devices) {
        return SimulatedKernel.boot(World.parse(MACHINE + devices));
    }

    private static Snapshot picture(SimulatedKernel kernel) {
        return SnapshotReader.read(kernel, new HostName("machine"), Instant.EPOCH);
    }

    private static Change to(Mode mode) {
        return new Change.SwitchMode(DAX00, mode);
    }

    private static ChangePlan plan(SimulatedKernel kernel, Change change) {
        return Planner.plan(picture(kernel), List.of(change)).changes().getFirst();
    }

    private Outcome run(SimulatedKernel kernel, Change... changes) {
        Plan plan = Planner.plan(picture(kernel), List.of(changes));
        assertThat(plan.isBlocked()).as(plan.toString()).isFalse();
        return new Executor(kernel, System::nanoTime).run(plan, events::add, Cancel.never());
    }

    private static String refusal(SimulatedKernel kernel, Change change) {
        ChangePlan plan = plan(kernel, change);
        assertThat(plan.steps()).isEmpty();
        return plan.blockers().getFirst().asText();
    }

    private static String finding(SimulatedKernel kernel, String key) {
        return Doctor.examine(picture(kernel), Optional.empty(), Optional.empty()).stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst()
                .map(Finding::asText)
                .orElse("not found");
    }

    private static String fact(SimulatedKernel kernel, String key) {
        Snapshot now = picture(kernel);
        Device device = now.device(DAX00).orElseThrow();
        return FactSheet.of(now, device).stream()
                .filter(fact -> fact.key().equals(key))
                .findFirst()
                .map(Fact::shown)
                .orElse("not found");
    }

    private static List<String> actions(ChangePlan plan) {
        return plan.steps().stream()
                .map(Step::action)
                .map(action -> action.describe())
                .toList();
    }

    /** CXL memory always came up as system-ram, and "offline" said EBUSY and no more. */
    @Test
    void need1TheBlockThatStaysIsNamedWithWhyAndNothingIsForced() {
        SimulatedKernel kernel = boot(RAM + "trouble 33 busy\n");
        Outcome outcome = run(kernel, to(Mode.DEVDAX));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().asText()).isEqualTo("""
                The kernel refused to set memory block 33 to offline: Take the memory of dax0.0 offline. (EBUSY: device or resource busy)
                Why: Pages of it can't be moved, or did not move in several tries: the kernel's own memory, pages pinned by a device or a virtual machine, or huge pages without room elsewhere.
                  | offline > /sys/devices/system/memory/memory33/state
                  | memory33: zone Movable
                  | page: refcount:1 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x108000
                  | page dumped because: unmovable page
                What to do: End the programs that use memory of its node (see the kernel's lines below). A block in a kernel zone often stays until a reboot.""");
        assertThat(picture(kernel).memory().of(picture(kernel).device(DAX00).orElseThrow()))
                .allSatisfy(block -> assertThat(block.isOnline()).isTrue());
    }

    /** daxctl: "kernel policy will auto-online memory, aborting". */
    @Test
    void need3APolicyThatOnlinesIsToldAndHeldAndPutBack() {
        SimulatedKernel kernel = boot(DEVDAX);
        kernel.otherAdmin().write(KernelPath.AUTO_ONLINE, "online");
        assertThat(plan(kernel, to(Mode.SYSTEM_RAM)).warnings().getFirst().asText())
                .isEqualTo("""
                The kernel brings new memory online by itself. It is kept from that while the device is bound, so that the memory goes to the zone that was asked for.
                  | /sys/devices/system/memory/auto_online_blocks: online
                What to do: To keep new memory offline at every boot, boot with memhp_default_state=offline.""");
        assertThat(run(kernel, to(Mode.SYSTEM_RAM)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(fact(kernel, "blocks")).isEqualTo("4 of 4 online, 4 of them movable");
        assertThat(picture(kernel).memory().autoOnline().value()).contains("online");
    }

    /** A udev rule brought blocks online whatever the policy was. */
    @Test
    void need4AUdevRuleIsNamedBeforeASwitchAndByDoctor() {
        SimulatedKernel kernel = boot(DEVDAX
                + "rule /usr/lib/udev/rules.d/40-redhat.rules 12 SUBSYSTEM==\"memory\", ATTR{state}=\"online\"\n");
        assertThat(plan(kernel, to(Mode.SYSTEM_RAM)).warnings().getFirst().asText())
                .isEqualTo("""
                A udev rule brings new memory online too, and may be quicker: then the zone may be another.
                  | /usr/lib/udev/rules.d/40-redhat.rules:12: SUBSYSTEM=="memory", ATTR{state}="online"
                What to do: Turn the rule off while memory is switched: an empty file of its name in /etc/udev/rules.d does that.""");
        assertThat(finding(kernel, "udev-rules")).isEqualTo("""
                udev brings new memory online by itself, whatever the kernel's policy is.
                  | /usr/lib/udev/rules.d/40-redhat.rules:12: SUBSYSTEM=="memory", ATTR{state}="online"
                  Next: To turn off all rules of a file, create an empty file of the same name in /etc/udev/rules.d, then: sudo udevadm control --reload""");
    }

    /** Memory of a former test could not be removed until reboot, and the next test failed with -16. */
    @Test
    void need5PinnedMemoryIsAStateAndRefusesEachChangeWithItsReason() {
        SimulatedKernel kernel = boot(REGION + "device dax0.0 512M pinned online 4\n");
        assertThat(picture(kernel).isPinned(picture(kernel).device(DAX00).orElseThrow()))
                .isTrue();
        for (Mode mode : List.of(Mode.DEVDAX, Mode.FSDEV, Mode.SYSTEM_RAM)) {
            assertThat(refusal(kernel, to(mode))).isEqualTo("""
                dax0.0 is pinned until reboot. (EBUSY: device or resource busy)
                Why: kmem was unbound while its memory was still in use, so the kernel keeps 4 memory blocks of it. A bind would fail.
                  | /sys/devices/system/memory/memory32 lies in its range
                  | /sys/devices/system/memory/memory33 lies in its range
                  | /sys/devices/system/memory/memory34 lies in its range
                What to do: Reboot the machine. Until then the blocks can still be brought online as ordinary memory.""");
        }
        assertThat(finding(kernel, "pinned")).isEqualTo("""
                dax0.0 is pinned until reboot: kmem was unbound while its memory was in use, and the kernel keeps 4 memory blocks of it.
                  | /sys/devices/system/memory/memory32 lies in its range
                  | /sys/devices/system/memory/memory33 lies in its range
                  | /sys/devices/system/memory/memory34 lies in its range
                  Next: Reboot. Until then, its online blocks still serve as ordinary memory.""");
    }

    /** A namespace was destroyed while its memory was in use: it stayed, with no device left to show it. */
    @Test
    void need6AnOrphanIsFoundWithoutADeviceAndItsSpaceIsNotGivenAway() {
        SimulatedKernel kernel = boot(RAM + "device dax0.1 128M devdax\n");
        KernelPath folder =
                new KernelPath(picture(kernel).device(DAX00).orElseThrow().path());
        kernel.otherAdmin().write(KernelPath.DAX_DRIVERS.child("kmem").child("unbind"), "dax0.0");
        assertThat(kernel.otherAdmin().write(folder.child("size"), "0")).isEmpty();
        assertThat(finding(kernel, "orphan")).isEqualTo("""
                Memory of a device that no longer exists is pinned until reboot. Its space can't be used again before that.
                  | /proc/iomem: 100000000-11fffffff : System RAM (kmem)
                  Next: Reboot.""");
        assertThat(refusal(kernel, new Change.Create(0, new Change.Extent.Size(1L << 28), Optional.empty())))
                .isEqualTo("""
                Where the kernel would put 256 MiB in region 0, memory is pinned until reboot. (EBUSY: device or resource busy)
                Why: The bus counts it as free, but the kernel still has it as memory: its device went while it was in use. No driver could be bound to it.
                  | /proc/iomem: 0x100000000 to 0x11fffffff : System RAM (kmem)
                What to do: Create a device by address beside it, or reboot the machine.""");
    }

    /** Another agent onlined a block in another zone than daxctl did. */
    @Test
    void need7TheZoneIsReadBackBlockByBlock() {
        SimulatedKernel kernel = boot(REGION + "device dax0.0 512M system-ram online 0\n");
        kernel.beforeWrites((path, value, other) -> {
            if (path.toString().endsWith("memory33/state") && value.equals("online_movable")) {
                other.write(path, "online_kernel");
            }
        });
        Outcome outcome = run(kernel, new Change.Online(DAX00, Zone.MOVABLE));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().asText()).isEqualTo("""
                Bring the memory of dax0.0 online, movable: the read-back does not show it.
                Why: The kernel reported no error, but the host is not as the step promised. Another program may have changed it at the same moment.
                  | promised: every memory block is online, movable
                  | read back: /sys/devices/system/memory/memory33: online, Normal
                What to do: Find the other program that changes DAX devices on this host, then plan again.""");
    }

    /** target_node was missing, or 0. */
    @Test
    void need8NoTargetNodeIsSaidBeforeAnyWrite() {
        SimulatedKernel kernel = boot("region 0 hmem 0x100000000 1G\ndevice dax0.0 512M devdax\n");
        assertThat(refusal(kernel, to(Mode.SYSTEM_RAM))).isEqualTo("""
                dax0.0 has no target node: the kernel would refuse. (EINVAL: invalid argument)
                Why: The firmware names no NUMA node for its memory, and kmem needs one.
                  | /sys/devices/platform/hmem.0/dax0.0/target_node: absent
                What to do: Ask the machine's maker for firmware whose SRAT or CFMWS covers this range.""");
        assertThat(finding(kernel, "no-target-node")).isEqualTo("""
                dax0.0 can't become system-ram: the firmware names no NUMA node for its memory.
                  | /sys/devices/platform/hmem.0/dax0.0/target_node: absent
                  Next: Ask the machine's maker for firmware whose SRAT or CFMWS covers this range.""");
        assertThat(plan(boot(DEVDAX), to(Mode.SYSTEM_RAM)).effect())
                .isEqualTo("Its contents are lost; it becomes 512 MiB of memory of node 1, online, movable.");
    }

    /** 256 MiB with blocks of 2 GiB: EINVAL. */
    @Test
    void need9HowMuchRamItWouldGiveIsSaidBefore() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(MACHINE.replace("block 128M", "block 2G")
                + "region 0 cxl 0x100000000 8G node 1 cpus 0\n" + "device dax0.0 256M devdax\n"));
        assertThat(refusal(kernel, to(Mode.SYSTEM_RAM))).isEqualTo("""
                dax0.0 is too small for memory: the kernel would refuse. (EINVAL: invalid argument)
                Why: Memory comes in blocks of 2 GiB, and no whole one lies inside of its 256 MiB.
                  | /sys/devices/system/memory/block_size_bytes: 80000000
                  | /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0/size: 268435456
                What to do: Give it at least 2 GiB that begins at a multiple of that.""");
        assertThat(plan(boot(REGION + "device dax0.0 320M devdax\n"), to(Mode.SYSTEM_RAM))
                        .warnings()
                        .getFirst()
                        .asText())
                .isEqualTo("""
                Of the 320 MiB of dax0.0, 256 MiB become memory; 64 MiB are in no whole memory block and lie idle.
                  | /sys/devices/system/memory/block_size_bytes: 8000000
                  | /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0/size: 335544320
                What to do: Nothing is lost if it begins and ends at multiples of 128 MiB.""");
    }

    /** "reconfigured 0 devices", though it had worked; and 17: nothing was put back after a failure. */
    @Test
    void need10And17DoneMeansReadBackAndFailedMeansPutBack() {
        SimulatedKernel kernel = boot(DEVDAX);
        kernel.ignoreWrite(KernelPath.DAX_DRIVERS.child("kmem").child("bind"), 1);
        kernel.ignoreWrite(KernelPath.DAX_DRIVERS.child("kmem").child("new_id"), 1);
        Outcome outcome = run(kernel, to(Mode.SYSTEM_RAM));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().asText()).isEqualTo("""
                Bind dax0.0 to kmem: the read-back does not show it.
                Why: The kernel reported no error, but the host is not as the step promised. Another program may have changed it at the same moment.
                  | promised: driver is kmem
                  | read back: dax0.0/driver: none
                What to do: Find the other program that changes DAX devices on this host, then plan again.""");
        assertThat(fact(kernel, "mode")).isEqualTo("devdax");
        SimulatedKernel well = boot(DEVDAX);
        assertThat(run(well, to(Mode.SYSTEM_RAM)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(fact(well, "mode")).isEqualTo("system-ram");
    }

    /** daxctl failed where the driver was part of the kernel. */
    @Test
    void need11ADriverThatIsBuiltInNeedsNoModule() {
        SimulatedKernel kernel = SimulatedKernel.boot(
                World.parse(MACHINE.replace("module kmem loaded", "module kmem builtin") + DEVDAX));
        assertThat(actions(plan(kernel, to(Mode.SYSTEM_RAM)))).noneMatch(action -> action.contains("module"));
        assertThat(run(kernel, to(Mode.SYSTEM_RAM)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(finding(kernel, "driver-kmem")).contains("built into the kernel");
    }

    /** Movable or not was chosen by the tool. */
    @Test
    void need12TheZoneIsTheAdminsToChooseAndIsExplained() {
        SimulatedKernel kernel = boot(DEVDAX);
        Change kernels = new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM, Change.Onlining.KERNEL);
        assertThat(plan(kernel, kernels).warnings().getFirst().asText())
                .isEqualTo(
                        "In the kernel's zone the memory of dax0.0 can hardly be taken back: memory that the kernel uses for itself can't be moved.");
        assertThat(run(kernel, kernels).verdict()).isEqualTo(Verdict.DONE);
        assertThat(fact(kernel, "blocks")).isEqualTo("4 of 4 online, 0 of them movable");
    }

    /** A program opened /dev/dax in system-ram mode, and the error misled. */
    @Test
    void need13WhatProgramsCanDoIsSaidOfEachMode() {
        assertThat(fact(boot(DEVDAX), "use"))
                .isEqualTo("map /dev/dax0.0 with mmap, in its alignment; read and write fail (EINVAL)");
        assertThat(fact(boot(RAM), "use"))
                .isEqualTo("use it as memory while it is online; opening /dev/dax0.0 fails (ENXIO)");
        assertThat(fact(boot(REGION + "device dax0.0 512M unbound\n"), "use"))
                .isEqualTo("nothing; opening /dev/dax0.0 fails (ENXIO)");
        SimulatedKernel fsdev = boot(DEVDAX);
        run(fsdev, to(Mode.FSDEV));
        assertThat(fact(fsdev, "use")).isEqualTo("mount a famfs from it; mapping /dev/dax0.0 itself fails (ENODEV)");
    }

    /** A device was left with no driver, and the list called its mode unknown; and 15: famfs ran on a system-ram device. */
    @Test
    void need14And15UnboundIsAStateOfItsOwnAndHasAWayBack() {
        SimulatedKernel kernel = boot(DEVDAX);
        kernel.otherAdmin().write(KernelPath.DAX_DRIVERS.child("device_dax").child("unbind"), "dax0.0");
        assertThat(fact(kernel, "mode")).isEqualTo("unbound");
        assertThat(run(kernel, to(Mode.FSDEV)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(fact(kernel, "mode")).isEqualTo("fsdev");
    }

    /** A rebind of 5.5 TB took seconds, and nothing was seen. */
    @Test
    void need16EachStepIsToldAsItBeginsAndEndsAndEachBlockToo() {
        SimulatedKernel kernel = boot(DEVDAX);
        assertThat(run(kernel, to(Mode.SYSTEM_RAM)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(events).filteredOn(ApplyEvent.StepStarted.class::isInstance).hasSizeGreaterThan(3);
        assertThat(events)
                .filteredOn(ApplyEvent.StepProgress.class::isInstance)
                .extracting(event -> ((ApplyEvent.StepProgress) event).current().english())
                .containsExactly("memory32", "memory33", "memory34", "memory35");
    }

    /** Two programs offlined and unplugged against each other. */
    @Test
    void need18ABlockThatSomebodyOnlinesMeanwhileStopsTheUnbind() {
        SimulatedKernel kernel = boot(RAM);
        kernel.beforeWrites((path, value, other) -> {
            if (path.toString().endsWith("memory32/state") && value.equals("offline")) {
                other.write(KernelPath.MEMORY.child("memory35").child("state"), "online_movable");
            }
        });
        Outcome outcome = run(kernel, to(Mode.UNBOUND));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().asText()).isEqualTo("""
                Take the memory of dax0.0 offline: the read-back does not show it.
                Why: The kernel reported no error, but the host is not as the step promised. Another program may have changed it at the same moment.
                  | promised: every memory block is offline
                  | read back: /sys/devices/system/memory/memory35: online, Movable
                What to do: Find the other program that changes DAX devices on this host, then plan again.""");
        assertThat(fact(kernel, "pinned")).isEqualTo("no");
    }

    /** Another program died between two steps: how much it had done stands in the journal, and nothing new begins before it is settled. */
    @Test
    void need19APlanThatWasCutOffIsTheFirstThingThatDoctorSays() {
        assertThat(Doctor.examine(
                                picture(boot(DEVDAX)),
                                Optional.empty(),
                                Optional.of(Message.verbatim("dax0.0 to fsdev")))
                        .getFirst()
                        .asText())
                .isEqualTo("""
                A plan never finished: its helper was killed, or the machine went down.
                  | dax0.0 to fsdev
                  Next: daxboard recover""");
    }

    /** Find the node, take it offline, look for users, convert: a page of manual for it. */
    @Test
    void need20AHolderIsNamedAndTheWholeWayIsOnePlan() {
        SimulatedKernel held = boot(DEVDAX + "holder dax0.0 maps 4211 qemu-system-x86 uid 0 unit vm.scope guest db1\n");
        assertThat(refusal(held, to(Mode.SYSTEM_RAM))).isEqualTo("""
                dax0.0 is in use. (EBUSY: device or resource busy)
                Why: The kernel would pull its memory from under its user without asking.
                  | qemu-system-x86 (pid 4211, virtual machine db1, vm.scope) has it mapped
                What to do: Stop the programs or unmount the file systems that use it, then plan again.""");
        assertThat(actions(plan(boot(RAM), to(Mode.DEVDAX))))
                .containsExactly(
                        "Check that nobody holds dax0.0",
                        "Register dax0.0 with device_dax",
                        "Take the memory of dax0.0 offline",
                        "Unbind dax0.0 from kmem",
                        "Bind dax0.0 to device_dax",
                        "Forget dax0.0 in device_dax",
                        "Forget dax0.0 in kmem");
    }

    /** The node of CXL memory is not the one that numactl tells. */
    @Test
    void need21TheNodesAreBothShown() {
        assertThat(fact(boot(DEVDAX), "target_node")).isEqualTo("1");
        assertThat(fact(boot(DEVDAX), "numa_node")).isEqualTo("0");
    }

    /** Which driver takes a device depended on the order in which they were loaded. */
    @Test
    void need23WhatAnIdWouldSweepUpIsNamedAndGivenBack() {
        SimulatedKernel kernel = boot(REGION + "device dax0.0 512M unbound\ndevice dax0.1 128M unbound\n");
        assertThat(plan(kernel, to(Mode.DEVDAX)).warnings().getFirst().asText())
                .isEqualTo(
                        "If dax0.0 needs an id, device_dax is also offered idle dax0.1; what it takes is given back at once.");
        assertThat(run(kernel, to(Mode.DEVDAX)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(picture(kernel).device(DAX01).orElseThrow().driver().isAbsent())
                .isTrue();
    }

    /** Kernels differ in what is mended. */
    @Test
    void need24WhatIsWrongWithTheRunningKernelIsTold() {
        SimulatedKernel early =
                SimulatedKernel.boot(World.parse(MACHINE.replace("kernel 6.12.117", "kernel 7.1.0") + DEVDAX));
        assertThat(plan(early, to(Mode.FSDEV)).warnings().getFirst().asText()).isEqualTo("""
                A bind to fsdev_dax that fails spoils the device for every later bind, unless this kernel has the fixes of June 2026.
                  | /proc/sys/kernel/osrelease: 7.1.0
                What to do: If this kernel does not have the fix, update it before the device holds anything important.""");
    }

    /** daxctl leaves a device of size 0 at each create that fails. */
    @Test
    void need25LeftoversAreListedAndCleanedUp() {
        SimulatedKernel kernel = boot(DEVDAX + "device dax0.1 0 unbound\n");
        assertThat(finding(kernel, "leftovers")).isEqualTo("""
                Devices of size 0 were left behind: dax0.1. daxctl leaves one when a create fails.
                  | /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.1/size: 0
                  Next: daxboard clean""");
        List<Change> clean = Changes.clean(picture(kernel));
        assertThat(run(kernel, clean.toArray(Change[]::new)).verdict()).isEqualTo(Verdict.DONE);
        assertThat(picture(kernel).device(DAX01)).isEmpty();
    }

    /** The cause stood in dmesg alone. */
    @Test
    void theKernelsOwnWordsAreQuotedWhereItHadAny() {
        SimulatedKernel kernel = boot(DEVDAX + "claim 0x110000000 2M Somebody\n");
        Outcome outcome = run(kernel, to(Mode.FSDEV));
        assertThat(outcome.failure().orElseThrow().errno()).contains(Errno.EBUSY);
        assertThat(outcome.failure().orElseThrow().asText()).isEqualTo("""
                The kernel refused: Bind dax0.0 to fsdev_dax. (EBUSY: device or resource busy)
                Why: A program still has the device open or mapped from its old mode, or something else owns the memory.
                  | dax0.0 > /sys/bus/dax/drivers/fsdev_dax/bind
                  | fsdev_dax dax0.0: 0x100000000-0x11fffffff is in use already
                  | fsdev_dax dax0.0: probe with driver fsdev_dax failed with error -16
                What to do: End the programs that use it (Holders shows them), then plan again.""");
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_LEFT_CHANGED);
        assertThat(outcome.stateNow()).extracting(state -> state.modeWord()).containsExactly("unbound");
    }
}
