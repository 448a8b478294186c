// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.ui.shell.WindowPreferences;
import javafx.application.Platform;

/** A program of its own, since a toolkit asks its desktop once: says whether the window would hold still. */
final class MotionProbe {
    private MotionProbe() {}

    public static void main(String[] arguments) {
        Platform.startup(() -> Platform.runLater(MotionProbe::tell));
    }

    // Not while the toolkit is still starting: it would not end then.
    private static void tell() {
        WindowPreferences comfort = new WindowPreferences();
        DaxboardDesktop.follow(comfort, Platform.getPreferences());
        System.out.println("still: " + comfort.still().get());
        Platform.exit();
    }
}
