// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Range;
import java.util.List;
import java.util.Optional;

/**
 * What a step found of its device before it did anything, that a plan can't hold because only root can read it, or because
 * it is not settled before: what "as it was found" means when the step is undone.
 *
 * @param ranges the device's ranges, in order of page offset; none where they could not be read
 * @param blocks its memory blocks, lowest first
 */
public record Found(Optional<List<Range>> ranges, List<Block> blocks) {
    public static final Found NOTHING = new Found(Optional.empty(), List.of());

    public Found {
        ranges = ranges.map(List::copyOf);
        blocks = List.copyOf(blocks);
    }

    /**
     * A memory block as it was found.
     *
     * @param index N of {@code memoryN}
     * @param online whether it was online
     * @param zone its zone's name, while it is online
     */
    public record Block(long index, boolean online, String zone) {
        static Block of(MemoryBlock block) {
            return new Block(
                    block.index(),
                    block.isOnline(),
                    block.isOnline() ? block.zones().value().orElse("") : "");
        }

        boolean isMovable() {
            return zone.equals("Movable");
        }

        /** Such as {@code memory40 online in Movable}. */
        String describe() {
            return "memory" + index + (online ? " online in " + zone : " offline");
        }
    }
}
