// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.ui.theme.Painting;
import javafx.application.Application;

/** Starts {@link Gallery} from the class path, where a JavaFX application may not be the main class itself. */
public final class GalleryMain {
    private GalleryMain() {}

    public static void main(String[] arguments) {
        System.setProperty("daxboard.names", "true");
        Painting.choose();
        Application.launch(Gallery.class, arguments);
    }
}
