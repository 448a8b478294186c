// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.client.HostAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens a folder of this machine in the desktop's file manager, through xdg-open. */
public final class FileManager {
    private FileManager() {}

    /** What opens a host's folders; none for a host whose files are not this machine's. */
    public static Optional<Consumer<String>> of(HostAddress address) {
        return address instanceof HostAddress.Local ? Optional.of(FileManager::open) : Optional.empty();
    }

    private static void open(String folder) {
        try {
            // The folder is an argument of its own: no shell reads it.
            new ProcessBuilder("xdg-open", folder)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.getLogger(FileManager.class.getName()).log(System.Logger.Level.WARNING, "xdg-open did not start", e);
        }
    }
}
