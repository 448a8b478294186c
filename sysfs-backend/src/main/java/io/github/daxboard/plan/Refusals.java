// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Refusal.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** The words of every refusal that planning can give. */
public final class Refusals {
    private Refusals() {}

    static Refusal noSuchDevice(Snapshot snapshot, DeviceName name) {
        String known =
                snapshot.devices().map(device -> device.name().toString()).collect(Collectors.joining(", "));
        return Refusal.of(
                Kind.USAGE,
                name.toString(),
                "There is no device " + name + " on " + snapshot.host() + ".",
                known.isEmpty() ? "The dax bus lists no device." : "The dax bus lists " + known + ".",
                "Name one that is there, or look again: a device's number can change at a boot.");
    }

    static Refusal pinned(Device device, List<MemoryBlock> blocks) {
        List<String> evidence = blocks.stream()
                .limit(3)
                .map(block -> "/sys/devices/system/memory/memory" + block.index() + " lies in its range")
                .toList();
        return Refusal.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " is pinned until reboot.",
                        "kmem was unbound while its memory was still in use, so the kernel keeps " + blocks.size()
                                + " memory blocks of it. A bind would fail.",
                        "Reboot the machine. Until then the blocks can still be brought online as ordinary memory.")
                .withErrno(Errno.EBUSY)
                .withEvidence(evidence);
    }

    static Refusal foreignDriver(Device device, Driver driver) {
        return Refusal.of(
                Kind.BLOCKED,
                device.name().toString(),
                device.name() + " is bound to " + driver + ", a driver that Daxboard does not know.",
                "What taking it from that driver would do is not known.",
                "Unbind it with the tool that bound it.");
    }

    static Refusal driverUnknown(Device device) {
        return Refusal.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        "The driver of " + device.name() + " could not be read.",
                        "Without its driver a device's mode is not known: "
                                + device.driver().whyNot() + ".",
                        "Look again; if it stays so, look at the link by hand.")
                .withEvidence(
                        List.of(device.path() + "/driver: " + device.driver().whyNot()));
    }

    static Refusal unknownRegion(Device device) {
        return Refusal.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        "The region of " + device.name() + " is of a kind that Daxboard does not know.",
                        "It is neither Soft Reserved nor CXL nor persistent memory, so its rules are not known.",
                        "Report the path below, so that it can be added.")
                .withEvidence(List.of(device.path()));
    }

    static Refusal leavingSystemRam(Device device) {
        return Refusal.of(
                Kind.BLOCKED,
                device.name().toString(),
                device.name() + " is in use as system-ram.",
                "Its memory blocks must be taken offline first, and this version of Daxboard does not do that yet.",
                "Use daxctl reconfigure-device --force for now; check that every block went offline.");
    }

    static Refusal enteringSystemRam(Device device) {
        return Refusal.of(
                Kind.BLOCKED,
                device.name().toString(),
                "This version of Daxboard does not switch devices to system-ram yet.",
                "It moves devices among devdax, fsdev and unbound.",
                "Use daxctl reconfigure-device -m system-ram for now.");
    }

    static Refusal noTargetNode(Device device) {
        return Refusal.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " has no target node: the kernel would refuse.",
                        "The firmware names no NUMA node for its memory, and kmem needs one.",
                        "Ask the machine's maker for firmware whose SRAT or CFMWS covers this range.")
                .withErrno(Errno.EINVAL)
                .withEvidence(List.of(device.path() + "/target_node: absent"));
    }

    static Refusal emptyDevice(Device device) {
        return Refusal.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " is empty: the kernel would refuse.",
                        "It has size 0, so there is no memory that a driver could take.",
                        "Give it a size first.")
                .withErrno(Errno.ENXIO)
                .withEvidence(List.of(device.path() + "/size: 0"));
    }

    static Refusal held(DeviceName name, List<Holder> holders) {
        return heldBy(name, holders.stream().map(Holder::describe).toList());
    }

    /**
     * A device is in use; also what the executor says, when a holder turned up after planning.
     *
     * @param uses who, and how, a line each
     */
    public static Refusal heldBy(DeviceName name, List<String> uses) {
        return Refusal.of(
                        Kind.BLOCKED,
                        name.toString(),
                        name + " is in use.",
                        "The kernel would pull its memory from under "
                                + (uses.size() == 1 ? "its user" : "its " + uses.size() + " users")
                                + " without asking.",
                        "Stop the programs or unmount the file systems named here, then plan again.")
                .withErrno(Errno.EBUSY)
                .withEvidence(uses);
    }

    static Refusal driverMissing(Driver driver, Reading<String> release) {
        String kernel = release.value().map(text -> "Linux " + text).orElse("the running kernel");
        boolean ours = driver.equals(Driver.FSDEV_DAX);
        return Refusal.of(
                Kind.BLOCKED,
                driver.name(),
                "The driver " + driver + " is missing.",
                "It is neither on the dax bus nor among the modules installed for " + kernel
                        + (ours ? "; Linux has its own from 7.1 on." : "."),
                ours
                        ? "Build and install the one that comes with Daxboard: see kernel-driver/README.md."
                        : "Install the distribution's package with this kernel's extra modules.");
    }
}
