// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.DeviceName;
import java.util.List;
import java.util.Optional;

/**
 * What was there when a change's turn came.
 *
 * @param device the device itself
 * @param blocks its memory blocks, as runs; none where they could not all be read
 * @param autoprobe whether the bus probes by itself, where it could be read
 * @param autoOnline the policy for new memory, where it could be read
 * @param idle the other devices that were unbound: one of them may be swept along by new_id, and is given back
 */
public record AtStart(
        DeviceState device,
        Optional<List<PriorState.Run>> blocks,
        Optional<Boolean> autoprobe,
        Optional<String> autoOnline,
        List<DeviceName> idle) {
    public AtStart {
        blocks = blocks.map(List::copyOf);
        idle = List.copyOf(idle);
    }

    /** Whether all was read that must be the same again: without it, nothing can be said to be as it was. */
    boolean isKnown() {
        return device.isKnown() && (blocks.isPresent() || device.isGone());
    }

    /** Whether all that a change that has been undone must leave as it was is so again; what is not known is not. */
    boolean isAgain(AtStart now) {
        return isKnown()
                && now.isKnown()
                // A journal of an older version does not have it; the ranges and the blocks, which it has, are
                // compared.
                && device.withoutLeftOut().equals(now.device.withoutLeftOut())
                && blocks.equals(now.blocks)
                && autoprobe.equals(now.autoprobe)
                && autoOnline.equals(now.autoOnline);
    }
}
