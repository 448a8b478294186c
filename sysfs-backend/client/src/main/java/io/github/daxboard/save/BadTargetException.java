// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.save;

import java.io.IOException;
import java.io.Serial;

/** A file can't be written where the user wants it; known before anything was written. The message is the cause, in words. */
public final class BadTargetException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** With the cause, such as {@code it is a folder}. */
    public BadTargetException(String cause) {
        super(cause);
    }
}
