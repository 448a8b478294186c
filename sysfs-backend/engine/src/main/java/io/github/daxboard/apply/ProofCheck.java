// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.PlanProblems;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.DeviceLook;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads back what a step promised. */
final class ProofCheck {
    private final KernelView kernel;
    private final DaxBus bus;

    private final DeviceLook look;
    private final MemoryProofs memory;

    ProofCheck(KernelView kernel) {
        this.kernel = kernel;
        this.bus = new DaxBus(kernel);
        this.look = new DeviceLook(kernel);
        this.memory = new MemoryProofs(kernel);
    }

    /** What reading back gave. */
    sealed interface Checked {
        record Holds(Message evidence) implements Checked {}

        /** It could not be looked at, and so counts as not held; why, in the words of a refusal. */
        record NotKnown(Problem refusal) implements Checked {}

        /**
         * The host is otherwise.
         *
         * @param read what was read instead, a line each
         * @param memoryStays whether it is that kmem let the device go and the kernel keeps its memory
         */
        record Broken(List<Message> read, boolean memoryStays) implements Checked {
            Broken(List<Message> read) {
                this(read, false);
            }

            Broken(Message line) {
                this(List.of(line));
            }
        }
    }

    /**
     * Reads.
     *
     * @param before each device's driver before the step
     * @param found what the step found of its device
     */
    Checked check(Proof proof, SortedMap<DeviceName, Reading<Driver>> before, PriorState found) {
        return switch (proof) {
            case Proof.NoHolder(DeviceName device) -> noHolder(device);
            case Proof.AutoprobeIs(boolean on) -> {
                Reading<Boolean> now = bus.autoprobe();
                yield checked(
                        now.value().filter(flag -> flag == on).isPresent(),
                        file(KernelPath.AUTOPROBE.name(), now.map(flag -> flag ? "1" : "0")));
            }
            case Proof.DriverLoaded(Driver driver) -> {
                boolean there = kernel.list(KernelPath.DAX_DRIVERS)
                        .value()
                        .filter(names -> names.contains(driver.name()))
                        .isPresent();
                yield checked(
                        there,
                        there ? Message.of("read.driverThere", driver) : Message.of("read.driverMissing", driver));
            }
            case Proof.DriverIs(DeviceName device, Driver driver) -> {
                Reading<Driver> now = bus.driver(device);
                yield checked(now.value().filter(driver::equals).isPresent(), link(device, now));
            }
            case Proof.IsUnbound(DeviceName device) -> {
                Reading<Driver> now = bus.driver(device);
                yield checked(now.isAbsent(), link(device, now));
            }
            case Proof.LinksUnchanged() -> linksUnchanged(before);
            case Proof.AutoOnlineIs(String policy) -> is(look.autoOnline(), policy, KernelPath.AUTO_ONLINE.name());
            case Proof.BlocksOnline(DeviceName device, Zone zone) -> memory.online(device, zone);
            case Proof.BlocksThere(DeviceName device) -> memory.there(device);
            case Proof.BlocksOffline(DeviceName device) -> memory.offline(device);
            case Proof.BlocksAsBefore(DeviceName device) -> memory.asFound(device, found);
            case Proof.MemoryGone(DeviceName device) -> memory.gone(device);
            case Proof.HotplugStateIs(DeviceName device, String word) ->
                is(look.hotplugState(device), word, device + "/state");
            case Proof.SizeIs(DeviceName device, long bytes) -> size(device, bytes);
            case Proof.AlignIs(DeviceName device, long bytes) -> is(look.align(device), bytes, device + "/align");
            case Proof.HasRange(DeviceName device, long start, long end) -> range(device, start, end);
            case Proof.RangesAsBefore(DeviceName device) -> rangesAsFound(device, found);
            case Proof.Created(int region, DeviceName device) -> created(device);
            case Proof.Deleted(DeviceName device) -> checked(look.isGone(device), listed(device));
        };
    }

    private static <T> Checked is(Reading<T> now, T wanted, String name) {
        return checked(now.value().filter(wanted::equals).isPresent(), file(name, now));
    }

    /** A file and what it reads, or why it can't be read. */
    private static Message file(Object name, Reading<?> now) {
        return Message.of("read.file", name, said(now));
    }

    static Message said(Reading<?> now) {
        return now.value().map(value -> Message.verbatim(value.toString())).orElseGet(now::message);
    }

