// SPDX-License-Identifier: Apache-2.0
/**
 * The map: NUMA nodes with what feeds them, and physical addresses with regions, devices, memory blocks and nodes on one
 * scale, which can be zoomed. What is selected here is selected on the board.
 *
 * <p>May use: model, hosts, theme, words. Must not use: another screen's package.
 */
@NullMarked
package io.github.daxboard.ui.map;

import org.jspecify.annotations.NullMarked;
