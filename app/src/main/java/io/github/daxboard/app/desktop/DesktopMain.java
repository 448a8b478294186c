// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.terminal.VisibleStream;
import io.github.daxboard.ui.theme.Painting;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import javafx.application.Application;

/**
 * Where the desktop program begins. It is no JavaFX application itself: Java starts the toolkit of one before its main method,
 * which a start that only hands its file to the open window has no use for.
 */
public final class DesktopMain {
    private DesktopMain() {}

    public static void main(String[] arguments) {
        VisibleStream.guardErrors();
        try {
            DesktopOptions options = DesktopOptions.parse(List.of(arguments)).orMissing();
            if (!options.standsAlone()
                    && OneWindow.standard().filter(one -> one.tell(options)).isPresent()) {
                return;
            }
        } catch (DesktopOptions.Wrong e) {
            System.err.println("daxboard: " + WindowTexts.texts().say(e.reason()));
            System.exit(2);
        }
        Painting.choose();
        Application.launch(DaxboardDesktop.class, arguments);
    }
}
