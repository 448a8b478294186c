// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.doctor.Doctor;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.doctor.MachineReader;
import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Changes;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.DaxctlCommands;
import io.github.daxboard.report.ShellScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What hurts admins most with this memory, provoked on a real kernel: each trouble is found, and said in words that help.
 * dax0.0 is 512 MiB at 4 GiB, dax0.1 256 MiB behind it (memory36 and memory37), dax1.0 a pmem device; 256 MiB of region 0 are free.
 */
final class Needs {
    private static final long MIB = 1L << 20;
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final DeviceName DAX02 = DeviceName.of("dax0.2");
    private static final String AUTO_ONLINE = "/sys/devices/system/memory/auto_online_blocks";

    private final Host host = new Host(RealKernel.open());

    private Needs() {}

    public static void main(String[] arguments) {
        Needs needs = new Needs();
        if (arguments.length > 0 && arguments[0].equals("pinned")) {
            needs.memoryThatIsPinned();
            return;
        }
        needs.aBlockThatStaysIsNamed();
        needs.aPolicyThatOnlinesIsHeldAndRestored();
        needs.aUdevRuleIsNamed();
        needs.mixedZonesAreSeen();
        needs.aDeviceTooSmallForABlockIsRefused();
        needs.aMissingNodeIsFoundAndItsCureCures();
        needs.leftoversAreFoundAndCleaned();
        needs.aFileSystemOnARealDeviceIsSeen();
        needs.exportedScriptsDoWhatThePlanSays();
        needs.aMachineWithoutDevicesIsExplained();
    }

    private static void told(String need, String words) {
        System.out.println("--- " + need + "\n" + words);
    }

    private void done(Change change) {
        host.done(change);
    }

    private ChangePlan plan(Change change) {
        Snapshot now = host.now();
        return Planner.plan(now, host.order(now, change)).changes().getFirst();
    }

    private static Change to(DeviceName device, Mode mode) {
        return new Change.SwitchMode(device, mode);
    }

    private List<Finding> examine() {
        return Doctor.examine(host.now(), Optional.of(MachineReader.read()), Optional.empty());
    }

    private Optional<Finding> finding(String key) {
        return examine().stream().filter(finding -> finding.key().equals(key)).findFirst();
    }

    /** A pipe's pages can't be moved, and lie on the node that its writer is bound to: EBUSY, at once. */
    private void aBlockThatStaysIsNamed() {
        done(new Change.SwitchMode(DAX01, Mode.SYSTEM_RAM, Change.Onlining.KERNEL));
        String holder = Guest.run("""
                rm -f /run/holder.pid
                python3 -I -S -c '
                import ctypes, os, signal
                node = ctypes.c_ulong(1 << 1)
                assert ctypes.CDLL(None).syscall(238, 2, ctypes.byref(node), 64) == 0
                reader, writer = os.pipe()
                os.write(writer, bytes(65536))
                open("/run/holder.pid", "w").write("ready")
                signal.pause()' >/run/holder.out 2>&1 </dev/null &
                until [ -s /run/holder.pid ]; do kill -0 $! || { cat /run/holder.out; exit 1; }; done
                echo $!""");
        try {
            Outcome outcome = outcome(to(DAX01, Mode.DEVDAX));
            Problem failure = outcome.failure().orElseThrow();
            told("1: a block that stays", failure.asText());
            Check.same(outcome.verdict(), Verdict.FAILED_UNDONE, "the verdict");
            Check.holds(failure.object().matches("memory3[67]"), "it names the block: " + failure.object());
            Check.holds(
                    failure.what().startsWith("The kernel refused to set memory block 36 to offline"),
                    "it says what happened");
            Check.holds(failure.evidence().contains(failure.object() + ": zone Normal"), "it names the block's zone");
            Check.same(
                    host.now().device(DAX01).orElseThrow().mode(), Optional.of(Mode.SYSTEM_RAM), "the mode afterwards");
        } finally {
            Guest.run("kill " + holder);
        }
        done(to(DAX01, Mode.DEVDAX));
    }

    private Outcome outcome(Change change) {
        Snapshot now = host.now();
        Plan plan = Planner.plan(now, host.order(now, change));
        Check.holds(!plan.isBlocked(), "it can be begun: " + plan);
        return Host.outcome(host.run(plan));
    }

