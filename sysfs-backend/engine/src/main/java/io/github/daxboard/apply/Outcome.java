// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.plan.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a plan did, as verified.
 *
 * @param verdict the whole of it in a word
 * @param changes what each change came to, in the plan's order
 * @param failure what failed, where something did
 * @param undoFailures what could not be undone
 * @param stateNow each named device, read back at the end
 */
public record Outcome(
        Verdict verdict,
        List<ChangeResult> changes,
        Optional<Problem> failure,
        List<Problem> undoFailures,
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
     * A device as read at one moment.
     *
     * @param device the device
     * @param modeWord the mode's word, another driver's name, {@code gone} where the bus does not list it, or why it could
     *     not be read
     * @param size in bytes, where it could be read
     * @param align in bytes, where it could be read
     * @param ranges in order of page offset; empty where it has none or they could not be read
     * @param blocks its memory blocks; none where it has none
     * @param leftOut bytes of its ranges that kmem did not take, 0 where it took them whole; empty where it is not
     *     system-ram, or where that is not known: it could not be read, or an older version wrote this
     * @param pinned whether the kernel keeps its memory though kmem let it go, until a reboot
     */
    public record DeviceState(
            DeviceName device,
            String modeWord,
            Optional<Long> size,
            Optional<Long> align,
            List<Range> ranges,
            Optional<Blocks> blocks,
            Optional<Long> leftOut,
            boolean pinned) {
        public static final String GONE = "gone";

        public DeviceState {
            ranges = List.copyOf(ranges);
        }

        /** Whether the bus does not list it. */
        public boolean isGone() {
            return modeWord.equals(GONE);
        }

        /** Whether its driver and its size were read; a reason why not is not a word that a mode or a driver can have. */
        public boolean isKnown() {
            boolean isWord =
                    Driver.parse(modeWord).isPresent() || Mode.parse(modeWord).isPresent();
            return isGone() || (isWord && size.isPresent());
        }

        /** Whether kmem has it, and may have left something out. */
        public boolean isRam() {
            return modeWord.equals(Mode.SYSTEM_RAM.word());
        }

        /** The same without {@link #leftOut}, which follows from its ranges and where its blocks lie. */
        DeviceState withoutLeftOut() {
            return new DeviceState(device, modeWord, size, align, ranges, blocks, Optional.empty(), pinned);
        }
    }

    /**
     * How many memory blocks a device has.
     *
     * @param total all of them
     * @param online those that are online
     * @param movable those of them that are in the movable zone
     */
    public record Blocks(int total, int online, int movable) {}
}
