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
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of every refusal that planning can give. */
public final class PlanProblems {
    private static final int LINES_SHOWN = 3;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    private PlanProblems() {}

    /** A region, where a text is about a region or a device. */
    static Message region(int id) {
        return Message.of("plan.region", id);
    }

    static Problem noSuchDevice(Snapshot snapshot, DeviceName name) {
        List<DeviceName> known = snapshot.devices().map(Device::name).toList();
        return Problem.of(
                Kind.USAGE,
                name.toString(),
                Message.of("plan.noSuchDevice.what", name, snapshot.host()),
                known.isEmpty() ? Message.of("plan.noSuchDevice.none") : Message.of("plan.noSuchDevice.why", known),
                Message.of("plan.noSuchDevice.cure"));
    }

    static Problem pinned(Device device, List<MemoryBlock> blocks) {
        List<Message> seen = blocks.isEmpty()
                ? List.of(Message.of("plan.pinned.iomem", IomemEntry.KMEM))
                : blocks.stream()
                        .limit(LINES_SHOWN)
                        .map(block -> Message.of("plan.pinned.block", KernelPath.MEMORY + "/memory" + block.index()))
                        .toList();
        Message kept = blocks.isEmpty()
                ? Message.of("plan.pinned.memory")
                : Message.count("plan.pinned.blocks", blocks.size());
        return Problem.keyed(Kind.BLOCKED, "plan.pinned", device.name(), device.name(), kept)
                .withErrno(Errno.EBUSY)
                .withSeen(seen);
    }

    private static Message blocks(int number) {
        return Message.count("plan.blocks", number);
    }

    static Problem oddPath(Device device) {
        return oddPath(Message.verbatim(device.name().toString()), device.path());
    }

    static Problem oddPath(Message object, String path) {
        return Problem.keyed(Kind.BLOCKED, "plan.oddPath", object, object).withEvidence(List.of(path));
    }

    static Problem factUnknown(DeviceName device, String file, Reading<?> reading) {
        return factUnknown(Message.verbatim(device.toString()), file, reading);
    }

    static Problem factUnknown(Message object, String file, Reading<?> reading) {
        return Problem.keyed(Kind.BLOCKED, "plan.factUnknown", object, object)
                .withSeen(List.of(Evidence.of(file, reading)));
    }

    static Problem foreignDriver(Device device, Driver driver) {
        return Problem.keyed(Kind.BLOCKED, "plan.foreignDriver", device.name(), device.name(), driver);
    }

