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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
        record Holds(String evidence) implements Checked {}

        /** It could not be looked at, and so counts as not held; why, in the words of a refusal. */
        record NotKnown(Problem refusal) implements Checked {}

        /** The host is otherwise; what was read instead, a line each. */
        record Broken(List<String> read) implements Checked {
            Broken(String line) {
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
                String read = KernelPath.AUTOPROBE.name() + ": "
                        + now.map(flag -> flag ? "1" : "0").value().orElseGet(now::whyNot);
                yield checked(now.value().filter(flag -> flag == on).isPresent(), read);
            }
            case Proof.DriverLoaded(Driver driver) -> {
                boolean there = kernel.list(KernelPath.DAX_DRIVERS)
                        .value()
                        .filter(names -> names.contains(driver.name()))
                        .isPresent();
                yield checked(there, "drivers/" + driver + (there ? " is there" : " is not there"));
            }
            case Proof.DriverIs(DeviceName device, Driver driver) -> {
                Reading<Driver> now = bus.driver(device);
                yield checked(now.value().filter(driver::equals).isPresent(), linkWords(device, now));
            }
            case Proof.IsUnbound(DeviceName device) -> {
                Reading<Driver> now = bus.driver(device);
                yield checked(now.isAbsent(), linkWords(device, now));
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
            case Proof.Deleted(DeviceName device) -> checked(look.isGone(device), listedWords(device));
        };
    }

    private static <T> Checked is(Reading<T> now, T wanted, String name) {
        return checked(
                now.value().filter(wanted::equals).isPresent(),
                name + ": " + now.value().map(Object::toString).orElseGet(now::whyNot));
    }

    /** Both: a size whose ranges don't add up to it is one that the kernel itself is not sure of. */
    private Checked size(DeviceName device, long bytes) {
        Reading<Long> size = look.size(device);
        Reading<Long> sum = look.ranges(device)
                .map(ranges -> ranges.stream().mapToLong(Range::size).sum());
        String read = device + "/size: " + size.value().map(String::valueOf).orElseGet(size::whyNot)
                + ", its ranges add up to "
                + sum.value().map(String::valueOf).orElseGet(sum::whyNot);
        return checked(size.equals(Reading.of(bytes)) && sum.equals(size), read);
    }

    private Checked range(DeviceName device, long start, long end) {
        Reading<List<Range>> ranges = look.ranges(device);
        List<String> read = ranges.value().orElse(List.of()).stream()
                .map(range ->
                        device + ": 0x" + Long.toHexString(range.start()) + " to 0x" + Long.toHexString(range.end()))
                .toList();
        boolean there = ranges.value().orElse(List.of()).stream()
                .anyMatch(range -> range.start() == start && range.end() == end);
        if (there) {
            return new Checked.Holds(String.join("; ", read));
        }
        return new Checked.Broken(
                read.isEmpty()
                        ? List.of(device + " has no range" + (ranges.value().isEmpty() ? ": " + ranges.whyNot() : ""))
                        : read);
    }

    private Checked rangesAsFound(DeviceName device, PriorState found) {
        Reading<List<Range>> now = look.ranges(device);
        String read = device + ": "
                + now.value()
                        .map(ranges -> ranges.isEmpty()
                                ? "no range"
                                : ranges.stream().map(RangeSteps::words).collect(Collectors.joining(", ")))
                        .orElseGet(now::whyNot);
        return now.value().isPresent() && now.value().equals(found.ranges())
                ? new Checked.Holds(read)
                : new Checked.Broken(read);
    }

    private Checked created(DeviceName device) {
        Reading<DeviceName> youngest = look.folder(device).flatMap(folder -> look.youngest(folder.parent()));
        Reading<Long> size = look.size(device);
        String read = "create reads "
                + youngest.value().map(DeviceName::toString).orElseGet(youngest::whyNot) + "; "
                + linkWords(device, look.driver(device)) + "; size "
                + size.value().map(String::valueOf).orElseGet(size::whyNot);
        boolean holds =
                youngest.equals(Reading.of(device)) && look.driver(device).isAbsent() && size.equals(Reading.of(0L));
        return checked(holds, read);
    }

    private static Checked checked(boolean holds, String read) {
        return holds ? new Checked.Holds(read) : new Checked.Broken(read);
    }

    /** Why a device must not be taken from its driver: it is in use, or that is not known. */
    Optional<Problem> inUse(DeviceName device) {
        return switch (noHolder(device)) {
            case Checked.Broken(List<String> uses) -> Optional.of(PlanProblems.heldBy(device, uses));
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
                ? new Checked.Holds("no process and no mount uses " + device)
                : new Checked.Broken(Holder.describe(held));
    }

    private String listedWords(DeviceName device) {
        Reading<List<DeviceName>> listed = bus.devices();
        return listed.value()
                .map(names -> "the bus lists " + (names.contains(device) ? "" : "no ") + device)
                .orElseGet(() -> KernelPath.DAX_DEVICES + ": " + listed.whyNot());
    }

    private Checked linksUnchanged(SortedMap<DeviceName, Reading<Driver>> before) {
        Reading<List<DeviceName>> listed = bus.devices();
        SortedMap<DeviceName, Reading<Driver>> now = bus.links();
        if (listed.value().isEmpty() || before.isEmpty()) {
            return new Checked.Broken(KernelPath.DAX_DEVICES + ": " + listed.whyNot());
        }
        Optional<String> unread = now.entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Reading.Unreadable || entry.getValue() instanceof Reading.Denied)
                .findFirst()
                .map(entry -> linkWords(entry.getKey(), entry.getValue()));
        if (unread.isPresent()) {
            return new Checked.Broken(unread.get());
        }
        return now.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .findFirst()
                .<Checked>map(entry -> new Checked.Broken(linkWords(entry.getKey(), entry.getValue())))
                .orElseGet(() -> new Checked.Holds("all " + now.size() + " driver links as before"));
    }

    static String linkWords(DeviceName device, Reading<Driver> link) {
        return device + "/driver: "
                + link.value().map(Driver::name).orElseGet(() -> link.isAbsent() ? "none" : link.whyNot());
    }
}
