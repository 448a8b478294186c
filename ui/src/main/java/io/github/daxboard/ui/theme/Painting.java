// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

/** How JavaFX paints the window. */
public final class Painting {
    private Painting() {}

    /**
     * Chooses it, which takes effect only before JavaFX starts. What was said on the Java command line stays.
     *
     * <p>JavaFX keeps a picture of each kind of rounded background and stretches it over the area, which takes twice as long
     * without a graphics card as to paint the area: docs/performance.md.
     */
    public static void choose() {
        System.getProperties().putIfAbsent("prism.disableRegionCaching", "true");
    }
}
