// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.save.OutputFile;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.ui.theme.FilePicker;
import io.github.daxboard.ui.theme.Panels;
import io.github.daxboard.ui.words.WindowTexts;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javafx.scene.Node;

/** Asks for a file and writes a text to it. A file that can't be written is said, with the cause. */
final class Saving {
    private final Node from;

    Saving(Node from) {
        this.from = from;
    }

    void save(Optional<String> text, String name, Readers readers) {
        if (text.isEmpty()) {
            return;
        }
        FilePicker.ofDesktop(WindowTexts.text("save.title"))
                .pick(from.getScene().getWindow(), name)
                .ifPresent(file -> write(file, text.get(), readers));
    }

    private void write(File file, String text, Readers readers) {
        try {
            OutputFile.writeWithoutWaiting(file.toPath(), text.getBytes(StandardCharsets.UTF_8), readers);
        } catch (IOException e) {
            Panels.say(WindowTexts.text("save.failed", file, String.valueOf(e.getMessage())), from);
        }
    }
}
