// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** What was to be written did not get to where it was to go: a full disk, a broken one. The message is a sentence. */
final class OutputFailed extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    OutputFailed(Path file, IOException cause) {
        super(file + " could not be written: " + cause.getMessage() + ". What was there before is unchanged.", cause);
    }
}
