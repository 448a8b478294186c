// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;

/** A host could not be reached, or the connection to it broke. Carries what to tell the user. */
public final class HostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem refusal;

    public HostException(Problem refusal) {
        super(refusal.what());
        this.refusal = refusal;
    }

    public HostException(Problem refusal, Throwable cause) {
        super(refusal.what(), cause);
        this.refusal = refusal;
    }

    public Problem refusal() {
        return refusal;
    }
}