    /** Both: a size whose ranges don't add up to it is one that the kernel itself is not sure of. */
    private Checked size(DeviceName device, long bytes) {
        Reading<Long> size = look.size(device);
        Reading<Long> sum = look.ranges(device)
                .map(ranges -> ranges.stream().mapToLong(Range::size).sum());
        Message read = Message.of("read.size", device, said(size), said(sum));
        return checked(size.equals(Reading.of(bytes)) && sum.equals(size), read);
    }

    private Checked range(DeviceName device, long start, long end) {
        Reading<List<Range>> ranges = look.ranges(device);
        List<Message> read = ranges.value().orElse(List.of()).stream()
                .map(range -> Message.of("read.file", device, RangeSteps.words(range)))
                .toList();
        boolean there = ranges.value().orElse(List.of()).stream()
                .anyMatch(range -> range.start() == start && range.end() == end);
        if (there) {
            return new Checked.Holds(Message.of("read.all", read));
        }
        return new Checked.Broken(
                read.isEmpty()
                        ? List.of(
                                ranges.value().isEmpty()
                                        ? Message.of("read.rangesOf", device, ranges.message())
                                        : Message.of("read.noRanges", device))
                        : read);
    }

    private Checked rangesAsFound(DeviceName device, PriorState found) {
        Reading<List<Range>> now = look.ranges(device);
        Message read = now.value()
                .map(ranges -> ranges.isEmpty()
                        ? Message.of("read.noRanges", device)
                        : Message.of(
                                "read.file",
                                device,
                                ranges.stream().map(RangeSteps::words).toList()))
                .orElseGet(() -> Message.of("read.rangesOf", device, now.message()));
        return now.value().isPresent() && now.value().equals(found.ranges())
                ? new Checked.Holds(read)
                : new Checked.Broken(read);
    }

    private Checked created(DeviceName device) {
        Reading<DeviceName> youngest = look.folder(device).flatMap(folder -> look.youngest(folder.parent()));
        Reading<Long> size = look.size(device);
        Message read = Message.of("read.created", said(youngest), link(device, look.driver(device)), said(size));
        boolean holds =
                youngest.equals(Reading.of(device)) && look.driver(device).isAbsent() && size.equals(Reading.of(0L));
        return checked(holds, read);
    }

    private static Checked checked(boolean holds, Message read) {
        return holds ? new Checked.Holds(read) : new Checked.Broken(read);
    }

    /** Why a device must not be taken from its driver: it is in use, or that is not known. */
    Optional<Problem> inUse(DeviceName device) {
        return switch (noHolder(device)) {
            case Checked.Broken uses -> Optional.of(PlanProblems.inUse(device, uses.read()));
            case Checked.NotKnown(Problem refusal) -> Optional.of(refusal);
            case Checked.Holds free -> Optional.empty();
        };
    }

    private Checked noHolder(DeviceName device) {
        Reading<List<Holder>> all = kernel.holders();
        if (all.value().isEmpty()) {
            return new Checked.NotKnown(PlanProblems.holdersUnknown(device, all));
        }
        List<Holder> held = all.value().get().stream()
                .filter(holder -> holder.device().equals(device))
                .toList();
        return held.isEmpty()
                ? new Checked.Holds(Message.of("read.noUser", device))
                : new Checked.Broken(Holder.messages(held));
    }

    private Message listed(DeviceName device) {
        Reading<List<DeviceName>> listed = bus.devices();
        return listed.value()
                .map(names -> names.contains(device)
                        ? Message.of("read.listed", device)
                        : Message.of("read.notListed", device))
                .orElseGet(() -> file(KernelPath.DAX_DEVICES, listed));
    }

    private Checked linksUnchanged(SortedMap<DeviceName, Reading<Driver>> before) {
        Reading<List<DeviceName>> listed = bus.devices();
        SortedMap<DeviceName, Reading<Driver>> now = bus.links();
        if (listed.value().isEmpty() || before.isEmpty()) {
            return new Checked.Broken(file(KernelPath.DAX_DEVICES, listed));
        }
        Optional<Message> unread = now.entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Reading.Unreadable || entry.getValue() instanceof Reading.Denied)
                .findFirst()
                .map(entry -> link(entry.getKey(), entry.getValue()));
        if (unread.isPresent()) {
            return new Checked.Broken(unread.get());
        }
        return now.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .findFirst()
                .<Checked>map(entry -> new Checked.Broken(link(entry.getKey(), entry.getValue())))
                .orElseGet(() -> new Checked.Holds(Message.count("read.links", now.size())));
    }

    static Message link(DeviceName device, Reading<Driver> link) {
        return Message.of("read.file", device + "/driver", link.isAbsent() ? Message.of("read.none") : said(link));
    }
}
