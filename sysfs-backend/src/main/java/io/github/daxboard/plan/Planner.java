// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Snapshot;
import java.util.List;

/** From a snapshot and changes to a plan. Pure: the same arguments always give the same plan. */
public final class Planner {
    private Planner() {}

    public static Plan plan(Snapshot snapshot, List<? extends Change> changes) {
        throw new UnsupportedOperationException(snapshot + " " + changes);
    }
}
