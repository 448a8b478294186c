// SPDX-License-Identifier: Apache-2.0
/**
 * What leaves the window as a picture or a document: the board and the map as SVG, a view as PNG or on paper, the snapshot as
 * JSON.
 *
 * <p>May use: the pictures of board and map, model, report, hosts, theme, words. Must not use: the shell, or views.
 */
@NullMarked
package io.github.daxboard.ui.export;

import org.jspecify.annotations.NullMarked;
