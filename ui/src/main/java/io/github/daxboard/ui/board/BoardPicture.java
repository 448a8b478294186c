// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;

/** All that the board shows, as a value: equal pictures look the same. */
public record BoardPicture(List<RegionPicture> regions) {

    /**
     * A region's card.
     *
     * @param id its id
     * @param title such as {@code Region 0}
     * @param kind the word of its kind
     * @param facts size, node, alignment
     * @param free what is said at the right: free space, or that it is static
     * @param isStatic whether it can't be split or resized
     * @param isAllFree whether no device has memory of it, so that its card may begin folded
     * @param bar its devices and free space, to scale
     * @param columns one for each mode, in the order of {@link Mode}
     */
    public record RegionPicture(
            int id,
            String title,
            String kind,
            String facts,
            String free,
            boolean isStatic,
            boolean isAllFree,
            List<BarPiece> bar,
            List<ColumnPicture> columns) {}

    /** A cell: the tiles of one region in one mode. */
    public record ColumnPicture(Mode mode, List<TilePicture> tiles) {}

    /**
     * A piece of a bar.
     *
     * @param device whose it is; none for free space
     * @param look how it is drawn
     * @param from where it begins, 0 to 1 of the region
     * @param to where it ends
     * @param online how much of it is online memory, 0 to 1; only for system-ram
     * @param label the word under it
     * @param words all of it in words
     */
    public record BarPiece(
            Optional<DeviceName> device,
            Look look,
            double from,
            double to,
            double online,
            String label,
            String words) {}

    /** Which of a device's places a tile is. */
    public enum Place {
        /** Where it is. */
        ACTUAL,
        /** Where it is now and will not be. */
        PENDING_FROM,
        /** Where it will be. */
        PENDING_TO
    }

    /** What is at work on a tile. */
    public record Busy(String words, double done) {}

    /** A word with an icon on a tile. */
    public record Badge(String icon, String words, Tone tone) {}

    /** How loud a badge is. */
    public enum Tone {
        QUIET,
        ACCENT,
        DANGER
    }

    /**
     * A tile.
     *
     * @param device the device
     * @param place which of its places this is
     * @param look its shape and colour
     * @param size in words
     * @param use the mode, the driver, or {@code from → to}
     * @param badges what else is to be known
     * @param busy what is at work on it
     * @param failed whether the last plan failed on it
     * @param movable whether it can be picked up; where not, {@code stuck} says why
     * @param stuck why it can't be picked up; empty where it can
     * @param spoken all of it in words
     */
    public record TilePicture(
            DeviceName device,
            Place place,
            Look look,
            String size,
            String use,
            List<Badge> badges,
            Optional<Busy> busy,
            boolean failed,
            boolean movable,
            String stuck,
            String spoken) {}
}
