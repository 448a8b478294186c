// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import io.github.daxboard.ui.words.Words;
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

    /** By the desktop's own dialog. */
    static FilePicker ofDesktop() {
        return (owner, name) -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Words.text("export.open"));
            chooser.setInitialFileName(name);
            return Optional.ofNullable(chooser.showSaveDialog(owner));
        };
    }
}
