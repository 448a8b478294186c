// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that the board shows, as a value: equal pictures look the same.
 *
 * @param regions in the order in which they stand
 * @param hidden how many devices the search leaves out
 */
public record BoardPicture(List<RegionPicture> regions, int hidden) {
    public BoardPicture {
        regions = List.copyOf(regions);
    }

    /**
     * A region's card.
     *
     * @param id its id
     * @param title such as {@code Region 0}
     * @param kind the word of its kind
     * @param facts size, node, alignment
     * @param free what is said at the right: free space, or that it is static
     * @param isStatic whether it can't be split or resized
     * @param folded whether it is one line
     * @param create why no device can be made of it; empty where one can
     * @param size its size in bytes; 0 where it is not known
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
            boolean folded,
            String create,
            long size,
            List<BarPiece> bar,
            List<ColumnPicture> columns) {
        public RegionPicture {
            bar = List.copyOf(bar);
            columns = List.copyOf(columns);
        }

        /** How many tiles its longest column has. */
        int longest() {
            return columns.stream()
                    .mapToInt(column -> column.tiles().size())
                    .max()
                    .orElse(0);
        }
    }

    /** A cell: the tiles of one region in one mode. */
    public record ColumnPicture(Mode mode, List<TilePicture> tiles) {
        public ColumnPicture {
            tiles = List.copyOf(tiles);
        }
    }

    /**
     * A piece of a bar.
     *
     * @param device whose it is; none for free space
     * @param look how it is drawn
     * @param from where it begins, 0 to 1 of the region
     * @param to where it ends
     * @param online how much of it is online memory, 0 to 1; only for system-ram
     * @param start its first address, where that may be read
     * @param resizable whether its end is the device's end, and can be moved
     * @param planned whether it is there only with what is queued
     * @param label the word under it
     * @param words all of it in words
     */
    public record BarPiece(
            Optional<DeviceName> device,
            Look look,
            double from,
            double to,
            double online,
            OptionalLong start,
            boolean resizable,
            boolean planned,
            String label,
            String words) {}

    /** Which of a device's places a tile is. */
    public enum Place {
        /** Where it is. */
        ACTUAL,
        /** Where it is now and will not be. */
        PENDING_FROM,
        /** Where it will be, or what it will be there. */
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
        OK,
        DANGER
    }

    /**
     * A tile.
     *
     * @param device the device
     * @param title its name; a device that is yet to be made has none
     * @param place which of its places this is
     * @param look its shape and colour
     * @param size in words
     * @param use the mode, the driver, or {@code from → to}
     * @param badges what else is to be known
     * @param busy what is at work on it
     * @param failed whether the last plan failed on it
     * @param outside whether another program changed it, and nobody has looked since
     * @param movable whether it can be picked up; where not, {@code stuck} says why
     * @param stuck why it can't be picked up; empty where it can
     * @param spoken all of it in words
     */
    public record TilePicture(
            DeviceName device,
            String title,
            Place place,
            Look look,
            String size,
            String use,
            List<Badge> badges,
            Optional<Busy> busy,
            boolean failed,
            boolean outside,
            boolean movable,
            String stuck,
            String spoken) {
        public TilePicture {
            badges = List.copyOf(badges);
        }
    }
}
