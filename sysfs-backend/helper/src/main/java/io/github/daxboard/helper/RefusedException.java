// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.plan.Problem;

/** The helper does not begin, and says why. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem refusal;

    RefusedException(Problem refusal) {
        super(refusal.what());
        this.refusal = refusal;
    }

    Problem refusal() {
        return refusal;
    }
}
