// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.ui.theme.Painting;
import javafx.application.Application;

/** Starts {@link Frames}, painted as the program is, which is chosen before JavaFX starts. */
public final class FramesMain {
    private FramesMain() {}

    public static void main(String[] arguments) {
        Painting.choose();
        Application.launch(Frames.class, arguments);
    }
}
