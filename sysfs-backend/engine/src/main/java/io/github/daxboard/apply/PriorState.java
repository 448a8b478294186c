// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Range;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a step found of its device before it did anything, that a plan can't hold because only root can read it, or because
 * it is not settled before: what "as it was found" means when the step is undone.
 *
 * @param ranges the device's ranges, in order of page offset; none where they could not be read
 * @param blocks its memory blocks, lowest first, those that follow each other and are alike as one run; none where they could
 *     not all be read, which is not the same as an empty list
 */
public record PriorState(Optional<List<Range>> ranges, Optional<List<Run>> blocks) {
    public static final PriorState NOTHING = new PriorState(Optional.empty(), Optional.empty());

    public PriorState {
        ranges = ranges.map(List::copyOf);
        blocks = blocks.map(List::copyOf);
    }

    /** Whether it is known that the device has no memory block. */
    boolean hasNoBlocks() {
        return blocks.filter(List::isEmpty).isPresent();
    }

    /** How many memory blocks some runs have. */
    static int count(List<Run> runs) {
        return (int) runs.stream().mapToLong(Run::count).sum();
    }

    /**
     * Memory blocks as runs: a device of hundreds of TiB has millions of blocks, and nearly all of them are alike.
     *
     * @return none where the state of one, or the zone of an online one, is not known
     */
    static Optional<List<Run>> runs(List<MemoryBlock> blocks) {
        List<Run> runs = new ArrayList<>();
        for (MemoryBlock block : blocks) {
            Optional<Run> now = Run.of(block);
            if (now.isEmpty()) {
                return Optional.empty();
            }
            Optional<Run> joined =
                    runs.isEmpty() ? Optional.empty() : runs.getLast().with(now.get());
            if (joined.isPresent()) {
                runs.set(runs.size() - 1, joined.get());
            } else {
                runs.add(now.get());
            }
        }
        return Optional.of(runs);
    }

    /**
     * Memory blocks that follow each other, as they were found.
     *
     * @param first N of the first {@code memoryN}
     * @param last N of the last, inclusive
     * @param online whether they were online
     * @param zone their zone's name, while they are online
     */
    public record Run(long first, long last, boolean online, String zone) {
        public Run {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("a run of memory blocks ends before it starts");
            }
        }

        /** One block; none where it is neither known to be online in some zone nor known to be offline. */
        public static Optional<Run> of(MemoryBlock block) {
            if (block.isOffline()) {
                return Optional.of(new Run(block.index(), block.index(), false, ""));
            }
            return block.zones()
                    .value()
                    .filter(zone -> block.isOnline())
                    .map(zone -> new Run(block.index(), block.index(), true, zone));
        }

        public long count() {
            return last - first + 1;
        }

        private Optional<Run> with(Run next) {
            boolean follows = next.first == last + 1 && next.online == online && next.zone.equals(zone);
            return follows ? Optional.of(new Run(first, next.last, online, zone)) : Optional.empty();
        }

        /** One of its blocks. */
        Run at(long index) {
            return new Run(index, index, online, zone);
        }

        boolean isMovable() {
            return zone.equals("Movable");
        }

        /** Such as {@code memory40 online in Movable}. */
        Message message() {
            Message which = last == first
                    ? Message.verbatim("memory" + first)
                    : Message.of("read.blocks.run", "memory" + first, "memory" + last);
            return online
                    ? Message.of("read.blocks.runOnline", which, zone)
                    : Message.of("read.blocks.runOffline", which);
        }
    }
}
