// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.save;

import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.Serial;

/** A file can't be written where the user wants it; known before anything was written. */
public final class BadTargetException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Message reason;

    BadTargetException(Message reason) {
        super(reason.english());
        this.reason = reason;
    }

    /** The cause, such as {@code it is a folder}. */
    public Message reason() {
        return reason;
    }
}