    private void aPolicyThatOnlinesIsHeldAndRestored() {
        Guest.run("echo online > " + AUTO_ONLINE);
        try {
            String warning =
                    plan(to(DAX01, Mode.SYSTEM_RAM)).warnings().getFirst().asText();
            told("3: a policy that onlines", warning);
            Check.same(warning, """
                    The kernel brings new memory online by itself. It is kept from that while the device is bound, so that the memory goes to the zone that was asked for.
                      | /sys/devices/system/memory/auto_online_blocks: online
                    What to do: To keep new memory offline at every boot, boot with memhp_default_state=offline.""", "the warning");
            done(to(DAX01, Mode.SYSTEM_RAM));
            Check.same(
                    Guest.run("cat /sys/devices/system/memory/memory3[67]/valid_zones"),
                    "Movable\nMovable",
                    "the zones, though the policy would have taken another");
            Check.same(Guest.run("cat " + AUTO_ONLINE), "online", "the policy afterwards");
            done(to(DAX01, Mode.DEVDAX));
        } finally {
            Guest.run("echo offline > " + AUTO_ONLINE);
        }
    }

    private void aUdevRuleIsNamed() {
        Path rules = Path.of("/etc/udev/rules.d/99-online.rules");
        try {
            Files.writeString(rules, "# memory\nSUBSYSTEM==\"memory\", ACTION==\"add\", ATTR{state}=\"online\"\n");
            String warning =
                    plan(to(DAX01, Mode.SYSTEM_RAM)).warnings().getFirst().asText();
            told("4: a udev rule", warning);
            Check.same(warning, """
                    A udev rule brings new memory online too, and may be quicker: then the zone may be another.
                      | /etc/udev/rules.d/99-online.rules:2: SUBSYSTEM=="memory", ACTION=="add", ATTR{state}="online"
                    What to do: Turn the rule off while memory is switched: an empty file of its name in /etc/udev/rules.d does that.""", "the warning");
            Check.same(
                    finding("udev-rules").orElseThrow().title(),
                    "udev brings new memory online by itself, whatever the kernel's policy is.",
                    "what doctor says");
            Files.delete(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mixedZonesAreSeen() {
        done(new Change.SwitchMode(DAX01, Mode.SYSTEM_RAM, Change.Onlining.LEAVE_OFFLINE));
        Guest.run("echo online_kernel > /sys/devices/system/memory/memory36/state");
        String refusal = plan(new Change.Online(DAX01, Zone.MOVABLE))
                .blockers()
                .getFirst()
                .asText();
        told("7: mixed zones", refusal);
        Check.holds(refusal.contains("memory36") && refusal.contains("Normal"), "it names the block and its zone");
        done(to(DAX01, Mode.DEVDAX));
    }

    private void aDeviceTooSmallForABlockIsRefused() {
        done(new Change.Create(0, new Change.Extent.Size(64 * MIB), Optional.empty()));
        String refusal = plan(to(DAX02, Mode.SYSTEM_RAM)).blockers().getFirst().asText();
        told("9: too small", refusal);
        Check.holds(
                refusal.startsWith("dax0.2 is too small for memory: the kernel would refuse. (EINVAL"),
                "it says so beforehand");
        done(new Change.Destroy(DAX02));
    }

    private void aMissingNodeIsFoundAndItsCureCures() {
        Check.same(finding("no-dev-node"), Optional.empty(), "what doctor says while the nodes are there");
        Guest.run("rm /dev/dax0.1");
        Finding finding = finding("no-dev-node").orElseThrow();
        told("19: a missing node", finding.asText());
        Check.holds(finding.evidence().contains("/dev/dax0.1: absent"), "it names the node");
        Guest.run(finding.next().replace("sudo ", ""));
        Check.same(finding("no-dev-node"), Optional.empty(), "what doctor says after the command that it gave");
        Check.same(mapped(DAX01), "mapped", "what a program makes of the new node");
    }

    private static String mapped(DeviceName device) {
        return new Guest().look(device, 0, 0).mmap();
    }

    private void leftoversAreFoundAndCleaned() {
        Guest.run("echo 1 > /sys/devices/platform/hmem.0/dax_region/create");
        Finding finding = finding("leftovers").orElseThrow();
        told("25: leftovers", finding.asText());
        Check.same(finding.next(), "daxboard clean", "the cure");
        for (Change change : Changes.clean(host.now())) {
            done(change);
        }
        Check.same(finding("leftovers"), Optional.empty(), "what doctor says afterwards");
    }

    private void aFileSystemOnARealDeviceIsSeen() {
        Guest.run("""
                truncate -s 16M /run/image
                mkfs.ext4 -q -L data /run/image
                python3 -I -S -c '
                import mmap, os
                with mmap.mmap(os.open("/dev/dax0.1", os.O_RDWR), 2 << 20) as begin:
                    begin[:] = open("/run/image", "rb").read(2 << 20)'
                rm /run/image""");
        // It is looked at once a binding.
        done(to(DAX01, Mode.UNBOUND));
        done(to(DAX01, Mode.DEVDAX));
        Snapshot now = host.now();
        Superblock found = now.device(DAX01).orElseThrow().superblock().value().orElseThrow();
        Problem refusal = Planner.plan(now, new Order(List.of(to(DAX01, Mode.SYSTEM_RAM)), Set.of()))
                .changes()
                .getFirst()
                .blockers()
                .getFirst();
        told("a file system on a device", found + "\n" + refusal.asText());
        Check.holds(found.toString().contains("ext4") && found.toString().contains("data"), "kind and label");
        Check.same(refusal.kind(), Problem.Kind.UNCONFIRMED, "what the loss of it needs");
    }

    private void exportedScriptsDoWhatThePlanSays() {
        script("sh", DAX00, Mode.FSDEV, "fsdev_dax");
        script("sh", DAX00, Mode.SYSTEM_RAM, "kmem");
        script("sh", DAX00, Mode.DEVDAX, "device_dax");
        script("daxctl", DAX00, Mode.SYSTEM_RAM, "kmem");
        script("daxctl", DAX00, Mode.DEVDAX, "device_dax");
    }

    private void script(String kind, DeviceName device, Mode mode, String driver) {
        Snapshot now = host.now();
        Plan plan = Planner.plan(now, host.order(now, to(device, mode)));
        Path file = Path.of("/run/plan.sh");
        try {
            Files.writeString(file, kind.equals("sh") ? ShellScript.of(now, plan) : DaxctlCommands.of(now, plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told("exported, " + kind + ": " + device + " to " + mode.word(), Guest.run("sh " + file));
        Check.same(
                Guest.run("basename $(readlink /sys/bus/dax/devices/" + device + "/driver)"),
                driver,
                "the driver after the script");
        Check.same(host.now().device(device).orElseThrow().mode(), Optional.of(mode), "the mode after the script");
    }

    private void aMachineWithoutDevicesIsExplained() {
        Guest.run("""
                for d in dax0.0 dax0.1; do echo $d > /sys/bus/dax/drivers/device_dax/unbind; done
                ndctl disable-namespace namespace1.0
                rmmod dax_hmem""");
        try {
            List<Finding> findings = examine();
            told("2: no device", findings.stream().map(Finding::asText).collect(Collectors.joining("\n")));
            Check.same(findings.getFirst().title(), "lab has no dax device.", "the first thing that doctor says");
            Finding reserved = finding("soft-reserved").orElseThrow();
            Check.holds(reserved.asText().contains("dax_hmem"), "it names the driver that is missing");
            Guest.run(reserved.next().replace("sudo ", ""));
            Check.holds(host.now().hasDax(), "the command that it gave brings devices");
        } finally {
            Guest.run("modprobe dax_hmem; ndctl enable-namespace namespace1.0");
        }
    }

    /** After this only a new start of the machine helps. */
    private void memoryThatIsPinned() {
        done(to(DAX01, Mode.SYSTEM_RAM));
        // As any other program could do it.
        Guest.run("echo dax0.1 > /sys/bus/dax/drivers/kmem/unbind; true");
        Finding pinned = finding("pinned").orElseThrow();
        told("5: pinned", pinned.asText());
        Check.holds(pinned.title().startsWith("dax0.1 is pinned until reboot"), "doctor says so");
        String refusal = plan(to(DAX01, Mode.DEVDAX)).blockers().getFirst().asText();
        told("5: a change of what is pinned", refusal);
        Check.holds(refusal.startsWith("dax0.1 is pinned until reboot"), "a change is refused for it");

        Guest.run(
                "echo 0 > /sys/bus/dax/devices/dax0.1/size && echo dax0.1 > /sys/devices/platform/hmem.0/dax_region/delete");
        Check.same(host.now().device(DAX01), Optional.empty(), "the device, destroyed by somebody");
        Finding orphan = finding("orphan").orElseThrow();
        told("6: an orphan", orphan.asText());
        Check.holds(
                orphan.evidence().contains("/proc/iomem: 120000000-12fffffff : System RAM (kmem)"),
                "it names its place");
        String space = plan(new Change.Create(0, new Change.Extent.Size(512 * MIB), Optional.empty()))
                .blockers()
                .getFirst()
                .asText();
        told("6: its space", space);
        Check.holds(
                space.contains("0x120000000 to 0x12fffffff : System RAM (kmem)"), "its space is not counted as free");
    }
}
