// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import javafx.scene.Node;

/** What a card passes on of what the user does. */
interface CardActions {
    /** Hangs the handlers on a new tile. */
    void prepare(TileNode tile);

    /** Tiles stand elsewhere now, and some that came into sight have a node that is new or was another's. */
    void rearranged();

    /** A device's piece of a bar was clicked. */
    void clicked(DeviceName device);

    void turn(int region);

    void create(int region);

    void regionMenu(int region, Node at, double screenX, double screenY);

    boolean grip(int region, BarPiece piece, double share);

    void dragBar(double share, double sceneX, double sceneY);

    void dropBar();
}
