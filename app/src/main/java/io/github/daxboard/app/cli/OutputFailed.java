// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** What was to be written did not get to where it was to go: a full disk, a broken one. The message is a sentence. */
final class OutputFailed extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Message reason;

    OutputFailed(Path file, IOException cause) {
        this(Message.of("cli.output.failed", file, String.valueOf(cause.getMessage())), cause);
    }

    private OutputFailed(Message reason, IOException cause) {
        super(reason.english(), cause);
        this.reason = reason;
    }

    /** What happened, as a sentence. */
    Message reason() {
        return reason;
    }
}
