// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What a plan did, as verified.
 *
 * @param verdict the whole of it in a word
 * @param changes what each change came to, in the plan's order
 * @param failure what failed, where something did
 * @param undoFailures what could not be undone
 * @param stateNow each named device's mode, read back at the end
 */
public record Outcome(
        Verdict verdict,
        List<ChangeResult> changes,
        Optional<Refusal> failure,
        List<Refusal> undoFailures,
        List<DeviceState> stateNow) {
    public Outcome {
        changes = List.copyOf(changes);
        undoFailures = List.copyOf(undoFailures);
        stateNow = List.copyOf(stateNow);
    }

    public enum Verdict {
        /** Every change was done and read back. */
        DONE,
        /** A step failed; what its change had done was undone and read back. Earlier changes stay done. */
        FAILED_UNDONE,
        /** A step failed, and not all could be undone: {@link #stateNow} says what is left. */
        FAILED_LEFT_CHANGED
    }

    public enum ChangeResult {
        DONE,
        UNDONE,
        LEFT_CHANGED,
        NOT_STARTED
    }

    /**
     * A device's mode as read at the end.
     *
     * @param device the device
     * @param modeWord the mode's word, another driver's name, or why it could not be read
     */
    public record DeviceState(DeviceName device, String modeWord) {}
}
