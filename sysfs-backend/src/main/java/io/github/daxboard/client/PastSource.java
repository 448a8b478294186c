// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import java.util.List;
import java.util.Optional;

/** A way to know what was carried out on one host. */
interface PastSource {
    /** As {@link HostConnection#history}. */
    List<PastPlan> history() throws HostException;

    /** As {@link HostConnection#unfinished}. */
    Optional<Unfinished> unfinished() throws HostException;

    /** For a host on which nothing can be carried out from here. */
    record Nothing() implements PastSource {
        @Override
        public List<PastPlan> history() {
            return List.of();
        }

        @Override
        public Optional<Unfinished> unfinished() {
            return Optional.empty();
        }
    }
}
