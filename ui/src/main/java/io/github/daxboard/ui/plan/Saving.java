// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.ui.theme.Panels;
import io.github.daxboard.ui.words.Words;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/** Asks for a file and writes a text to it. A file that can't be written is said, with the cause. */
final class Saving {
    private final Node from;

    Saving(Node from) {
        this.from = from;
    }

    void save(Optional<String> text, String name) {
        if (text.isEmpty()) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.text("save.title"));
        chooser.setInitialFileName(name);
        File file = chooser.showSaveDialog(from.getScene().getWindow());
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file.toPath(), text.get());
        } catch (IOException e) {
            Panels.say(Words.text("save.failed", file, String.valueOf(e.getMessage())), from);
        }
    }
}
