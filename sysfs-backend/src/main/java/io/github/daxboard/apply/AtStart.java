// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.DeviceState;
import java.util.List;
import java.util.Optional;

/**
 * What must be as it was when a change has been undone.
 *
 * @param device the device itself
 * @param blocks each of its memory blocks
 * @param autoprobe whether the bus probes by itself, where it could be read
 * @param autoOnline the policy for new memory, where it could be read
 */
public record AtStart(
        DeviceState device, List<Found.Block> blocks, Optional<Boolean> autoprobe, Optional<String> autoOnline) {
    public AtStart {
        blocks = List.copyOf(blocks);
    }
}
