// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HoldersUnseen;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Problem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of every refusal that planning can give. */
public final class PlanProblems {
    private static final int LINES_SHOWN = 3;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    private PlanProblems() {}

    static Problem noSuchDevice(Snapshot snapshot, DeviceName name) {
        String known =
                snapshot.devices().map(device -> device.name().toString()).collect(Collectors.joining(", "));
        return Problem.of(
                Kind.USAGE,
                name.toString(),
                "There is no device " + name + " on " + snapshot.host() + ".",
                known.isEmpty() ? "The dax bus lists no device." : "The dax bus lists " + known + ".",
                "Name one that is there, or look again: a device's number can change at a boot.");
    }

    static Problem pinned(Device device, List<MemoryBlock> blocks) {
        List<String> evidence = blocks.isEmpty()
                ? List.of("/proc/iomem: " + IomemEntry.KMEM + " in its range")
                : blocks.stream()
                        .limit(LINES_SHOWN)
                        .map(block -> "/sys/devices/system/memory/memory" + block.index() + " lies in its range")
                        .toList();
        String kept = blocks.isEmpty() ? "its memory" : blocks(blocks.size()) + " of it";
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " is pinned until reboot.",
                        "kmem was unbound while its memory was still in use, so the kernel keeps " + kept
                                + ". A bind would fail.",
                        "Reboot the machine. Until then the blocks can still be brought online as ordinary memory.")
                .withErrno(Errno.EBUSY)
                .withEvidence(evidence);
    }

    private static String blocks(int number) {
        return number == 1 ? "1 memory block" : number + " memory blocks";
    }

    static Problem oddPath(Device device) {
        return oddPath(device.name().toString(), device.path());
    }

    static Problem oddPath(String object, String path) {
        return Problem.of(
                        Kind.BLOCKED,
                        object,
                        "The path of " + object + " is none that Daxboard writes below.",
                        "It has a letter that the kernel's paths do not have.",
                        "Report the path below.")
                .withEvidence(List.of(path));
    }

    static Problem factUnknown(String object, String file, Reading<?> reading) {
        return Problem.of(
                        Kind.BLOCKED,
                        object,
                        "What must be known of " + object + " could not be read.",
                        "Without it nothing is planned: a guess could cost data.",
                        "Look again; if it stays so, look at the file by hand.")
                .withEvidence(List.of(file + ": " + Evidence.said(reading)));
    }

    static Problem foreignDriver(Device device, Driver driver) {
        return Problem.of(
                Kind.BLOCKED,
                device.name().toString(),
                device.name() + " is bound to " + driver + ", a driver that Daxboard does not know.",
                "What taking it from that driver would do is not known.",
                "Unbind it with the tool that bound it.");
    }

    static Problem driverUnknown(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        "The driver of " + device.name() + " could not be read.",
                        "Without its driver a device's mode is not known: "
                                + device.driver().whyNot() + ".",
                        "Look again; if it stays so, look at the link by hand.")
                .withEvidence(
                        List.of(device.path() + "/driver: " + device.driver().whyNot()));
    }

    static Problem unknownRegion(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        "The region of " + device.name() + " is of a kind that Daxboard does not know.",
                        "It is neither Soft Reserved nor CXL nor persistent memory, so its rules are not known.",
                        "Report the path below, so that it can be added.")
                .withEvidence(List.of(device.path()));
    }

    static Problem noTargetNode(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " has no target node: the kernel would refuse.",
                        "The firmware names no NUMA node for its memory, and kmem needs one.",
                        "Ask the machine's maker for firmware whose SRAT or CFMWS covers this range.")
                .withErrno(Errno.EINVAL)
                .withEvidence(List.of(device.path() + "/target_node: absent"));
    }

    static Problem emptyDevice(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " is empty: the kernel would refuse.",
                        "It has size 0, so there is no memory that a driver could take.",
                        "Give it a size first.")
                .withErrno(Errno.ENXIO)
                .withEvidence(List.of(device.path() + "/size: 0"));
    }

    static Problem held(DeviceName name, List<Holder> holders) {
        return heldBy(name, Holder.describe(holders));
    }

    /** Who uses a device could not be looked at; also what the executor says. */
    public static Problem holdersUnknown(DeviceName name, Reading<?> look) {
        HoldersUnseen unseen = HoldersUnseen.of(look);
        return Problem.of(
                        Kind.BLOCKED,
                        name.toString(),
                        "Who uses " + name + " is not known.",
                        unseen.why(),
                        unseen.cure())
                .withEvidence(List.of("/proc/*/{fd,maps,mountinfo}: " + HoldersUnseen.error(look)));
    }

    /**
     * A device is in use; also what the executor says, when a holder turned up after planning.
     *
     * @param uses who, and how, a line each
     */
    public static Problem heldBy(DeviceName name, List<String> uses) {
        return Problem.of(
                        Kind.BLOCKED,
                        name.toString(),
                        name + " is in use.",
                        "The kernel would pull its memory from under "
                                + (uses.size() == 1 ? "its user" : "its " + uses.size() + " users")
                                + " without asking.",
                        "Stop the programs or unmount the file systems that use it, then plan again.")
                .withErrno(Errno.EBUSY)
                .withEvidence(uses);
    }

    static Problem driverMissing(Driver driver, Reading<String> release) {
        String kernel = release.value().map(text -> "Linux " + text).orElse("the running kernel");
        boolean fsdev = driver.equals(Driver.FSDEV_DAX);
        boolean own = fsdev && release.value().filter(PlanProblems::hasOwnFsdev).isPresent();
        String why = "It is neither on the dax bus nor among the modules installed for " + kernel
                + (own ? ", which could have its own." : fsdev ? "; Linux has its own from 7.1 on." : ".");
        String cure = fsdev && !own
                ? "Build and install the one that comes with Daxboard: see kernel-driver/README.md."
                : "Install the distribution's package with this kernel's extra modules"
                        + (own ? "; if that has none, the kernel was built without CONFIG_DEV_DAX_FSDEV." : ".");
        return Problem.of(Kind.BLOCKED, driver.name(), "The driver " + driver + " is missing.", why, cure);
    }

    /** drivers/dax/fsdev.c is in Linux from 7.1 on. */
    private static boolean hasOwnFsdev(String release) {
        Matcher version = VERSION.matcher(release);
        if (!version.lookingAt()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 7 || (major == 7 && Integer.parseInt(version.group(2)) >= 1);
    }

    static Problem unconfirmed(Device device, Superblock data) {
        return Problem.of(
                        Kind.UNCONFIRMED,
                        device.name().toString(),
                        device.name() + " holds " + data.describe() + ", and this change destroys it.",
                        "Known data is destroyed only when that is agreed to by the device's name.",
                        "Save what is still needed. Then agree by naming " + device.name() + ".")
                .withEvidence(List.of("/dev/" + device.name() + ": " + data.describe()
                        + data.uuid().map(uuid -> ", UUID " + uuid).orElse("")));
    }

    static Problem unconfirmedUnknown(Device device, Reading<Superblock> found) {
        String name = device.name().toString();
        return Problem.of(
                        Kind.UNCONFIRMED,
                        name,
                        "What " + name + " holds could not be looked at, and this change destroys it.",
                        notLooked(device, found) + " What is not known counts as data.",
                        lookFirst(device, found) + " Or agree to the loss by naming " + name + ".")
                .withEvidence(List.of(Evidence.looked(device, found)));
    }

    static Problem blocksNotSeen(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        "The memory blocks of " + device.name() + " can't be seen.",
                        "kmem is bound to it, so there are some. While they are not seen, they may be online, and kmem would"
                                + " leave them in use until a reboot.",
                        "Look again. If it stays so, compare its ranges with the folders in " + KernelPath.MEMORY + ".")
                .withEvidence(List.of(KernelPath.MEMORY + ": no memory block lies in the ranges of " + device.name()));
    }

    private static boolean isBusy(Reading<Superblock> found) {
        return found.equals(new Reading.Unreadable<>(Errno.EAGAIN));
    }

    /** The picture is from a time when device_dax was not bound. */
    private static boolean wasOtherwise(Reading<Superblock> found) {
        return found.equals(new Reading.Unreadable<>(Errno.ENXIO));
    }

    private static String notLooked(Device device, Reading<Superblock> found) {
        if (device.isUnbound()) {
            return "It has no driver, so nobody can open it.";
        }
        if (device.mode().filter(Mode.FSDEV::equals).isPresent()) {
            return "In fsdev mode a device can't be opened.";
        }
        if (isBusy(found)) {
            return "Another Daxboard helper changes devices, and nothing is opened meanwhile.";
        }
        if (wasOtherwise(found)) {
            return "It is not in devdax mode yet, so nobody can open it.";
        }
        return found.equals(new Reading.Unreadable<>(Errno.ENOENT))
                ? "It has no node in /dev."
                : "The look failed: " + found.whyNot() + ".";
    }

    private static String lookFirst(Device device, Reading<Superblock> found) {
        boolean isDevdax = device.mode().filter(Mode.DEVDAX::equals).isPresent() && !wasOtherwise(found);
        return isDevdax
                ? isBusy(found) ? "Wait until that helper is done, and look again." : "Mend that, and look again."
                : "Switch it to devdax, which keeps its data, and look again.";
    }

    static Problem tooSmall(Device device, long block) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " is too small for memory: the kernel would refuse.",
                        "Memory comes in blocks of " + Sizes.words(block) + ", and no whole one lies inside of its "
                                + Sizes.words(device.size()) + ".",
                        "Give it at least " + Sizes.words(block) + " that begins at a multiple of that.")
                .withErrno(Errno.EINVAL)
                .withEvidence(List.of(
                        KernelPath.MEMORY + "/block_size_bytes: " + Long.toHexString(block),
                        Evidence.of(device, "size", device.size())));
    }

    static Problem notMemory(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " has no memory blocks: it is " + device.modeWord() + ".",
                        "Only the memory of a system-ram device can be brought online or taken offline.",
                        "Switch it to system-ram first.")
                .withEvidence(List.of(Evidence.of(device, "driver", device.driver())));
    }

    static Problem isMemory(Device device) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " is in use as system-ram.",
                        "The kernel changes size and alignment of an unbound device only, and its memory would have to"
                                + " leave the system for that.",
                        "Put a switch of " + device.name()
                                + " to unbound before this change, and one to system-ram after it.")
                .withErrno(Errno.EBUSY)
                .withEvidence(List.of(Evidence.of(device, "driver", device.driver())));
    }

    static Problem otherZone(Device device, Zone zone, List<MemoryBlock> blocks) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " has " + blocks(blocks.size()) + " online in another zone than " + zone.word()
                                + ".",
                        "A block that is online keeps its zone: the kernel would refuse the write.",
                        "Take the memory of " + device.name() + " offline first; both can stand in one plan.")
                .withErrno(Errno.EINVAL)
                .withEvidence(
                        blocks.stream().limit(LINES_SHOWN).map(Evidence::zones).toList());
    }

    static Problem mixedZones(Device device, List<MemoryBlock> blocks) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        blocks(blocks.size()) + " of " + device.name() + " can't be taken offline.",
                        "They span more than one zone or have holes, as memory has that was there at boot; the kernel"
                                + " refuses those.",
                        "It stays memory until a reboot that keeps it from being used: memhp_default_state=offline.")
                .withErrno(Errno.EINVAL)
                .withEvidence(
                        blocks.stream().limit(LINES_SHOWN).map(Evidence::zones).toList());
    }

    static Problem noRoomForPageMap(Device device, Mode mode, long more, List<String> evidence) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        "There is not enough ordinary memory to have " + device.name() + " as " + mode.word() + ".",
                        "Its page map takes " + Sizes.words(more) + " more than now: 64 bytes for each page of 4 KiB.",
                        "Free memory on the nodes with processors, or switch a smaller device.")
                .withErrno(Errno.ENOMEM)
                .withEvidence(evidence);
    }

    static Problem noSuchRegion(Snapshot snapshot, int id) {
        String known =
                snapshot.regions().stream().map(region -> "" + region.id()).collect(Collectors.joining(", "));
        return Problem.of(
                Kind.USAGE,
                "region " + id,
                "There is no region " + id + " on " + snapshot.host() + ".",
                known.isEmpty() ? "The dax bus has no region." : "The dax bus has the regions " + known + ".",
                "Name one that is there, or look again: a region's number can change at a boot.");
    }

    static Problem unknownRegion(Region region) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        "Region " + region.id() + " is of a kind that Daxboard does not know.",
                        "It is neither Soft Reserved nor CXL nor persistent memory, so its rules are not known.",
                        "Report the path below, so that it can be added.")
                .withEvidence(List.of(region.path()));
    }

    static Problem staticRegion(Region region) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        "Region " + region.id() + " is a pmem namespace: no device can be made in it.",
                        "A namespace is one device of its whole size, for good; its folder has no create attribute.",
                        "Make namespaces with ndctl create-namespace.")
                .withErrno(Errno.ENOENT)
                .withEvidence(List.of(region.path() + "/dax_region/create: absent"));
    }

    static Problem staticDevice(Device device, Region region) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name()
                                + " is a pmem namespace: its size and alignment are fixed, and it can't be destroyed"
                                + " here.",
                        "Region " + region.id() + " is static: the kernel lets nobody write to size and align there.",
                        "Change the namespace itself, with ndctl destroy-namespace and create-namespace.")
                .withErrno(Errno.EACCES)
                .withEvidence(List.of(region.path() + "/dax_region/available_size: absent"));
    }

    static Problem noName(Region region) {
        return Problem.of(
                Kind.BLOCKED,
                "region " + region.id(),
                "Region " + region.id() + " has no number left for a new device.",
                "It has 100000 devices.",
                "Destroy some first.");
    }

    static Problem noSize(String object) {
        return Problem.of(
                Kind.USAGE,
                object,
                "A device of no size was asked for, about " + object + ".",
                "A device has memory, or can't be bound to anything.",
                "Name a size; to give all memory back, destroy the device.");
    }

    static Problem noSuchAlignment(String object, long align) {
        return Problem.of(
                        Kind.USAGE,
                        object,
                        "No device can have an alignment of " + align + " bytes (" + object + ").",
                        "The kernel knows pages of 4 KiB, 2 MiB and 1 GiB.",
                        "Choose one of these.")
                .withErrno(Errno.EINVAL);
    }

    static Problem notMultiple(String object, long bytes, long step) {
        long below = bytes / step * step;
        return Problem.of(
                        Kind.USAGE,
                        object,
                        bytes + " bytes are no size for a device (" + object + "): the kernel would refuse it, or do"
                                + " nothing and say done.",
                        "With its alignment it must be a multiple of " + Sizes.words(step) + ".",
                        "Take " + (below > 0 ? Sizes.words(below) + " or " : "") + Sizes.words(below + step) + ".")
                .withErrno(Errno.EINVAL);
    }

    static Problem tooMuch(Region region, long bytes, long free) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        "Region " + region.id() + " has not enough free space.",
                        Sizes.words(bytes) + " were asked for, " + Sizes.words(free) + " are free.",
                        "Ask for less, or make another device of this region smaller first; both can stand in one plan.")
                .withErrno(Errno.ENOSPC)
                .withEvidence(List.of(region.path() + "/dax_region/available_size: " + free));
    }

    static Problem misplaced(Region region, long start, long end, long step) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        "No device can begin at 0x" + Long.toHexString(start) + " in region " + region.id() + ".",
                        "It must begin at a multiple of " + Sizes.words(step) + ". The kernel would take the range, and"
                                + " every bind of the device would fail from then on.",
                        "Begin at 0x" + Long.toHexString(Math.floorDiv(start, step) * step) + ".")
                .withErrno(Errno.EINVAL)
                .withEvidence(List.of(Evidence.range(start, end)));
    }

    static Problem outside(Region region, long start, long end, FreeSpace space) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        Evidence.range(start, end) + " is not inside of region " + region.id() + ".",
                        "The region is " + Evidence.range(space.start(), space.end()) + ".",
                        "Choose a range inside of it.")
                .withErrno(Errno.ENOMEM);
    }

    static Problem owned(Region region, long start, long end, FreeSpace.Owned owner) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        Evidence.range(start, end) + " is not free.",
                        owner.device() + " has memory in it.",
                        "Choose a free range: " + space(region) + " are free in region " + region.id() + ".")
                .withErrno(Errno.ENOMEM)
                .withEvidence(List.of(owner.device() + ": "
                        + Evidence.range(owner.range().start(), owner.range().end())));
    }

    private static String space(Region region) {
        return Sizes.words(region.available());
    }

    static Problem placePinned(Region region, long start, long end, IomemEntry entry) {
        return pinnedSpace(region, Evidence.range(start, end) + " can't be used.", entry);
    }

    static Problem freePinned(Region region, long bytes, IomemEntry entry) {
        return pinnedSpace(
                region,
                "Where the kernel would put " + Sizes.words(bytes) + " in region " + region.id()
                        + ", memory is pinned until reboot.",
                entry);
    }

    private static Problem pinnedSpace(Region region, String what, IomemEntry entry) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        what,
                        "The bus counts it as free, but the kernel still has it as memory: its device went while it was"
                                + " in use. No driver could be bound to it.",
                        "Create a device by address beside it, or reboot the machine.")
                .withErrno(Errno.EBUSY)
                .withEvidence(
                        List.of("/proc/iomem: " + Evidence.range(entry.start(), entry.end()) + " : " + entry.name()));
    }

    static Problem holesMisaligned(Region region, long bytes, Range range, long align) {
        return Problem.of(
                        Kind.BLOCKED,
                        "region " + region.id(),
                        "Where the kernel would put " + Sizes.words(bytes) + " in region " + region.id()
                                + ", an alignment of " + Sizes.words(align) + " does not fit.",
                        "A range would be " + Evidence.range(range.start(), range.end())
                                + ", which does not begin and end at multiples of it, and every bind would fail.",
                        "Create a device by address, or take a smaller alignment.")
                .withErrno(Errno.EINVAL);
    }

    static Problem notAlignable(Device device, long align, Optional<Range> odd) {
        return Problem.of(
                        Kind.BLOCKED,
                        device.name().toString(),
                        device.name() + " can't have an alignment of " + Sizes.words(align) + ".",
                        "Each of its ranges must begin and end at multiples of it.",
                        "Resize it first, or make a device by address.")
                .withErrno(Errno.EINVAL)
                .withEvidence(List.of(odd.map(range -> "mapping: " + Evidence.range(range.start(), range.end()))
                        .orElseGet(() -> Evidence.of(device, "size", device.size()))));
    }
}
