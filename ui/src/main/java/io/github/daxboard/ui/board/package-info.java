// SPDX-License-Identifier: Apache-2.0
/**
 * The board: a card per region, a column per mode, a tile per device, and the ways to ask for changes: tiles that are dragged
 * by mouse, keyboard, menu or button, bars that are dragged in, dialogs for sizes.
 *
 * <p>{@link io.github.daxboard.ui.board.BoardViewModel} turns snapshot, queue and run into a
 * {@link io.github.daxboard.ui.board.BoardPicture}, a value; the view compares pictures and touches only what differs.
 * Where things stand follows from the picture ({@code RowSizes}), so only what is in sight has nodes.
 *
 * <p>May use: plan's view models, hosts, model, theme, words. Must not use: the shell. Its view models know {@code
 * javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.board;

import org.jspecify.annotations.NullMarked;
