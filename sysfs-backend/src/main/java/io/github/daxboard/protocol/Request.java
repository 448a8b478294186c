// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.plan.Change;
import java.util.List;

/** What a helper can be asked. It names devices and modes; no request can name a file or a value to write. */
public sealed interface Request {

    /** The tree, as it is now. */
    record Tree() implements Request {}

    /**
     * Carry changes out, if the host still gives the plan that was shown.
     *
     * @param changes 1 to {@link RequestCodec#MAX_CHANGES}
     * @param digest of that plan
     */
    record Apply(List<Change> changes, String digest) implements Request {
        public Apply {
            changes = List.copyOf(changes);
        }
    }
}