    static Problem driverUnknown(Device device) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.driverUnknown",
                        device.name(),
                        device.name(),
                        device.driver().message())
                .withSeen(List.of(Evidence.of(device, "driver", device.driver())));
    }

    static Problem unknownRegion(Device device) {
        return unknownRegion(
                device.name().toString(), Message.of("plan.unknownRegion.device", device.name()), device.path());
    }

    static Problem unknownRegion(Region region) {
        return unknownRegion(
                region(region.id()).english(), Message.of("plan.unknownRegion.region", region.id()), region.path());
    }

    private static Problem unknownRegion(String object, Message what, String path) {
        return Problem.of(
                        Kind.BLOCKED,
                        object,
                        what,
                        Message.of("plan.unknownRegion.why"),
                        Message.of("plan.unknownRegion.cure"))
                .withEvidence(List.of(path));
    }

    static Problem noTargetNode(Device device) {
        return Problem.keyed(Kind.BLOCKED, "plan.noTargetNode", device.name(), device.name())
                .withErrno(Errno.EINVAL)
                .withSeen(List.of(Evidence.of(device, "target_node", Reading.absent())));
    }

    static Problem emptyDevice(Device device) {
        return Problem.keyed(Kind.BLOCKED, "plan.emptyDevice", device.name(), device.name())
                .withErrno(Errno.ENXIO)
                .withEvidence(List.of(device.path() + "/size: 0"));
    }

    static Problem held(DeviceName name, List<Holder> holders) {
        return inUse(name, Holder.messages(holders));
    }

    /** Who uses a device could not be looked at; also what the executor says. */
    public static Problem holdersUnknown(DeviceName name, Reading<?> look) {
        HoldersUnseen unseen = HoldersUnseen.of(look);
        return Problem.of(
                        Kind.BLOCKED,
                        name.toString(),
                        Message.of("plan.holdersUnknown", name),
                        unseen.cause(),
                        unseen.remedy())
                .withSeen(List.of(
                        Message.of("evidence.line", "/proc/*/{fd,maps,mountinfo}", HoldersUnseen.errorMessage(look))));
    }

    /**
     * A device is in use; also what the executor says, when a holder turned up after planning.
     *
     * @param uses who, and how, a line each
     */
    public static Problem inUse(DeviceName name, List<Message> uses) {
        return Problem.of(
                        Kind.BLOCKED,
                        name.toString(),
                        Message.of("plan.held.what", name),
                        Message.count("plan.held.why", uses.size()),
                        Message.of("plan.held.cure"))
                .withErrno(Errno.EBUSY)
                .withSeen(uses);
    }

    static Problem driverMissing(Driver driver, Reading<String> release) {
        Message kernel = release.value()
                .map(text -> Message.verbatim("Linux " + text))
                .orElseGet(() -> Message.of("plan.driverMissing.running"));
        boolean fsdev = driver.equals(Driver.FSDEV_DAX);
        boolean own = fsdev && release.value().filter(PlanProblems::hasOwnFsdev).isPresent();
        Message why = own
                ? Message.of("plan.driverMissing.why.own", kernel)
                : fsdev
                        ? Message.of("plan.driverMissing.why.old", kernel)
                        : Message.of("plan.driverMissing.why", kernel);
        Message cure = own
                ? Message.of("plan.driverMissing.cure.own")
                : fsdev ? Message.of("plan.driverMissing.cure.build") : Message.of("plan.driverMissing.cure");
        return Problem.of(Kind.BLOCKED, driver.name(), Message.of("plan.driverMissing.what", driver), why, cure);
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
        return Problem.keyed(Kind.UNCONFIRMED, "plan.unconfirmed", device.name(), device.name(), data.message())
                .withEvidence(List.of("/dev/" + device.name() + ": " + data.describe()
                        + data.uuid().map(uuid -> ", UUID " + uuid).orElse("")));
    }

    static Problem unconfirmedUnknown(Device device, Reading<Superblock> found) {
        return Problem.of(
                        Kind.UNCONFIRMED,
                        device.name().toString(),
                        Message.of("plan.unconfirmedUnknown.what", device.name()),
                        Message.of("plan.unconfirmedUnknown.why", notLooked(device, found)),
                        Message.of("plan.unconfirmedUnknown.cure", lookFirst(device, found), device.name()))
                .withSeen(List.of(Evidence.looked(device, found)));
    }

    static Problem blocksNotSeen(Device device) {
        return Problem.keyed(Kind.BLOCKED, "plan.blocksNotSeen", device.name(), device.name(), KernelPath.MEMORY)
                .withSeen(List.of(Message.of("plan.blocksNotSeen.seen", KernelPath.MEMORY, device.name())));
    }

    private static boolean isBusy(Reading<Superblock> found) {
        return found.equals(new Reading.Unreadable<>(Errno.EAGAIN));
    }

    /** The picture is from a time when device_dax was not bound. */
    private static boolean wasOtherwise(Reading<Superblock> found) {
        return found.equals(new Reading.Unreadable<>(Errno.ENXIO));
    }

    private static Message notLooked(Device device, Reading<Superblock> found) {
        if (device.isUnbound()) {
            return Message.of("plan.notLooked.unbound");
        }
        if (device.mode().filter(Mode.FSDEV::equals).isPresent()) {
            return Message.of("plan.notLooked.fsdev");
        }
        if (isBusy(found)) {
            return Message.of("plan.notLooked.busy");
        }
        if (wasOtherwise(found)) {
            return Message.of("plan.notLooked.notYet");
        }
        return found.equals(new Reading.Unreadable<>(Errno.ENOENT))
                ? Message.of("plan.notLooked.noNode")
                : Message.of("plan.notLooked.failed", found.message());
    }

    private static Message lookFirst(Device device, Reading<Superblock> found) {
        boolean isDevdax = device.mode().filter(Mode.DEVDAX::equals).isPresent() && !wasOtherwise(found);
        return isDevdax
                ? isBusy(found) ? Message.of("plan.lookFirst.wait") : Message.of("plan.lookFirst.repair")
                : Message.of("plan.lookFirst.switch");
    }

    static Problem tooSmall(Device device, long block) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.tooSmall",
                        device.name(),
                        device.name(),
                        Sizes.words(block),
                        Sizes.message(device.size()))
                .withErrno(Errno.EINVAL)
                .withSeen(List.of(Evidence.blockSize(block), Evidence.of(device, "size", device.size())));
    }

    static Problem notMemory(Device device) {
        return Problem.keyed(Kind.BLOCKED, "plan.notMemory", device.name(), device.name(), device.modeMessage())
                .withSeen(List.of(Evidence.of(device, "driver", device.driver())));
    }

    static Problem isMemory(Device device) {
        return Problem.keyed(Kind.BLOCKED, "plan.isMemory", device.name(), device.name())
                .withErrno(Errno.EBUSY)
                .withSeen(List.of(Evidence.of(device, "driver", device.driver())));
    }

    static Problem otherZone(Device device, Zone zone, List<MemoryBlock> blocks) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.otherZone",
                        device.name(),
                        device.name(),
                        blocks(blocks.size()),
                        zone.message())
                .withErrno(Errno.EINVAL)
                .withSeen(zones(blocks));
    }

    static Problem mixedZones(Device device, List<MemoryBlock> blocks) {
        return Problem.keyed(Kind.BLOCKED, "plan.mixedZones", device.name(), device.name(), blocks(blocks.size()))
                .withErrno(Errno.EINVAL)
                .withSeen(zones(blocks));
    }

    private static List<Message> zones(List<MemoryBlock> blocks) {
        return blocks.stream().limit(LINES_SHOWN).map(Evidence::zones).toList();
    }

    static Problem noRoomForMemmap(Device device, Mode mode, long more, List<Message> seen) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.noRoomForMemmap",
                        device.name(),
                        device.name(),
                        mode.message(),
                        Sizes.words(more))
                .withErrno(Errno.ENOMEM)
                .withSeen(seen);
    }

    static Problem noSuchRegion(Snapshot snapshot, int id) {
        List<Integer> known = snapshot.regions().stream().map(Region::id).toList();
        return Problem.of(
                Kind.USAGE,
                region(id).english(),
                Message.of("plan.noSuchRegion.what", id, snapshot.host()),
                known.isEmpty() ? Message.of("plan.noSuchRegion.none") : Message.of("plan.noSuchRegion.why", known),
                Message.of("plan.noSuchRegion.cure"));
    }

    static Problem staticRegion(Region region) {
        return Problem.keyed(Kind.BLOCKED, "plan.staticRegion", region(region.id()), region.id())
                .withErrno(Errno.ENOENT)
                .withSeen(List.of(Evidence.of(region, "create", Reading.absent())));
    }

    static Problem staticDevice(Device device, Region region) {
        return Problem.keyed(Kind.BLOCKED, "plan.staticDevice", device.name(), device.name(), region.id())
                .withErrno(Errno.EACCES)
                .withSeen(List.of(Evidence.of(region, "available_size", Reading.absent())));
    }

    static Problem noName(Region region) {
        return Problem.keyed(Kind.BLOCKED, "plan.noName", region(region.id()), region.id());
    }

    static Problem noSize(Message object) {
        return Problem.keyed(Kind.USAGE, "plan.noSize", object, object);
    }

    static Problem noSuchAlignment(Message object, long align) {
        return Problem.keyed(Kind.USAGE, "plan.noSuchAlignment", object, object, align)
                .withErrno(Errno.EINVAL);
    }

    static Problem notMultiple(Message object, long bytes, long step) {
        long below = bytes / step * step;
        Message above = sized(below + step);
        return Problem.of(
                        Kind.USAGE,
                        object.english(),
                        Message.of("plan.notMultiple.what", object, bytes),
                        Message.of("plan.notMultiple.why", Sizes.words(step)),
                        below > 0
                                ? Message.of("plan.notMultiple.cure", sized(below), above)
                                : Message.of("plan.notMultiple.cure.above", above))
                .withErrno(Errno.EINVAL);
    }

    /** A size that can be typed as it is said: in bytes where its words are rounded, since a rounded one would not fit. */
    private static Message sized(long bytes) {
        String words = Sizes.words(bytes);
        return Sizes.parse(words).filter(exact -> exact == bytes).isPresent()
                ? Message.verbatim(words)
                : Message.of("plan.notMultiple.bytes", bytes);
    }

    static Problem tooMuch(Region region, long bytes, long free) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.tooMuch",
                        region(region.id()),
                        region.id(),
                        Sizes.words(bytes),
                        Sizes.words(free))
                .withErrno(Errno.ENOSPC)
                .withSeen(List.of(Evidence.of(region, "available_size", Reading.of(free))));
    }

    static Problem misplaced(Region region, long start, long end, long step) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.misplaced",
                        region(region.id()),
                        "0x" + Long.toHexString(start),
                        region.id(),
                        Sizes.words(step),
                        "0x" + Long.toHexString(Math.floorDiv(start, step) * step))
                .withErrno(Errno.EINVAL)
                .withSeen(List.of(Evidence.range(start, end)));
    }

    static Problem outside(Region region, long start, long end, FreeSpace space) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.outside",
                        region(region.id()),
                        Evidence.range(start, end),
                        region.id(),
                        Evidence.range(space.start(), space.end()))
                .withErrno(Errno.ENOMEM);
    }

    static Problem owned(Region region, long start, long end, FreeSpace.Owned owner) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.owned",
                        region(region.id()),
                        Evidence.range(start, end),
                        owner.device(),
                        Sizes.message(region.available()),
                        region.id())
                .withErrno(Errno.ENOMEM)
                .withSeen(List.of(Message.of(
                        "evidence.line",
                        owner.device(),
                        Evidence.range(owner.range().start(), owner.range().end()))));
    }

    static Problem placePinned(Region region, long start, long end, IomemEntry entry) {
        return pinnedSpace(region, Message.of("plan.placePinned", Evidence.range(start, end)), entry);
    }

    static Problem freePinned(Region region, long bytes, IomemEntry entry) {
        return pinnedSpace(region, Message.of("plan.freePinned", Sizes.words(bytes), region.id()), entry);
    }

    private static Problem pinnedSpace(Region region, Message what, IomemEntry entry) {
        return Problem.of(
                        Kind.BLOCKED,
                        region(region.id()).english(),
                        what,
                        Message.of("plan.pinnedSpace.why"),
                        Message.of("plan.pinnedSpace.cure"))
                .withErrno(Errno.EBUSY)
                .withSeen(List.of(Message.of(
                        "evidence.iomem", "/proc/iomem", Evidence.range(entry.start(), entry.end()), entry.name())));
    }

    static Problem holesMisaligned(Region region, long bytes, Range range, long align) {
        return Problem.keyed(
                        Kind.BLOCKED,
                        "plan.holesMisaligned",
                        region(region.id()),
                        Sizes.words(bytes),
                        region.id(),
                        Sizes.words(align),
                        Evidence.range(range.start(), range.end()))
                .withErrno(Errno.EINVAL);
    }

    static Problem notAlignable(Device device, long align, Optional<Range> odd) {
        return Problem.keyed(Kind.BLOCKED, "plan.notAlignable", device.name(), device.name(), Sizes.words(align))
                .withErrno(Errno.EINVAL)
                .withSeen(List.of(odd.map(range ->
                                Message.of("evidence.line", "mapping", Evidence.range(range.start(), range.end())))
                        .orElseGet(() -> Evidence.of(device, "size", device.size()))));
    }
}
