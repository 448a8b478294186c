// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tile in the air, or several.
 *
 * @param devices whose; the first is the one that was taken hold of
 * @param regions the ids of their regions: only those columns take them
 * @param home the column that the first was picked up from
 * @param verdicts what each column says
 * @param over the column that they are over
 * @param byKeyboard whether the keyboard carries them
 */
public record DragPicture(
        List<DeviceName> devices,
        Set<Integer> regions,
        Mode home,
        Map<Mode, Verdict> verdicts,
        Optional<Mode> over,
        boolean byKeyboard) {
    public DragPicture {
        devices = List.copyOf(devices);
        regions = Set.copyOf(regions);
        verdicts = Map.copyOf(verdicts);
    }

    public DragPicture over(Optional<Mode> column) {
        return new DragPicture(devices, regions, home, verdicts, column, byKeyboard);
    }

    /** The one that was taken hold of. */
    public DeviceName device() {
        return devices.getFirst();
    }

    public boolean isInTheAir(DeviceName device) {
        return devices.contains(device);
    }

    /** Their names in words. */
    public String who() {
        return who(devices);
    }

    static String who(List<DeviceName> devices) {
        return devices.size() == 1 ? devices.getFirst().toString() : WindowTexts.count("devices", devices.size());
    }

    public Verdict verdict(Mode mode) {
        return verdicts.getOrDefault(mode, new Verdict.Home());
    }

    /** What the column under it says. */
    public Optional<Verdict> verdictHere() {
        return over.map(this::verdict);
    }
}
