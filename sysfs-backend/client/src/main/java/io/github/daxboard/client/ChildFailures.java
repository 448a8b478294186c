// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;

/** Why this program's own helper did not come to run. */
final class ChildFailures implements StartFailures {
    @Override
    public Problem words(HelperGone gone) {
        return Problem.keyed(Kind.FAILED, "client.child", "the helper", gone.message())
                .withEvidence(gone.said());
    }
}
