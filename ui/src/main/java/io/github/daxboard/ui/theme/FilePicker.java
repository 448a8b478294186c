// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import java.io.File;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks where a file shall go. */
@FunctionalInterface
public interface FilePicker {
    /**
     * Asks, and waits for the answer.
     *
     * @param owner the window that asks
     * @param name what the file would be called
     * @return none where nothing shall be saved
     */
    Optional<File> pick(Window owner, String name);

    /** By the desktop's own dialog, under a title. */
    static FilePicker ofDesktop(String title) {
        return (owner, name) -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(title);
            chooser.setInitialFileName(name);
            return Optional.ofNullable(chooser.showSaveDialog(owner));
        };
    }
}
