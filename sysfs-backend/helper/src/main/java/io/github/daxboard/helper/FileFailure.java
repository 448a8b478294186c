// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.text.Message;
import java.io.IOException;

/** One of the helper's own files could not be used. The exception's text is English, for the log; the message is for people. */
final class FileFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Message message;

    FileFailure(Message message) {
        super(message.english());
        this.message = message;
    }

    FileFailure(Message message, Throwable cause) {
        super(message.english(), cause);
        this.message = message;
    }

    /** What any failure of a file says: one of the JDK's own says it in the words that it has. */
    static Message message(Exception failure) {
        return failure instanceof FileFailure own
                ? own.message
                : Message.verbatim(String.valueOf(failure.getMessage()));
    }
}
