// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Unlisted;
import io.github.daxboard.plan.Problem.Kind;
import java.util.List;
import java.util.Optional;

/** The snapshot may lack devices, because the dax bus or an entry of it could not be read. */
public final class HiddenDevices {
    private HiddenDevices() {}

    /** Why nothing can be said of a device, region or node that the snapshot lacks; empty where all were read. */
    public static Optional<Problem> of(Snapshot snapshot, String object) {
        return snapshot.hidden().map(hidden -> problem(object, hidden));
    }

    static Problem problem(String object, Unlisted hidden) {
        return Problem.keyed(Kind.BLOCKED, "plan.devicesHidden", object).withSeen(List.of(hidden.message()));
    }
}
