// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.ProofCheck.Checked;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Zone;
import io.github.daxboard.sysfs.DeviceLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads back what became of a device's memory blocks. */
final class MemoryProofs {
    private static final int SHOWN = 4;
    private static final String UNPLUGGED = "unplugged";

    private final DeviceLook look;

    MemoryProofs(KernelView kernel) {
        this.look = new DeviceLook(kernel);
    }

    Checked there(DeviceName device) {
        return withBlocks(
                device,
                blocks -> blocks.isEmpty()
                        ? new Checked.Broken(device + " has no memory block")
                        : new Checked.Holds(device + " has " + count(blocks.size()) + leftOut(device, blocks)));
    }

    Checked online(DeviceName device, Zone zone) {
        return all(device, block -> block.isOnline() && isIn(block, zone), " online, " + zone.word());
    }

    /** An online block has the name of its one zone; "none" is said of one that lies in several (drivers/base/memory.c). */
    private static boolean isIn(MemoryBlock block, Zone zone) {
        return zone == Zone.MOVABLE
                ? block.isMovable()
                : block.zones()
                        .value()
                        .filter(name -> !name.equals("Movable") && !name.equals("none"))
                        .isPresent();
    }

    /** Of no block it can't be said that it is offline, where there must be some. */
    Checked offline(DeviceName device) {
        return withBlocks(device, blocks -> {
            if (blocks.isEmpty()) {
                return withoutBlocks(device);
            }
            List<MemoryBlock> others = blocks.stream()
                    .filter(block ->
                            block.state().value().filter("offline"::equals).isEmpty())
                    .toList();
            return others.isEmpty()
                    ? new Checked.Holds(count(blocks.size()) + " offline" + leftOut(device, blocks))
                    : new Checked.Broken(words(others));
        });
    }

    private Checked withoutBlocks(DeviceName device) {
        Reading<Driver> driver = look.driver(device);
        if (!driver.isAbsent()
                && !driver.value().filter(bound -> !bound.equals(Driver.KMEM)).isPresent()) {
            return isUnplugged(device)
                    ? new Checked.Holds(device + "/state: " + UNPLUGGED)
                    : new Checked.Broken(List.of(
                            ProofCheck.linkWords(device, driver),
                            "no memory block of " + device
                                    + " can be seen, so that it is not known whether one is online"));
        }
        Reading<List<String>> lines = look.ranges(device).flatMap(look::kmemIn);
        return lines.value().filter(List::isEmpty).isPresent()
                ? new Checked.Holds(device + " has no memory block")
                : new Checked.Broken(lines.value().orElseGet(() -> List.of("/proc/iomem: " + lines.whyNot())));
    }

    private boolean isUnplugged(DeviceName device) {
        return look.hotplugState(device).value().filter(UNPLUGGED::equals).isPresent();
    }

    /** What kmem did not take; nothing to say where that is nothing. */
    private String leftOut(DeviceName device, List<MemoryBlock> blocks) {
        List<Range> left = look.blockSize()
                .flatMap(size -> look.ranges(device).map(ranges -> MemoryBlocks.leftOut(ranges, blocks, size)))
                .value()
                .orElse(List.of());
        if (left.isEmpty()) {
            return "";
        }
        String more = left.size() > SHOWN ? " and " + (left.size() - SHOWN) + " more" : "";
        return "; kmem left out "
                + Sizes.words(left.stream().mapToLong(Range::size).sum()) + ": "
                + left.stream().limit(SHOWN).map(RangeSteps::words).collect(Collectors.joining(", ")) + more;
    }

    private Checked all(DeviceName device, Predicate<MemoryBlock> wanted, String words) {
        return withBlocks(device, blocks -> {
            if (blocks.isEmpty()) {
                return new Checked.Broken(device + " has no memory block");
            }
            List<MemoryBlock> others = blocks.stream().filter(wanted.negate()).toList();
            return others.isEmpty()
                    ? new Checked.Holds(count(blocks.size()) + words + leftOut(device, blocks))
                    : new Checked.Broken(words(others));
        });
    }

    Checked asFound(DeviceName device, PriorState found) {
        return withBlocks(device, blocks -> {
            if (found.blocks().isEmpty()) {
                return new Checked.Broken("what state and zone the memory blocks of " + device + " had was not read");
            }
            Map<Long, PriorState.Run> now = new HashMap<>();
            blocks.forEach(block -> PriorState.Run.of(block).ifPresent(run -> now.put(block.index(), run)));
            List<String> otherwise = new ArrayList<>();
            for (PriorState.Run run : found.blocks().get()) {
                for (long index = run.first(); index <= run.last(); index++) {
                    PriorState.Run was = run.at(index);
                    PriorState.Run is = now.get(index);
                    if (!was.equals(is) && otherwise.size() < SHOWN) {
                        otherwise.add("was: " + was.describe() + ", is: "
                                + (is == null ? "not there, or not readable" : is.describe()));
                    }
                }
            }
            return otherwise.isEmpty()
                    ? new Checked.Holds(count(PriorState.count(found.blocks().get())) + " as they were found")
                    : new Checked.Broken(otherwise);
        });
    }

    /**
     * No driver, no memory block and no line of kmem's in /proc/iomem: kmem's remove leaves both behind, and reports no
     * error, where a block was online (drivers/dax/kmem.c, dev_dax_kmem_remove).
     */
    Checked gone(DeviceName device) {
        Reading<Driver> driver = look.driver(device);
        if (!driver.isAbsent()) {
            return new Checked.Broken(ProofCheck.linkWords(device, driver));
        }
        return withBlocks(device, blocks -> {
            Reading<List<String>> lines = look.ranges(device).flatMap(look::kmemIn);
            if (lines.value().isEmpty()) {
                return new Checked.Broken("/proc/iomem can't be read: " + lines.whyNot());
            }
            List<String> left = new ArrayList<>(words(blocks));
            lines.value().get().forEach(line -> left.add("/proc/iomem: " + line));
            return left.isEmpty()
                    ? new Checked.Holds(device + "/driver: none; no memory block and no kmem line in iomem")
                    : new Checked.Broken(left);
        });
    }

    private Checked withBlocks(DeviceName device, Function<List<MemoryBlock>, Checked> check) {
        Reading<List<MemoryBlock>> blocks = look.blocks(device);
        return blocks.value()
                .map(check)
                .orElseGet(() -> new Checked.Broken("the memory blocks of " + device + ": " + blocks.whyNot()));
    }

    private static String count(int blocks) {
        return blocks == 1 ? "1 memory block" : blocks + " memory blocks";
    }

    private static List<String> words(List<MemoryBlock> blocks) {
        List<String> words = new ArrayList<>(
                blocks.stream().limit(SHOWN).map(MemoryProofs::words).toList());
        if (blocks.size() > SHOWN) {
            words.add("and " + (blocks.size() - SHOWN) + " more");
        }
        return words;
    }

    private static String words(MemoryBlock block) {
        KernelPath folder = KernelPath.MEMORY.child("memory" + block.index());
        return folder + ": " + block.state().value().orElseGet(block.state()::whyNot) + ", "
                + block.zones().value().orElseGet(block.zones()::whyNot);
    }
}
