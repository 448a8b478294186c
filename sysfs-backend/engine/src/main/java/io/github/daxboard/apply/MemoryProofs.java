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
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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
                        ? new Checked.Broken(Message.of("read.blocks.none", device))
                        : new Checked.Holds(withLeftOut(
                                Message.of("read.blocks.has", device, count(blocks.size())), device, blocks)));
    }

    Checked online(DeviceName device, Zone zone) {
        return all(
                device,
                block -> block.isOnline() && isIn(block, zone),
                count -> Message.of("read.blocks.online", count, zone.message()));
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
                    ? new Checked.Holds(
                            withLeftOut(Message.of("read.blocks.offline", count(blocks.size())), device, blocks))
                    : new Checked.Broken(words(others));
        });
    }

    private Checked withoutBlocks(DeviceName device) {
        Reading<Driver> driver = look.driver(device);
        if (!driver.isAbsent()
                && !driver.value().filter(bound -> !bound.equals(Driver.KMEM)).isPresent()) {
            return isUnplugged(device)
                    ? new Checked.Holds(Message.of("read.file", device + "/state", UNPLUGGED))
                    : new Checked.Broken(
                            List.of(ProofCheck.link(device, driver), Message.of("read.blocks.unseen", device)));
        }
        Reading<List<String>> lines = look.ranges(device).flatMap(look::kmemIn);
        return lines.value().filter(List::isEmpty).isPresent()
                ? new Checked.Holds(Message.of("read.blocks.none", device))
                : new Checked.Broken(lines.value()
                        .map(all -> all.stream().map(Message::verbatim).toList())
                        .orElseGet(() -> List.of(Message.of("read.file", KernelPath.IOMEM, lines.message()))));
    }

    private boolean isUnplugged(DeviceName device) {
        return look.hotplugState(device).value().filter(UNPLUGGED::equals).isPresent();
    }

    /** With what kmem did not take; nothing to say where that is nothing. */
    private Message withLeftOut(Message what, DeviceName device, List<MemoryBlock> blocks) {
        List<Range> left = look.blockSize()
                .flatMap(size -> look.ranges(device).map(ranges -> MemoryBlocks.leftOut(ranges, blocks, size)))
                .value()
                .orElse(List.of());
        if (left.isEmpty()) {
            return what;
        }
        String bytes = Sizes.words(left.stream().mapToLong(Range::size).sum());
        List<String> shown = left.stream().limit(SHOWN).map(RangeSteps::words).toList();
        return left.size() > SHOWN
                ? Message.of("read.blocks.leftOutMore", what, bytes, shown, left.size() - SHOWN)
                : Message.of("read.blocks.leftOut", what, bytes, shown);
    }

    private Checked all(DeviceName device, Predicate<MemoryBlock> wanted, UnaryOperator<Message> said) {
        return withBlocks(device, blocks -> {
            if (blocks.isEmpty()) {
                return new Checked.Broken(Message.of("read.blocks.none", device));
            }
            List<MemoryBlock> others = blocks.stream().filter(wanted.negate()).toList();
            return others.isEmpty()
                    ? new Checked.Holds(withLeftOut(said.apply(count(blocks.size())), device, blocks))
                    : new Checked.Broken(words(others));
        });
    }

    Checked asFound(DeviceName device, PriorState found) {
        return withBlocks(device, blocks -> {
            if (found.blocks().isEmpty()) {
                return new Checked.Broken(Message.of("read.blocks.beforeUnread", device));
            }
            Map<Long, PriorState.Run> now = new HashMap<>();
            blocks.forEach(block -> PriorState.Run.of(block).ifPresent(run -> now.put(block.index(), run)));
            List<Message> otherwise = new ArrayList<>();
            for (PriorState.Run run : found.blocks().get()) {
                for (long index = run.first(); index <= run.last(); index++) {
                    PriorState.Run was = run.at(index);
                    PriorState.Run is = now.get(index);
                    if (!was.equals(is) && otherwise.size() < SHOWN) {
                        otherwise.add(Message.of(
                                "read.blocks.wasIs",
                                was.message(),
                                is == null ? Message.of("read.blocks.missing") : is.message()));
                    }
                }
            }
            return otherwise.isEmpty()
                    ? new Checked.Holds(Message.of(
                            "read.blocks.asFound",
                            count(PriorState.count(found.blocks().get()))))
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
            return new Checked.Broken(ProofCheck.link(device, driver));
        }
        return withBlocks(device, blocks -> {
            Reading<List<String>> lines = look.ranges(device).flatMap(look::kmemIn);
            if (lines.value().isEmpty()) {
                return new Checked.Broken(Message.of("read.file", KernelPath.IOMEM, lines.message()));
            }
            List<Message> left = new ArrayList<>(words(blocks));
            lines.value().get().forEach(line -> left.add(Message.of("read.file", KernelPath.IOMEM, line)));
            return left.isEmpty()
                    ? new Checked.Holds(Message.of("read.blocks.gone", ProofCheck.link(device, driver)))
                    : new Checked.Broken(left, true);
        });
    }

    private Checked withBlocks(DeviceName device, Function<List<MemoryBlock>, Checked> check) {
        Reading<List<MemoryBlock>> blocks = look.blocks(device);
        return blocks.value()
                .map(check)
                .orElseGet(() -> new Checked.Broken(Message.of("read.blocks.of", device, blocks.message())));
    }

    private static Message count(int blocks) {
        return Message.count("plan.blocks", blocks);
    }

    private static List<Message> words(List<MemoryBlock> blocks) {
        List<Message> words = new ArrayList<>(
                blocks.stream().limit(SHOWN).map(MemoryProofs::words).toList());
        if (blocks.size() > SHOWN) {
            words.add(Message.of("read.more", blocks.size() - SHOWN));
        }
        return words;
    }

    private static Message words(MemoryBlock block) {
        KernelPath folder = KernelPath.MEMORY.child("memory" + block.index());
        return Message.of("read.blocks.state", folder, ProofCheck.said(block.state()), ProofCheck.said(block.zones()));
    }
}
