// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * How one change is carried out.
 *
 * @param change what was asked for
 * @param device the device that it is about: for a new one, the name that the kernel will give it; none where that can't be
 *     told, because the change is blocked
 * @param from the mode that the device has when this change's turn comes
 * @param consequence what it means for who uses the device, one line
 * @param steps in order; empty where a blocker stands, or where the device has the mode already
 * @param warnings what it brings with it
 * @param blockers why it can't be done now
 */
public record ChangePlan(
        Change change,
        Optional<DeviceName> device,
        Optional<Mode> from,
        Message consequence,
        List<Step> steps,
        List<Warning> warnings,
        List<Problem> blockers) {
    public ChangePlan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        blockers = List.copyOf(blockers);
    }

    /** {@link #consequence} in English. */
    public String effect() {
        return consequence.english();
    }

    public boolean isBlocked() {
        return !blockers.isEmpty();
    }

    /** Whether the device is already as asked. */
    public boolean isNothingToDo() {
        return steps.isEmpty() && blockers.isEmpty();
    }
}
