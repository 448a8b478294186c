// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * A tile in the air.
 *
 * @param device whose
 * @param region the id of its region: only that one's columns take it
 * @param home the column that it was picked up from
 * @param verdicts what each column says
 * @param over the column that it is over
 * @param byKeyboard whether the keyboard carries it
 */
public record DragPicture(
        DeviceName device,
        int region,
        Mode home,
        Map<Mode, Verdict> verdicts,
        Optional<Mode> over,
        boolean byKeyboard) {
    public DragPicture {
        verdicts = Map.copyOf(verdicts);
    }

    public DragPicture over(Optional<Mode> column) {
        return new DragPicture(device, region, home, verdicts, column, byKeyboard);
    }

    public Verdict verdict(Mode mode) {
        return verdicts.getOrDefault(mode, new Verdict.Home());
    }

    /** What the column under it says. */
    public Optional<Verdict> verdictHere() {
        return over.map(this::verdict);
    }
}
