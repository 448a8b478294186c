// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.plan.Order;

/** What a helper can be asked. It names devices, regions, modes and sizes; no request can name a file or a value to write. */
public sealed interface Request {

    /** The tree, as it is now. */
    record Tree() implements Request {}

    /**
     * Carry an order out, if the host still gives the plan that was shown.
     *
     * @param order of 1 to {@link RequestCodec#MAX_CHANGES} changes
     * @param digest of that plan
     */
    record Apply(Order order, String digest) implements Request {}

    /** The plans that ended. */
    record History() implements Request {}

    /** The plan that did not end. */
    record Pending() implements Request {}

    /** Tell when the host may have changed, from now on. */
    record Watch() implements Request {}

    /** End the plan that did not. */
    record Recover(Recovery how) implements Request {}

    /** Give up the plan that runs: end it where that is safe, and undo what its change has done. */
    record Cancel() implements Request {}
}
