// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;

/** Says why a helper did not come to run, from what its starter left: an exit code and the last lines of its errors. */
@FunctionalInterface
interface StartFailures {
    Problem words(HelperGone gone);
}
