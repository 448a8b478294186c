// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;

/** Why this program's own helper did not come to run. */
final class ChildFailures implements StartFailures {
    @Override
    public Problem words(HelperGone gone) {
        return Problem.of(
                        Kind.FAILED,
                        "the helper",
                        "The helper was not started; nothing was written.",
                        "Its process did not greet: " + gone.words() + ".",
                        "The lines quoted here are what it said; build or install Daxboard again if it lacks something.")
                .withEvidence(gone.said());
    }
}
