// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.time.Instant;
import java.util.List;

/**
 * All that was read for one snapshot, which can be made again from it.
 *
 * @param taken when it was read, by the host's clock
 * @param records in the order in which they were read
 */
public record RecordedTree(Instant taken, List<TreeRecord> records) {
    public RecordedTree {
        records = List.copyOf(records);
    }
}
