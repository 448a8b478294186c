// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import javafx.scene.layout.StackPane;

/** Not drawn yet. */
public final class MapView extends StackPane {
    public MapView(MapViewModel model) {
        setId("map");
    }
}
