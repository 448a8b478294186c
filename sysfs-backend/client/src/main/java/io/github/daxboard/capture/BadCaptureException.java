// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.Serial;

/** A captured tree that is not one, is damaged, or is larger than any machine's. */
public final class BadCaptureException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Message reason;

    BadCaptureException(Message reason) {
        super(reason.english());
        this.reason = reason;
    }

    BadCaptureException(Message reason, Throwable cause) {
        super(reason.english(), cause);
        this.reason = reason;
    }

    /** What is wrong with it, as a sentence without a full stop. */
    public Message reason() {
        return reason;
    }
}
