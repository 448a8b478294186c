// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Pending;
import java.util.List;

/** A way to know what was carried out on one host. */
interface PastSource extends AutoCloseable {
    /** As {@link HostConnection#history}. */
    List<PastPlan> history() throws HostException;

    /** As {@link HostConnection#pending}. */
    Pending pending() throws HostException;

    /** Ends the connection, where there is one, a call that is under way too. */
    @Override
    void close();

    /** For a host on which nothing can be carried out from here. */
    record Nothing() implements PastSource {
        @Override
        public List<PastPlan> history() {
            return List.of();
        }

        @Override
        public Pending pending() {
            return new Pending.AllEnded();
        }

        @Override
        public void close() {}
    }
}
