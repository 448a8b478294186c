// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Refusal;

/** A host could not be reached, or the connection to it broke. Carries what to tell the user. */
public final class HostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public HostException(Refusal refusal) {
        super(refusal.what());
        this.refusal = refusal;
    }

    public HostException(Refusal refusal, Throwable cause) {
        super(refusal.what(), cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
