// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.ui.map.MapPicture.Area;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an address stands on the map. All that holds something is on one scale, in bytes; a hole between two areas that is
 * larger than a small share of the whole is folded to that share, or one hole would leave nothing to be seen of the rest.
 */
public final class AddressScale {
    private static final double FOLDED = 0.02;

    /** A stretch of addresses, and where it begins; {@code length} is shorter than the stretch where it is folded. */
    private record Stretch(long start, long end, double at, double length) {
        double position(long address) {
            return at + (address - start) / (double) (end - start + 1) * length;
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Stretch> folds = new ArrayList<>();
    private final double total;

    public AddressScale(List<Area> areas) {
        double content = areas.stream()
                .mapToDouble(area -> area.end() - area.start() + 1)
                .sum();
        double at = 0;
        long next = areas.isEmpty() ? 0 : areas.getFirst().start();
        for (Area area : areas) {
            if (area.start() > next) {
                double hole = area.start() - next;
                Stretch gap = new Stretch(next, area.start() - 1, at, Math.min(hole, content * FOLDED));
                stretches.add(gap);
                if (gap.length() < hole) {
                    folds.add(gap);
                }
                at += gap.length();
            }
            // Areas may overlap where the firmware's tables are odd; what was drawn already is not drawn twice.
            long start = Math.max(next, area.start());
            if (area.end() >= start) {
                Stretch stretch = new Stretch(start, area.end(), at, area.end() - start + 1);
                stretches.add(stretch);
                at += stretch.length();
                next = area.end() + 1;
            }
        }
        total = Math.max(1, at);
    }

    /** The length of all of it. */
    public double total() {
        return total;
    }

    /** Where an address stands, 0 to {@link #total()}. */
    public double at(long address) {
        if (stretches.isEmpty() || address < stretches.getFirst().start()) {
            return 0;
        }
        for (Stretch stretch : stretches) {
            if (address <= stretch.end()) {
                return stretch.position(address);
            }
        }
        return total;
    }

    /** The address that stands at a position. */
    public long address(double position) {
        for (Stretch stretch : stretches) {
            if (position < stretch.at() + stretch.length()) {
                double share = Math.max(0, (position - stretch.at()) / stretch.length());
                return stretch.start() + (long) (share * (stretch.end() - stretch.start() + 1));
            }
        }
        return stretches.isEmpty() ? 0 : stretches.getLast().end();
    }

    /** Where holes are folded: the middle of each. */
    List<Double> folds() {
        return folds.stream().map(fold -> fold.at() + fold.length() / 2).toList();
    }
}
