// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Refusal;

/** Says why a helper did not come to run, from what its starter left: an exit code and the last lines of its errors. */
@FunctionalInterface
interface StartFailures {
    Refusal words(HelperGone gone);
}
