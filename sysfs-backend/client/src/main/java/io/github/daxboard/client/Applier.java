// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Order;
import java.util.function.Consumer;

/** A way to carry changes out on one host. */
interface Applier extends AutoCloseable {
    /** As {@link HostConnection#apply}. */
    Applied apply(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException;

    /** As {@link HostConnection#recover}. */
    Applied recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) throws HostException;

    /** Ends the connection, where there is one; what a helper has begun, it finishes or undoes. */
    @Override
    void close();
}
