// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.plan.Refusal;

/** The helper does not begin, and says why. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.what());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
