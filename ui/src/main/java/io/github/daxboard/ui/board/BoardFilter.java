// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Mode;
import io.github.daxboard.model.RegionKind;
import java.util.HashSet;
import java.util.Set;

/**
 * What of the board is wanted, beside what the search says. Choices of one sort widen each other, choices of different sorts
 * narrow each other; of a sort with no choice all is wanted.
 *
 * @param modes the columns
 * @param kinds the regions, by who provides them
 * @param blocked only devices that are held, stuck, or have a change that is blocked
 * @param changed only devices with a queued change, and those that a plan or another program has just changed
 */
public record BoardFilter(Set<Mode> modes, Set<RegionKind> kinds, boolean blocked, boolean changed) {
    /** All is wanted. */
    public static final BoardFilter NONE = new BoardFilter(Set.of(), Set.of(), false, false);

    public BoardFilter {
        modes = Set.copyOf(modes);
        kinds = Set.copyOf(kinds);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** With a mode chosen, or no more chosen. */
    public BoardFilter turn(Mode mode) {
        return new BoardFilter(turned(modes, mode), kinds, blocked, changed);
    }

    /** With a kind of region chosen, or no more chosen. */
    public BoardFilter turn(RegionKind kind) {
        return new BoardFilter(modes, turned(kinds, kind), blocked, changed);
    }

    private static <T> Set<T> turned(Set<T> chosen, T one) {
        Set<T> next = new HashSet<>(chosen);
        if (!next.remove(one)) {
            next.add(one);
        }
        return next;
    }

    public BoardFilter turnBlocked() {
        return new BoardFilter(modes, kinds, !blocked, changed);
    }

    public BoardFilter turnChanged() {
        return new BoardFilter(modes, kinds, blocked, !changed);
    }

    boolean takes(RegionKind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    boolean takes(Mode mode) {
        return modes.isEmpty() || modes.contains(mode);
    }

    /** Whether it asks more of a tile than where it stands. */
    boolean asksOfTiles() {
        return !modes.isEmpty() || blocked || changed;
    }
}
