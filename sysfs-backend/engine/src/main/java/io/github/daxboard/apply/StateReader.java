// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.DeviceLook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a device is at this moment, for outcomes, and to tell whether it is as it was. */
final class StateReader {
    private final DaxBus bus;
    private final DeviceLook look;

    StateReader(KernelView kernel) {
        this.bus = new DaxBus(kernel);
        this.look = new DeviceLook(kernel);
    }

    /** What must be so again when a change has been undone. */
    AtStart atStart(DeviceName name) {
        return new AtStart(
                state(name),
                found(name).blocks(),
                bus.autoprobe().value(),
                look.autoOnline().value(),
                idle(name));
    }

    private List<DeviceName> idle(DeviceName except) {
        return bus.links().entrySet().stream()
                .filter(entry -> entry.getValue().isAbsent() && !entry.getKey().equals(except))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What "as it was found" means later. */
    PriorState found(DeviceName name) {
        return new PriorState(look.ranges(name).value(), blocks(name).value().flatMap(PriorState::runs));
    }

    /** A kernel without memory blocks has none; what can't be read is not none. */
    private Reading<List<MemoryBlock>> blocks(DeviceName name) {
        return look.blockSize().isAbsent() || look.isGone(name) ? Reading.of(List.of()) : look.blocks(name);
    }

    boolean isGone(DeviceName name) {
        return look.isGone(name);
    }

    DeviceState state(DeviceName name) {
        if (look.isGone(name)) {
            return new DeviceState(
                    name,
                    DeviceState.GONE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
        Reading<Driver> driver = bus.driver(name);
        Reading<List<Range>> ranges = look.ranges(name);
        // Where they can't be read, nothing is said of them.
        Optional<List<MemoryBlock>> blocks = blocks(name).value().filter(all -> !all.isEmpty());
        boolean known = !(driver instanceof Reading.Unreadable || driver instanceof Reading.Denied);
        boolean kmem = driver.value().filter(Driver.KMEM::equals).isPresent();
        return new DeviceState(
                name,
                word(driver),
                look.size(name).value(),
                look.align(name).value(),
                ranges.value().orElse(List.of()),
                blocks.map(StateReader::count),
                kmem ? blocks.flatMap(seen -> leftOut(ranges, seen)) : Optional.empty(),
                known && !kmem && blocks.isPresent());
    }

    /** What kmem did not take, in bytes. Not for a device of which no block is seen: it has some, where is not known. */
    private Optional<Long> leftOut(Reading<List<Range>> ranges, List<MemoryBlock> blocks) {
        return look.blockSize()
                .flatMap(size -> ranges.map(all -> MemoryBlocks.leftOut(all, blocks, size)))
                .value()
                .map(left -> left.stream().mapToLong(Range::size).sum());
    }

    private static Blocks count(List<MemoryBlock> blocks) {
        List<MemoryBlock> online = blocks.stream().filter(MemoryBlock::isOnline).toList();
        int movable = (int) online.stream().filter(MemoryBlock::isMovable).count();
        return new Blocks(blocks.size(), online.size(), movable);
    }

    private static String word(Reading<Driver> driver) {
        return switch (driver) {
            case Reading.Absent<Driver> unbound -> Mode.UNBOUND.word();
            case Reading.Value<Driver>(Driver bound) ->
                bound.mode().map(Mode::word).orElse(bound.name());
            case Reading<Driver> unknown -> unknown.whyNot();
        };
    }
}
